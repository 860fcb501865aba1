// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/qwen_config.h"

namespace revseg::nn {

/// How much some tokens looked at each visual token of one picture or video. A share is a probability of
/// the model's softmax, 0…1, averaged over the tokens, over all heads and over the layers asked for; all
/// shares of all maps together are at most 1, the rest went to text. A token's own row counts, that is
/// where the model looked after reading it.
struct AttentionMap
{
    enum class Medium { Image, Video };
    Medium medium = Medium::Image;
    size_t index = 0;          ///< among the images, or the videos, of the conversation
    PatchGrid cells;           ///< visual tokens: pairs of frames, rows, columns (of merged patches)
    std::vector<float> shares; ///< [t, h, w]
};

struct AttentionRequest
{
    int64_t from = 0, count = 0; ///< places in the conversation's ids; words, not pictures
    std::vector<int64_t> layers; ///< numbers from 0; empty: lateMiddleLayers()
};

/// Up to four layers from two thirds of the depth on: the early ones spread over everything, and the last
/// ones look at the words that are being written.
std::vector<int64_t> lateMiddleLayers(int64_t layers);

} // namespace revseg::nn
