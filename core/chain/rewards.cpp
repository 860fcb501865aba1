// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/rewards.h"

#include <algorithm>

namespace revseg {

double temporalReward(const std::vector<double>& areas, int k)
{
    if (k < 0 || size_t(k) >= areas.size() || !(areas[size_t(k)] > 0))
        return 0;
    const auto [least, most] = std::minmax_element(areas.begin(), areas.end());
    // The definition gives 0/0 here; every frame is as good as any other.
    if (!(*most > *least))
        return 1;
    return (areas[size_t(k)] - *least) / (*most - *least);
}

double spatialReward(const Box& predicted, const std::optional<Box>& truth)
{
    return truth && predicted.iou(*truth) > 0.5 ? 1 : 0;
}

Rewards chainRewards(const ParsedTurn1* turn1, const ParsedTurn2* turn2, const ChainTruth& truth,
                     double scaleX, double scaleY, const RewardWeights& weights)
{
    Rewards out;
    out.format = (turn1 ? turn1->format_reward : 0) + (turn2 ? turn2->format_reward : 0);
    const bool first = turn1 && turn1->grade == Grade::Strict && turn1->keyframe;
    if (first) {
        std::vector<double> areas;
        for (const auto& box : truth.boxes)
            areas.push_back(box ? box->area() : 0);
        const int k = *turn1->keyframe;
        out.temporal = temporalReward(areas, k);
        if (turn2 && turn2->grade == Grade::Strict && !turn2->boxes.empty() &&
            size_t(k) < truth.boxes.size()) {
            Box all = turn2->boxes.front();
            for (const Box& b : turn2->boxes) {
                all = {std::min(all.x1, b.x1), std::min(all.y1, b.y1), std::max(all.x2, b.x2),
                       std::max(all.y2, b.y2)};
            }
            out.spatial = spatialReward(all.scaled(scaleX, scaleY), truth.boxes[size_t(k)]);
        }
    }
    out.sum = weights.format * out.format + weights.temporal * out.temporal + weights.spatial * out.spatial;
    return out;
}

Rewards runRewards(const Run& run, const ParseOptions& options, Size native, const ChainTruth& truth,
                   const RewardWeights& weights)
{
    std::optional<ParsedTurn1> turn1;
    std::optional<ParsedTurn2> turn2;
    for (const Turn& turn : run.turns) {
        // A turn without a reading is one to which no whole answer came.
        if (turn.parsed.isEmpty())
            continue;
        if (turn.number == 1)
            turn1 = parseTurn1(turn.raw, options);
        else
            turn2 = parseTurn2(turn.raw, options);
    }
    return chainRewards(turn1 ? &*turn1 : nullptr, turn2 ? &*turn2 : nullptr, truth,
                        double(native.width) / options.size.width,
                        double(native.height) / options.size.height, weights);
}

} // namespace revseg
