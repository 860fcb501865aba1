// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/run_masks.h"

#include <vector>

namespace revseg {

/// How far several runs of one question agree. Runs are the samples of one group, in the caller's order; one
/// without masks is in the group and agrees with nobody. Pure; any thread; no truth is needed.
struct Agreement
{
    /// iou[i][j]: mean mask IoU of runs i and j (tracksIou), −1 where there is nothing to compare. Symmetric;
    /// the diagonal is 1 for a run with masks.
    std::vector<std::vector<double>> iou;
    /// By run: mean of its row without the diagonal; −1 where there is nothing to compare.
    std::vector<double> support;
    /// By frame from 0 to the last tracked one: mean pairwise IoU there; −1 where fewer than two runs have
    /// tracked. The lowest are those to look at first.
    std::vector<double> over_time;
    /// The run with the most support, the earlier of equals; −1 when none has any.
    int best = -1;
};
Agreement agreementOf(const std::vector<std::vector<RunTrack>>& runs);

/// The pixels on which more than half of the runs that tracked this frame agree; none when nobody did.
std::optional<Mask> voteAt(const std::vector<std::vector<RunTrack>>& runs, FrameIndex frame);

} // namespace revseg
