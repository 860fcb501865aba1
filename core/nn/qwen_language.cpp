// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/qwen_language.h"

#include <torch/torch.h>

namespace revseg::nn {

namespace {

/// Causal attention of n new tokens a branch over the cache. q [branches · keyHeads, groups · n, headSize],
/// groups outermost; the new keys are already written at the end of the tail. Same shape back.
torch::Tensor attendCached(const torch::Tensor& q, const QwenCache& cache, size_t layer, int64_t groups,
                           int64_t first, int64_t n)
{
    const int64_t branches = cache.branches();
    const int64_t keyHeads = q.size(0) / branches;
    const int64_t size = q.size(2);
    const int64_t visible = cache.tailLength() + first + n; // of the tail, by the last of these tokens
    const QwenCache::Layer tail = cache.tail(layer, visible);
    torch::Tensor scores =
        torch::bmm(q, tail.keys.transpose(1, 2)); // [branches · keyHeads, groups · n, visible]
    if (n > 1) {
        // Of the last n keys a token sees those up to itself.
        const torch::Tensor later =
            torch::ones({n, n}, torch::dtype(torch::kBool).device(q.device())).triu(1);
        scores.view({q.size(0), groups, n, visible})
            .narrow(-1, visible - n, n)
            .masked_fill_(later, -std::numeric_limits<float>::infinity());
    }
    const QwenCache::Layer prefix = cache.prefix(layer);
    if (!prefix.keys.defined()) {
        const torch::Tensor shares = torch::softmax(scores, -1, torch::kFloat32).to(q.scalar_type());
        return torch::bmm(shares, tail.values);
    }
    // One product for all branches: the prefix is read once however many there are.
    const int64_t shared = cache.prefixLength();
    const auto together = [&](const torch::Tensor& x) {
        return x.view({branches, keyHeads, groups * n, x.size(-1)})
            .transpose(0, 1)
            .reshape({keyHeads, branches * groups * n, x.size(-1)});
    };
    const auto apart = [&](const torch::Tensor& x) {
        return x.view({keyHeads, branches, groups * n, x.size(-1)})
            .transpose(0, 1)
            .reshape({branches * keyHeads, groups * n, x.size(-1)});
    };
    const torch::Tensor before = apart(torch::bmm(together(q), prefix.keys.transpose(1, 2)));
    const torch::Tensor shares =
        torch::softmax(torch::cat({before, scores}, -1), -1, torch::kFloat32).to(q.scalar_type());
    const torch::Tensor fromPrefix =
        apart(torch::bmm(together(shares.narrow(-1, 0, shared).contiguous()), prefix.values));
    TORCH_CHECK(fromPrefix.size(-1) == size);
    return fromPrefix + torch::bmm(shares.narrow(-1, shared, visible), tail.values);
}

} // namespace

QwenLanguage::QwenLanguage(const QwenConfig& config, WeightLoader& loader) : m_config(config.text)
{
    const QwenTextConfig& c = m_config;
    const int64_t keys = c.keyHeads * c.headSize();
    m_embed = loader.take("model.embed_tokens.weight", {c.vocabulary, c.hidden});
    m_norm = loader.take("model.norm.weight", {c.hidden});
    // A head in the weights counts, tied or not.
    m_head = loader.has("lm_head.weight") || !config.tied
                 ? loader.take("lm_head.weight", {c.vocabulary, c.hidden})
                 : m_embed;
    for (int64_t i = 0; i < c.layers; ++i) {
        const std::string at = "model.layers." + std::to_string(i) + ".";
        Layer layer;
        layer.input_layernorm = loader.take(at + "input_layernorm.weight", {c.hidden});
        layer.post_attention_layernorm = loader.take(at + "post_attention_layernorm.weight", {c.hidden});
        layer.q_proj = takeLinear(loader, at + "self_attn.q_proj", c.hidden, c.hidden, true);
        layer.k_proj = takeLinear(loader, at + "self_attn.k_proj", c.hidden, keys, true);
        layer.v_proj = takeLinear(loader, at + "self_attn.v_proj", c.hidden, keys, true);
        layer.o_proj = takeLinear(loader, at + "self_attn.o_proj", c.hidden, c.hidden, false);
        layer.gate_proj = takeLinear(loader, at + "mlp.gate_proj", c.hidden, c.intermediate, false);
        layer.up_proj = takeLinear(loader, at + "mlp.up_proj", c.hidden, c.intermediate, false);
        layer.down_proj = takeLinear(loader, at + "mlp.down_proj", c.intermediate, c.hidden, false);
        m_layers.push_back(std::move(layer));
    }
    const int64_t half = c.headSize() / 2;
    const torch::Device device = m_embed.device();
    m_frequencies =
        torch::pow(c.ropeTheta, torch::arange(half, torch::kFloat64) * (-2.0 / double(c.headSize())))
            .to(device, torch::kFloat32);
    std::vector<torch::Tensor> sections;
    for (size_t i = 0; i < 3; ++i)
        sections.push_back(torch::full({c.ropeSections[i]}, int64_t(i), torch::kInt64));
    m_coordinate = torch::cat(sections).to(device);
}

QwenCache QwenLanguage::newCache() const
{
    return QwenCache(m_config.layers, m_config.keyHeads, m_config.headSize(), m_embed.scalar_type(),
                     m_embed.device());
}

torch::Tensor QwenLanguage::embed(const torch::Tensor& ids) const
{
    return m_embed.index_select(0, ids);
}

torch::Tensor QwenLanguage::logits(const torch::Tensor& hidden) const
{
    return torch::linear(hidden, m_head).to(torch::kFloat32);
}

Turns QwenLanguage::turns(const torch::Tensor& positions) const
{
    // Frequency j turns with the coordinate of its section: [3, n] → [n, headSize / 2].
    const torch::Tensor of = positions.to(torch::kFloat32).index_select(0, m_coordinate).t();
    const torch::Tensor angles = of * m_frequencies;
    return {angles.cos(), angles.sin()};
}

torch::Tensor QwenLanguage::forward(const torch::Tensor& input, const torch::Tensor& positions,
                                    QwenCache& cache) const
{
    const int64_t branches = cache.branches();
    const int64_t n = input.size(0) / branches;
    const int64_t heads = m_config.heads;
    const int64_t keyHeads = m_config.keyHeads;
    const int64_t groups = heads / keyHeads;
    const int64_t size = m_config.headSize();
    cache.reserve(n);
    const Turns keyTurns = turns(positions);
    const Turns queryTurns = scaled(keyTurns, size);
    const int64_t scoreRow = branches * heads * (cache.length() + n) * int64_t(sizeof(float));
    const int64_t block = std::clamp<int64_t>(kScoreBytes / scoreRow, 1, n);

    torch::Tensor x = input;
    for (size_t i = 0; i < m_layers.size(); ++i) {
        const Layer& layer = m_layers[i];
        const torch::Tensor y = rmsNorm(x, layer.input_layernorm, m_config.normEps);
        const torch::Tensor q = rotate(layer.q_proj(y).view({branches * n, heads, size}), queryTurns);
        const torch::Tensor k = rotate(layer.k_proj(y).view({branches * n, keyHeads, size}), keyTurns);
        const torch::Tensor v = layer.v_proj(y).view({branches * n, keyHeads, size});
        const auto perHead = [&](const torch::Tensor& t) { // → [branches · keyHeads, n, size]
            return t.view({branches, n, keyHeads, size})
                .transpose(1, 2)
                .reshape({branches * keyHeads, n, size});
        };
        cache.write(i, perHead(k), perHead(v));
        // Query head h reads key head h / groups.
        const torch::Tensor grouped = q.view({branches, n, keyHeads, groups, size}).permute({0, 2, 3, 1, 4});
        std::vector<torch::Tensor> parts;
        for (int64_t from = 0; from < n; from += block) {
            const int64_t m = std::min(block, n - from);
            const torch::Tensor rows =
                grouped.narrow(3, from, m).reshape({branches * keyHeads, groups * m, size});
            parts.push_back(
                attendCached(rows, cache, i, groups, from, m).view({branches, keyHeads, groups, m, size}));
        }
        const torch::Tensor attended = (parts.size() == 1 ? parts[0] : torch::cat(parts, 3))
                                           .permute({0, 3, 1, 2, 4})
                                           .reshape({branches * n, heads * size});
        x = x + layer.o_proj(attended);
        const torch::Tensor z = rmsNorm(x, layer.post_attention_layernorm, m_config.normEps);
        x = x + layer.down_proj(torch::silu(layer.gate_proj(z)).mul_(layer.up_proj(z)));
    }
    cache.advance(n);
    return rmsNorm(x, m_norm, m_config.normEps);
}

} // namespace revseg::nn
