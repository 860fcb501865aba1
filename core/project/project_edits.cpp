// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The edits Project makes itself, and those made of proposals.
#include "core/project/project_p.h"
#include "core/project/store.h"

#include <QFileInfo>

namespace revseg {

namespace {

template <class Record>
int endPosition(const std::vector<Record>& list)
{
    return list.empty() ? 0 : list.back().position + 1;
}

template <class Record>
std::optional<Record> copyOf(const Record* record)
{
    return record ? std::optional<Record>(*record) : std::nullopt;
}

} // namespace

Error gone()
{
    return makeError(ErrorKind::NotFound,
                     QT_TRANSLATE_NOOP("core", "What was to be changed is no longer in the project"), {},
                     QT_TRANSLATE_NOOP("core", "choose it again"));
}

template <class Record>
Result<void> Project::applyChange(std::optional<Record> before, std::optional<Record> after, Sentence name,
                                  Place place)
{
    if (!before && !after)
        return fail(gone());
    if (before && after && *before == *after)
        return {};
    return apply(Edit{std::move(name), place, {RecordChange<Record>{std::move(before), std::move(after)}}});
}

namespace {

template <class Record>
qint64 idOf(const RecordChange<Record>& change)
{
    return change.after ? change.after->id.value : 0;
}

qint64 idOf(const TrackSetChange& change)
{
    return change.id.value;
}

} // namespace

/// The largest id given so far, on disk or not.
template <class ChangeOf>
Result<qint64> Project::lastId(const char* table) const
{
    auto last = m_store->lastId(table);
    const auto consider = [&last](const Edit& edit) {
        for (const Change& change : edit.changes) {
            if (const auto* c = std::get_if<ChangeOf>(&change); c && last)
                last = std::max(*last, idOf(*c));
        }
    };
    for (const Unsaved& u : m_unsaved)
        consider(u.edit);
    if (m_write)
        consider(m_write->edit());
    return last;
}

Result<RunId> Project::nextRunId() const
{
    const auto last = lastId<RecordChange<RunRecord>>("run");
    if (!last)
        return fail(last.error());
    return RunId{*last + 1};
}

Result<TrackSetId> Project::nextTrackSetId() const
{
    const auto last = lastId<TrackSetChange>("track_set");
    if (!last)
        return fail(last.error());
    return TrackSetId{*last + 1};
}

Result<std::vector<VideoId>> Project::addVideos(std::span<const VideoInfo> infos)
{
    const auto last = lastId<RecordChange<VideoRecord>>("video");
    if (!last)
        return fail(last.error());
    Edit edit{{QT_TRANSLATE_NOOP("core", "Add videos"), {}}, {}, {}};
    if (infos.size() == 1)
        edit.name = {QT_TRANSLATE_NOOP("core", "Add video “%1”"),
                     {QFileInfo(infos[0].path).completeBaseName()}};
    std::vector<VideoId> ids;
    QStringList paths;
    for (const VideoRecord& v : m_videos)
        paths << mediaPath(v.id);
    for (const VideoInfo& info : infos) {
        VideoRecord v;
        v.id = VideoId{*last + 1 + qint64(ids.size())};
        v.position = endPosition(m_videos) + int(ids.size());
        setPlace(v, info, m_path);
        if (paths.contains(v.absolute_path)) {
            return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” is already in the project"),
                        {info.path}, QT_TRANSLATE_NOOP("core", "leave it out"));
        }
        paths << v.absolute_path;
        v.stills = info.kind == VideoInfo::Kind::Stills;
        const QFileInfo file(v.absolute_path);
        v.name = v.stills ? file.fileName() : file.completeBaseName();
        v.sha256 = info.sha256;
        v.frames = info.frames;
        v.native = info.native;
        v.duration_s = info.duration_s;
        v.rate = info.rate;
        ids.push_back(v.id);
        edit.changes.emplace_back(RecordChange<VideoRecord>{std::nullopt, std::move(v)});
    }
    if (ids.size() == 1)
        edit.place.video = ids[0];
    if (auto done = apply(std::move(edit)); !done)
        return fail(done.error());
    for (size_t i = 0; i < ids.size(); ++i)
        rememberStamp(ids[i], infos[i]);
    return ids;
}

