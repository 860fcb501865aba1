// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/ask_settings.h"
#include "core/chain/chain_runner.h"
#include "core/chain/trace.h"
#include "core/jobs/job.h"

namespace revseg {

/// One run of the two turns on a video, told as it happens. An answer that cannot be used is asked for again
/// with other seeds as often as the settings say, but not of a recording.
class ChainJob final : public Job
{
    Q_OBJECT
public:
    struct Spec
    {
        QString media;
        QString query;
        QString vlm; ///< spec of who is asked
        AskSettings settings{};
        std::optional<qint64> seed{};
        /// Go on from this one (ChainRequest::from): with its frames, its temperature and its token limit; a
        /// recording answers with the run that it has answered it with.
        std::optional<Run> from{};
        QString tracker{}; ///< ChainRequest::tracker
    };
    explicit ChainJob(Spec spec);

Q_SIGNALS:
    void sampled(const revseg::SampledFrames& samples, const std::vector<QImage>& pictures);
    void delta(int turn, const QString& text);
    /// The answer of this turn starts anew; of turn 1 after another seed was taken: the whole run.
    void retrying(int turn, const QString& why);
    /// What is known of the run so far: keyframe, description, objects, finished turns.
    void runChanged(const revseg::Run& run);
    /// The last word, also of a failed or cancelled run; `trace` holds it with everything that was asked.
    void ran(const revseg::Run& run, const revseg::Trace& trace);

private:
    class Observer;
    Result<void> run(std::stop_token stop) override;
    Result<Run> ask(ChainRequest& request, VlmBackend& vlm, FrameProvider& video, std::stop_token stop);

    Spec m_spec;
};

} // namespace revseg
