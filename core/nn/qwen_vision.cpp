// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/qwen_vision.h"

#include <algorithm>
#include <map>
#include <torch/torch.h>

namespace revseg::nn {

namespace {

constexpr double kNormEps = 1e-6; // no field in config.json

} // namespace

VisionWindows visionWindows(const QwenVisionConfig& config, std::span<const PatchGrid> grids)
{
    const int64_t side = config.window / config.merge / config.patch;
    VisionWindows out;
    int64_t base = 0;
    for (const PatchGrid& grid : grids) {
        const int64_t rows = grid.h / config.merge;
        const int64_t columns = grid.w / config.merge;
        for (int64_t t = 0; t < grid.t; ++t, base += rows * columns) {
            for (int64_t r = 0; r < rows; r += side) {
                for (int64_t c = 0; c < columns; c += side) {
                    const size_t before = out.index.size();
                    for (int64_t y = r; y < std::min(r + side, rows); ++y) {
                        for (int64_t x = c; x < std::min(c + side, columns); ++x)
                            out.index.push_back(base + y * columns + x);
                    }
                    out.windows.push_back(int64_t(out.index.size() - before));
                }
            }
            out.frames.push_back(rows * columns);
        }
    }
    return out;
}

QwenVision::QwenVision(const QwenVisionConfig& config, WeightLoader& loader) : m_config(config)
{
    const QwenVisionConfig& c = m_config;
    const int64_t cell = c.hidden * c.merge * c.merge;
    // A convolution over whole patches without overlap is one product; the order of its values is ours.
    const torch::Tensor conv = loader.take("visual.patch_embed.proj.weight",
                                           {c.hidden, c.channels, c.temporalPatch, c.patch, c.patch});
    m_patchEmbed.weight = conv.flatten(1);
    for (int64_t i = 0; i < c.depth; ++i) {
        const std::string at = "visual.blocks." + std::to_string(i) + ".";
        Block block;
        block.norm1 = loader.take(at + "norm1.weight", {c.hidden});
        block.norm2 = loader.take(at + "norm2.weight", {c.hidden});
        block.qkv = takeLinear(loader, at + "attn.qkv", c.hidden, 3 * c.hidden, true);
        block.proj = takeLinear(loader, at + "attn.proj", c.hidden, c.hidden, true);
        block.gate_proj = takeLinear(loader, at + "mlp.gate_proj", c.hidden, c.intermediate, true);
        block.up_proj = takeLinear(loader, at + "mlp.up_proj", c.hidden, c.intermediate, true);
        block.down_proj = takeLinear(loader, at + "mlp.down_proj", c.intermediate, c.hidden, true);
        m_blocks.push_back(std::move(block));
    }
    m_mergerNorm = loader.take("visual.merger.ln_q.weight", {c.hidden});
    m_merger0 = takeLinear(loader, "visual.merger.mlp.0", cell, cell, true);
    m_merger2 = takeLinear(loader, "visual.merger.mlp.2", cell, c.out, true);
}

/// Angles of rows and columns, patch by patch in the order of the input: 2×2 blocks. [N, headSize / 2]
Turns QwenVision::turns(std::span<const PatchGrid> grids) const
{
    const int64_t merge = m_config.merge;
    std::vector<float> rows, columns;
    for (const PatchGrid& grid : grids) {
        for (int64_t t = 0; t < grid.t; ++t) {
            for (int64_t r = 0; r < grid.h; r += merge) {
                for (int64_t c = 0; c < grid.w; c += merge) {
                    for (int64_t k = 0; k < merge * merge; ++k) {
                        rows.push_back(float(r + k / merge));
                        columns.push_back(float(c + k % merge));
                    }
                }
            }
        }
    }
    const int64_t quarter = m_config.headSize() / 4;
    const torch::Tensor frequencies =
        torch::pow(m_config.ropeBase, torch::arange(quarter, torch::kFloat64) * (-1.0 / double(quarter)))
            .to(torch::kFloat32);
    const torch::Tensor angles = torch::cat(
        {torch::tensor(rows).unsqueeze(1) * frequencies, torch::tensor(columns).unsqueeze(1) * frequencies},
        1);
    const torch::Device device = m_mergerNorm.device();
    return {angles.cos().to(device), angles.sin().to(device)};
}

/// Attention inside runs of rows; `cells` counts each run in cells of merge² rows.
torch::Tensor QwenVision::attend(const Block& block, const torch::Tensor& x, const Turns& turns,
                                 const std::vector<int64_t>& cells) const
{
    const int64_t n = x.size(0);
    const int64_t heads = m_config.heads;
    const int64_t size = m_config.headSize();
    const torch::Tensor qkv = block.qkv(x).view({n, 3, heads, size});
    const torch::Tensor q = rotate(qkv.select(1, 0), turns.scaled(size));
    const torch::Tensor k = rotate(qkv.select(1, 1), turns);
    const torch::Tensor v = qkv.select(1, 2);
    torch::Tensor out = torch::empty({n, heads, size}, x.options());
    // Runs of one length are attended together, as one batch: there are four lengths a medium at most.
    std::map<int64_t, std::vector<int64_t>> starts;
    int64_t at = 0;
    for (const int64_t count : cells) {
        const int64_t length = count * m_config.merge * m_config.merge;
        starts[length].push_back(at);
        at += length;
    }
    for (const auto& [length, from] : starts) {
        const int64_t runs = int64_t(from.size());
        const torch::Tensor rows =
            (torch::tensor(from).unsqueeze(1) + torch::arange(length)).flatten().to(x.device());
        const auto batch = [&, len = length](const torch::Tensor& t) { // → [runs · heads, length, size]
            return t.index_select(0, rows)
                .view({runs, len, heads, size})
                .transpose(1, 2)
                .reshape({runs * heads, len, size});
        };
        out.index_copy_(0, rows,
                        attendAll(batch(q), batch(k), batch(v))
                            .view({runs, heads, length, size})
                            .transpose(1, 2)
                            .reshape({runs * length, heads, size}));
    }
    return block.proj(out.view({n, heads * size}));
}

torch::Tensor QwenVision::forward(const torch::Tensor& patches, std::span<const PatchGrid> grids,
                                  const std::function<bool()>& stop) const
{
    const int64_t cell = m_config.merge * m_config.merge;
    const VisionWindows order = visionWindows(m_config, grids);
    const int64_t cells = int64_t(order.index.size());
    const torch::Tensor index = torch::tensor(order.index).to(m_mergerNorm.device());
    const auto reordered = [&](const torch::Tensor& t) {
        return t.view({cells, cell, -1}).index_select(0, index).view({cells * cell, -1});
    };
    torch::Tensor x = reordered(m_patchEmbed(patches.to(m_mergerNorm.options())));
    Turns turned = turns(grids);
    turned = {reordered(turned.cos), reordered(turned.sin)};
    for (size_t i = 0; i < m_blocks.size(); ++i) {
        if (stop && stop())
            return {};
        const Block& block = m_blocks[i];
        const auto& full = m_config.fullAttention;
        const bool whole = std::find(full.begin(), full.end(), int64_t(i)) != full.end();
        x = x +
            attend(block, rmsNorm(x, block.norm1, kNormEps), turned, whole ? order.frames : order.windows);
        const torch::Tensor y = rmsNorm(x, block.norm2, kNormEps);
        x = x + block.down_proj(gated(block.gate_proj(y), block.up_proj(y)));
    }
    // The last blocks' numbers outgrow float16.
    if (x.scalar_type() == torch::kFloat16)
        x = x.clamp(-65504, 65504);
    const torch::Tensor merged = rmsNorm(x, m_mergerNorm, kNormEps).view({cells, cell * m_config.hidden});
    const torch::Tensor tokens = m_merger2(torch::gelu(m_merger0(merged)));
    torch::Tensor out = torch::empty_like(tokens);
    out.index_copy_(0, index, tokens);
    return out;
}

} // namespace revseg::nn
