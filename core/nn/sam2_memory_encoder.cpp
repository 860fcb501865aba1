// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_memory_encoder.h"

#include <torch/torch.h>

namespace revseg::nn::sam2 {

MemoryEncoder::MemoryEncoder(const Config& config, Weights& weights) : m_type(weights.type())
{
    const Scope w(weights, "memory_encoder.");
    const int64_t width = config.width;
    const Scope downsampler = w.in("mask_downsampler").in("encoder");
    int64_t channels = 1;
    for (int64_t i = 0; i < 4; ++i) { // each a quarter of the places and four times the channels
        m_steps.push_back({Conv(downsampler.in(3 * i), channels, 4 * channels, 3, 2, 1),
                           LayerNorm(downsampler.in(3 * i + 1), 4 * channels, 1e-6)});
        channels *= 4;
    }
    m_maskOut = Conv(downsampler.in(12), channels, width, 1);
    m_image = Conv(w.in("pix_feat_proj"), width, width, 1);
    for (int64_t i = 0; i < config.fuserLayers; ++i) {
        const Scope l = w.in("fuser").in("layers").in(i);
        Fuser fuser;
        fuser.gamma = l("gamma", {width});
        fuser.depthwise = Conv(l.in("dwconv"), width, width, 7, 1, 3, width);
        fuser.norm = LayerNorm(l.in("norm"), width, 1e-6);
        fuser.up = Linear(l.in("pwconv1"), width, 4 * width);
        fuser.down = Linear(l.in("pwconv2"), 4 * width, width);
        m_fusers.push_back(std::move(fuser));
    }
    m_out = Conv(w.in("out_proj"), width, config.memoryWidth, 1);
}

torch::Tensor MemoryEncoder::operator()(const torch::Tensor& top, const torch::Tensor& mask,
                                        const std::stop_token& stop) const
{
    torch::Tensor x = mask.to(m_type);
    for (const Step& step : m_steps) {
        stopHere(stop);
        x = torch::gelu(step.norm.overChannels(step.conv(x)));
    }
    x = m_image(top) + m_maskOut(x); // [1, D, G, G]
    for (const Fuser& fuser : m_fusers) {
        stopHere(stop);
        const torch::Tensor y = fuser.norm(fuser.depthwise(x).permute({0, 2, 3, 1})); // [1, G, G, D]
        x = x + (fuser.down(torch::gelu(fuser.up(y, stop)), stop) * fuser.gamma).permute({0, 3, 1, 2});
    }
    return m_out(x);
}

} // namespace revseg::nn::sam2