Result<VideoId> Project::addVideo(const VideoInfo& info)
{
    const auto ids = addVideos({&info, 1});
    if (!ids)
        return fail(ids.error());
    return ids->front();
}

Result<void> Project::updateVideo(const VideoRecord& record, Sentence name)
{
    const auto before = copyOf(video(record.id));
    if (!before)
        return fail(gone());
    return applyChange<VideoRecord>(before, record, std::move(name), {record.id, -1});
}

Result<void> Project::removeVideo(VideoId id)
{
    const auto before = copyOf(video(id));
    const QString title = before ? before->name : QString();
    return applyChange<VideoRecord>(before, std::nullopt,
                                    {QT_TRANSLATE_NOOP("core", "Remove video “%1”"), {title}}, {id, -1});
}

std::vector<ObjectId> Project::freeObjectIds(VideoId video) const
{
    std::vector<bool> taken(kMaxObjects + 1, false);
    for (const ObjectRecord& o : objects(video))
        taken[size_t(o.id.value)] = true;
    for (const Edit* step : m_history.undoable()) {
        for (const Change& change : step->changes) {
            if (const auto* o = std::get_if<RecordChange<ObjectRecord>>(&change);
                o && o->before && o->before->video == video)
                taken[size_t(o->before->id.value)] = true;
        }
    }
    if (m_write) { // will be there
        for (const Change& change : m_write->edit().changes) {
            if (const auto* o = std::get_if<RecordChange<ObjectRecord>>(&change);
                o && o->after && o->after->video == video)
                taken[size_t(o->after->id.value)] = true;
        }
    }
    std::vector<ObjectId> ids;
    for (int id = 1; id <= kMaxObjects; ++id) {
        if (!taken[size_t(id)])
            ids.push_back(ObjectId{id});
    }
    return ids;
}

Error Project::tooManyObjects()
{
    return makeError(
        ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "A video holds at most %1 objects"),
        {QString::number(kMaxObjects)},
        QT_TRANSLATE_NOOP("core",
                          "delete objects that are no longer needed, then close and open the project"));
}

QString Project::defaultObjectName(ObjectId id)
{
    return QStringLiteral("Object %1").arg(id.value);
}

ObjectRecord Project::newObject(VideoId video, ObjectId id, const QString& name) const
{
    ObjectRecord o;
    o.video = video;
    o.id = id;
    o.position = endPosition(objects(video));
    o.name = name.isEmpty() ? defaultObjectName(id) : name;
    o.color = objectColor(int(id.value) - 1);
    return o;
}

Result<ObjectId> Project::addObject(VideoId video, const QString& name)
{
    const auto ids = freeObjectIds(video);
    if (ids.empty())
        return fail(tooManyObjects());
    const ObjectRecord o = newObject(video, ids.front(), name);
    auto done = applyChange<ObjectRecord>(
        std::nullopt, o, {QT_TRANSLATE_NOOP("core", "New object “%1”"), {o.name}}, {video, -1});
    if (!done)
        return fail(done.error());
    return o.id;
}

Result<void> Project::updateObject(const ObjectRecord& record, Sentence name)
{
    const auto before = copyOf(object(record.video, record.id));
    if (!before)
        return fail(gone());
    return applyChange<ObjectRecord>(before, record, std::move(name), {record.video, -1});
}

Result<void> Project::removeObject(VideoId video, ObjectId id)
{
    const auto before = copyOf(object(video, id));
    const QString title = before ? before->name : QString();
    return applyChange<ObjectRecord>(before, std::nullopt,
                                     {QT_TRANSLATE_NOOP("core", "Delete object “%1”"), {title}}, {video, -1});
}

Result<MaskChange> Project::maskChange(VideoId video, ObjectId object, FrameIndex frame,
                                       MaskRecordPtr after) const
{
    auto before = mask(video, object, frame);
    if (!before)
        return fail(before.error());
    return MaskChange{video, object, frame, std::move(*before), std::move(after)};
}

