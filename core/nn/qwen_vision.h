// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"
#include "core/nn/qwen_config.h"

#include <span>

namespace revseg::nn {

/// The order in which the tower works on the merged cells (2×2 patches) of media, and where attention is cut.
struct VisionWindows
{
    std::vector<int64_t> index;   ///< cell at each place
    std::vector<int64_t> windows; ///< cells of each window, in that order
    std::vector<int64_t> frames;  ///< cells of each frame
};
VisionWindows visionWindows(const QwenVisionConfig& config, std::span<const PatchGrid> grids);

/// The vision tower of Qwen2.5-VL (`visual.…`): most blocks attend inside windows, a few over a whole frame,
/// none over time. Immutable; any thread.
class QwenVision
{
public:
    QwenVision(const QwenVisionConfig& config, WeightLoader& loader);

    /// patches [Σ t·h·w, channels·2·patch²] float32 of several media → [Σ t·h·w / 4, out], one row a token,
    /// in the tower's dtype. `stop` is asked between blocks; an undefined tensor comes back when it says so.
    torch::Tensor forward(const torch::Tensor& patches, std::span<const PatchGrid> grids,
                          const std::function<bool()>& stop = {}) const;

private:
    struct Block
    {
        torch::Tensor norm1, norm2; // [hidden]
        Linear qkv, proj;
        Linear gate_proj, up_proj, down_proj;
    };

    Turns turns(std::span<const PatchGrid> grids) const;
    torch::Tensor attend(const Block& block, const torch::Tensor& x, const Turns& turns,
                         const std::vector<int64_t>& cells) const;

    QwenVisionConfig m_config;
    Linear m_patchEmbed;
    std::vector<Block> m_blocks;
    torch::Tensor m_mergerNorm; // ln_q [hidden]
    Linear m_merger0, m_merger2;
};

} // namespace revseg::nn
