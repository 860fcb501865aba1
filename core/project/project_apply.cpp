// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How an edit gets onto the disk and into memory, and back.
#include "core/project/project_p.h"
#include "core/project/store.h"

#include <set>

namespace revseg {

/// What the views have to be told after an edit.
struct Project::Touched
{
    bool videos = false;
    std::set<VideoId> objects;
    std::set<VideoId> queries;
    std::set<QueryId> runs;
    std::map<LaneKey, FrameRange> masks;
};

Result<void> writeEdit(Store& store, const Edit& edit, bool isNew, MaskLanes& lanes,
                       const std::stop_token& stop, const ProgressFn& progress)
{
    std::set<std::pair<LaneKey, int>> chunks;
    Progress at{0, qint64(edit.changes.size())};
    for (const Change& change : edit.changes) {
        if (stop.stop_requested())
            return fail(cancelled());
        if (const auto* created = std::get_if<RecordChange<ObjectRecord>>(&change);
            created && isNew && !created->before) {
            // Its id may have belonged to an object that was deleted and can no longer come back.
            const LaneKey key{created->after->video, created->after->id};
            lanes[key] = MaskLane();
            if (auto done = store.wipeObject(key.first, key.second); !done)
                return done;
        }
        if (auto done = std::visit([&](const auto& c) { return store.write(c); }, change); !done)
            return done;
        if (const auto* m = std::get_if<MaskChange>(&change)) {
            const LaneKey key{m->video, m->object};
            lanes[key].set(m->frame, LaneEntry::of(m->after));
            chunks.emplace(key, m->frame / MaskLane::kChunk);
        }
        ++at.done;
        if (progress)
            progress(at);
    }
    for (const auto& [key, chunk] : chunks) {
        if (auto done = store.writeLaneChunk(key, chunk, lanes[key].encodeChunk(chunk)); !done)
            return done;
    }
    return {};
}

/// Copies of the lanes that an edit touches, as they are now; those that are there stay.
void Project::addLanes(const Edit& edit, MaskLanes& lanes) const
{
    for (const Change& change : edit.changes) {
        if (const auto* m = std::get_if<MaskChange>(&change)) {
            if (const auto [it, fresh] = lanes.try_emplace({m->video, m->object}); fresh)
                it->second = lane(m->video, m->object);
        }
    }
}

MaskLanes Project::lanesOf(const Edit& edit) const
{
    MaskLanes lanes;
    addLanes(edit, lanes);
    return lanes;
}

void Project::replaceRecords(const Edit& edit, Touched& touched)
{
    for (const Change& change : edit.changes) {
        if (const auto* v = std::get_if<RecordChange<VideoRecord>>(&change)) {
            replace(m_videos, *v);
            m_hasRemoved = m_hasRemoved || !v->after;
            touched.videos = true;
        } else if (const auto* o = std::get_if<RecordChange<ObjectRecord>>(&change)) {
            const VideoId video = o->after ? o->after->video : o->before->video;
            replace(m_objects[video], *o);
            m_hasRemoved = m_hasRemoved || !o->after;
            touched.objects.insert(video);
        } else if (const auto* q = std::get_if<RecordChange<QueryRecord>>(&change)) {
            const VideoId video = q->after ? q->after->video : q->before->video;
            replace(m_queries[video], *q);
            m_hasRemoved = m_hasRemoved || !q->after;
            touched.queries.insert(video);
        } else if (const auto* r = std::get_if<RecordChange<RunRecord>>(&change)) {
            RecordChange<RunRecord> light = *r;
            if (light.after)
                light.after->data.clear();
            const QueryId query = light.after ? light.after->query : light.before->query;
            replace(m_runs[query], light);
            // Masks that it had before are out of use with the last run that names them.
            m_hasRemoved = m_hasRemoved || !r->after || (r->before && r->before->tracks != r->after->tracks);
            touched.runs.insert(query);
        } else if (const auto* m = std::get_if<MaskChange>(&change)) {
            const MaskKey key{m->video, m->object, m->frame};
            if (m->after)
                m_cache->put(key, m->after);
            else
                m_cache->masks.remove(key);
            FrameRange& range =
                touched.masks.try_emplace({m->video, m->object}, FrameRange{m->frame, m->frame})
                    .first->second;
            range.first = std::min(range.first, m->frame);
            range.last = std::max(range.last, m->frame);
        }
    }
}

/// One transaction of all that is not on disk yet and of this edit.
Result<void> Project::store(const Edit* edit, Origin origin, MaskLanes& lanes)
{
    if (isReadOnly()) {
        return fail(
            ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "“%1” is open read-only"), {m_path},
            QT_TRANSLATE_NOOP(
                "core", "save it under another name, or close it in the other program and open it again"));
    }
    if (auto begun = m_store->begin(); !begun)
        return begun;
    Result<void> written;
    const auto write = [&](const Edit& e, Origin from) {
        addLanes(e, lanes);
        if (written)
            written = writeEdit(*m_store, e, from == Origin::New, lanes);
    };
    for (const Unsaved& u : m_unsaved)
        write(u.edit, u.origin);
    if (edit)
        write(*edit, origin);
    if (written)
        written = m_store->commit();
    if (!written) {
        m_store->rollback();
        lanes.clear();
        return written;
    }
    m_unsaved.clear();
    m_unsavedRuns.clear();
    m_unsavedTracks.clear();
    for (const auto& [key, record] : m_cache->unsaved) {
        if (record)
            m_cache->put(key, record);
    }
    m_cache->unsaved.clear();
    return written;
}

