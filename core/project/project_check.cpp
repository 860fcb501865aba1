// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether an edit fits what is there, before anything is written.
#include "core/project/project_p.h"

namespace revseg {

namespace {

Error outOfDate()
{
    return makeError(ErrorKind::InvalidInput,
                     QT_TRANSLATE_NOOP("core", "What this would change has been changed meanwhile"), {},
                     QT_TRANSLATE_NOOP("core", "do it again on what is there now"));
}

bool same(const VideoRecord& a, const VideoRecord& b)
{
    return a == b;
}
bool same(const ObjectRecord& a, const ObjectRecord& b)
{
    return a == b;
}
bool same(const QueryRecord& a, const QueryRecord& b)
{
    return a == b;
}
bool same(const RunRecord& a, const RunRecord& b)
{
    return a.sameHeader(b); // the JSON is not in memory
}

/// Follows an edit change by change, to see that each finds what it expects: records by list, masks by lane.
class Rehearsal
{
public:
    explicit Rehearsal(const Project& project) : m_project(project) {}

    std::optional<Error> step(const RecordChange<VideoRecord>& c)
    {
        if (!m_videos)
            m_videos = m_project.videos();
        if (auto e = record(*m_videos, c))
            return e;
        if (c.after && (c.after->native.isEmpty() || c.after->frames < 0))
            return makeError(ErrorKind::InvalidInput,
                             QT_TRANSLATE_NOOP("core", "The video “%1” has no pictures"), {c.after->name});
        return std::nullopt;
    }
    std::optional<Error> step(const RecordChange<ObjectRecord>& c)
    {
        const ObjectRecord& o = c.after ? *c.after : *c.before;
        if (!videoOf(o.video) || o.id.value < 1 || o.id.value > kMaxObjects)
            return outOfDate();
        return record(objectsOf(o.video), c);
    }
    std::optional<Error> step(const RecordChange<QueryRecord>& c)
    {
        const QueryRecord& q = c.after ? *c.after : *c.before;
        if (!videoOf(q.video))
            return outOfDate();
        const auto [it, fresh] = m_queries.try_emplace(q.video);
        if (fresh)
            it->second = m_project.queries(q.video);
        return record(it->second, c);
    }
    std::optional<Error> step(const RecordChange<RunRecord>& c)
    {
        const RunRecord& r = c.after ? *c.after : *c.before;
        const auto [it, fresh] = m_runs.try_emplace(r.query);
        if (fresh)
            it->second = m_project.runs(r.query);
        return record(it->second, c);
    }
    std::optional<Error> step(const TrackSetChange&) { return std::nullopt; }
    std::optional<Error> step(const MaskChange& c)
    {
        const VideoRecord* video = videoOf(c.video);
        if (!video || !findById(objectsOf(c.video), c.object))
            return outOfDate();
        // Of one that has not been looked through nobody knows the last frame yet.
        if (c.frame < 0 || (video->isRead() && c.frame >= video->frames)) {
            return makeError(ErrorKind::InvalidInput,
                             QT_TRANSLATE_NOOP("core", "“%1” has no frame %2: it ends with %3"),
                             {video->name, QString::number(c.frame), QString::number(video->frames - 1)});
        }
        if (c.after && c.after->mask.size() != video->native) {
            return makeError(ErrorKind::InvalidInput,
                             QT_TRANSLATE_NOOP("core", "A mask of %1×%2 does not fit “%3”, which has %4×%5"),
                             {QString::number(c.after->mask.size().width),
                              QString::number(c.after->mask.size().height), video->name,
                              QString::number(video->native.width), QString::number(video->native.height)});
        }
        if (c.after && (c.after->presence == Presence::NotLooked ||
                        (c.after->presence != Presence::Annotated && !c.after->mask.isEmpty())))
            return makeError(ErrorKind::Bug,
                             QT_TRANSLATE_NOOP("core", "A mask on frame %1 contradicts its state"),
                             {QString::number(c.frame)});
        const auto [it, fresh] = m_masks.try_emplace(MaskKey{c.video, c.object, c.frame});
        if (fresh)
            it->second = m_project.lane(c.video, c.object).at(c.frame);
        if (it->second != LaneEntry::of(c.before))
            return outOfDate();
        it->second = LaneEntry::of(c.after);
        return std::nullopt;
    }

private:
    const VideoRecord* videoOf(VideoId id) const
    {
        return m_videos ? findById(*m_videos, id) : m_project.video(id);
    }
    std::vector<ObjectRecord>& objectsOf(VideoId video)
    {
        const auto [it, fresh] = m_objects.try_emplace(video);
        if (fresh)
            it->second = m_project.objects(video);
        return it->second;
    }
    template <class Record>
    std::optional<Error> record(std::vector<Record>& list, const RecordChange<Record>& c)
    {
        if (!c.before && !c.after)
            return outOfDate();
        if (c.before) {
            const Record* now = findById(list, c.before->id);
            if (!now || !same(*now, *c.before) || (c.after && c.after->id != c.before->id))
                return outOfDate();
        } else if (findById(list, c.after->id)) {
            return outOfDate();
        }
        replace(list, c);
        return std::nullopt;
    }

    const Project& m_project;
    std::optional<std::vector<VideoRecord>> m_videos;
    std::map<VideoId, std::vector<ObjectRecord>> m_objects;
    std::map<VideoId, std::vector<QueryRecord>> m_queries;
    std::map<QueryId, std::vector<RunRecord>> m_runs;
    std::map<MaskKey, LaneEntry> m_masks;
};

} // namespace

std::optional<Error> Project::problemOf(const Edit& edit) const
{
    Rehearsal rehearsal(*this);
    for (const Change& change : edit.changes) {
        if (auto e = std::visit([&](const auto& c) { return rehearsal.step(c); }, change))
            return e;
    }
    return std::nullopt;
}

} // namespace revseg
