// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/sam2_video.h"
#include "core/nn/tensor_file.h"
#include "core/tracker/tracker.h"

#include <QTemporaryFile>

#include <map>
#include <optional>
#include <set>

namespace revseg {

/// Logits of frames that other objects have yet to pass over, in a temporary file: of each mask the part
/// where the object may be, which is all that overlaps depend on. In memory a frame costs a few numbers.
class KeptMasks
{
public:
    /// In the place of what the object had there. OutOfMemory when the disk is full.
    Result<void> put(FrameIndex frame, const nn::sam2::Video::Result& result);
    /// What was put for the frame and not by one of `except`; pointers are not kept. Unreadable.
    Result<std::vector<nn::sam2::Video::Result>> get(FrameIndex frame, const std::set<int>& except);

private:
    struct Place
    {
        int object;
        float score;
        float iou;
        bool prompted;
        int16_t x, y, width, height; ///< the part that was kept
        int16_t side;                ///< of the whole mask
        qint64 offset;
    };
    std::map<FrameIndex, std::vector<Place>> m_places;
    QTemporaryFile m_file;
};

/// What a pass finds: frames with masks that do not overlap, and all logits when they are wanted.
class Sam2Output
{
public:
    Sam2Output(const TrackRequest& request, const VideoInfo& video, const Tracker::FrameFn& onFrame);

    /// Results of some objects on a frame; what was found of others there before counts too. `again`: others
    /// will pass over the frame later.
    Result<void> add(FrameIndex frame, const nn::sam2::Video& state,
                     const std::vector<nn::sam2::Video::Result>& results, bool again);
    /// Makes the file of logits when one is wanted: NotFound, Unreadable. They go into it as they come, so
    /// that memory does not grow with the video.
    Result<void> openLogits();
    Result<void> finishLogits(); ///< the file gets its name; without this nothing is left of it

private:
    Result<void> keepLogits(FrameIndex frame, const nn::sam2::Video::Result& result,
                            const torch::Tensor& logits);

    const VideoInfo& m_video;
    const Tracker::FrameFn& m_onFrame;
    const QString m_file;
    std::vector<int64_t> m_ids;
    std::map<std::pair<FrameIndex, ObjectId>, Mask> m_given;
    KeptMasks m_found;
    std::optional<nn::TensorFileWriter> m_logits; ///< [frames, objects, height, width] of float32
    torch::Tensor m_scores;                       ///< [frames, objects], NaN where nothing was said
};

/// Bytes of zeros and ones.
torch::Tensor tensorOf(const Mask& mask);

} // namespace revseg
