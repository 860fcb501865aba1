// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_memory_attention.h"

#include "core/nn/kernels.h"

#include <algorithm>
#include <cmath>
#include <torch/torch.h>

namespace revseg::nn::sam2 {

namespace {

/// The rotation turns neighbouring channels 2p and 2p + 1; with all even ones first and then all odd ones it
/// is one of whole halves. Queries and keys are reordered alike, so their products stay the same.
void evenFirst(Linear& linear)
{
    const auto order = [](const torch::Tensor& t) {
        return torch::cat({t.slice(0, 0, t.size(0), 2), t.slice(0, 1, t.size(0), 2)}).contiguous();
    };
    linear.weight = order(linear.weight);
    linear.bias = order(linear.bias);
}

torch::Tensor asTokens(const torch::Tensor& map) // [1, C, H, W] → [1, HW, C]
{
    return map.flatten(2).transpose(1, 2);
}

} // namespace

MemoryAttention::Attention::Attention(const Scope& w, int64_t width, int64_t keyWidth)
    : q(w.in("q_proj"), width, width)
    , k(w.in("k_proj"), keyWidth, width)
    , v(w.in("v_proj"), keyWidth, width)
    , out(w.in("out_proj"), width, width)
{
    evenFirst(q);
    evenFirst(k);
}

MemoryAttention::MemoryAttention(const Config& config, Weights& weights)
    : m_config(config)
    , m_type(weights.type())
{
    const Scope w(weights, "memory_attention.");
    const int64_t width = config.width;
    for (int64_t i = 0; i < config.attentionLayers; ++i) {
        const Scope l = w.in("layers").in(i);
        Layer layer;
        layer.self = Attention(l.in("self_attn"), width, width);
        layer.cross = Attention(l.in("cross_attn_image"), width, config.memoryWidth);
        layer.norm1 = LayerNorm(l.in("norm1"), width, 1e-5);
        layer.norm2 = LayerNorm(l.in("norm2"), width, 1e-5);
        layer.norm3 = LayerNorm(l.in("norm3"), width, 1e-5);
        layer.up = Linear(l.in("linear1"), width, config.attentionHidden);
        layer.down = Linear(l.in("linear2"), config.attentionHidden, width);
        m_layers.push_back(std::move(layer));
    }
    m_norm = LayerNorm(w.in("norm"), width, 1e-5);
    m_time = weights.take("maskmem_tpos_enc", {config.memories, 1, 1, config.memoryWidth})
                 .view({config.memories, config.memoryWidth});
    if (config.pointerTime)
        m_pointerTime = Linear(Scope(weights, "obj_ptr_tpos_proj."), width, config.memoryWidth);

    const int64_t grid = config.grid();
    const auto put = [&](const torch::Tensor& t) { return t.to(weights.device(), m_type); };
    m_places = put(asTokens(sinePlaces(width, grid, grid)) * 0.1);
    m_memoryPlaces = put(asTokens(sinePlaces(config.memoryWidth, grid, grid)));

    // Angles: the column times each frequency, then the row times each.
    const int64_t quarter = width / 4;
    const torch::Tensor frequencies =
        1.0 / torch::pow(config.ropeTheta, torch::arange(quarter, torch::kFloat32) * 4 / double(width));
    const torch::Tensor n = torch::arange(grid, torch::kFloat32);
    const torch::Tensor angles = torch::cat(
        {torch::outer(n.repeat({grid}), frequencies), torch::outer(n.repeat_interleave(grid), frequencies)},
        1);
    m_cos = angles.cos().to(weights.device());
    m_sin = angles.sin().to(weights.device());
}

/// Of tokens [1, n · G² + exempt, D] the last ones stay as they are.
torch::Tensor MemoryAttention::rotated(const torch::Tensor& x, int64_t exempt) const
{
    const int64_t places = m_cos.size(0);
    const int64_t turned = x.size(1) - exempt;
    const int64_t half = x.size(2) / 2;
    if (x.is_cpu() && x.is_contiguous() && x.scalar_type() == torch::kFloat32) {
        torch::Tensor out = torch::empty_like(x);
        const float* const from = x.data_ptr<float>();
        const float* const cos = m_cos.data_ptr<float>();
        const float* const sin = m_sin.data_ptr<float>();
        float* const to = out.data_ptr<float>();
        at::parallel_for(0, turned, 64, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; ++i)
                kernels::turn(from + i * 2 * half, cos + i % places * half, sin + i % places * half,
                              to + i * 2 * half, false, half);
        });
        std::copy_n(from + turned * 2 * half, exempt * 2 * half, to + turned * 2 * half);
        return out;
    }
    torch::Tensor out = torch::empty_like(x);
    const torch::Tensor from = x.narrow(1, 0, turned).reshape({-1, places, 2, half}).to(torch::kFloat32);
    const torch::Tensor a = from.select(2, 0);
    const torch::Tensor b = from.select(2, 1);
    const torch::Tensor to = out.narrow(1, 0, turned).view({-1, places, 2, half});
    to.select(2, 0).copy_((a * m_cos).sub_(b * m_sin));
    to.select(2, 1).copy_((a * m_sin).add_(b * m_cos));
    if (exempt > 0)
        out.narrow(1, turned, exempt).copy_(x.narrow(1, turned, exempt));
    return out;
}

