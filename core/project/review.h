// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/mask_lane.h"

#include <functional>
#include <optional>
#include <vector>

namespace revseg {

/// Why a frame of a track deserves a look.
enum class ReviewProblemKind : uint8_t {
    LowScore,     ///< its writer was not sure
    AreaJump,     ///< much larger or smaller than both frames around it suggest
    CentroidJump, ///< farther away than the object is wide
    Flicker,      ///< gone, or there, for one or two frames only
};

struct ReviewProblem
{
    ObjectId object;
    FrameRange frames; ///< all of them unchecked; one frame, or two of a flicker
    ReviewProblemKind kind = ReviewProblemKind::LowScore;
    double severity = 0; ///< 0…1, the worst is 1
};

/// What review needs to know of one frame beyond its LaneEntry.
using CentroidFn = std::function<std::optional<Point>(FrameIndex)>; ///< none: empty, or not known

/// The problems of one object's track, worst first, at most one a frame. Frames that a person painted or
/// checked are taken as right. `centroid` may be empty: then jumps of place are not looked for.
std::vector<ReviewProblem> findProblems(ObjectId object, const MaskLane& lane, const CentroidFn& centroid);

/// Merges lists of several objects, worst first.
std::vector<ReviewProblem> mergedProblems(std::vector<std::vector<ReviewProblem>> lists);

/// How much of a track has been looked at. A frame is implied when the nearest checked (or painted) frames
/// on both sides are at hand and no problem lies between them.
struct ReviewProgress
{
    int known = 0;   ///< frames with a record
    int checked = 0; ///< by a person: checked or painted
    int implied = 0;

    double share() const { return known > 0 ? double(checked + implied) / known : 0; }
};
ReviewProgress reviewProgress(const MaskLane& lane, const std::vector<ReviewProblem>& problems);

/// The frame whose check would tell most: the middle of the longest stretch without a checked one. −1 when
/// there is nothing to check.
FrameIndex nextToCheck(const MaskLane& lane);

} // namespace revseg
