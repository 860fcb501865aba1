// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/video_reader.h"
#include "core/tracker/tracker.h"

#include <map>

namespace revseg::cli {

/// What a tracker has found, until it is written as one palette PNG a frame. Held as run lengths.
class TrackedMasks
{
public:
    void add(const TrackedFrame& frame);

    int frames() const { return int(m_frames.size()); } ///< with at least one mask, also an empty one
    bool isEmpty() const { return m_frames.empty(); }
    /// Scores of each object by frame; NaN where it was not tracked.
    std::map<ObjectId, std::vector<double>> scores(int frames) const;
    std::vector<ObjectId> objects() const;
    const std::map<ObjectId, TrackedMask>* at(FrameIndex frame) const;

    /// One picture for every frame of the video, empty where nothing was tracked, into a folder that exists.
    /// Where masks overlap the higher score wins.
    Result<void> write(const QString& folder, const VideoInfo& video, std::stop_token stop) const;
    /// The video with the masks over it, and the table of its frames and the report beside it.
    Result<void> writeOverlay(const QString& file, VideoReader& video, const ProgressFn& progress,
                              std::stop_token stop) const;

private:
    std::map<FrameIndex, std::map<ObjectId, TrackedMask>> m_frames;
};

} // namespace revseg::cli
