// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/sam2_config.h"
#include "core/nn/sam2_layers.h"

namespace revseg::nn::sam2 {

/// What the other modules need of one frame. G is Config::grid(), D Config::width.
struct Features
{
    torch::Tensor top;   ///< [1, D, G, G]
    torch::Tensor half;  ///< [1, D / 4, 2G, 2G]
    torch::Tensor whole; ///< [1, D / 8, 4G, 4G]
};

/// Hiera with a feature pyramid (arXiv 2306.00989), and the two convolutions of the mask decoder that depend
/// on the image alone.
class ImageEncoder
{
public:
    ImageEncoder() = default;
    ImageEncoder(const Config& config, Weights& weights);

    /// [1, 3, S, S], normalised. Throws Stopped between blocks.
    Features operator()(const torch::Tensor& image, const std::stop_token& stop) const;

private:
    struct Block
    {
        LayerNorm norm1;
        Linear qkv;
        Linear out;
        LayerNorm norm2;
        Linear up;
        Linear down;
        Linear project; ///< where the width changes
        int64_t heads = 1;
        int64_t window = 0; ///< 0: the whole map is one
        bool pools = false;
        bool endsStage = false;
    };
    static torch::Tensor run(const Block& block, const torch::Tensor& x, const std::stop_token& stop);

    torch::ScalarType m_type = torch::kFloat32;
    Conv m_patches;
    torch::Tensor m_places; ///< [1, S / 4, S / 4, E]
    std::vector<Block> m_blocks;
    /// A 1 × 1 convolution from the map of a stage to each output; `half` and `whole` have the neck's and the
    /// decoder's in one, as nothing stands between them.
    Linear m_top;
    Linear m_coarse; ///< of the last stage, added to `top`
    Linear m_half;
    Linear m_whole;
};

} // namespace revseg::nn::sam2