/// Goes on in memory with an edit that could not be written.
void Project::keep(const Edit& edit, Origin origin, MaskLanes& lanes)
{
    m_unsaved.push_back({edit, origin});
    addLanes(edit, lanes);
    for (const Change& change : edit.changes) {
        if (const auto* m = std::get_if<MaskChange>(&change)) {
            lanes[{m->video, m->object}].set(m->frame, LaneEntry::of(m->after));
            m_cache->unsaved[{m->video, m->object, m->frame}] = m->after;
        } else if (const auto* o = std::get_if<RecordChange<ObjectRecord>>(&change);
                   o && origin == Origin::New && !o->before) {
            lanes[{o->after->video, o->after->id}] = MaskLane();
        } else if (const auto* r = std::get_if<RecordChange<RunRecord>>(&change); r && r->after) {
            m_unsavedRuns[r->after->id] = r->after->data;
        } else if (const auto* t = std::get_if<TrackSetChange>(&change); t && t->after) {
            m_unsavedTracks[t->id] = t->after;
        }
    }
}

void Project::setUnsavedReason(std::optional<Error> reason)
{
    if (!reason && !m_unsavedReason)
        return;
    m_unsavedReason = std::move(reason);
    Q_EMIT unsavedChanged();
}

bool Project::keepsInMemory(const Error& error) const
{
    return m_keepsUnsaved && (error.kind == ErrorKind::Unreadable || error.kind == ErrorKind::Corrupt);
}

Result<void> Project::commit(const Edit& edit, Origin origin)
{
    settle();
    if (const auto problem = problemOf(edit))
        return fail(*problem);
    MaskLanes lanes; // as they will be
    if (auto stored = store(&edit, origin, lanes); !stored) {
        if (!keepsInMemory(stored.error()))
            return stored;
        keep(edit, origin, lanes);
        setUnsavedReason(stored.error());
    } else {
        setUnsavedReason(std::nullopt);
    }
    takeOver(edit, std::move(lanes));
    return {};
}

/// What is on the disk, or kept, becomes what is in memory. Nothing here can fail.
void Project::takeOver(const Edit& edit, MaskLanes lanes)
{
    for (auto& [key, changed] : lanes)
        m_lanes[key] = std::move(changed);
    Touched touched;
    replaceRecords(edit, touched);
    if (touched.videos)
        Q_EMIT videosChanged();
    for (const VideoId video : touched.objects)
        Q_EMIT objectsChanged(video);
    for (const auto& [key, range] : touched.masks)
        Q_EMIT masksChanged(key.first, key.second, range);
    for (const VideoId video : touched.queries)
        Q_EMIT queriesChanged(video);
    for (const QueryId query : touched.runs)
        Q_EMIT runsChanged(query);
}

Result<void> Project::apply(Edit edit)
{
    if (edit.isEmpty())
        return {};
    if (auto done = commit(edit, Origin::New); !done)
        return done;
    m_history.push(std::move(edit));
    Q_EMIT historyChanged();
    return {};
}

Error nothingToUndo()
{
    return makeError(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "There is nothing to undo"));
}

Error nothingToRedo()
{
    return makeError(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "There is nothing to redo"));
}

Result<Place> Project::undo()
{
    settle();
    if (!m_history.canUndo())
        return fail(nothingToUndo());
    const Place place = m_history.nextUndo()->place;
    if (auto done = commit(m_history.nextUndo()->inverted(), Origin::History); !done)
        return fail(done.error());
    m_history.undone();
    Q_EMIT historyChanged();
    return place;
}

Result<Place> Project::redo()
{
    settle();
    if (!m_history.canRedo())
        return fail(nothingToRedo());
    const Place place = m_history.nextRedo()->place;
    if (auto done = commit(*m_history.nextRedo(), Origin::History); !done)
        return fail(done.error());
    m_history.redone();
    Q_EMIT historyChanged();
    return place;
}

} // namespace revseg
