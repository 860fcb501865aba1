// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/ask_settings.h"
#include "core/chain/chain_runner.h"
#include "core/jobs/job.h"
#include "core/project/run_masks.h"
#include "core/tracker/shared_tracker.h"

#include <optional>
#include <vector>

namespace revseg {

/// Several runs of one question, each with its own seed: the questions go out side by side, since a server
/// answers several at once, and the tracks are made one after the other. A sample whose answer cannot be used
/// is a result as well; the job fails only when not all could be asked for, or nothing can be tracked. What
/// is finished when it is stopped or fails is handed over all the same: a sample that has been answered and
/// not yet tracked comes without tracks.
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
        int first = 0; ///< number of the first sample; a recording finds its answer by it, not by the seed
        AskSettings settings{};
        int parallel = 4; ///< most requests at once
    };
    explicit SamplesJob(Spec spec);

Q_SIGNALS:
    /// The frames that all samples are shown.
    void sampled(const revseg::SampledFrames& samples, const std::vector<QImage>& pictures);
    /// An answer as it is written.
    void delta(int sample, int turn, const QString& text);
    /// The answer to this turn starts anew; of turn 1 after another seed was taken: the whole run.
    void retrying(int sample, int turn);
    void answered(int sample, const revseg::Run& run);
    /// All of a sample is done; tracks name no objects of the project yet. Also told for those that failed.
    void finishedSample(int sample, const revseg::Run& run, const std::vector<revseg::RunTrack>& tracks);
    /// After the last finishedSample(): the place in their order of the one that the others agree with most,
    /// the first with masks when there is nobody to agree with, −1 when none has any.
    void agreed(int best);

private:
    class Observer;
    Result<void> run(std::stop_token stop) override;
    Result<void> ask(std::stop_token stop);
    Result<Run> askOne(int sample, ChainRequest request, VlmBackend& vlm, FrameProvider& video,
                       std::stop_token stop);
    Result<void> track(Tracker& tracker, std::stop_token stop);
    void finish(size_t sample, std::vector<RunTrack> tracks);
    void tellProgress(double done);

    Spec m_spec;
    std::vector<std::optional<Run>> m_runs; ///< answered, and not handed over yet; lane's thread
    std::vector<std::vector<RunTrack>> m_finished;
};

} // namespace revseg
