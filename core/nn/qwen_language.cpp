// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/qwen_language.h"

#include "core/nn/interrupt.h"
#include "core/nn/kernels.h"

#include <algorithm>
#include <torch/torch.h>

namespace revseg::nn {

namespace {

constexpr int64_t kTileScores = 1 << 18;            ///< scores of a tile of attention
constexpr int64_t kDeviceScores = int64_t(1) << 28; ///< the same on a GPU, for all heads together

/// What attention needs to know of one forward pass.
struct Shape
{
    int64_t branches, tokens, keyHeads, groups, size;

    int64_t heads() const { return keyHeads * groups; }
};

/// One new token a branch: few queries, many keys, so the work is reading the cache once.
/// q, out [branches, 1, heads, size].
void attendOne(const torch::Tensor& q, const QwenCache& cache, size_t layer, const Shape& s,
               const torch::Tensor& out)
{
    const QwenCache::Layer tail = cache.tail(layer, cache.tailLength() + 1);
    const QwenCache::Layer prefix = cache.prefix(layer);
    const int64_t shared = cache.prefixLength();
    const int64_t own = tail.keys.size(1);
    const bool half = tail.keys.scalar_type() == torch::kBFloat16;
    const torch::Tensor queries = q.to(torch::kFloat32).contiguous();
    torch::Tensor sums = torch::zeros_like(queries);
    const auto at = [](const torch::Tensor& t, int64_t row) {
        return static_cast<const char*>(t.data_ptr()) + size_t(row * t.stride(0)) * t.element_size();
    };
    inParallel(s.keyHeads, [&](int64_t head) {
        const int64_t rows = s.branches * s.groups;
        const int64_t length = shared + own;
        std::vector<float> mine(size_t(rows * s.size)), scores(size_t(rows * length)), mixed(mine.size());
        const auto rowOf = [&](int64_t branch) { return (branch * s.heads() + head * s.groups) * s.size; };
        const int64_t groupSize = s.groups * s.size;
        for (int64_t b = 0; b < s.branches; ++b)
            std::copy_n(queries.data_ptr<float>() + rowOf(b), groupSize, mine.data() + b * groupSize);
        // The shared beginning for the queries of all branches at once.
        if (shared > 0)
            kernels::products(mine.data(), rows, s.size, at(prefix.keys, head), half, prefix.keys.stride(1),
                              s.size, nullptr, scores.data(), length, 0, shared);
        for (int64_t b = 0; b < s.branches; ++b)
            kernels::products(mine.data() + b * groupSize, s.groups, s.size,
                              at(tail.keys, b * s.keyHeads + head), half, tail.keys.stride(1), s.size,
                              nullptr, scores.data() + b * s.groups * length + shared, length, 0, own);
        for (int64_t r = 0; r < rows; ++r)
            kernels::softmax(scores.data() + r * length, length);
        if (shared > 0)
            kernels::weightedSums(scores.data(), rows, length, at(prefix.values, head), half,
                                  prefix.values.stride(1), shared, s.size, mixed.data(), s.size);
        for (int64_t b = 0; b < s.branches; ++b)
            kernels::weightedSums(scores.data() + b * s.groups * length + shared, s.groups, length,
                                  at(tail.values, b * s.keyHeads + head), half, tail.values.stride(1), own,
                                  s.size, mixed.data() + b * groupSize, s.size);
        for (int64_t b = 0; b < s.branches; ++b)
            std::copy_n(mixed.data() + b * groupSize, groupSize, sums.data_ptr<float>() + rowOf(b));
    });
    out.copy_(sums);
}

/// times() of each branch.
torch::Tensor batched(const torch::Tensor& a, const torch::Tensor& b, bool turned)
{
    if (a.size(0) > 1)
        return torch::bmm(a, turned ? b.transpose(1, 2) : b);
    return times(a[0], b[0], turned).unsqueeze(0);
}

/// Causal attention of several new tokens over the cache, in tiles of one key head and some tokens.
/// q, out [branches, tokens, heads, size]; the new keys are already written at the end of the tail.
void attendMany(const torch::Tensor& q, const QwenCache& cache, size_t layer, const Shape& s,
                const torch::Tensor& out)
{
    const int64_t shared = cache.prefixLength();
    const int64_t past = cache.tailLength();
    const int64_t length = shared + past + s.tokens;
    const int64_t rows = std::clamp<int64_t>(kTileScores / (s.branches * s.groups * length), 16, s.tokens);
    const int64_t tiles = (s.tokens + rows - 1) / rows;
    const QwenCache::Layer prefix = cache.prefix(layer);
    const QwenCache::Layer whole = cache.tail(layer, past + s.tokens);
    const auto perBranch =
        [&s](const torch::Tensor& t) { // [branches · keyHeads, …] → [branches, keyHeads, …]
            return t.view({s.branches, s.keyHeads, t.size(1), t.size(2)});
        };
    const torch::Tensor keys = perBranch(whole.keys);
    const torch::Tensor values = perBranch(whole.values);
    inParallel(s.keyHeads * tiles, [&](int64_t task) {
        const int64_t head = task / tiles;
        const int64_t from = (tiles - 1 - task % tiles) * rows; // the longest rows first
        const int64_t m = std::min(rows, s.tokens - from);
        const int64_t visible = past + from + m; // of the tail, by the last of these tokens
        // Query head h reads key head h / groups. [branches, m · groups, size]
        const torch::Tensor mine = q.narrow(1, from, m)
                                       .narrow(2, head * s.groups, s.groups)
                                       .reshape({s.branches, m * s.groups, s.size});
        const torch::Tensor ownKeys = keys.select(1, head).narrow(1, 0, visible);
        const torch::Tensor ownValues = values.select(1, head).narrow(1, 0, visible);
        torch::Tensor scores = batched(mine, ownKeys, true).to(torch::kFloat32);
        // Of the last m keys a token sees those up to itself.
        const torch::Tensor later =
            torch::ones({m, m}, torch::dtype(torch::kBool).device(q.device())).triu(1).unsqueeze(1);
        scores.view({s.branches, m, s.groups, visible})
            .narrow(-1, visible - m, m)
            .masked_fill_(later, -std::numeric_limits<float>::infinity());
        if (shared > 0) {
            const torch::Tensor before = times(mine.view({-1, s.size}), prefix.keys[head], true)
                                             .view({s.branches, m * s.groups, shared});
            scores = torch::cat({before.to(torch::kFloat32), scores}, -1);
        }
        const torch::Tensor shares = sharesOf(scores).to(q.scalar_type());
        torch::Tensor mixed = batched(shares.narrow(-1, shared, visible), ownValues, false);
        if (shared > 0)
            mixed += times(shares.narrow(-1, 0, shared).reshape({-1, shared}), prefix.values[head], false)
                         .view(mixed.sizes());
        out.narrow(1, from, m)
            .narrow(2, head * s.groups, s.groups)
            .copy_(mixed.view({s.branches, m, s.groups, s.size}));
    });
}

/// The same on a GPU: all heads at once, in tiles of tokens.
void attendOnDevice(const torch::Tensor& q, const QwenCache& cache, size_t layer, const Shape& s,
                    const torch::Tensor& out)
{
    const int64_t shared = cache.prefixLength();
    const int64_t past = cache.tailLength();
    const int64_t length = shared + past + s.tokens;
    const int64_t rows = std::clamp<int64_t>(kDeviceScores / (s.branches * s.heads() * length), 1, s.tokens);
    const QwenCache::Layer prefix = cache.prefix(layer);
    const QwenCache::Layer whole = cache.tail(layer, past + s.tokens);
    const torch::Tensor keys = whole.keys.view({s.branches, s.keyHeads, past + s.tokens, s.size});
    const torch::Tensor values = whole.values.view({s.branches, s.keyHeads, past + s.tokens, s.size});
    for (int64_t from = 0; from < s.tokens; from += rows) {
        checkStop();
        const int64_t m = std::min(rows, s.tokens - from);
        const int64_t visible = past + from + m; // of the tail, by the last of these tokens
        // Query head h reads key head h / groups. [branches, keyHeads, m · groups, size]
        const torch::Tensor mine = q.narrow(1, from, m)
                                       .reshape({s.branches, m, s.keyHeads, s.groups, s.size})
                                       .permute({0, 2, 1, 3, 4})
                                       .reshape({s.branches, s.keyHeads, m * s.groups, s.size});
        torch::Tensor scores =
            torch::matmul(mine, keys.narrow(2, 0, visible).transpose(2, 3)).to(torch::kFloat32);
        const torch::Tensor later =
            torch::ones({m, m}, torch::dtype(torch::kBool).device(q.device())).triu(1).unsqueeze(1);
        scores.view({s.branches, s.keyHeads, m, s.groups, visible})
            .narrow(-1, visible - m, m)
            .masked_fill_(later, -std::numeric_limits<float>::infinity());
        if (shared > 0) // [keyHeads, size, shared] for all branches
            scores = torch::cat(
                {torch::matmul(mine, prefix.keys.transpose(1, 2)).to(torch::kFloat32), scores}, -1);
        const torch::Tensor shares = torch::softmax(scores, -1).to(q.scalar_type());
        torch::Tensor mixed = torch::matmul(shares.narrow(-1, shared, visible), values.narrow(2, 0, visible));
        if (shared > 0)
            mixed = mixed + torch::matmul(shares.narrow(-1, 0, shared), prefix.values);
        out.narrow(1, from, m)
            .copy_(mixed.view({s.branches, s.keyHeads, m, s.groups, s.size})
                       .permute({0, 2, 1, 3, 4})
                       .reshape({s.branches, m, s.heads(), s.size}));
    }
}

/// Adds the attention probabilities of q [tokens, heads, size] over the cache, whose tail already ends with
/// these tokens' keys, to sums [length]. In float32 whatever the cache holds, one key head after another.
void addShares(const torch::Tensor& q, const QwenCache& cache, size_t layer, const Shape& s,
               torch::Tensor& sums)
{
    const int64_t shared = cache.prefixLength();
    const int64_t past = cache.tailLength();
    const int64_t length = shared + past + s.tokens;
    const int64_t rows = std::clamp<int64_t>(kTileScores / (s.groups * length), 1, s.tokens);
    const QwenCache::Layer prefix = cache.prefix(layer);
    const QwenCache::Layer tail = cache.tail(layer, past + s.tokens);
    const torch::Tensor place = torch::arange(length, q.device());
    for (int64_t head = 0; head < s.keyHeads; ++head) {
        torch::Tensor keys = tail.keys[head].to(torch::kFloat32);
        if (shared > 0)
            keys = torch::cat({prefix.keys[head].to(torch::kFloat32), keys});
        for (int64_t from = 0; from < s.tokens; from += rows) {
            checkStop();
            const int64_t m = std::min(rows, s.tokens - from);
            const torch::Tensor mine = q.narrow(0, from, m)
                                           .narrow(1, head * s.groups, s.groups)
                                           .reshape({m * s.groups, s.size})
                                           .to(torch::kFloat32);
            torch::Tensor scores = torch::mm(mine, keys.t()).view({m, s.groups, length});
            const torch::Tensor last = place.narrow(0, shared + past + from, m).view({m, 1, 1});
            scores.masked_fill_(place > last, -std::numeric_limits<float>::infinity());
            sums.narrow(0, 0, length) += torch::softmax(scores, -1).sum(at::IntArrayRef{0, 1});
        }
    }
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
    return m_embed.index_select(0, ids.to(m_embed.device()));
}

torch::Tensor QwenLanguage::logits(const torch::Tensor& hidden) const
{
    return Linear{m_head, {}}.wide(hidden);
}

Turns QwenLanguage::turns(const torch::Tensor& positions) const
{
    // Frequency j turns with the coordinate of its section: [3, n] → [n, headSize / 2].
    const torch::Tensor of =
        positions.to(m_embed.device(), torch::kFloat32).index_select(0, m_coordinate).t();
    const torch::Tensor angles = of * m_frequencies;
    return {angles.cos(), angles.sin()};
}

torch::Tensor QwenLanguage::forward(const torch::Tensor& x, const torch::Tensor& positions,
                                    std::span<QwenCache* const> caches) const
{
    return rmsNorm(pass(x, positions, caches, m_layers.size(), {}), m_norm, m_config.normEps);
}

void QwenLanguage::addAttention(const torch::Tensor& x, const torch::Tensor& positions, QwenCache& cache,
                                std::span<const int64_t> layers, torch::Tensor& sums) const
{
    const int64_t groups = m_config.heads / m_config.keyHeads;
    const Shape shape{1, x.size(0), m_config.keyHeads, groups, m_config.headSize()};
    QwenCache* const one = &cache;
    pass(x, positions, std::span(&one, 1), size_t(layers.back()) + 1,
         [&](size_t layer, const torch::Tensor& q) {
             if (std::find(layers.begin(), layers.end(), int64_t(layer)) != layers.end())
                 addShares(q, cache, layer, shape, sums);
         });
}

/// What comes out of the first `layers`, before the last norm.
torch::Tensor QwenLanguage::pass(const torch::Tensor& input, const torch::Tensor& positions,
                                 std::span<QwenCache* const> caches, size_t layers,
                                 const Witness& witness) const
{
    int64_t branches = 0;
    for (const QwenCache* const cache : caches)
        branches += cache->branches();
    const int64_t rows = input.size(0);
    const int64_t n = rows / branches;
    const int64_t heads = m_config.heads;
    const int64_t keyHeads = m_config.keyHeads;
    const int64_t size = m_config.headSize();
    for (QwenCache* const cache : caches)
        cache->reserve(n);
    const Turns keyTurns = turns(positions);
    const Turns queryTurns = keyTurns.scaled(size);

    torch::Tensor x = input;
    for (size_t i = 0; i < layers; ++i) {
        const Layer& layer = m_layers[i];
        const torch::Tensor y = rmsNorm(x, layer.input_layernorm, m_config.normEps);
        const torch::Tensor q = rotate(layer.q_proj(y).view({rows, heads, size}), queryTurns);
        const torch::Tensor k = rotate(layer.k_proj(y).view({rows, keyHeads, size}), keyTurns);
        const torch::Tensor v = layer.v_proj(y).view({rows, keyHeads, size});
        torch::Tensor attended = torch::empty({rows, heads, size}, q.options());
        int64_t from = 0;
        for (QwenCache* const cache : caches) {
            const Shape shape{cache->branches(), n, keyHeads, heads / keyHeads, size};
            const auto own = [&, first = from](const torch::Tensor& t) { // → [branches, n, heads, size]
                return t.narrow(0, first, shape.branches * n).view({shape.branches, n, -1, size});
            };
            const auto perHead = [&](const torch::Tensor& t) { // → [branches · keyHeads, n, size]
                return own(t).transpose(1, 2).reshape({shape.branches * keyHeads, n, size});
            };
            cache->write(i, perHead(k), perHead(v));
            if (witness)
                witness(i, q);
            const auto attend = !q.is_cpu() ? attendOnDevice : n == 1 ? attendOne : attendMany;
            attend(own(q), *cache, i, shape, own(attended));
            from += shape.branches * n;
        }
        x = x + layer.o_proj(attended.view({rows, heads * size}));
        const torch::Tensor z = rmsNorm(x, layer.post_attention_layernorm, m_config.normEps);
        x = x + layer.down_proj(gated(layer.gate_proj(z), layer.up_proj(z)));
    }
    for (QwenCache* const cache : caches)
        cache->advance(n);
    return x;
}

} // namespace revseg::nn
