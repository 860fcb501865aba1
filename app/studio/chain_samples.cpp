// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainController: several samples of a question at once.
#include "app/studio/chain_controller.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/samples_job.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/timeline/timeline_widget.h"

#include <algorithm>
#include <cmath>

namespace revseg::studio {

/// Seeds that no run of the question has had, so that more samples are other samples.
std::vector<qint64> ChainController::nextSeeds(QueryId query, int count) const
{
    qint64 next = 0;
    for (const RunRecord& record : m_session.project()->runs(query)) {
        if (const auto run = storedRun(record.id); run && run->seed)
            next = std::max(next, *run->seed + 1);
    }
    std::vector<qint64> seeds;
    for (int i = 0; i < count; ++i)
        seeds.push_back(next + i);
    return seeds;
}

void ChainController::askSamples(const QString& query, int samples)
{
    m_toShow = {}; // another run is wanted now
    if (!canAsk())
        return;
    const QueryId id = questionFor(query);
    if (!id.isValid())
        return;
    Project* const project = m_session.project();
    const RunId before = m_runId;
    m_query = id;
    forgetShown();
    m_review.reset();
    m_masks.setPreview(nullptr);
    m_panel.startRun(query);
    m_panel.setEditable(false);
    m_timeline.setKeyframe(std::nullopt);
    Q_EMIT boxesChanged();
    SamplesJob::Spec spec;
    spec.tracker = m_tracker;
    spec.media = m_session.mediaPath();
    spec.query = query;
    spec.vlm = m_vlm;
    spec.settings = m_ask;
    spec.seeds = nextSeeds(id, samples);
    const auto job = std::make_shared<SamplesJob>(spec);
    const auto results = std::make_shared<std::vector<RunResult>>();
    const VideoId video = m_session.videoId();
    connect(job.get(), &SamplesJob::sampled, this,
            [this, video](const SampledFrames& frames, const std::vector<QImage>& pictures) {
                if (m_session.videoId() != video)
                    return;
                m_panel.setSamples(frames, pictures);
                m_timeline.setSamples(frames);
            });
    connect(job.get(), &SamplesJob::delta, this, &ChainController::sampleText);
    connect(job.get(), &SamplesJob::retrying, this, &ChainController::sampleRestarted);
    connect(job.get(), &SamplesJob::answered, this, &ChainController::sampleAnswered);
    connect(job.get(), &Job::finished, this, &ChainController::samplesEnded);
    Q_EMIT samplesStarted(samples);
    connect(job.get(), &SamplesJob::answered, this, [this, id](int, const Run& run) {
        if (m_query == id)
            setRun(run);
    });
    connect(job.get(), &SamplesJob::finishedSample, this,
            [results](int, const Run& run, const std::vector<RunTrack>& tracks) {
                results->push_back({run, {}, {}, std::make_shared<TrackSet>(tracks)});
            });
    connect(job.get(), &Job::changed, this, [this, id, job = job.get()] {
        const Progress p = job->progress();
        if (m_query == id && p.total > 0 && !job->isOver())
            m_panel.setMaskStatus(StageStatus::Missing, tr("Taking samples"),
                                  double(p.done) / double(p.total));
    });
    const auto best = std::make_shared<int>(-1);
    connect(job.get(), &SamplesJob::agreed, this, [best](int sample) { *best = sample; });
    connect(job.get(), &Job::finished, this, [=, this, job = job.get()](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
        if (m_session.project() != project)
            return;
        if (results->empty()) {
            if (m_session.videoId() == video && m_query == id && state == Job::State::Cancelled)
                nothingCame(before);
            return;
        }
        // The one that the others agree with most; a single one has nobody to agree with.
        store(
            id, *results, *best,
            {QT_TRANSLATE_NOOP("core", "Take %1 samples of “%2”"), {QString::number(results->size()), query}},
            [this, id] {
                if (m_query == id && m_runId.isValid() && m_run && m_run->keyframe)
                    Q_EMIT goTo(m_run->keyframe->frame);
            });
        if (state == Job::State::Cancelled)
            Q_EMIT notice(tr("Stopped; the samples that are done are kept."));
    });
    m_jobs.add(job);
}

} // namespace revseg::studio
