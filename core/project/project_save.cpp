// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How what could not be written gets to the disk after all, here or at another place.
#include "core/project/project_p.h"
#include "core/project/run_masks.h"
#include "core/project/store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <set>

namespace revseg {

Result<void> Project::saveUnsaved()
{
    settle();
    if (!hasUnsaved())
        return {};
    MaskLanes lanes; // in memory they are as they will be already
    auto stored = store(nullptr, Origin::New, lanes);
    setUnsavedReason(stored ? std::nullopt : std::optional<Error>(stored.error()));
    return stored;
}

Result<int> Project::saveAs(const QString& path)
{
    settle();
    const QString absolute = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    int lost = 0;
    bool salvaged = false;
    if (auto copied = m_store->copyTo(absolute); !copied) {
        if (copied.error().kind != ErrorKind::Corrupt)
            return fail(copied.error());
        auto rest = salvageTo(absolute);
        if (!rest) {
            QFile::remove(absolute);
            return rest;
        }
        lost = *rest;
        salvaged = true;
    }
    auto lock = ProjectLock::take(absolute);
    if (!lock)
        return fail(lock.error());
    auto store = Store::open(absolute, Database::Mode::ReadWrite);
    if (!store)
        return fail(store.error());
    // Seen from the new folder the media lie elsewhere.
    std::vector<Change> moved;
    const QDir folder(QFileInfo(absolute).absolutePath());
    for (const VideoRecord& v : m_videos) {
        VideoRecord after = v;
        if (const QString media = mediaPath(v.id); !media.isEmpty())
            after.absolute_path = media;
        after.relative_path = folder.relativeFilePath(after.absolute_path);
        if (after != v)
            moved.emplace_back(RecordChange<VideoRecord>{v, std::move(after)});
    }
    m_store = std::move(*store);
    m_lock = std::move(*lock);
    m_path = absolute;
    const auto taken = salvaged ? takeSalvaged() : Result<void>();
    Q_EMIT pathChanged();
    if (!taken)
        return fail(taken.error());
    if (auto saved = saveUnsaved(); !saved)
        return fail(saved.error());
    if (moved.empty())
        return lost;
    if (auto done = commit(Edit{{}, {}, moved}, Origin::History); !done)
        return fail(done.error());
    for (const Change& change : moved)
        m_history.amend(*std::get<RecordChange<VideoRecord>>(change).after);
    return lost;
}

/// Writes a new project from memory and from what can still be read of the damaged file.
Result<int> Project::salvageTo(const QString& path) const
{
    if (auto created = Store::create(path); !created)
        return fail(created.error());
    auto opened = Store::open(path, Database::Mode::ReadWrite);
    if (!opened)
        return fail(opened.error());
    Store& to = **opened;
    if (auto begun = to.begin(); !begun)
        return fail(begun.error());
    int lost = 0;
    std::set<TrackSetId> sets; // come to
    std::set<TrackSetId> damaged;
    Result<void> written;
    const auto put = [&](auto record) {
        using Record = decltype(record);
        if (written)
            written = to.write(RecordChange<Record>{std::nullopt, std::move(record)});
    };
    for (const VideoRecord& v : m_videos) {
        put(v);
        for (const ObjectRecord& o : objects(v.id))
            put(o);
        for (const QueryRecord& q : queries(v.id)) {
            put(q);
            std::set<RunId> kept;
            for (const RunRecord& r : runs(q.id)) {
                auto whole = run(r.id);
                if (!whole) {
                    ++lost;
                    continue;
                }
                if (whole->tracks.isValid() && sets.insert(whole->tracks).second) {
                    if (auto tracks = trackSet(whole->tracks)) {
                        const auto after = std::make_shared<TrackSet>(std::move(*tracks));
                        if (written)
                            written = to.write(TrackSetChange{whole->tracks, nullptr, after});
                    } else {
                        damaged.insert(whole->tracks);
                    }
                }
                if (damaged.contains(whole->tracks)) {
                    ++lost;
                    forgetTracks(*whole);
                }
                kept.insert(r.id);
                if (whole->parent.isValid() && !kept.contains(whole->parent))
                    whole->parent = {};
                put(std::move(*whole));
            }
        }
    }
    for (const auto& [key, lane] : m_lanes) {
        if (object(key.first, key.second) == nullptr)
            continue; // deleted, and what it held may be among the damage
        MaskLane readable = lane;
        std::set<int> chunks;
        for (const FrameIndex frame : lane.frames()) {
            const auto record = mask(key.first, key.second, frame);
            if (!record || !*record) {
                readable.set(frame, LaneEntry::of(nullptr));
                ++lost;
                continue;
            }
            chunks.insert(frame / MaskLane::kChunk);
            if (written)
                written = to.write(MaskChange{key.first, key.second, frame, nullptr, *record});
        }
        for (const int chunk : chunks) {
            if (written)
                written = to.writeLaneChunk(key, chunk, readable.encodeChunk(chunk));
        }
    }
    for (const auto& [key, value] : m_settings) {
        if (written)
            written = to.writeSetting(key, value);
    }
    if (written)
        written = to.commit();
    if (!written)
        return fail(written.error());
    return lost;
}

/// The file that has been salvaged is now the project: memory follows it.
Result<void> Project::takeSalvaged()
{
    m_unsaved.clear();
    m_unsavedRuns.clear();
    m_unsavedTracks.clear();
    m_cache->unsaved.clear();
    m_history.clear(); // its steps speak of what may be lost
    m_videos.clear();
    m_objects.clear();
    m_queries.clear();
    m_runs.clear();
    m_lanes.clear();
    m_hasRemoved = false;
    const auto loaded = load();
    setUnsavedReason(std::nullopt);
    Q_EMIT videosChanged();
    for (const VideoRecord& v : m_videos) {
        Q_EMIT objectsChanged(v.id);
        Q_EMIT queriesChanged(v.id);
        for (const ObjectRecord& o : objects(v.id))
            Q_EMIT masksChanged(v.id, o.id, {0, std::max(0, v.frames - 1)});
        for (const QueryRecord& q : queries(v.id))
            Q_EMIT runsChanged(q.id);
    }
    Q_EMIT historyChanged();
    return loaded;
}

} // namespace revseg
