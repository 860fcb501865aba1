// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/sampling.h"

#include <cmath>

namespace revseg {

SampledFrames sampleUniform(int frames, int count)
{
    SampledFrames out;
    if (frames <= 0 || count <= 0)
        return out;
    if (count >= frames) {
        for (int i = 0; i < frames; ++i)
            out.push_back({i, i, 0});
        if (frames % 2 == 1)
            out.push_back({frames, frames - 1, 0});
        return out;
    }
    // std::nearbyint rounds halves to even in the default rounding mode, as numpy does.
    for (int i = 0; i < count; ++i) {
        const double at = count == 1 ? 0.0 : double(i) * (frames - 1) / (count - 1);
        out.push_back({i, FrameIndex(std::nearbyint(at)), 0});
    }
    return out;
}

} // namespace revseg
