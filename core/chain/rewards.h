// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/parser.h"
#include "core/chain/run.h"

#include <optional>
#include <vector>

namespace revseg {

struct RewardWeights
{
    double format = 1;
    double temporal = 1;
    double spatial = 1;
};

/// The truth about the sampled frames, one entry for each sample: the tight box around all targets together,
/// none where no target is visible. All in one space, e.g. native pixels.
struct ChainTruth
{
    std::vector<std::optional<Box>> boxes;
};

/// How much better than the worst sampled frame a keyframe is: visible · (S_k − min S) / (max S − min S),
/// where S is the area of the true box, 0 where the target is not visible. 1 for a visible target whose area
/// never changes; 0 for an index out of range.
double temporalReward(const std::vector<double>& areas, int k);

/// 1 when the boxes overlap by an IoU above 0.5, else 0. IoU does not change when both are stretched alike.
double spatialReward(const Box& predicted, const std::optional<Box>& truth);

/// The rewards of a whole chain. A turn that is missing earned nothing; one that needed repairs counts as not
/// parsed. `toTruth` scales the boxes of turn 2 into the space of the truth. Several boxes count as the one
/// around them all.
Rewards chainRewards(const ParsedTurn1* turn1, const ParsedTurn2* turn2, const ChainTruth& truth,
                     double scaleX, double scaleY, const RewardWeights& weights = {});

/// The same for a run of a trace: its raw answers are read again, as they were given. `native` is the size of
/// the video's frames, in which the truth lies.
Rewards runRewards(const Run& run, const ParseOptions& options, Size native, const ChainTruth& truth,
                   const RewardWeights& weights = {});

} // namespace revseg