Result<void> Project::setMask(VideoId video, ObjectId object, FrameIndex frame, MaskRecordPtr record,
                              Sentence name)
{
    auto change = maskChange(video, object, frame, std::move(record));
    if (!change)
        return fail(change.error());
    return apply(Edit{std::move(name), {video, frame}, {std::move(*change)}});
}

Result<QueryId> Project::addQuery(VideoId video, const QString& text)
{
    const auto last = lastId<RecordChange<QueryRecord>>("query");
    if (!last)
        return fail(last.error());
    const QueryRecord q{QueryId{*last + 1}, video, endPosition(queries(video)), text};
    auto done = applyChange<QueryRecord>(
        std::nullopt, q, {QT_TRANSLATE_NOOP("core", "New question “%1”"), {text}}, {video, -1});
    if (!done)
        return fail(done.error());
    return q.id;
}

Result<void> Project::updateQuery(const QueryRecord& record)
{
    const auto before = copyOf(query(record.id));
    if (!before)
        return fail(gone());
    return applyChange<QueryRecord>(before, record,
                                    {QT_TRANSLATE_NOOP("core", "Change question “%1”"), {record.text}},
                                    {record.video, -1});
}

Result<void> Project::removeQuery(QueryId id)
{
    const auto before = copyOf(query(id));
    if (!before)
        return fail(gone());
    return applyChange<QueryRecord>(before, std::nullopt,
                                    {QT_TRANSLATE_NOOP("core", "Delete question “%1”"), {before->text}},
                                    {before->video, -1});
}

Result<RunId> Project::addRun(RunRecord record)
{
    const QueryRecord* q = query(record.query);
    if (!q)
        return fail(gone());
    const auto next = nextRunId();
    if (!next)
        return fail(next.error());
    record.id = *next;
    if (!record.created.isValid())
        record.created = QDateTime::currentDateTimeUtc();
    const RunId id = record.id;
    auto done = applyChange<RunRecord>(std::nullopt, std::move(record),
                                       {QT_TRANSLATE_NOOP("core", "Run “%1”"), {q->text}}, {q->video, -1});
    if (!done)
        return fail(done.error());
    return id;
}

Result<void> Project::updateRun(const RunRecord& record, Sentence name)
{
    const auto before = run(record.id);
    if (!before)
        return fail(before.error());
    const QueryRecord* q = query(record.query);
    if (!q)
        return fail(gone());
    return applyChange<RunRecord>(*before, record, std::move(name), {q->video, -1});
}

Result<void> Project::removeRun(RunId id)
{
    const auto before = run(id);
    if (!before)
        return fail(before.error());
    const QueryRecord* q = query(before->query);
    if (!q)
        return fail(gone());
    return applyChange<RunRecord>(*before, std::nullopt,
                                  {QT_TRANSLATE_NOOP("core", "Delete a run of “%1”"), {q->text}},
                                  {q->video, -1});
}

Result<ProposalEdit> Project::editFor(const Proposal& proposal) const
{
    ProposalEdit out;
    out.edit.name = proposal.name;
    out.edit.place = proposal.place;
    for (const ObjectRecord& o : proposal.objects)
        out.edit.changes.emplace_back(RecordChange<ObjectRecord>{std::nullopt, o});
    for (const ProposedMask& m : proposal.masks) {
        const ObjectRecord* o = object(proposal.place.video, m.object);
        if (o && o->locked) {
            ++out.locked;
            continue;
        }
        if (lane(proposal.place.video, m.object).at(m.frame).checked()) {
            ++out.barred;
            continue;
        }
        auto change = maskChange(proposal.place.video, m.object, m.frame, m.record);
        if (!change)
            return fail(change.error());
        ProposedDifference d;
        d.object = m.object;
        d.frame = m.frame;
        d.area_before = change->before ? change->before->mask.area() : 0;
        d.area_after = m.record ? m.record->mask.area() : 0;
        if (change->before && m.record && change->before->mask.size() == m.record->mask.size())
            d.iou = change->before->mask.iou(m.record->mask);
        else
            d.iou = d.area_before == 0 && d.area_after == 0 ? 1.0 : 0.0;
        out.differences.push_back(d);
        out.edit.changes.emplace_back(std::move(*change));
    }
    return out;
}

} // namespace revseg
