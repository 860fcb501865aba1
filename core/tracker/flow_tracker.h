// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tracker/tracker.h"

namespace revseg {

/// "flow": needs no weights. Dense optical flow (DIS, Kroeger et al. 2016) carries masks from frame to frame,
/// one flow field for all objects; the agreement of the flow there and back is the score, lowered where
/// things that look like the object come near. Memory does not grow with the video. A frame between two
/// prompts of an object comes from the nearer one when both ways are asked for; frames on which several
/// objects are carried in different directions are told once for each.
class FlowTracker final : public Tracker
{
public:
    QString spec() const override { return QStringLiteral("flow"); }
    Result<TrackedFrame> segment(const std::vector<Prompt>& prompts, FrameProvider& video,
                                 std::stop_token stop) override;
    Result<void> track(const TrackRequest& request, FrameProvider& video, const FrameFn& onFrame,
                       const ProgressFn& progress, std::stop_token stop) override;
};

} // namespace revseg
