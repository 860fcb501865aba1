// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/samples_job.h"

#include "core/chain/run_notes.h"
#include "core/evaluation/agreement.h"
#include "core/media/video_reader.h"
#include "core/tracker/tracker.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <mutex>
#include <thread>

namespace revseg {

namespace {
constexpr int kSteps = 100; ///< of the progress, for each sample's answer and each sample's track
}

/// Of one sample, on the thread that asks for it.
class SamplesJob::Observer final : public ChainObserver
{
public:
    Observer(SamplesJob& job, int sample) : m_job(job), m_sample(sample) {}
    void onDelta(int turn, const QString& text) override { Q_EMIT m_job.delta(m_sample, turn, text); }
    void onRetry(int turn, const QString&, double) override { Q_EMIT m_job.retrying(m_sample, turn); }

private:
    SamplesJob& m_job;
    const int m_sample;
};

SamplesJob::SamplesJob(Spec spec)
    : Job(Lane::Gpu, spec.seeds.size() == 1 ? Sentence{QT_TRANSLATE_NOOP("core", "Run “%1”"), {spec.query}}
                                            : Sentence{QT_TRANSLATE_NOOP("core", "Taking %1 samples"),
                                                       {QString::number(spec.seeds.size())}})
    , m_spec(std::move(spec))
{
}

void SamplesJob::tellProgress(double done)
{
    report({int64_t(done * kSteps), int64_t(2 * m_spec.seeds.size()) * kSteps});
}

/// One sample; again with other seeds where its answer cannot be used.
Result<Run> SamplesJob::askOne(int sample, ChainRequest request, VlmBackend& vlm, FrameProvider& video,
                               std::stop_token stop)
{
    const bool recorded = m_spec.vlm.startsWith(QLatin1String("replay:"), Qt::CaseInsensitive);
    Observer observer(*this, sample);
    for (int left = m_spec.settings.retries;; --left) {
        auto run = runChain(request, vlm, video, &observer, stop);
        if (!run)
            return run;
        setProfile(*run, request.profile);
        run->other[QStringLiteral("prompt_set")] = request.prompts.nameJson();
        setRecordedRun(*run, recorded ? request.run : 0);
        if (left <= 0 || recorded || !run->error || run->error->kind != ErrorKind::Model)
            return run;
        // Past those of the other samples.
        request.seed = request.seed.value_or(0) + qint64(m_spec.seeds.size());
        Q_EMIT retrying(sample, 1);
    }
}

Result<void> SamplesJob::ask(std::stop_token stop)
{
    auto options = VlmOptions::forSpec(m_spec.vlm, stop);
    if (!options)
        return fail(options.error());
    const auto profile = m_spec.settings.profileFor(m_spec.vlm);
    if (!profile)
        return fail(profile.error());
    options->profile = *profile;
    const auto prompts = m_spec.settings.promptSet();
    if (!prompts)
        return fail(prompts.error());
    auto video = VideoReader::open(m_spec.media, {}, stop);
    if (!video)
        return fail(video.error());
    const auto chosen =
        sampleFrames((*video)->info(), m_spec.settings.samplingFor(*profile), prompts->frames);
    if (!chosen)
        return fail(chosen.error());
    auto shown = showFrames(**video, *chosen, prompts->frame_size, stop);
    if (!shown)
        return fail(shown.error());
    Q_EMIT sampled(shown->sampled, shown->pictures);

    std::optional<Error> problem;
    size_t next = 0;
    int done = 0;
    std::mutex mutex;
    const auto work = [&] {
        // A backend and a reader belong to one thread.
        const auto vlm = makeVlmBackend(m_spec.vlm, *options);
        const auto own = VideoReader::open(m_spec.media, {}, stop);
        for (;;) {
            size_t i = 0;
            {
                const std::lock_guard lock(mutex);
                if (!vlm || !own) {
                    problem = !vlm ? vlm.error() : own.error();
                    return;
                }
                if (next >= m_runs.size() || problem || stop.stop_requested())
                    return;
                i = next++;
            }
            ChainRequest request;
            request.query = m_spec.query;
            request.prompts = *prompts;
            request.profile = *profile;
            request.sampling = m_spec.settings.samplingFor(*profile);
            request.shown = *shown;
            request.temperature = m_spec.settings.temperatureFor(*profile, 1);
            request.max_tokens = m_spec.settings.maxTokensFor(*profile);
            request.timeout_s = m_spec.settings.timeout_s;
            request.log_probabilities = m_spec.settings.log_probabilities;
            request.seed = m_spec.seeds[i];
            request.tracker = m_spec.tracker ? m_spec.tracker->spec() : QString();
            request.run = m_spec.first + int(i);
            auto run = askOne(int(i), std::move(request), **vlm, **own, stop);
            const std::lock_guard lock(mutex);
            if (!run) {
                problem = run.error();
                return;
            }
            if (run->status == Run::Status::Cancelled)
                return; // half an answer is no sample
            m_runs[i] = std::move(*run);
            tellProgress(++done);
            Q_EMIT answered(int(i), *m_runs[i]);
        }
    };
    {
        const size_t count = std::min(m_runs.size(), size_t(std::max(1, m_spec.parallel)));
        std::vector<std::jthread> threads;
        for (size_t t = 0; t < count; ++t)
            threads.emplace_back(work);
    }
    if (stop.stop_requested())
        return fail(cancelled());
    if (problem)
        return fail(*problem);
    return {};
}

Result<void> SamplesJob::run(std::stop_token stop)
{
    m_runs.resize(m_spec.seeds.size());
    auto done = ask(stop);
    if (done)
        done = m_spec.tracker->with([&](Tracker& tracker) { return track(tracker, stop); });
    // Stopped or broken off: the answers that are there are kept.
    for (size_t i = 0; i < m_runs.size(); ++i) {
        if (m_runs[i])
            finish(i, {});
    }
    int best = stop.stop_requested() ? -1 : agreementOf(m_finished).best; // it takes its time
    for (size_t i = 0; best < 0 && i < m_finished.size(); ++i) {
        if (!m_finished[i].empty())
            best = int(i);
    }
    Q_EMIT agreed(best);
    return done;
}

void SamplesJob::finish(size_t sample, std::vector<RunTrack> tracks)
{
    const Run run = std::move(*m_runs[sample]);
    m_runs[sample].reset();
    Q_EMIT finishedSample(int(sample), run, tracks);
    m_finished.push_back(std::move(tracks));
}

Result<void> SamplesJob::track(Tracker& tracker, std::stop_token stop)
{
    auto video = VideoReader::open(m_spec.media, {}, stop);
    if (!video)
        return fail(video.error());
    const size_t count = m_runs.size();
    for (size_t i = 0; i < count; ++i) {
        if (!m_runs[i])
            continue;
        Run& run = *m_runs[i];
        std::vector<RunTrack> tracks;
        if (run.status == Run::Status::Ok && run.keyframe && !run.objects.empty()) {
            TrackRequest request;
            for (const ChainObject& o : run.objects) {
                Prompt prompt;
                prompt.frame = run.keyframe->frame;
                prompt.object = ObjectId{o.id};
                prompt.box = o.box;
                request.prompts.push_back(prompt);
                tracks.push_back({o.id, {}, {}});
            }
            const auto found = [&tracks](const TrackedFrame& frame) {
                for (const TrackedMask& mask : frame.masks) {
                    for (RunTrack& track : tracks) {
                        if (mask.object.value != track.object)
                            continue;
                        track.masks.insert_or_assign(frame.frame, mask.mask);
                        track.scores[frame.frame] = mask.score;
                    }
                }
            };
            const double before = double(count + i);
            const auto progress = [&](Progress p) {
                tellProgress(before + (p.total > 0 ? double(p.done) / double(p.total) : 0));
            };
            QElapsedTimer clock;
            clock.start();
            const auto done = tracker.track(request, **video, found, progress, stop);
            if (!done && done.error().isCancelled())
                return done; // a track that breaks off would be compared as if it were whole
            run.setStage(Stage::Masks, done ? StageStatus::Ok : StageStatus::Invalid);
            addTrackingSeconds(run, double(clock.nsecsElapsed()) * 1e-9);
            for (const ChainObject& o : done ? run.objects : std::vector<ChainObject>())
                noteTracked(run, o.id, m_spec.tracker->spec());
            if (!done) {
                run.status = Run::Status::Failed;
                run.error = done.error();
            }
        }
        tellProgress(double(count + i + 1));
        finish(i, std::move(tracks));
    }
    return {};
}

} // namespace revseg
