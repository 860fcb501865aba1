// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/media/frame.h"
#include "core/media/video_info.h"
#include "core/tracker/shared_tracker.h"

namespace revseg {

/// Clicks, a box or a mask on one frame become a mask there, without tracking.
class SegmentJob final : public Job
{
    Q_OBJECT
public:
    /// The prompts are of this frame; a box may reach over the picture's edge. Without any, the tracker only
    /// gets ready for the frame. Waits for the lane that trackers run in only when the tracker is a network.
    SegmentJob(SharedTrackerPtr tracker, VideoInfo video, Frame frame, std::vector<Prompt> prompts,
               Kind kind = Kind::Asked);

Q_SIGNALS:
    void segmented(const revseg::TrackedFrame& frame);

private:
    Result<void> run(std::stop_token stop) override;

    SharedTrackerPtr m_tracker;
    VideoInfo m_video;
    Frame m_frame;
    std::vector<Prompt> m_prompts;
};

} // namespace revseg
