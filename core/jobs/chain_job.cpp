// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/chain_job.h"

#include "core/chain/run_notes.h"
#include "core/media/video_reader.h"

#include <algorithm>

namespace revseg {

namespace {

constexpr double kRetryTemperature = 0.7;

bool isRecording(const QString& spec)
{
    return spec.startsWith(QLatin1String("replay:"), Qt::CaseInsensitive);
}

} // namespace

/// Keeps the run as it is known so far and passes on each change.
class ChainJob::Observer final : public ChainObserver
{
public:
    explicit Observer(ChainJob& job) : m_job(job)
    {
        if (job.m_spec.from) {
            m_run = *job.m_spec.from;
            m_run.turns.clear();
        }
        m_run.status = Run::Status::Running;
    }

    void onSampled(const ShownFrames& shown) override
    {
        m_run.sampled = shown.sampled;
        Q_EMIT m_job.sampled(shown.sampled, shown.pictures);
    }
    void onTurnStarted(int turn, const QJsonArray&) override
    {
        // What the model thinks now takes the place of what it thought, unless a person wrote that.
        if (turn == 1 && m_run.stage(Stage::Interpretation) != StageStatus::Edited)
            m_run.interpretation.clear();
    }
    void onDelta(int turn, const QString& delta) override { Q_EMIT m_job.delta(turn, delta); }
    void onRetry(int turn, const QString& why, double) override { Q_EMIT m_job.retrying(turn, why); }
    void onKeyframe(const Keyframe& keyframe, bool) override
    {
        m_run.keyframe = keyframe;
        tell();
    }
    void onDescription(const QString& description) override
    {
        m_run.description = description;
        tell();
    }
    void onObjects(const std::vector<ChainObject>& objects) override
    {
        m_run.objects = objects;
        tell();
    }
    void onTurn(const Turn& turn) override
    {
        m_run.turns.push_back(turn);
        tell();
    }

    void onLoading(Progress progress) override
    {
        m_job.report(progress.done < progress.total ? progress
                                                    : Progress{}); // how long it thinks is not known
    }

private:
    void tell() { Q_EMIT m_job.runChanged(m_run); }

    ChainJob& m_job;
    Run m_run;
};

ChainJob::ChainJob(Spec spec)
    : Job(Lane::Gpu, {QT_TRANSLATE_NOOP("core", "Asking"), {}})
    , m_spec(std::move(spec))
{
}

Result<Run> ChainJob::ask(ChainRequest& request, VlmBackend& vlm, FrameProvider& video, std::stop_token stop)
{
    const bool recorded = isRecording(m_spec.vlm);
    for (int left = m_spec.settings.retries;; --left) {
        Observer observer(*this);
        auto run = runChain(request, vlm, video, &observer, stop);
        if (!run)
            return run;
        setProfile(*run, request.profile);
        run->other[QStringLiteral("prompt_set")] = request.prompts.nameJson();
        setRecordedRun(*run, recorded ? request.run : 0);
        if (left <= 0 || recorded || !run->error || run->error->kind != ErrorKind::Model)
            return run;
        // At 0 the answer would be the same again.
        request.temperature = std::max(request.temperature, kRetryTemperature);
        request.seed = request.seed.value_or(0) + 1;
        Q_EMIT retrying(1, run->error->message());
    }
}

Result<void> ChainJob::run(std::stop_token stop)
{
    auto options = VlmOptions::forSpec(m_spec.vlm, stop);
    if (!options)
        return fail(options.error());
    const auto profile = m_spec.settings.profileFor(m_spec.vlm);
    if (!profile)
        return fail(profile.error());
    options->profile = *profile;
    options->real_speed = true;
    const auto vlm = makeVlmBackend(m_spec.vlm, *options);
    if (!vlm)
        return fail(vlm.error());
    const auto prompts = m_spec.settings.promptSet();
    if (!prompts)
        return fail(prompts.error());
    const auto video = VideoReader::open(m_spec.media, {}, stop);
    if (!video)
        return fail(video.error());

    ChainRequest request;
    request.query = m_spec.query;
    request.prompts = *prompts;
    request.profile = *profile;
    request.sampling = m_spec.settings.samplingFor(*profile);
    request.temperature = m_spec.settings.temperatureFor(*profile, 0);
    request.max_tokens = m_spec.settings.maxTokensFor(*profile);
    request.timeout_s = m_spec.settings.timeout_s;
    request.log_probabilities = m_spec.settings.log_probabilities;
    request.seed = m_spec.seed;
    request.tracker = m_spec.tracker;
    if (m_spec.from) {
        request.from = m_spec.from;
        request.temperature = temperatureOf(*m_spec.from).value_or(request.temperature);
        request.max_tokens = maxTokensOf(*m_spec.from).value_or(request.max_tokens);
        if (isRecording(m_spec.vlm))
            request.run = recordedRunOf(*m_spec.from);
        // The same frames as before, also where they were picked by hand.
        if (!m_spec.from->sampled.empty()) {
            auto shown = showFrames(**video, m_spec.from->sampled, prompts->frame_size, stop);
            if (!shown)
                return fail(shown.error());
            request.shown = std::move(*shown);
        }
    }
    const auto result = ask(request, **vlm, **video, stop);
    if (!result)
        return fail(result.error());
    Trace trace;
    trace.video = (*video)->info();
    trace.query = m_spec.query;
    trace.sampled = result->sampled;
    trace.prompt_set = prompts->nameJson();
    trace.profile = profile->toJson();
    trace.runs = {*result};
    Q_EMIT ran(*result, trace);
    if (result->error)
        return fail(*result->error);
    if (result->status == Run::Status::Cancelled)
        return fail(cancelled());
    return {};
}

} // namespace revseg
