// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/expected.h"
#include "core/nn/interrupt.h"
#include "core/nn/qwen_config.h"

#include <span>

namespace revseg::nn {

/// 8-bit RGB, rows without gaps.
struct Picture
{
    int64_t width = 0, height = 0;
    std::vector<uint8_t> rgb;
};

struct PictureSize
{
    int64_t height = 0, width = 0;
    bool operator==(const PictureSize&) const = default;
};

/// The size that the model sees: multiples of `factor` near the given one, of an area within the limits.
/// InvalidInput for a picture without area or more than 200 times as long as wide.
Expected<PictureSize> modelSize(PictureSize given, int64_t factor, int64_t minPixels, int64_t maxPixels);

/// Bicubic with antialiasing in integers, across first, bit for bit as torchvision resizes 8-bit pictures.
/// Throws Interrupted inside a StopScope that says so.
Picture resized(const Picture& picture, PictureSize size);

/// What the vision tower reads. Values are [patches, channels · 2 · patch²], patches in blocks of merge².
struct Patches
{
    std::vector<float> values;
    PatchGrid grid;
};

/// Which areas of pictures are asked for.
struct PixelLimits
{
    int64_t least = 0, most = 0;
};

/// One image, shown twice since the tower reads pairs of frames; or the frames of a video, the last of an odd
/// number twice. All frames must have one size. Cancelled when `stop` says so.
Expected<Patches> patchesOf(std::span<const Picture> frames, const QwenVisionConfig& config,
                            const PixelConfig& pixels, PixelLimits limits, const StopAsked& stop = {});

} // namespace revseg::nn
