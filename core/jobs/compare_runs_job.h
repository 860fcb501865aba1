// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/agreement.h"
#include "core/jobs/job.h"
#include "core/project/track_source.h"

namespace revseg {

/// Reads the masks of the runs of one question and finds how far they agree, which takes a while for many
/// runs of a long video. A job in the background.
class CompareRunsJob final : public Job
{
    Q_OBJECT
public:
    using Tracks = std::vector<std::vector<RunTrack>>; ///< of each run, in their order; shared, never changed
    using TracksPtr = std::shared_ptr<const Tracks>;

    /// `sources`: of the masks of `runs`, in their order.
    CompareRunsJob(std::vector<Run> runs, std::vector<TrackSource> sources);

Q_SIGNALS:
    void compared(const revseg::CompareRunsJob::TracksPtr& tracks, const revseg::Agreement& agreement);

private:
    Result<void> run(std::stop_token stop) override;

    std::vector<Run> m_runs;
    std::vector<TrackSource> m_sources;
};

} // namespace revseg
