// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/sam2_config.h"
#include "core/nn/sam2_layers.h"

namespace revseg::nn::sam2 {

/// What is kept of an object on a frame: the frame's features and the mask, in few channels
/// (`memory_encoder`).
class MemoryEncoder
{
public:
    MemoryEncoder() = default;
    MemoryEncoder(const Config& config, Weights& weights);

    /// `top` [1, D, G, G] as the image encoder left it; `mask` [1, 1, S, S], scaled to [-10, 10]
    /// → [1, Dm, G, G]. Throws Stopped on the way.
    torch::Tensor operator()(const torch::Tensor& top, const torch::Tensor& mask,
                             const std::stop_token& stop = {}) const;

private:
    struct Step
    {
        Conv conv;
        LayerNorm norm;
    };
    struct Fuser
    {
        Conv depthwise;
        LayerNorm norm;
        Linear up;
        Linear down;
        torch::Tensor gamma; ///< [D]
    };

    torch::ScalarType m_type = torch::kFloat32;
    std::vector<Step> m_steps;
    Conv m_maskOut;
    Conv m_image;
    std::vector<Fuser> m_fusers;
    Conv m_out;
};

} // namespace revseg::nn::sam2
