// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/expected.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace revseg::nn {

/// A medium cut into patches: pairs of frames, rows, columns (of patches, before four become one token).
struct PatchGrid
{
    int64_t t = 0, h = 0, w = 0;

    int64_t patches() const { return t * h * w; }
    bool operator==(const PatchGrid&) const = default;
};

struct QwenVisionConfig
{
    int64_t depth = 0, hidden = 0, heads = 0, intermediate = 0, out = 0;
    int64_t channels = 3, patch = 0, temporalPatch = 0, merge = 0;
    int64_t window = 0;                 ///< side in pixels
    std::vector<int64_t> fullAttention; ///< blocks that see a whole frame
    double tokensPerSecond = 0;
    double ropeBase = 10000;

    int64_t headSize() const { return hidden / heads; }
    int64_t patchValues() const { return channels * temporalPatch * patch * patch; }
    int64_t factor() const { return patch * merge; } ///< sides of pictures are multiples of this
};

struct QwenTextConfig
{
    int64_t hidden = 0, layers = 0, heads = 0, keyHeads = 0, intermediate = 0, vocabulary = 0;
    int64_t longest = 0; ///< positions that the model was trained for
    double normEps = 0, ropeTheta = 0;
    std::array<int64_t, 3> ropeSections{}; ///< frequencies that turn with t, h, w

    int64_t headSize() const { return hidden / heads; }
};

/// config.json of a Qwen2.5-VL folder, in any of the layouts that libraries have written.
struct QwenConfig
{
    QwenTextConfig text;
    QwenVisionConfig vision;
    bool tied = false; ///< the head is the embedding, unless the weights hold one
    int64_t imageToken = 0, videoToken = 0, visionStart = 0, visionEnd = 0;

    /// NotFound, Unreadable, Corrupt; Unsupported names the field that this program has no code for.
    static Expected<QwenConfig> open(const std::string& folder);
};

/// How the folder's author wants answers made (generation_config.json, else config.json's end token).
struct GenerationDefaults
{
    std::vector<int64_t> endIds;
    bool sample = false;
    double temperature = 1, topP = 1, repetitionPenalty = 1;
    int64_t topK = 50;

    static Expected<GenerationDefaults> open(const std::string& folder);
};

/// How pictures become patches (preprocessor_config.json and its like).
struct PixelConfig
{
    int64_t minPixels = 3136, maxPixels = 1003520;            ///< of an image, area
    int64_t videoMinPixels = 100352, videoMaxPixels = 602112; ///< of a frame, area
    std::array<float, 3> mean{0.48145466F, 0.4578275F, 0.40821073F};
    std::array<float, 3> deviation{0.26862954F, 0.26130258F, 0.27577711F};

    /// A folder without such a file gets what is above.
    static Expected<PixelConfig> open(const std::string& folder);
};

} // namespace revseg::nn
