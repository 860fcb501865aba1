// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/chain_runner.h"
#include "core/chain/trace.h"
#include "core/jobs/job.h"

namespace revseg {

/// One run of the two turns on a video, told as it happens.
class ChainJob final : public Job
{
    Q_OBJECT
public:
    struct Spec
    {
        QString media;
        QString query;
        QString vlm; ///< spec of who is asked
        std::optional<qint64> seed;
        double temperature = 0;
        std::optional<Run> from; ///< go on from this one (ChainRequest::from)
        QString tracker{};       ///< ChainRequest::tracker
    };
    explicit ChainJob(Spec spec);

Q_SIGNALS:
    void sampled(const revseg::SampledFrames& samples, const std::vector<QImage>& pictures);
    void delta(int turn, const QString& text);
    /// The answer of this turn starts anew.
    void retrying(int turn, const QString& why);
    /// What is known of the run so far: keyframe, description, objects, finished turns.
    void runChanged(const revseg::Run& run);
    /// The last word, also of a failed or cancelled run; `trace` holds it with everything that was asked.
    void ran(const revseg::Run& run, const revseg::Trace& trace);

private:
    class Observer;
    Result<void> run(std::stop_token stop) override;

    Spec m_spec;
};

} // namespace revseg
