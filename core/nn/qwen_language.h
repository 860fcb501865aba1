// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"
#include "core/nn/qwen_cache.h"
#include "core/nn/qwen_positions.h"

namespace revseg::nn {

/// The decoder of Qwen2.5-VL (`model.…` and `lm_head`): grouped attention over a cache, positions of three
/// coordinates. Immutable; any thread, though torch uses all its threads for each call.
class QwenLanguage
{
public:
    QwenLanguage(const QwenConfig& config, WeightLoader& loader);

    /// ids [n] int64 → [n, hidden]
    torch::Tensor embed(const torch::Tensor& ids) const;
    /// Reads n tokens in each branch of each cache and appends them to it. The caches may be of different
    /// lengths; what is not attention works on all rows at once.
    /// x [Σ branches · n, hidden], cache by cache, branch by branch; positions [3, Σ branches · n] int64
    /// → [Σ branches · n, hidden] after the last norm. Throws Interrupted, and the caches are what they were.
    torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& positions,
                          std::span<QwenCache* const> caches) const;
    torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& positions, QwenCache& cache) const
    {
        QwenCache* const one = &cache;
        return forward(x, positions, std::span(&one, 1));
    }
    /// Reads n tokens like forward(), up to the last of `layers` (ascending), and adds their attention
    /// probabilities in these layers to `sums` [tokens, float32], whose element i is that of the cache's
    /// token i: summed over the n tokens, all heads and the layers. One branch. The cache serves only for
    /// more of the same afterwards.
    void addAttention(const torch::Tensor& x, const torch::Tensor& positions, QwenCache& cache,
                      std::span<const int64_t> layers, torch::Tensor& sums) const;
    /// hidden [n, hidden] → [n, vocabulary] in float32
    torch::Tensor logits(const torch::Tensor& hidden) const;

    QwenCache newCache() const;
    const QwenTextConfig& config() const { return m_config; }

private:
    struct Layer
    {
        torch::Tensor input_layernorm, post_attention_layernorm; // [hidden]
        Linear q_proj, k_proj, v_proj, o_proj;
        Linear gate_proj, up_proj, down_proj;
    };

    /// Sees the queries of each layer, scaled and turned, when its keys are in the cache.
    using Witness = std::function<void(size_t layer, const torch::Tensor& q)>;

    Turns turns(const torch::Tensor& positions) const;
    torch::Tensor pass(const torch::Tensor& x, const torch::Tensor& positions,
                       std::span<QwenCache* const> caches, size_t layers, const Witness& witness) const;

    QwenTextConfig m_config;
    torch::Tensor m_embed;       // [vocabulary, hidden]
    torch::Tensor m_norm;        // [hidden]
    torch::Tensor m_head;        // [vocabulary, hidden]
    torch::Tensor m_frequencies; // [headSize / 2] float32
    torch::Tensor m_coordinate;  // [headSize / 2] int64: which of t, h, w turns each frequency
    std::vector<Layer> m_layers;
};

} // namespace revseg::nn
