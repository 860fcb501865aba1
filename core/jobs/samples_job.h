// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/chain_runner.h"
#include "core/jobs/job.h"
#include "core/project/run_masks.h"
#include "core/tracker/shared_tracker.h"

#include <vector>

namespace revseg {

/// Several runs of one question, each with its own seed: the questions go out side by side, since a server
/// answers several at once, and the tracks are made one after the other. A sample whose answer cannot be used
/// is a result as well; the job fails only when none could be asked for.
class SamplesJob final : public Job
{
    Q_OBJECT
public:
    struct Spec
    {
        QString media;
        QString query;
        QString vlm;
        SharedTrackerPtr tracker;
        std::vector<qint64> seeds; ///< one for each sample
        int first = 0;             ///< number of the first sample; a recording finds its answer by it
        double temperature = 1;
        int parallel = 4; ///< most requests at once
    };
    explicit SamplesJob(Spec spec);

Q_SIGNALS:
    /// The frames that all samples are shown.
    void sampled(const revseg::SampledFrames& samples, const std::vector<QImage>& pictures);
    void answered(int sample, const revseg::Run& run);
    /// All of a sample is done; tracks name no objects of the project yet. Also told for those that failed.
    void finishedSample(int sample, const revseg::Run& run, const std::vector<revseg::RunTrack>& tracks);

private:
    Result<void> run(std::stop_token stop) override;
    Result<std::vector<Run>> ask(std::stop_token stop);
    Result<void> track(Tracker& tracker, std::vector<Run> runs, std::stop_token stop);
    void tellProgress(double done);

    Spec m_spec;
};

} // namespace revseg
