// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_mask_decoder.h"

#include <torch/torch.h>

namespace revseg::nn::sam2 {

namespace {

constexpr int64_t kHeads = 8;
constexpr int64_t kMasks = 4;
constexpr float kStabilityOffset = 0.05F;
constexpr float kStable = 0.98F;

} // namespace

MaskDecoder::Attention::Attention(const Scope& w, int64_t width, int64_t inner)
    : q(w.in("q_proj"), width, inner)
    , k(w.in("k_proj"), width, inner)
    , v(w.in("v_proj"), width, inner)
    , out(w.in("out_proj"), inner, width)
{
}

torch::Tensor MaskDecoder::Attention::operator()(const torch::Tensor& query, const torch::Tensor& key,
                                                 const torch::Tensor& value) const
{
    return out(joinHeads(
        attention(splitHeads(q(query), kHeads), splitHeads(k(key), kHeads), splitHeads(v(value), kHeads))));
}

MaskDecoder::MaskDecoder(const Config& config, Weights& weights)
{
    const Scope w(weights, "sam_mask_decoder.");
    const int64_t width = config.width;
    const Scope transformer = w.in("transformer");
    for (int64_t i = 0; i < 2; ++i) {
        const Scope l = transformer.in("layers").in(i);
        Layer layer;
        layer.self = Attention(l.in("self_attn"), width, width);
        layer.toImage = Attention(l.in("cross_attn_token_to_image"), width, width / 2);
        layer.toTokens = Attention(l.in("cross_attn_image_to_token"), width, width / 2);
        layer.norm1 = LayerNorm(l.in("norm1"), width, 1e-5);
        layer.norm2 = LayerNorm(l.in("norm2"), width, 1e-5);
        layer.norm3 = LayerNorm(l.in("norm3"), width, 1e-5);
        layer.norm4 = LayerNorm(l.in("norm4"), width, 1e-5);
        layer.up = Linear(l.in("mlp").in("layers").in(0), width, config.decoderHidden);
        layer.down = Linear(l.in("mlp").in("layers").in(1), config.decoderHidden, width);
        m_layers.push_back(std::move(layer));
    }
    m_final = Attention(transformer.in("final_attn_token_to_image"), width, width / 2);
    m_finalNorm = LayerNorm(transformer.in("norm_final_attn"), width, 1e-5);
    m_tokens = torch::cat({w("obj_score_token.weight", {1, width}), w("iou_token.weight", {1, width}),
                           w("mask_tokens.weight", {kMasks, width})})
                   .unsqueeze(0);
    m_upscale1 = Doubling(w.in("output_upscaling").in(0), width, width / 4);
    m_upscaleNorm = LayerNorm(w.in("output_upscaling").in(1), width / 4, 1e-6);
    m_upscale2 = Doubling(w.in("output_upscaling").in(3), width / 4, width / 8);
    for (int64_t i = 0; i < kMasks; ++i)
        m_hypernetworks.emplace_back(w.in("output_hypernetworks_mlps").in(i),
                                     std::vector<int64_t>{width, width, width, width / 8});
    m_ious = Perceptron(w.in("iou_prediction_head"), {width, config.scoreHidden, config.scoreHidden, kMasks});
    m_score = Perceptron(w.in("pred_obj_score_head"), {width, width, width, 1});
}

MaskDecoder::Output MaskDecoder::operator()(const torch::Tensor& image, const torch::Tensor& places,
                                            const torch::Tensor& sparse, const torch::Tensor& dense,
                                            const Features& finer) const
{
    const auto flat = [](const torch::Tensor& t) { return t.flatten(2).transpose(1, 2); };
    torch::Tensor keys = flat(image + dense); // [1, G², D]
    const torch::Tensor where = flat(places);
    const torch::Tensor start = torch::cat({m_tokens, sparse}, 1); // [1, 6 + n, D]
    torch::Tensor queries = start;
    for (size_t i = 0; i < m_layers.size(); ++i) {
        const Layer& layer = m_layers[i];
        // The first layer's tokens are nothing but their own position, so it has neither that nor a way
        // around.
        if (i == 0)
            queries = layer.self(queries, queries, queries);
        else
            queries = queries + layer.self(queries + start, queries + start, queries);
        queries = layer.norm1(queries);
        queries = layer.norm2(queries + layer.toImage(queries + start, keys + where, keys));
        queries = layer.norm3(queries + layer.down(layer.up(queries).relu_()));
        keys = layer.norm4(keys + layer.toTokens(keys + where, queries + start, queries));
    }
    queries = m_finalNorm(queries + m_final(queries + start, keys + where, keys));

    const int64_t grid = image.size(2);
    const torch::Tensor map = keys.transpose(1, 2).view({1, keys.size(2), grid, grid}); // [1, D, G, G]
    torch::Tensor fine = torch::gelu(m_upscaleNorm.overChannels(m_upscale1(map) + finer.half));
    fine = torch::gelu(m_upscale2(fine) + finer.whole); // [1, D / 8, 4G, 4G]
    std::vector<torch::Tensor> rows;
    for (int64_t k = 0; k < kMasks; ++k)
        rows.push_back(m_hypernetworks[size_t(k)](queries.select(1, 2 + k)));
    const torch::Tensor weights = torch::stack(rows, 1); // [1, 4, D / 8]
    Output out;
    // The pixels are the rows of a linear layer's weights, and the four masks its outcomes.
    const torch::Tensor pixels = fine.permute({0, 2, 3, 1}).flatten(1, 2)[0]; // [16 G², D / 8]
    out.masks = product(weights[0], pixels).view({1, kMasks, 4 * grid, 4 * grid}).to(torch::kFloat32);
    out.ious = m_ious(queries.select(1, 1)).to(torch::kFloat32).sigmoid();
    out.tokens = queries.narrow(1, 2, kMasks);
    out.score = m_score(queries.select(1, 0)).to(torch::kFloat32);
    return out;
}

MaskDecoder::Choice MaskDecoder::pick(const Output& output, int64_t mask, int64_t token)
{
    return {output.masks.narrow(1, mask, 1), output.ious.select(1, mask).item<float>(),
            output.tokens.select(1, token)};
}

MaskDecoder::Choice MaskDecoder::choose(const Output& output, bool several, bool fallback)
{
    const auto best = [&output] {
        return 1 + output.ious.narrow(1, 1, kMasks - 1).argmax(1).item<int64_t>();
    };
    if (several) {
        const int64_t k = best();
        return pick(output, k, k);
    }
    if (fallback) {
        const torch::Tensor mask = output.masks.select(1, 0);
        const auto inner = (mask > kStabilityOffset).sum().item<int64_t>();
        const auto outer = (mask > -kStabilityOffset).sum().item<int64_t>();
        if (outer > 0 && float(inner) / float(outer) < kStable)
            return pick(output, best(), 0);
    }
    return pick(output, 0, 0);
}

} // namespace revseg::nn::sam2
