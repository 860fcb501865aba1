// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/timebase.h"

#include <optional>
#include <vector>

namespace revseg {

struct SampledFrame
{
    int sample = 0; ///< index into the list the model sees; the model's keyframe answer counts these
    FrameIndex frame = 0;
    double time_s = 0;
    bool operator==(const SampledFrame&) const = default;
};

/// The table sample index ↔ FrameIndex ↔ time of what the VLM saw.
using SampledFrames = std::vector<SampledFrame>;

/// `count` frames of 0…frames−1, evenly: round(linspace(0, frames−1, count)), half to even (the formula of
/// qwen-vl-utils). A shorter video gives all its frames; an odd number of them is made even by repeating the
/// last, for the model merges frames in pairs. Times are not filled in.
SampledFrames sampleUniform(int frames, int count);

/// How many of `frames` frames a video of `videoFps` frames a second gives at `fps`: their ratio, but at
/// least 4 and at most 768 or all, then made even downward (qwen-vl-utils).
int frameCountAtFps(int frames, double videoFps, double fps);

/// Which frames a VLM is shown.
struct Sampling
{
    int frames = 0;                  ///< evenly; 0: the usual number
    double fps = 0;                  ///< above 0: so many a second instead
    std::optional<FrameRange> range; ///< only from these; both ends can be shown
    std::vector<FrameIndex> picked; ///< not empty: exactly these instead, in order of time, each once; an odd
                                    ///< number is made even by repeating the last
};

struct VideoInfo;

/// The frames of a video that are shown, without times. `usual` is what Sampling::frames is when 0.
/// InvalidInput for a frame past the end, or when the rate is needed and not known.
Result<SampledFrames> sampleFrames(const VideoInfo& video, const Sampling& sampling, int usual);

} // namespace revseg
