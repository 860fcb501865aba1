// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_prompt_encoder.h"

#include <cmath>
#include <torch/torch.h>

namespace revseg::nn::sam2 {

PromptEncoder::PromptEncoder(const Config& config, Weights& weights)
    : m_imageSize(config.imageSize)
    , m_type(weights.type())
{
    const Scope w(weights, "sam_prompt_encoder.");
    const int64_t width = config.width;
    m_matrix = weights.takeFloat(w.name("pe_layer.positional_encoding_gaussian_matrix"), {2, width / 2});
    std::vector<torch::Tensor> kinds;
    for (int64_t i = 0; i < 4; ++i)
        kinds.push_back(weights.takeFloat(w.in("point_embeddings").in(i).name("weight"), {1, width}));
    m_kinds = torch::cat(kinds);
    m_nothing = weights.takeFloat(w.name("not_a_point_embed.weight"), {1, width});
    m_noMask = w("no_mask_embed.weight", {1, width}).view({1, width, 1, 1});
    const Scope mask = w.in("mask_downscaling");
    m_conv1 = Conv(mask.in(0), 1, 4, 2, 2);
    m_norm1 = LayerNorm(mask.in(1), 4, 1e-6);
    m_conv2 = Conv(mask.in(3), 4, 16, 2, 2);
    m_norm2 = LayerNorm(mask.in(4), 16, 1e-6);
    m_conv3 = Conv(mask.in(6), 16, width, 1);

    const int64_t grid = config.grid();
    const torch::Tensor axis =
        (torch::arange(grid, m_matrix.options()) + 0.5) / double(grid); // middles of cells
    const torch::Tensor columns = axis.expand({grid, grid});
    const torch::Tensor places =
        torch::stack({columns.flatten(), columns.t().flatten()}, 1); // x, y; row by row
    m_places = fourier(places).view({1, grid, grid, width}).permute({0, 3, 1, 2}).to(m_type);
}

torch::Tensor PromptEncoder::fourier(const torch::Tensor& places) const
{
    const torch::Tensor angle = (places * 2 - 1).mm(m_matrix) * (2 * M_PI);
    return torch::cat({angle.sin(), angle.cos()}, 1);
}

torch::Tensor PromptEncoder::sparse(const std::vector<Mark>& marks) const
{
    std::vector<float> numbers;
    numbers.reserve(marks.size() * 2);
    for (const Mark& mark : marks) {
        // Half a pixel: to its middle.
        numbers.push_back((float(mark.x) + 0.5F) / float(m_imageSize));
        numbers.push_back((float(mark.y) + 0.5F) / float(m_imageSize));
    }
    const torch::Tensor encoded = fourier(
        torch::tensor(numbers, torch::kFloat32).view({int64_t(marks.size()), 2}).to(m_matrix.device()));
    std::vector<torch::Tensor> rows;
    for (size_t i = 0; i < marks.size(); ++i) {
        if (marks[i].kind == Mark::Kind::Nothing)
            rows.push_back(m_nothing); // instead of a place, not added to one
        else
            rows.push_back(encoded.narrow(0, int64_t(i), 1) + m_kinds.narrow(0, int64_t(marks[i].kind), 1));
    }
    rows.push_back(m_nothing);
    return torch::cat(rows).unsqueeze(0).to(m_type);
}

torch::Tensor PromptEncoder::nothing() const
{
    return torch::empty({1, 0, m_kinds.size(1)}, m_kinds.options().dtype(m_type));
}

torch::Tensor PromptEncoder::dense(const torch::Tensor& mask) const
{
    const int64_t side = m_imageSize / 4;
    const bool fits = mask.size(2) == side && mask.size(3) == side;
    torch::Tensor x = (fits ? mask : resized(mask, side, side, true)).to(m_type);
    x = torch::gelu(m_norm1.overChannels(m_conv1(x)));
    x = torch::gelu(m_norm2.overChannels(m_conv2(x)));
    return m_conv3(x);
}

torch::Tensor PromptEncoder::noMask() const
{
    return m_noMask.expand({1, m_noMask.size(1), m_imageSize / 16, m_imageSize / 16});
}

} // namespace revseg::nn::sam2
