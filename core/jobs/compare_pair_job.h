// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/run_comparison.h"
#include "core/jobs/job.h"
#include "core/project/track_source.h"

namespace revseg {

/// Compares two runs, reading their masks. In the background, but somebody waits.
class ComparePairJob final : public Job
{
    Q_OBJECT
public:
    struct Side
    {
        Run run;
        TrackSource tracks;
    };
    ComparePairJob(Side before, Side after);

Q_SIGNALS:
    void compared(const revseg::RunComparison& comparison);

private:
    Result<void> run(std::stop_token stop) override;

    Side m_before;
    Side m_after;
};

} // namespace revseg
