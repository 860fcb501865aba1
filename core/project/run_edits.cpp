// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/run_edits.h"

#include "core/chain/trace.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace revseg {

namespace {

Error noQuestion()
{
    return makeError(ErrorKind::NotFound,
                     QT_TRANSLATE_NOOP("core", "The question of this run is no longer in the project"), {},
                     QT_TRANSLATE_NOOP("core", "ask it again"));
}

QString nameFor(const Run& run, int object)
{
    const auto it = std::find_if(run.objects.begin(), run.objects.end(),
                                 [object](const ChainObject& o) { return o.id == object; });
    QString name = it != run.objects.end() && !it->label.isEmpty() ? it->label : run.description;
    if (name.size() > 40)
        name = name.left(39) + QChar(0x2026);
    return name;
}

/// One result on its way, with what is known of its masks.
struct Stored
{
    RunResult result;
    std::vector<TrackExtent> extents;
};

/// Makes the edit of runsEdit().
class Writing
{
public:
    Writing(const Project& project, const QueryRecord& question, const std::stop_token& stop)
        : m_project(project)
        , m_video(question.video)
        , m_query(question.id)
        , m_stop(stop)
    {
    }

    Result<RunsEdit> edit(std::vector<RunResult> results, int promoted, const QString& tracker)
    {
        std::vector<Stored> stored;
        for (RunResult& result : results) {
            auto extents = result.tracks ? extentsOf(*result.tracks) : trackExtentsOf(result.run);
            stored.push_back({std::move(result), std::move(extents)});
        }
        if (const auto error = giveObjects(stored))
            return fail(*error);
        if (auto done = storeRuns(stored, promoted); !done)
            return fail(done.error());
        if (promoted >= 0) {
            if (auto done = use(stored[size_t(promoted)], m_out.ids[size_t(promoted)], tracker); !done)
                return fail(done.error());
            if (auto done = putOthersOutOfUse(stored[size_t(promoted)]); !done)
                return fail(done.error());
        }
        m_out.edit.changes = std::move(m_objects);
        for (auto* const part : {&m_sets, &m_runs, &m_masks})
            std::move(part->begin(), part->end(), std::back_inserter(m_out.edit.changes));
        return std::move(m_out);
    }

private:
    /// Gives each track an object of the project, new ones where there is none.
    std::optional<Error> giveObjects(std::vector<Stored>& stored)
    {
        const std::vector<ObjectId> free = m_project.freeObjectIds(m_video);
        std::map<int, ObjectId> fresh; // by the number of the object within its run
        // Answers to one question are about the same objects: those of the run that is in use.
        for (const RunRecord& header : m_project.runs(m_query)) {
            const auto run = loadRun(m_project, header.id);
            if (!run || !isPromoted(*run))
                continue;
            for (const TrackExtent& track : trackExtentsOf(*run)) {
                if (m_project.object(m_video, track.annotation) != nullptr)
                    fresh[track.object] = track.annotation;
            }
        }
        for (Stored& s : stored) {
            for (TrackExtent& track : s.extents) {
                if (track.annotation.isValid() && m_project.object(m_video, track.annotation) != nullptr)
                    continue;
                ObjectId& id = fresh[track.object];
                if (!id.isValid()) {
                    const size_t made = m_objects.size();
                    if (made >= free.size())
                        return Project::tooManyObjects();
                    id = free[made];
                    ObjectRecord object =
                        m_project.newObject(m_video, id, nameFor(s.result.run, track.object));
                    object.position += int(made);
                    object.color = objectColor(int(m_project.objects(m_video).size() + made));
                    m_objects.emplace_back(RecordChange<ObjectRecord>{std::nullopt, object});
                }
                track.annotation = id;
            }
        }
        return std::nullopt;
    }

    Result<void> storeRuns(std::vector<Stored>& stored, int promoted)
    {
        auto nextRun = m_project.nextRunId();
        if (!nextRun)
            return fail(nextRun.error());
        auto nextSet = m_project.nextTrackSetId();
        if (!nextSet)
            return fail(nextSet.error());
        for (size_t i = 0; i < stored.size(); ++i) {
            RunResult& result = stored[i].result;
            TrackSetId set = trackSetOf(result.run);
            if (result.tracks && !result.tracks->empty()) {
                set = *nextSet;
                ++nextSet->value;
                m_sets.emplace_back(TrackSetChange{set, nullptr, result.tracks});
            }
            if (result.tracks && result.tracks->empty())
                forgetTracks(result.run);
            else if (set.isValid())
                nameTracks(result.run, set, stored[i].extents);
            setPromoted(result.run, int(i) == promoted);
            RunRecord record = recordOf(result.run, m_query, result.id, result.parent);
            std::optional<RunRecord> before;
            if (result.id.isValid()) {
                auto known = m_project.run(result.id);
                if (!known)
                    return fail(known.error());
                record.created = known->created;
                record.parent = known->parent;
                before = std::move(*known);
            } else {
                record.id = *nextRun;
                ++nextRun->value;
            }
            m_out.ids.push_back(record.id);
            m_runs.emplace_back(RecordChange<RunRecord>{std::move(before), std::move(record)});
        }
        return {};
    }

