// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/samples_job.h"

#include "core/media/video_reader.h"
#include "core/tracker/tracker.h"

#include <QCoreApplication>

#include <algorithm>
#include <mutex>
#include <thread>

namespace revseg {

namespace {
constexpr int kSteps = 100; ///< of the progress, for each sample's answer and each sample's track
}

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

Result<std::vector<Run>> SamplesJob::ask(std::stop_token stop)
{
    auto options = VlmOptions::forSpec(m_spec.vlm, stop);
    if (!options)
        return fail(options.error());
    const auto profile = profileForSpec(m_spec.vlm);
    if (!profile)
        return fail(profile.error());
    options->profile = *profile;
    const auto prompts = PromptSet::load();
    if (!prompts)
        return fail(prompts.error());
    auto video = VideoReader::open(m_spec.media, {}, stop);
    if (!video)
        return fail(video.error());
    auto shown = showFrames(**video, sampleUniform((*video)->frameCount(), prompts->frames),
                            prompts->frame_size, stop);
    if (!shown)
        return fail(shown.error());
    Q_EMIT sampled(shown->sampled, shown->pictures);

    std::vector<Run> runs(m_spec.seeds.size());
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
                if (next >= runs.size() || problem || stop.stop_requested())
                    return;
                i = next++;
            }
            ChainRequest request;
            request.query = m_spec.query;
            request.prompts = *prompts;
            request.profile = *profile;
            request.shown = *shown;
            request.temperature = m_spec.temperature;
            request.seed = m_spec.seeds[i];
            request.tracker = m_spec.tracker ? m_spec.tracker->spec() : QString();
            request.run = m_spec.first + int(i);
            auto run = runChain(request, **vlm, **own, nullptr, stop);
            const std::lock_guard lock(mutex);
            if (!run) {
                problem = run.error();
                return;
            }
            runs[i] = std::move(*run);
            tellProgress(++done);
            Q_EMIT answered(int(i), runs[i]);
        }
    };
    {
        const size_t count = std::min(runs.size(), size_t(std::max(1, m_spec.parallel)));
        std::vector<std::jthread> threads;
        for (size_t t = 0; t < count; ++t)
            threads.emplace_back(work);
    }
    if (stop.stop_requested())
        return fail(cancelled());
    if (problem)
        return fail(*problem);
    return runs;
}

Result<void> SamplesJob::run(std::stop_token stop)
{
    auto runs = ask(stop);
    if (!runs)
        return fail(runs.error());
    return m_spec.tracker->with([&](Tracker& tracker) { return track(tracker, std::move(*runs), stop); });
}

Result<void> SamplesJob::track(Tracker& tracker, std::vector<Run> runs, std::stop_token stop)
{
    auto video = VideoReader::open(m_spec.media, {}, stop);
    if (!video)
        return fail(video.error());
    for (size_t i = 0; i < runs.size(); ++i) {
        Run& run = runs[i];
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
                        if (mask.object.value == track.object)
                            track.masks.insert_or_assign(frame.frame, mask.mask);
                    }
                }
            };
            const double before = double(runs.size() + i);
            const auto progress = [&](Progress p) {
                tellProgress(before + (p.total > 0 ? double(p.done) / double(p.total) : 0));
            };
            const auto done = tracker.track(request, **video, found, progress, stop);
            if (!done && done.error().isCancelled())
                return done; // a track that breaks off would be compared as if it were whole
            run.setStage(Stage::Masks, done ? StageStatus::Ok : StageStatus::Invalid);
            if (!done) {
                run.status = Run::Status::Failed;
                run.error = done.error();
            }
        }
        tellProgress(double(runs.size() + i + 1));
        Q_EMIT finishedSample(int(i), run, tracks);
    }
    return {};
}

} // namespace revseg
