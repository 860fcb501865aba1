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
    Disagreement, ///< where a track from before meets one from after, or a frame by hand, they differ
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

/// How much the masks of this frame and the next one differ (0…1, see trackDisagreement()) where what was
/// carried forward meets what was carried backward; none elsewhere.
using MeetingFn = std::function<std::optional<double>(FrameIndex)>;

/// The problems of one object's track, worst first, at most one a frame. Frames that a person painted or
/// checked are taken as right. `centroid` and `meeting` may be empty: then jumps of place, or disagreements,
/// are not looked for.
std::vector<ReviewProblem> findProblems(ObjectId object, const MaskLane& lane, const CentroidFn& centroid,
                                        const MeetingFn& meeting = {});

/// 1 − IoU of the masks of neighbouring frames, laid over each other by their centroids, if the one on
/// `frame` was carried there from before (or is a person's) and the one on the next frame from after (or is a
/// person's), and a tracker made at least one of them. None where no tracks meet, or one of them has no
/// pixels.
std::optional<double> trackDisagreement(FrameIndex frame, const MaskRecordPtr& here,
                                        const MaskRecordPtr& next);

/// Merges lists of several objects, worst first.
std::vector<ReviewProblem> mergedProblems(std::vector<std::vector<ReviewProblem>> lists);

/// How much of a track has been looked at. A frame is implied when it has a record, the nearest checked (or
/// painted) frames on both sides are at hand and no problem lies between them.
struct ReviewProgress
{
    int frames = 0;  ///< of the video: what nobody has looked at is work left
    int known = 0;   ///< frames with a record
    int checked = 0; ///< by a person: checked or painted
    int implied = 0;

    double share() const { return frames > 0 ? double(checked + implied) / frames : 0; }
};
ReviewProgress reviewProgress(const MaskLane& lane, int frames, const std::vector<ReviewProblem>& problems);

/// The frame whose check would tell most: the middle of the longest stretch without a checked one. −1 when
/// there is nothing to check.
FrameIndex nextToCheck(const MaskLane& lane);

} // namespace revseg
