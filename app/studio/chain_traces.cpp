// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainController: runs that come from elsewhere than from asking: out of a trace, or from a vote of the runs
// of a question; and a run that goes into a trace.
#include "app/studio/chain_controller.h"
#include "app/studio/session.h"
#include "core/chain/run_notes.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/trace_job.h"
#include "core/jobs/vote_job.h"

#include <QDir>

namespace revseg::studio {

void ChainController::vote()
{
    if (!isFree())
        return;
    std::vector<Run> voters;
    std::vector<TrackSource> tracks;
    for (Run& run : runsOfQuestion()) {
        if (hasStale(run) || markOf(run) == RunMark::Wrong) // a person's word counts more than a vote
            continue;
        tracks.push_back(tracksOf(run));
        voters.push_back(std::move(run));
    }
    const QueryId query = m_query;
    const QString text = queryText();
    const auto job = std::make_shared<VoteJob>(std::move(voters), std::move(tracks));
    connect(job.get(), &VoteJob::voted, this, [this, query, text](const Vote& vote) {
        if (query == m_query)
            store(query, {{vote.run, {}, {}, std::make_shared<TrackSet>(vote.tracks)}}, -1,
                  {QT_TRANSLATE_NOOP("core", "Vote on “%1”"), {text}});
    });
    connect(job.get(), &Job::finished, this, [this, job = job.get()](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
    });
    m_jobs.add(job);
}

void ChainController::importTrace(const QString& path)
{
    if (!isFree())
        return;
    const VideoId video = m_session.videoId();
    const auto job = std::make_shared<TraceJob>(path);
    connect(job.get(), &TraceJob::read, this, [this, video](const Trace& trace) {
        if (m_session.videoId() == video && m_session.info() != nullptr)
            takeTrace(trace);
    });
    connect(job.get(), &Job::finished, this, [this, job = job.get()](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
    });
    m_jobs.add(job);
}

void ChainController::takeTrace(const Trace& trace)
{
    const VideoInfo& info = *m_session.info();
    if (trace.video.native.width != info.native.width || trace.video.native.height != info.native.height ||
        trace.video.frames != info.frames) {
        Q_EMIT problem(
            makeError(ErrorKind::InvalidInput,
                      QT_TRANSLATE_NOOP("core", "The trace is of another video: %1×%2 with %3 frames"),
                      {QString::number(trace.video.native.width), QString::number(trace.video.native.height),
                       QString::number(trace.video.frames)},
                      QT_TRANSLATE_NOOP("core", "open the video that it was made of")));
        return;
    }
    std::vector<RunResult> results;
    for (Run run : trace.runs) {
        run.parent.clear();
        run.masks.clear();
        if (const auto profile = ModelProfile::fromJson(trace.profile, QString()))
            setProfile(run, *profile);
        run.other[QStringLiteral("prompt_set")] = trace.prompt_set;
        if (run.sampled.empty())
            run.sampled = trace.sampled;
        if (run.status == Run::Status::Running)
            run.status = Run::Status::Cancelled;
        // Its masks are made again where they are wanted.
        if (run.stage(Stage::Masks) != StageStatus::Missing)
            run.setStage(Stage::Masks, StageStatus::Missing);
        forgetTracks(run); // of another project
        results.push_back({std::move(run), {}, {}, nullptr});
    }
    if (results.empty()) {
        Q_EMIT notice(tr("The trace holds no runs."));
        return;
    }
    const int count = int(results.size());
    const QueryId query = questionFor(trace.query);
    if (!query.isValid())
        return;
    m_query = query;
    store(query, std::move(results), -1,
          {QT_TRANSLATE_NOOP("core", "Import the runs of “%1”"), {trace.query}},
          [this, question = trace.query, count] {
              Q_EMIT queryChosen(question);
              showRun(m_runId);
              Q_EMIT notice(
                  tr("%n run(s) imported; press F5 to make the masks of the one shown.", nullptr, count));
          });
}

void ChainController::exportTrace(const QString& path)
{
    if (!m_run || m_session.info() == nullptr)
        return;
    Trace trace;
    trace.video = *m_session.info();
    trace.video.path = m_session.mediaPath();
    trace.query = queryText();
    trace.sampled = m_run->sampled;
    trace.prompt_set = m_run->other[QStringLiteral("prompt_set")].toObject();
    if (trace.prompt_set.isEmpty()) {
        if (const auto usual = PromptSet::load())
            trace.prompt_set = usual->nameJson();
    }
    trace.profile = profileOf(*m_run).value_or(ModelProfile()).toJson();
    Run run = *m_run;
    run.id = QStringLiteral("0");
    run.parent.clear();
    // What concerns the project alone, and what a trace says once for all of its runs.
    for (const char* own :
         {"tracks", "promoted", "profile", "prompt_set", "recorded_run", "drawn_over", "batch", "vote"})
        run.other.remove(QLatin1String(own));
    trace.runs = {std::move(run)};
    const auto job = std::make_shared<TraceJob>(path, std::move(trace));
    connect(job.get(), &Job::finished, this, [this, path, job = job.get()](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
        else if (state == Job::State::Done)
            Q_EMIT notice(tr("The trace is in %1.").arg(QDir::toNativeSeparators(path)));
    });
    m_jobs.add(job);
}

} // namespace revseg::studio
