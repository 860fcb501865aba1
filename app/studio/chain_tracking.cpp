// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainController: the boxes of a run become masks.
#include "app/studio/chain_controller.h"
#include "app/studio/chain_notes.h"
#include "app/studio/lane_presenter.h"
#include "app/studio/session.h"
#include "core/chain/run_notes.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/track_job.h"
#include "widgets/reasoning/reasoning_panel.h"

#include <algorithm>
#include <cmath>

namespace revseg::studio {

void ChainController::trackRun(const Run& run, bool review)
{
    const Project* const project = m_session.project();
    const VideoId video = m_session.videoId();
    const std::vector<ObjectId> free = project->freeObjectIds(video);
    Tracking tracking;
    tracking.video = video;
    tracking.name =
        editName(review ? QT_TRANSLATE_NOOP("core", "Re-run “%1”") : QT_TRANSLATE_NOOP("core", "Run “%1”"),
                 queryText());
    tracking.from = run.keyframe->frame;
    tracking.run = run;
    tracking.query = m_query;
    tracking.replaces = m_runId;
    tracking.review = review;
    TrackRequest request;
    size_t made = 0;
    for (const ChainObject& o : run.objects) {
        ObjectId id = annotationOf(o);
        if (!id.isValid()) {
            if (made >= free.size()) {
                Q_EMIT problem(Project::tooManyObjects());
                return;
            }
            id = free[made];
            QString name = o.label.isEmpty() ? run.description : o.label;
            if (name.size() > 40)
                name = name.left(39) + QChar(0x2026);
            ObjectRecord object = project->newObject(video, id, name);
            object.position += int(made);
            object.color = objectColor(int(project->objects(video).size() + made));
            ++made;
            if (!review)
                tracking.newObjects.push_back(object);
        }
        tracking.objects.push_back(id);
        if (auto kept = review ? keptTrack(run, o) : std::nullopt) {
            tracking.kept.push_back(std::move(*kept));
            continue;
        }
        Prompt prompt;
        prompt.frame = run.keyframe->frame;
        prompt.object = id;
        // What a person painted says more than the box around it, but not than one that was drawn over it.
        const auto painted = paintedMask(id, prompt.frame);
        const QString over = run.other[kDrawnOver][QString::number(o.id)].toString();
        if (painted && maskKey(*painted) != over)
            prompt.mask = *painted;
        else
            prompt.box = o.box;
        request.prompts.push_back(prompt);
    }
    if (request.prompts.empty()) // an object was taken away, and the others are as they were
        storeTracked(std::move(tracking), nullptr);
    else
        startTracking(std::move(request), std::move(tracking));
}

/// The masks of an object that a re-run can leave as they are: nothing that they were made from has changed.
std::optional<RunTrack> ChainController::keptTrack(const Run& run, const ChainObject& object) const
{
    const ObjectId id = annotationOf(object);
    if (!id.isValid() || !isTrackedAsItIs(run, object.id, m_tracker->spec()) ||
        paintedMask(id, run.keyframe->frame))
        return std::nullopt;
    const auto it = std::find_if(m_tracks.begin(), m_tracks.end(),
                                 [&object](const RunTrack& t) { return t.object == object.id; });
    return it != m_tracks.end() ? std::optional(*it) : std::nullopt;
}

void ChainController::startTracking(TrackRequest request, Tracking tracking)
{
    if (m_tracking)
        return;
    // New objects are there at once, so that their masks have a colour and a lane while they come.
    if (!tracking.newObjects.empty()) {
        Edit edit{tracking.name, {tracking.video, tracking.from}, {}};
        for (const ObjectRecord& object : tracking.newObjects)
            edit.changes.emplace_back(RecordChange<ObjectRecord>{std::nullopt, object});
        if (const auto done = m_session.project()->apply(std::move(edit)); !done) {
            Q_EMIT problem(done.error());
            return;
        }
        m_session.selectObject(tracking.newObjects.front().id);
    }
    m_tracking = std::move(tracking);
    m_masks.setPreview(&m_tracking->found);
    const auto job = std::make_shared<TrackJob>(m_session.mediaPath(), m_tracker, std::move(request));
    connect(job.get(), &TrackJob::tracked, this, &ChainController::frameTracked);
    connect(job.get(), &Job::changed, this, [this, job = job.get()] {
        if (!m_tracking || job->progress().total <= 0)
            return;
        const Progress p = job->progress();
        m_panel.setMaskStatus(StageStatus::Missing, tr("Tracking: %1 of %2 frames").arg(p.done).arg(p.total),
                              double(p.done) / double(p.total));
    });
    connect(job.get(), &Job::finished, this, [this, job = job.get()] { trackingFinished(*job); });
    m_jobs.add(job);
}

void ChainController::frameTracked(const TrackedFrame& frame)
{
    if (!m_tracking)
        return;
    auto& masks = m_tracking->found[frame.frame];
    for (const TrackedMask& mask : frame.masks) {
        if (m_tracking->touched.count({frame.frame, mask.object}) > 0)
            continue;
        masks.push_back(mask);
        if (m_tracking->video == m_session.videoId())
            m_lanes.addFound(mask.object, frame.frame, !mask.mask.isEmpty(), float(mask.score));
    }
    if (!m_refresh.isActive())
        m_refresh.start();
}

void ChainController::trackingFinished(Job& job)
{
    if (!m_tracking)
        return;
    Tracking tracking = std::move(*m_tracking);
    m_tracking.reset();
    m_lanes.clearFound();
    m_masks.setPreview(nullptr);
    if (job.state() == Job::State::Failed)
        Q_EMIT problem(*job.error());
    Project* const project = m_session.project();
    if (project == nullptr || project->video(tracking.video) == nullptr)
        return;
    storeTracked(std::move(tracking), &job);
}

/// `job` none: nothing had to be tracked.
void ChainController::storeTracked(Tracking tracking, Job* job)
{
    RunResult result{tracking.run, tracking.replaces, {}, nullptr};
    TrackSet tracks;
    const Project* const project = m_session.project();
    const bool whole = job == nullptr || job->state() == Job::State::Done;
    const bool failed = job != nullptr && job->state() == Job::State::Failed;
    bool any = job == nullptr;
    for (size_t i = 0; i < tracking.objects.size(); ++i) {
        const int object = result.run.objects[i].id;
        const auto kept = std::find_if(tracking.kept.begin(), tracking.kept.end(),
                                       [object](const RunTrack& t) { return t.object == object; });
        if (kept != tracking.kept.end()) {
            tracks.push_back(*kept);
            continue;
        }
        RunTrack track;
        track.object = object;
        if (project->object(tracking.video, tracking.objects[i]) != nullptr)
            track.annotation = tracking.objects[i];
        for (const auto& [frame, masks] : tracking.found) {
            for (const TrackedMask& mask : masks) {
                if (mask.object == tracking.objects[i]) {
                    track.masks.insert_or_assign(track.masks.end(), frame, mask.mask);
                    track.scores.insert_or_assign(track.scores.end(), frame, mask.score);
                }
            }
        }
        any = any || !track.masks.empty();
        // With a painted mask as its prompt it does not come from the box.
        if (whole && !paintedMask(tracking.objects[i], result.run.keyframe->frame))
            noteTracked(result.run, object, m_tracker->spec());
        tracks.push_back(std::move(track));
    }
    // Stopped before anything was found: as it was. The same of a re-run that failed, but a first one tells
    // what became of it.
    if (!any && (!failed || tracking.review)) {
        if (tracking.query == m_query)
            showRun(m_runId);
        return;
    }
    if (job != nullptr)
        addTrackingSeconds(result.run, job->secondsRunning());
    result.run.setStage(Stage::Masks, failed ? StageStatus::Invalid : StageStatus::Ok);
    result.run.status = failed ? Run::Status::Failed : Run::Status::Ok;
    result.run.error = failed ? job->error() : std::nullopt;
    if (!any)
        tracks.clear();
    result.tracks = std::make_shared<TrackSet>(std::move(tracks));
    if (tracking.review && tracking.query == m_query) {
        startReview(std::move(result), tracking.query, whole);
    } else {
        if (tracking.query == m_query && tracking.video == m_session.videoId()) {
            m_shownMasks = std::move(tracking.found); // until the project has them
            m_masks.setPreview(&m_shownMasks);
        }
        store(tracking.query, {std::move(result)}, any ? 0 : -1, tracking.name);
    }
    if (job != nullptr && job->state() == Job::State::Cancelled)
        Q_EMIT notice(tr("Stopped; the frames that are done are kept."));
}

} // namespace revseg::studio
