// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/chain_job.h"

#include "core/media/video_reader.h"

namespace revseg {

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

Result<void> ChainJob::run(std::stop_token stop)
{
    auto options = VlmOptions::forSpec(m_spec.vlm, stop);
    if (!options)
        return fail(options.error());
    auto profile = profileForSpec(m_spec.vlm);
    if (!profile)
        return fail(profile.error());
    options->profile = *profile;
    options->real_speed = true;
    const auto vlm = makeVlmBackend(m_spec.vlm, *options);
    if (!vlm)
        return fail(vlm.error());
    const auto prompts = PromptSet::load();
    if (!prompts)
        return fail(prompts.error());
    const auto video = VideoReader::open(m_spec.media, {}, stop);
    if (!video)
        return fail(video.error());

    ChainRequest request;
    request.query = m_spec.query;
    request.prompts = *prompts;
    request.profile = *profile;
    request.temperature = m_spec.temperature;
    request.seed = m_spec.seed;
    request.tracker = m_spec.tracker;
    if (m_spec.from) {
        request.from = m_spec.from;
        // The same frames as before, also where they were picked by hand.
        if (!m_spec.from->sampled.empty()) {
            auto shown = showFrames(**video, m_spec.from->sampled, prompts->frame_size, stop);
            if (!shown)
                return fail(shown.error());
            request.shown = std::move(*shown);
        }
    }
    Observer observer(*this);
    const auto result = runChain(request, **vlm, **video, &observer, stop);
    if (!result)
        return fail(result.error());
    Trace trace;
    trace.video = (*video)->info();
    trace.query = m_spec.query;
    trace.sampled = result->sampled;
    trace.prompt_set = {{QStringLiteral("name"), prompts->name},
                        {QStringLiteral("version"), prompts->version}};
    trace.profile = profile->toJson();
    trace.runs = {*result};
    Q_EMIT ran(*result, trace);
    if (result->error)
        return fail(*result->error);
    return {};
}

} // namespace revseg
