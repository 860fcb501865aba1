// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Opening, reading and closing. Changing is in project_apply.cpp and project_edits.cpp.
#include "core/project/project.h"

#include "core/project/project_p.h"
#include "core/project/run_masks.h"
#include "core/project/store.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace revseg {

namespace {

/// SQLite keeps its journals beside the file that a link leads to.
QString realPath(const QString& path)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    return canonical.isEmpty() ? path : canonical;
}

/// A program that was killed left its log, or only its lock, beside the project: brought home by opening it
/// once for writing. Nothing happens while another program works on it or when the folder cannot be written.
void bringHomeLeftOvers(const QString& project)
{
    const QString path = realPath(project);
    const auto leftOver = [&](const char* suffix) { return QFileInfo::exists(path + QLatin1String(suffix)); };
    if (!leftOver("-wal") && !leftOver("-journal") && !leftOver("-lock"))
        return;
    if (const auto lock = ProjectLock::take(path))
        (void)Store::open(path, Database::Mode::ReadWrite);
}

template <class Record>
const std::vector<Record>& listOf(const std::map<VideoId, std::vector<Record>>& lists, VideoId video)
{
    static const std::vector<Record> none;
    const auto it = lists.find(video);
    return it == lists.end() ? none : it->second;
}

} // namespace

Result<std::unique_ptr<Project>> Project::create(const QString& path)
{
    if (auto made = Store::create(path); !made)
        return fail(made.error());
    return open(path);
}

Result<std::unique_ptr<Project>> Project::open(const QString& path, OpenMode mode)
{
    const QString absolute = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    const QFileInfo info(absolute);
    std::unique_ptr<ProjectLock> lock;
    // What is no project is told before who has it open.
    if (mode == OpenMode::ReadWrite && info.isFile() && info.size() > 0) {
        if (!info.isWritable()) {
            return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "“%1” may not be written"), {path},
                        QT_TRANSLATE_NOOP("core", "check its permissions, or open it read-only"));
        }
        auto taken = ProjectLock::take(absolute);
        if (!taken)
            return fail(taken.error());
        lock = std::move(*taken);
    } else if (mode == OpenMode::ReadOnly && info.isFile()) {
        bringHomeLeftOvers(absolute);
    }
    auto store = Store::open(realPath(absolute), mode == OpenMode::ReadWrite ? Database::Mode::ReadWrite
                                                                             : Database::Mode::ReadOnly);
    if (!store)
        return fail(store.error());
    std::unique_ptr<Project> project(new Project(absolute, std::move(lock), std::move(*store)));
    if (auto loaded = project->load(); !loaded)
        return fail(loaded.error());
    return project;
}

Project::Project(QString path, std::unique_ptr<ProjectLock> lock, std::unique_ptr<Store> store)
    : m_path(std::move(path))
    , m_lock(std::move(lock))
    , m_store(std::move(store))
    , m_cache(std::make_unique<Cache>())
{
}

Project::~Project()
{
    settle();
    if (hasUnsaved())
        (void)saveUnsaved();
    // Only after this session has written: looking at a project never changes its bytes.
    if (m_lock && m_hasRemoved && m_store->hasWritten()) {
        if (m_store->begin() && m_store->sweep() && m_store->commit())
            m_hasRemoved = false;
        else
            m_store->rollback();
    }
    m_store.reset();
    if (!m_lock)
        bringHomeLeftOvers(m_path); // the writer may have closed while we were reading
}

Result<void> Project::load()
{
    auto stored = m_store->read();
    if (!stored)
        return fail(stored.error());
    m_videos = std::move(stored->videos);
    for (ObjectRecord& o : stored->objects)
        m_objects[o.video].push_back(std::move(o));
    for (QueryRecord& q : stored->queries)
        m_queries[q.video].push_back(std::move(q));
    for (RunRecord& r : stored->runs)
        m_runs[r.query].push_back(std::move(r));
    m_lanes = std::move(stored->lanes);
    m_settings = std::move(stored->settings);
    m_hasRemoved = stored->has_removed;
    return {};
}

QString Project::name() const
{
    return QFileInfo(m_path).completeBaseName();
}

const VideoRecord* Project::video(VideoId id) const
{
    return findById(m_videos, id);
}

const std::vector<ObjectRecord>& Project::objects(VideoId video) const
{
    return listOf(m_objects, video);
}

