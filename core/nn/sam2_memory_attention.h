// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/sam2_config.h"
#include "core/nn/sam2_layers.h"

namespace revseg::nn::sam2 {

/// What a frame looks back at.
struct Memories
{
    std::vector<torch::Tensor> spatial;  ///< each [1, Dm, G, G]
    std::vector<int64_t> rows;           ///< of maskmem_tpos_enc, one for each
    std::vector<torch::Tensor> pointers; ///< each [1, D]
    std::vector<double> distances;       ///< of each in time, within [0, 1] up to the longest
};

/// The features of a frame, in the light of the frames before it (`memory_attention`, and the encodings of
/// time that belong to the memories).
class MemoryAttention
{
public:
    MemoryAttention() = default;
    MemoryAttention(const Config& config, Weights& weights);

    /// [1, D, G, G] → [1, D, G, G]. Throws Stopped between layers.
    torch::Tensor operator()(const torch::Tensor& top, const Memories& memories,
                             const std::stop_token& stop) const;

private:
    /// One head of width D, with rotary places in two dimensions.
    struct Attention
    {
        Linear q, k, v, out;

        Attention() = default;
        Attention(const Scope& w, int64_t width, int64_t keyWidth);
    };
    struct Layer
    {
        Attention self, cross;
        LayerNorm norm1, norm2, norm3;
        Linear up, down;
    };
    torch::Tensor rotated(const torch::Tensor& x, int64_t exempt) const;
    torch::Tensor pointerPlaces(const std::vector<double>& distances) const;

    Config m_config;
    torch::ScalarType m_type = torch::kFloat32;
    std::vector<Layer> m_layers;
    LayerNorm m_norm;
    torch::Tensor m_time;         ///< maskmem_tpos_enc, [memories, Dm]
    Linear m_pointerTime;         ///< obj_ptr_tpos_proj; none in 2.0
    torch::Tensor m_places;       ///< [1, G², D], a tenth of the sine encoding
    torch::Tensor m_memoryPlaces; ///< [1, G², Dm]
    torch::Tensor m_cos;          ///< [G², D / 2], float32
    torch::Tensor m_sin;
};

} // namespace revseg::nn::sam2