/// [1, pointers · D / Dm, Dm]: the tokens of one pointer share their place.
torch::Tensor MemoryAttention::pointerPlaces(const std::vector<double>& distances) const
{
    const int64_t split = m_config.width / m_config.memoryWidth;
    const auto count = int64_t(distances.size());
    const auto options = torch::TensorOptions().dtype(m_type).device(m_time.device());
    if (!m_config.pointerTime)
        return torch::zeros({1, count * split, m_config.memoryWidth}, options);
    const int64_t half = m_config.width / 2;
    const torch::Tensor pair = torch::div(torch::arange(half, torch::kFloat32), 2, "floor");
    const std::vector<float> numbers(distances.begin(), distances.end());
    const torch::Tensor angle = torch::tensor(numbers, torch::kFloat32).unsqueeze(1) /
                                torch::pow(10000.0, pair * 2 / double(half)); // [count, D / 2]
    // Sines first here, not in turn with the cosines as for places in the image.
    const torch::Tensor encoded = torch::cat({angle.sin(), angle.cos()}, 1).to(options);
    return m_pointerTime(encoded).repeat_interleave(split, 0).unsqueeze(0);
}

torch::Tensor MemoryAttention::operator()(const torch::Tensor& top, const Memories& memories,
                                          const std::stop_token& stop) const
{
    std::vector<torch::Tensor> values; // the memories themselves
    std::vector<torch::Tensor> places; // what is added to them as keys
    for (size_t i = 0; i < memories.spatial.size(); ++i) {
        values.push_back(asTokens(memories.spatial[i]).to(m_type));
        places.push_back(m_memoryPlaces + m_time[memories.rows[i]]);
    }
    int64_t pointerTokens = 0;
    if (!memories.pointers.empty()) {
        // A pointer is too wide for a memory's token, so it becomes several.
        const torch::Tensor tokens =
            torch::stack(memories.pointers, 1).to(m_type).view({1, -1, m_config.memoryWidth});
        pointerTokens = tokens.size(1);
        values.push_back(tokens);
        places.push_back(pointerPlaces(memories.distances));
    }
    const torch::Tensor value = torch::cat(values, 1); // [1, L, Dm]
    const torch::Tensor key = value + torch::cat(places, 1);
    const torch::Tensor narrow = value.unsqueeze(1);

    torch::Tensor x = asTokens(top) + m_places; // [1, G², D]
    for (const Layer& layer : m_layers) {
        stopHere(stop);
        torch::Tensor y = layer.norm1(x);
        const auto head = [](const torch::Tensor& t) { return t.unsqueeze(1); }; // [1, 1, n, D]
        x = x + layer.self.out(attention(head(rotated(layer.self.q(y), 0)), head(rotated(layer.self.k(y), 0)),
                                         head(layer.self.v(y)), stop)
                                   .squeeze(1));
        y = layer.norm2(x);
        // The weights of a softmax add up to one, so the values can be projected after they are mixed: a
        // quarter of the width until then.
        const torch::Tensor mixed = attention(head(rotated(layer.cross.q(y), 0)),
                                              head(rotated(layer.cross.k(key), pointerTokens)), narrow, stop)
                                        .squeeze(1);
        x = x + layer.cross.out(layer.cross.v(mixed));
        addPerceptron(x, layer.norm3, layer.up, Activation::Relu, layer.down, stop);
    }
    const int64_t grid = top.size(2);
    return m_norm(x).view({1, grid, grid, m_config.width}).permute({0, 3, 1, 2});
}

} // namespace revseg::nn::sam2
