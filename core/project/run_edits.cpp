// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/run_edits.h"

#include "core/chain/trace.h"

#include <QCoreApplication>

#include <algorithm>

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

/// Gives each track an object of the project, new ones where there is none.
std::optional<Error> giveObjects(const Project& project, const QueryRecord& question,
                                 std::vector<RunResult>& results, std::vector<ObjectRecord>& made)
{
    const VideoId video = question.video;
    const std::vector<ObjectId> free = project.freeObjectIds(video);
    std::map<int, ObjectId> fresh; // by the number of the object within its run
    // Answers to one question are about the same objects: those of the run that is in use.
    for (const RunRecord& header : project.runs(question.id)) {
        const auto run = loadRun(project, header.id);
        if (!run || !isPromoted(*run))
            continue;
        for (const TrackExtent& track : trackExtentsOf(*run)) {
            if (project.object(video, track.annotation) != nullptr)
                fresh[track.object] = track.annotation;
        }
    }
    for (RunResult& result : results) {
        for (RunTrack& track : result.tracks) {
            if (track.annotation.isValid() && project.object(video, track.annotation) != nullptr)
                continue;
            ObjectId& id = fresh[track.object];
            if (!id.isValid()) {
                if (made.size() >= free.size())
                    return Project::tooManyObjects();
                id = free[made.size()];
                ObjectRecord object = project.newObject(video, id, nameFor(result.run, track.object));
                object.position += int(made.size());
                object.color = objectColor(int(project.objects(video).size() + made.size()));
                made.push_back(object);
            }
            track.annotation = id;
        }
    }
    return std::nullopt;
}

/// Masks of objects that are not in the run to be used, as far as they are still those of `run`.
void withdraw(const Project& project, VideoId video, const Run& run, const std::vector<RunTrack>& used,
              Proposal& proposal)
{
    for (const TrackExtent& track : trackExtentsOf(run)) {
        const auto same = [&track](const auto& other) { return other.annotation == track.annotation; };
        if (!track.annotation.isValid() || project.object(video, track.annotation) == nullptr ||
            std::any_of(used.begin(), used.end(), same))
            continue;
        for (const FrameIndex frame : track.frames) {
            const LaneEntry there = project.lane(video, track.annotation).at(frame);
            if (!there.hasRecord() || there.origin() != Provenance::Origin::Run)
                continue;
            const auto record = project.mask(video, track.annotation, frame);
            if (record && *record && QString::number((*record)->provenance.run.value) == run.id)
                proposal.masks.push_back({track.annotation, frame, nullptr});
        }
    }
}

std::vector<RunId> idsOf(const Edit& edit)
{
    std::vector<RunId> ids;
    for (const Change& change : edit.changes) {
        if (const auto* run = std::get_if<RecordChange<RunRecord>>(&change); run && run->after)
            ids.push_back(run->after->id);
    }
    return ids;
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
    record.setJson(runToJson(run));
    return record;
}

Result<RunsEdit> runsEdit(const Project& project, QueryId query, std::vector<RunResult> results, int promoted,
                          const QString& tracker, const Sentence& name)
{
    const QueryRecord* const question = project.query(query);
    if (question == nullptr)
        return fail(noQuestion());
    RunsEdit out;
    Proposal proposal;
    proposal.name = name;
    proposal.place.video = question->video;
    if (const auto error = giveObjects(project, *question, results, proposal.objects))
        return fail(*error);
    for (size_t i = 0; i < results.size(); ++i) {
        RunResult& result = results[i];
        setTracks(result.run, result.tracks);
        setPromoted(result.run, int(i) == promoted);
        RunRecord record = recordOf(result.run, query, result.id, result.parent);
        if (result.id.isValid()) {
            const auto before = project.run(result.id);
            if (!before)
                return fail(before.error());
            record.created = before->created;
            record.parent = before->parent;
        }
        proposal.runs.push_back(std::move(record));
    }
    // Once without masks, to learn the numbers of the new runs, which the masks name as their origin.
    const auto numbered = project.editFor(proposal);
    if (!numbered)
        return fail(numbered.error());
    out.ids = idsOf(numbered->edit);
    if (promoted >= 0) {
        const RunResult& result = results[size_t(promoted)];
        if (result.run.keyframe)
            proposal.place.frame = result.run.keyframe->frame;
        for (const RunTrack& track : result.tracks) {
            if (!out.first_object.isValid())
                out.first_object = track.annotation;
            for (const auto& [frame, mask] : track.masks) {
                const LaneEntry there = project.lane(question->video, track.annotation).at(frame);
                if (there.hasRecord() && there.origin() == Provenance::Origin::Painted) {
                    ++out.kept;
                    continue;
                }
                auto record = std::make_shared<MaskRecord>();
                record->mask = mask;
                if (const auto score = track.scores.find(frame); score != track.scores.end())
                    record->score = score->second;
                record->presence = mask.isEmpty() ? Presence::Absent : Presence::Annotated;
                record->provenance = {Provenance::Origin::Run, tracker, out.ids[size_t(promoted)], {}};
                if (result.run.keyframe && frame != result.run.keyframe->frame)
                    record->provenance.from = result.run.keyframe->frame;
                proposal.masks.push_back({track.annotation, frame, std::move(record)});
            }
        }
        for (const RunRecord& header : project.runs(query)) {
            auto run = loadRun(project, header.id);
            if (!run)
                continue;
            if (hasTracks(*run))
                withdraw(project, question->video, *run, result.tracks, proposal);
            if (!isPromoted(*run) || std::find(out.ids.begin(), out.ids.end(), header.id) != out.ids.end())
                continue;
            setPromoted(*run, false);
            RunRecord record = header;
            record.setJson(runToJson(*run));
            proposal.runs.push_back(std::move(record));
        }
    }
    auto edit = project.editFor(proposal);
    if (!edit)
        return fail(edit.error());
    out.edit = std::move(edit->edit);
    out.barred = edit->barred;
    out.locked = edit->locked;
    return out;
}

Result<RunsEdit> promoteEdit(const Project& project, RunId id, const QString& tracker, const Sentence& name)
{
    auto run = loadRun(project, id);
    if (!run)
        return fail(run.error());
    auto tracks = tracksOf(*run);
    if (!tracks)
        return fail(tracks.error());
    if (tracks->empty()) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "This run has no masks"), {},
                    QT_TRANSLATE_NOOP("core", "re-run it first"));
    }
    const auto record = project.run(id);
    return runsEdit(project, record->query, {{std::move(*run), id, record->parent, std::move(*tracks)}}, 0,
                    tracker, name);
}

} // namespace revseg