    /// Its masks go into the project's objects.
    Result<void> use(const Stored& stored, RunId run, const QString& tracker)
    {
        const std::optional<Keyframe>& keyframe = stored.result.run.keyframe;
        if (keyframe)
            m_out.edit.place.frame = keyframe->frame;
        TrackSet read;
        const TrackSet* tracks = stored.result.tracks.get();
        if (tracks == nullptr && hasTracks(stored.result.run)) {
            auto set = m_project.trackSet(trackSetOf(stored.result.run));
            if (!set)
                return fail(set.error());
            read = std::move(*set);
        }
        if (tracks == nullptr)
            tracks = &read;
        for (size_t t = 0; t < tracks->size() && t < stored.extents.size(); ++t) {
            const RunTrack& track = (*tracks)[t];
            const ObjectId object = stored.extents[t].annotation;
            if (!m_out.first_object.isValid())
                m_out.first_object = object;
            for (const auto& [frame, mask] : track.masks) {
                const LaneEntry there = m_project.lane(m_video, object).at(frame);
                if (there.hasRecord() && there.origin() == Provenance::Origin::Painted) {
                    ++m_out.kept;
                    continue;
                }
                auto record = std::make_shared<MaskRecord>();
                record->mask = mask;
                if (const auto score = track.scores.find(frame); score != track.scores.end())
                    record->score = score->second;
                record->presence = mask.isEmpty() ? Presence::Absent : Presence::Annotated;
                record->provenance = {Provenance::Origin::Run, tracker, run, {}};
                if (keyframe && frame != keyframe->frame)
                    record->provenance.from = keyframe->frame;
                if (auto done = change(object, frame, std::move(record)); !done)
                    return done;
            }
        }
        return {};
    }

    /// What other runs of the question have put into objects that this one does not have goes, and they are
    /// no longer the one in use.
    Result<void> putOthersOutOfUse(const Stored& used)
    {
        for (const RunRecord& header : m_project.runs(m_query)) {
            auto record = m_project.run(header.id);
            if (!record)
                continue;
            auto run = runOf(*record, m_project.path());
            if (!run)
                continue;
            if (auto done = withdraw(*run, used.extents); !done)
                return done;
            if (!isPromoted(*run) ||
                std::find(m_out.ids.begin(), m_out.ids.end(), header.id) != m_out.ids.end())
                continue;
            setPromoted(*run, false);
            RunRecord after = *record;
            after.setJson(runToJson(*run));
            m_runs.emplace_back(RecordChange<RunRecord>{std::move(*record), std::move(after)});
        }
        return {};
    }

    /// Masks of objects that are not in the run to be used, as far as they are still those of `run`.
    Result<void> withdraw(const Run& run, const std::vector<TrackExtent>& used)
    {
        for (const TrackExtent& track : trackExtentsOf(run)) {
            const auto same = [&track](const auto& other) { return other.annotation == track.annotation; };
            if (!track.annotation.isValid() || m_project.object(m_video, track.annotation) == nullptr ||
                std::any_of(used.begin(), used.end(), same))
                continue;
            for (const FrameIndex frame : track.frames) {
                const LaneEntry there = m_project.lane(m_video, track.annotation).at(frame);
                if (!there.hasRecord() || there.origin() != Provenance::Origin::Run)
                    continue;
                const auto record = m_project.mask(m_video, track.annotation, frame);
                if (record && *record && QString::number((*record)->provenance.run.value) == run.id) {
                    if (auto done = change(track.annotation, frame, nullptr); !done)
                        return done;
                }
            }
        }
        return {};
    }