const ObjectRecord* Project::object(VideoId video, ObjectId id) const
{
    return findById(objects(video), id);
}

const std::vector<QueryRecord>& Project::queries(VideoId video) const
{
    return listOf(m_queries, video);
}

const QueryRecord* Project::query(QueryId id) const
{
    for (const auto& [video, list] : m_queries) {
        if (const QueryRecord* q = findById(list, id))
            return q;
    }
    return nullptr;
}

const std::vector<RunRecord>& Project::runs(QueryId query) const
{
    static const std::vector<RunRecord> none;
    const auto it = m_runs.find(query);
    return it == m_runs.end() ? none : it->second;
}

Result<RunRecord> Project::run(RunId id) const
{
    for (const auto& [query, list] : m_runs) {
        if (const RunRecord* r = findById(list, id)) {
            const auto unsaved = m_unsavedRuns.find(id);
            auto data =
                unsaved != m_unsavedRuns.end() ? Result<QByteArray>(unsaved->second) : m_store->runData(id);
            if (!data)
                return fail(data.error());
            RunRecord out = *r;
            out.data = std::move(*data);
            return out;
        }
    }
    return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no run %1"),
                {QString::number(id.value)});
}

Result<TrackSet> Project::trackSet(TrackSetId id) const
{
    if (const auto unsaved = m_unsavedTracks.find(id); unsaved != m_unsavedTracks.end())
        return *unsaved->second;
    return m_store->trackSet(id);
}

TrackSource Project::trackSource(TrackSetId id) const
{
    if (const auto unsaved = m_unsavedTracks.find(id); unsaved != m_unsavedTracks.end())
        return TrackSource(unsaved->second);
    return id.isValid() ? TrackSource(m_store->path(), id) : TrackSource();
}

Result<TrackSetPtr> TrackSource::read() const
{
    if (m_tracks || !m_id.isValid())
        return m_tracks;
    auto tracks = [this]() -> Result<TrackSet> {
        const auto store = Store::open(m_path, Database::Mode::ReadOnly);
        return store ? (*store)->trackSet(m_id) : Result<TrackSet>(fail(store.error()));
    }();
    bringHomeLeftOvers(m_path); // the project may have been closed meanwhile
    if (!tracks)
        return fail(tracks.error());
    return std::make_shared<const TrackSet>(std::move(*tracks));
}

const MaskLane& Project::lane(VideoId video, ObjectId object) const
{
    static const MaskLane none;
    const auto it = m_lanes.find({video, object});
    return it == m_lanes.end() ? none : it->second;
}

Result<MaskRecordPtr> Project::mask(VideoId video, ObjectId object, FrameIndex frame) const
{
    if (!lane(video, object).at(frame).hasRecord())
        return MaskRecordPtr();
    const MaskKey key{video, object, frame};
    if (const auto it = m_cache->unsaved.find(key); it != m_cache->unsaved.end())
        return it->second;
    if (const MaskRecordPtr* known = m_cache->masks.object(key))
        return *known;
    auto record = m_store->mask(video, object, frame);
    if (record && *record)
        m_cache->put(key, *record);
    return record;
}

void Project::setCacheLimit(qsizetype bytes)
{
    m_cache->masks.setMaxCost(bytes);
}

qsizetype Project::cacheBytes() const
{
    return m_cache->masks.totalCost();
}

QJsonValue Project::setting(const QString& key, const QJsonValue& otherwise) const
{
    const auto it = m_settings.find(key);
    if (it == m_settings.end())
        return otherwise;
    // A lone value is no JSON document for Qt; in a list it is.
    return QJsonDocument::fromJson(it->second.toUtf8()).array().at(0);
}

Result<void> Project::setSetting(const QString& key, const QJsonValue& value)
{
    const QString text = QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
    const auto it = m_settings.find(key);
    if (it != m_settings.end() && it->second == text)
        return {};
    if (!isReadOnly()) {
        settle();
        if (auto begun = m_store->begin(); !begun)
            return begun;
        auto written = m_store->writeSetting(key, text);
        if (written)
            written = m_store->commit();
        if (!written) {
            m_store->rollback();
            return written;
        }
    }
    m_settings[key] = text;
    return {};
}

Result<void> Project::check(std::stop_token stop, const ProgressFn& progress)
{
    settle();
    if (auto good = m_store->check(stop, progress); !good)
        return good;
    return checkMedia(std::move(stop));
}

} // namespace revseg
