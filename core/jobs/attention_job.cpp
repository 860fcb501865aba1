// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/attention_job.h"

#include "core/chain/run_notes.h"
#include "core/media/video_reader.h"

namespace revseg {

AttentionJob::AttentionJob(Spec spec)
    : Job(Lane::Gpu, {QT_TRANSLATE_NOOP("core", "Looking where the model looked"), {}})
    , m_spec(std::move(spec))
{
}

Result<void> AttentionJob::run(std::stop_token stop)
{
    auto options = VlmOptions::forSpec(m_spec.vlm, stop);
    if (!options)
        return fail(options.error());
    // The conversation is only the same when its pictures are sent as they were.
    if (const auto own = profileOf(m_spec.run)) {
        options->profile = *own;
    } else {
        const auto profile = m_spec.settings.profileFor(m_spec.vlm);
        if (!profile)
            return fail(profile.error());
        options->profile = *profile;
    }
    const auto vlm = makeVlmBackend(m_spec.vlm, *options);
    if (!vlm)
        return fail(vlm.error());
    const auto video = VideoReader::open(m_spec.media, {}, stop);
    if (!video)
        return fail(video.error());
    const auto loading = [this](Progress progress) {
        report(progress.done < progress.total ? progress : Progress{}); // how long it reads is not known
    };
    const auto attention = attentionOf(m_spec.run, m_spec.words, **vlm, **video, loading, stop);
    if (!attention)
        return fail(attention.error());
    Q_EMIT found(*attention);
    return {};
}

} // namespace revseg
