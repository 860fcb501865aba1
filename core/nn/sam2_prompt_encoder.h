// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/sam2_config.h"
#include "core/nn/sam2_layers.h"

namespace revseg::nn::sam2 {

/// A place in pixels of the model's square input, and what it stands for.
struct Mark
{
    enum class Kind : int64_t { Nothing = -1, Background = 0, Foreground = 1, TopLeft = 2, BottomRight = 3 };
    double x = 0;
    double y = 0;
    Kind kind = Kind::Foreground;
};

/// Clicks, boxes and masks as embeddings (`sam_prompt_encoder`).
class PromptEncoder
{
public:
    PromptEncoder() = default;
    PromptEncoder(const Config& config, Weights& weights);

    /// [1, n + 1, D]: one token a mark and one that says nothing, which the network was trained to have.
    torch::Tensor sparse(const std::vector<Mark>& marks) const;
    torch::Tensor nothing() const; ///< [1, 0, D]
    /// Logits [1, 1, h, w], scaled to 4G × 4G when they have another size → [1, D, G, G].
    torch::Tensor dense(const torch::Tensor& mask) const;
    torch::Tensor noMask() const; ///< [1, D, G, G]
    /// Fourier features of the middle of each cell, [1, D, G, G].
    const torch::Tensor& places() const { return m_places; }

private:
    torch::Tensor fourier(const torch::Tensor& places) const; ///< [n, 2] within [0, 1] → [n, D], float32

    int64_t m_imageSize = 1024;
    torch::ScalarType m_type = torch::kFloat32;
    torch::Tensor m_matrix;  ///< [2, D / 2], float32: in bfloat16 the places would blur into each other
    torch::Tensor m_kinds;   ///< [4, D], float32
    torch::Tensor m_nothing; ///< [1, D], float32
    torch::Tensor m_noMask;  ///< [1, D, 1, 1]
    torch::Tensor m_places;
    Conv m_conv1;
    LayerNorm m_norm1;
    Conv m_conv2;
    LayerNorm m_norm2;
    Conv m_conv3;
};

} // namespace revseg::nn::sam2
