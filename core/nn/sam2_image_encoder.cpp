// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_image_encoder.h"

#include <algorithm>
#include <cmath>
#include <torch/torch.h>

namespace revseg::nn::sam2 {

namespace {

/// Largest of each 2 × 2, for [B, H, W, C].
torch::Tensor pooled(const torch::Tensor& x)
{
    return torch::max_pool2d(x.permute({0, 3, 1, 2}), {2, 2}, {2, 2}).permute({0, 2, 3, 1});
}

int64_t roundedUp(int64_t n, int64_t step)
{
    return (n + step - 1) / step * step;
}

/// [B, H, W, C] → [B · windows, side, side, C], with zeros at the bottom and the right.
torch::Tensor toWindows(const torch::Tensor& x, int64_t side)
{
    const int64_t h = roundedUp(x.size(1), side);
    const int64_t w = roundedUp(x.size(2), side);
    const torch::Tensor padded = h == x.size(1) && w == x.size(2)
                                     ? x
                                     : torch::constant_pad_nd(x, {0, 0, 0, w - x.size(2), 0, h - x.size(1)});
    return padded.reshape({x.size(0), h / side, side, w / side, side, x.size(3)})
        .transpose(2, 3)
        .reshape({-1, side, side, x.size(3)});
}

/// The way back, to [B, height, width, C].
torch::Tensor fromWindows(const torch::Tensor& x, int64_t height, int64_t width)
{
    const int64_t side = x.size(1);
    const int64_t h = roundedUp(height, side);
    const int64_t w = roundedUp(width, side);
    return x.reshape({-1, h / side, w / side, side, side, x.size(3)})
        .transpose(2, 3)
        .reshape({-1, h, w, x.size(3)})
        .narrow(1, 0, height)
        .narrow(2, 0, width);
}

/// Two convolutions of 1 × 1, one after the other, as a single linear layer; the product in double keeps it
/// as exact as running them one by one.
Linear chained(const Conv& first, const Conv& second)
{
    const auto matrix = [](const torch::Tensor& t) { return t.flatten(1).to(torch::kFloat64); };
    Linear out;
    out.weight = matrix(second.weight).mm(matrix(first.weight)).to(first.weight.scalar_type());
    out.bias = (matrix(second.weight).mv(first.bias.to(torch::kFloat64)) + second.bias.to(torch::kFloat64))
                   .to(first.bias.scalar_type());
    return out;
}

Linear asLinear(const Conv& conv)
{
    Linear out;
    out.weight = conv.weight.flatten(1);
    out.bias = conv.bias;
    return out;
}

} // namespace

ImageEncoder::ImageEncoder(const Config& config, Weights& weights) : m_type(weights.type())
{
    const Scope trunk(weights, "image_encoder.trunk.");
    const int64_t embed = config.embed;
    m_patches = Conv(trunk.in("patch_embed").in("proj"), 3, embed, 7, 4, 3);

    const int64_t side = config.side();
    const int64_t first = config.windows[0];
    const torch::Tensor background =
        weights.takeFloat(trunk.name("pos_embed"), {1, embed, config.background, config.background});
    const torch::Tensor window = weights.takeFloat(trunk.name("pos_embed_window"), {1, embed, first, first});
    namespace F = torch::nn::functional;
    m_places = F::interpolate(background, F::InterpolateFuncOptions()
                                              .size(std::vector<int64_t>{side, side})
                                              .mode(torch::kBicubic)
                                              .align_corners(false)) +
               window.repeat({1, 1, side / first, side / first});
    m_places = m_places.permute({0, 2, 3, 1}).contiguous().to(m_type);

    int64_t width = embed;
    int64_t heads = config.heads;
    int64_t number = 0;
    for (size_t stage = 0; stage < 4; ++stage) {
        for (int64_t i = 0; i < config.blocks[stage]; ++i, ++number) {
            const Scope w = trunk.in("blocks").in(number);
            const int64_t in = width;
            Block block;
            // The first block of a stage still has the windows of the stage before, on the unpooled map.
            block.pools = stage > 0 && i == 0;
            block.window = config.windows[block.pools ? stage - 1 : stage];
            if (std::find(config.globalBlocks.begin(), config.globalBlocks.end(), number) !=
                config.globalBlocks.end())
                block.window = 0;
            if (block.pools) {
                width *= 2;
                heads *= 2;
                block.project = Linear(w.in("proj"), in, width);
            }
            block.heads = heads;
            block.endsStage = i + 1 == config.blocks[stage];
            block.norm1 = LayerNorm(w.in("norm1"), in, 1e-6);
            block.qkv = Linear(w.in("attn").in("qkv"), in, 3 * width);
            block.out = Linear(w.in("attn").in("proj"), width, width);
            block.norm2 = LayerNorm(w.in("norm2"), width, 1e-6);
            block.up = Linear(w.in("mlp").in("layers").in(0), width, 4 * width);
            block.down = Linear(w.in("mlp").in("layers").in(1), 4 * width, width);
            m_blocks.push_back(std::move(block));
        }
    }

    // Coarsest first in the checkpoint.
    const Scope neck(weights, "image_encoder.neck.convs.");
    const Scope decoder(weights, "sam_mask_decoder.");
    const auto lateral = [&](int64_t j) {
        return Conv(neck.in(j).in("conv"), embed << (3 - j), config.width, 1);
    };
    m_coarse = asLinear(lateral(0));
    m_top = asLinear(lateral(1));
    m_half = chained(lateral(2), Conv(decoder.in("conv_s1"), config.width, config.width / 4, 1));
    m_whole = chained(lateral(3), Conv(decoder.in("conv_s0"), config.width, config.width / 8, 1));
}

torch::Tensor ImageEncoder::run(const Block& block, const torch::Tensor& x, const std::stop_token& stop)
{
    // x: [B, H, W, d]
    const torch::Tensor y = block.norm1(x);
    // The way around starts at the normed input where it is projected, at the input itself where it is not.
    torch::Tensor out = block.pools ? pooled(block.project(y, stop)) : x;

    const int64_t shrink = block.pools ? 2 : 1;
    const torch::Tensor windows = block.window > 0 ? toWindows(y, block.window) : y;
    const int64_t count = windows.size(0);
    const int64_t h = windows.size(1);
    const int64_t w = windows.size(2);
    const int64_t width = block.out.weight.size(1);
    const int64_t depth = width / block.heads;
    // Padded places are not masked: there q, k and v are the bias, as in training.
    const torch::Tensor qkv = block.qkv(windows, stop).view({count, h * w, 3, width}); // [windows, n, 3, o]
    torch::Tensor q = qkv.select(2, 0);
    if (block.pools)
        q = pooled(q.reshape({count, h, w, width})).reshape({count, -1, width});
    const auto split = [&](const torch::Tensor& t) { // [windows, n, o] → [windows, heads, n, o / heads]
        return t.view({count, t.size(1), block.heads, depth}).transpose(1, 2);
    };
    torch::Tensor mixed =
        joinHeads(attention(split(q), split(qkv.select(2, 1)), split(qkv.select(2, 2)), stop));
    mixed = block.out(mixed, stop).view({count, h / shrink, w / shrink, width});
    if (block.window > 0)
        mixed = fromWindows(mixed, x.size(1) / shrink, x.size(2) / shrink);
    stopHere(stop);
    out = (out + mixed).contiguous();
    addPerceptron(out, block.norm2, block.up, Activation::Gelu, block.down, stop);
    return out;
}

Features ImageEncoder::operator()(const torch::Tensor& image, const std::stop_token& stop) const
{
    torch::Tensor x = m_patches(image.to(m_type)).permute({0, 2, 3, 1}); // [1, S / 4, S / 4, E]
    x = x + m_places;
    std::vector<torch::Tensor> maps; // after each stage, [1, h, w, width]
    for (const Block& block : m_blocks) {
        stopHere(stop);
        x = run(block, x, stop);
        if (block.endsStage)
            maps.push_back(x);
    }
    // The pyramid's way down reaches the third stage only.
    const torch::Tensor coarse = m_coarse(maps[3]).permute({0, 3, 1, 2});
    const torch::Tensor doubled =
        torch::upsample_nearest2d(coarse.to(torch::kFloat32), {maps[2].size(1), maps[2].size(2)}).to(m_type);
    Features out;
    out.top = (m_top(maps[2]) + doubled.permute({0, 2, 3, 1})).contiguous().permute({0, 3, 1, 2});
    out.half = m_half(maps[1]).permute({0, 3, 1, 2});
    out.whole = m_whole(maps[0]).permute({0, 3, 1, 2});
    return out;
}

} // namespace revseg::nn::sam2
