// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/vote.h"
#include "core/jobs/job.h"
#include "core/project/track_source.h"

namespace revseg {

/// Makes one run of what most runs of a question agree on.
class VoteJob final : public Job
{
    Q_OBJECT
public:
    /// `sources`: of the masks of `runs`, in their order.
    VoteJob(std::vector<Run> runs, std::vector<TrackSource> sources);

Q_SIGNALS:
    void voted(const revseg::Vote& vote);

private:
    Result<void> run(std::stop_token stop) override;

    std::vector<Run> m_runs;
    std::vector<TrackSource> m_sources;
};

} // namespace revseg
