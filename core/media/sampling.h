// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"

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

} // namespace revseg