    Result<void> change(ObjectId object, FrameIndex frame, MaskRecordPtr after)
    {
        if (m_stop.stop_requested())
            return fail(cancelled());
        const ObjectRecord* const known = m_project.object(m_video, object);
        if (known != nullptr && known->locked) {
            ++m_out.locked;
            return {};
        }
        if (m_project.lane(m_video, object).at(frame).checked()) {
            ++m_out.barred;
            return {};
        }
        auto change = m_project.maskChange(m_video, object, frame, std::move(after));
        if (!change)
            return fail(change.error());
        m_masks.emplace_back(std::move(*change));
        return {};
    }

    const Project& m_project;
    const VideoId m_video;
    const QueryId m_query;
    const std::stop_token m_stop;
    std::vector<Change> m_objects; ///< in the order in which they are written
    std::vector<Change> m_sets;
    std::vector<Change> m_runs;
    std::vector<Change> m_masks;
    RunsEdit m_out;
};

/// The edit; what else is told of it goes to `made`.
Result<Edit> take(Result<RunsEdit> from, RunsEdit& made)
{
    if (!from)
        return fail(from.error());
    Edit edit = std::move(from->edit);
    made = std::move(*from);
    return edit;
}

} // namespace

Result<Run> runOf(const RunRecord& record, const QString& where)
{
    const QString id = QString::number(record.id.value);
    auto run = runFromJson(record.json(), QStringLiteral("%1: run %2").arg(where, id));
    if (!run)
        return run;
    run->id = id;
    run->parent = record.parent.isValid() ? QString::number(record.parent.value) : QString();
    return run;
}

Result<Run> loadRun(const Project& project, RunId id)
{
    const auto record = project.run(id);
    if (!record)
        return fail(record.error());
    return runOf(*record, project.path());
}

RunRecord recordOf(const Run& run, QueryId query, RunId id, RunId parent)
{
    RunRecord record;
    record.id = id;
    record.query = query;
    record.parent = parent;
    record.created = QDateTime::currentDateTimeUtc();
    record.status = statusName(run.status);
    record.tracks = trackSetOf(run);
    record.setJson(runToJson(run));
    return record;
}

Result<RunsEdit> runsEdit(const Project& project, QueryId query, std::vector<RunResult> results, int promoted,
                          const QString& tracker, const Sentence& name, const std::stop_token& stop)
{
    const QueryRecord* const question = project.query(query);
    if (question == nullptr)
        return fail(noQuestion());
    auto out = Writing(project, *question, stop).edit(std::move(results), promoted, tracker);
    if (out) {
        out->edit.name = name;
        out->edit.place.video = question->video;
    }
    return out;
}

Result<RunsEdit> promoteEdit(const Project& project, RunId id, const QString& tracker, const Sentence& name,
                             const std::stop_token& stop)
{
    const auto record = project.run(id);
    if (!record)
        return fail(record.error());
    auto run = runOf(*record, project.path());
    if (!run)
        return fail(run.error());
    if (!hasTracks(*run)) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "This run has no masks"), {},
                    QT_TRANSLATE_NOOP("core", "re-run it first"));
    }
    return runsEdit(project, record->query, {{std::move(*run), id, record->parent, nullptr}}, 0, tracker,
                    name, stop);
}

EditMaker runsEditMaker(QueryId query, std::vector<RunResult> results, int promoted, const QString& tracker,
                        const Sentence& name, const std::shared_ptr<RunsEdit>& made)
{
    return [=, results = std::move(results)](const Project& project, const std::stop_token& stop) {
        return take(runsEdit(project, query, results, promoted, tracker, name, stop), *made);
    };
}

EditMaker promoteEditMaker(RunId run, const QString& tracker, const Sentence& name,
                           const std::shared_ptr<RunsEdit>& made)
{
    return [=](const Project& project, const std::stop_token& stop) {
        return take(promoteEdit(project, run, tracker, name, stop), *made);
    };
}

size_t masksToWrite(const std::vector<RunResult>& results, int promoted)
{
    size_t sum = 0;
    for (size_t i = 0; i < results.size(); ++i) {
        const TrackSetPtr& tracks = results[i].tracks;
        sum += tracks ? maskCount(*tracks) : 0;
        if (int(i) != promoted)
            continue;
        for (const TrackExtent& extent : tracks ? extentsOf(*tracks) : trackExtentsOf(results[i].run))
            sum += extent.frames.size();
    }
    return sum;
}

Result<TrackSet> loadTracks(const Project& project, const Run& run)
{
    if (!hasTracks(run))
        return TrackSet();
    auto tracks = project.trackSet(trackSetOf(run));
    if (tracks)
        setAnnotations(*tracks, run);
    return tracks;
}

} // namespace revseg
