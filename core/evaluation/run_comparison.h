// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text_diff.h"
#include "core/project/run_masks.h"

#include <optional>
#include <vector>

namespace revseg {

/// Two runs of one question side by side; no truth is needed. IoU: 0…1, none where there is nothing to
/// compare.
struct RunComparison
{
    /// Objects are paired by their masks, else by their boxes; 0: the run has none for the other's.
    struct Pair
    {
        int before = 0; ///< ChainObject::id
        int after = 0;
        std::optional<double> box;   ///< only where both have it on the same frame
        std::optional<double> masks; ///< mean over the frames that both tracked
    };
    std::optional<Keyframe> keyframe_before;
    std::optional<Keyframe> keyframe_after;
    std::vector<Pair> objects;
    std::optional<double> masks;   ///< all objects as one (tracksIou)
    std::vector<double> over_time; ///< by frame from 0, all objects as one; −1: not tracked by both
    FrameIndex worst = -1;         ///< where the masks agree least; −1: nowhere below 1
    std::vector<TextChange> interpretation;
    std::vector<TextChange> description;

    bool sameFrame() const
    {
        return keyframe_before && keyframe_after && keyframe_before->frame == keyframe_after->frame;
    }
};

/// Pure; any thread. In proportion to the masks: seconds for long videos.
RunComparison compareRuns(const Run& before, const std::vector<RunTrack>& beforeTracks, const Run& after,
                          const std::vector<RunTrack>& afterTracks);

} // namespace revseg
