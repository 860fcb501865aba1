// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/qwen_config.h"

#include <span>

namespace revseg::nn {

/// A video's patches and the time between two of its pairs of frames.
struct VideoGrid
{
    PatchGrid grid;
    double secondsPerPair = 1;
};

/// Where each id stands: three coordinates that the language model turns by.
struct Positions
{
    std::vector<int64_t> t, h, w;
    int64_t next = 0; ///< position of whatever follows
};

/// Positions of `ids`, the first of which stands at `start`. Text goes on by one in all three; a medium
/// spreads over time, rows and columns from where it begins, and what follows stands behind its largest
/// coordinate. Time is as the model's authors count it: whole units of 1 / tokensPerSecond, rounded down.
/// InvalidInput when pads and grids do not fit.
Expected<Positions> qwenPositions(const QwenConfig& config, std::span<const int64_t> ids,
                                  std::span<const PatchGrid> images, std::span<const VideoGrid> videos,
                                  int64_t start = 0);

} // namespace revseg::nn
