// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_layers.h"

#include <algorithm>
#include <cmath>
#include <torch/torch.h>
#include <torch/version.h>

namespace revseg::nn::sam2 {

Linear::Linear(const Scope& w, int64_t in, int64_t out)
    : weight(w("weight", {out, in}))
    , bias(w("bias", {out}))
{
}

torch::Tensor Linear::operator()(const torch::Tensor& x) const
{
    return torch::linear(x, weight, bias);
}

LayerNorm::LayerNorm(const Scope& w, int64_t width, double eps)
    : weight(w("weight", {width}))
    , bias(w("bias", {width}))
    , epsilon(eps)
{
}

torch::Tensor LayerNorm::operator()(const torch::Tensor& x) const
{
    return torch::layer_norm(x, weight.sizes(), weight, bias, epsilon);
}

torch::Tensor LayerNorm::overChannels(const torch::Tensor& x) const
{
    return (*this)(x.permute({0, 2, 3, 1})).permute({0, 3, 1, 2});
}

Conv::Conv(const Scope& w, int64_t in, int64_t out, int64_t side, int64_t step, int64_t pad, int64_t inGroups)
    : weight(w("weight", {out, in / inGroups, side, side}))
    , bias(w("bias", {out}))
    , stride(step)
    , padding(pad)
    , groups(inGroups)
{
}

torch::Tensor Conv::operator()(const torch::Tensor& x) const
{
    if (weight.size(2) == 1 && groups == 1 && stride == 1) // a linear layer on each pixel
        return torch::linear(x.permute({0, 2, 3, 1}), weight.flatten(1), bias).permute({0, 3, 1, 2});
    return torch::conv2d(x, weight, bias, {stride, stride}, {padding, padding}, {1, 1}, groups);
}

Doubling::Doubling(const Scope& w, int64_t in, int64_t out)
    : weight(w("weight", {in, out, 2, 2}))
    , bias(w("bias", {out}))
{
}

torch::Tensor Doubling::operator()(const torch::Tensor& x) const
{
    // Each pixel becomes a block of 2 × 2 on its own, so one product of matrices does it.
    const int64_t b = x.size(0);
    const int64_t h = x.size(2);
    const int64_t width = x.size(3);
    const int64_t out = weight.size(1);
    const torch::Tensor flat =
        weight.permute({2, 3, 1, 0}).reshape({4 * out, weight.size(0)}); // [2·2·out, in]
    return torch::linear(x.permute({0, 2, 3, 1}), flat, bias.repeat({4}))
        .view({b, h, width, 2, 2, out})
        .permute({0, 1, 3, 2, 4, 5})
        .reshape({b, 2 * h, 2 * width, out})
        .permute({0, 3, 1, 2});
}

Perceptron::Perceptron(const Scope& w, const std::vector<int64_t>& widths)
{
    for (size_t i = 0; i + 1 < widths.size(); ++i)
        layers.emplace_back(w.in("layers").in(int64_t(i)), widths[i], widths[i + 1]);
}

torch::Tensor Perceptron::operator()(torch::Tensor x) const
{
    for (size_t i = 0; i < layers.size(); ++i) {
        x = layers[i](x);
        if (i + 1 < layers.size())
            x = x.relu_();
    }
    return x;
}

torch::Tensor attention(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v,
                        const std::stop_token& stop)
{
    stopHere(stop);
#if TORCH_VERSION_MAJOR >= 2
    // On a CPU values of another width would go the way that keeps all scores.
    if (v.size(3) == q.size(3) || !q.is_cpu())
        return at::scaled_dot_product_attention(q, k, v);
#endif
    const int64_t batch = q.size(0) * q.size(1);
    const int64_t n = q.size(2);
    const int64_t m = k.size(2);
    const int64_t d = q.size(3);
    const torch::Tensor rows = (q / std::sqrt(double(d))).reshape({batch, n, d});
    const torch::Tensor columns = k.reshape({batch, m, d}).transpose(1, 2);
    const torch::Tensor values = v.reshape({batch, m, v.size(3)});
    // Queries in slices: exact, and the scores of a slice stay in the cache.
    constexpr int64_t most = 4 << 20;
    const int64_t step =
        std::clamp<int64_t>(most / std::max<int64_t>(batch * m, 1), 16, std::max<int64_t>(n, 16));
    torch::Tensor out = torch::empty({batch, n, v.size(3)}, q.options());
    for (int64_t at = 0; at < n; at += step) {
        stopHere(stop);
        const int64_t size = std::min(step, n - at);
        const torch::Tensor weights = torch::bmm(rows.narrow(1, at, size), columns).softmax(-1);
        out.narrow(1, at, size).copy_(torch::bmm(weights, values));
    }
    return out.view({q.size(0), q.size(1), n, v.size(3)});
}

torch::Tensor splitHeads(const torch::Tensor& x, int64_t heads)
{
    return x.view({x.size(0), x.size(1), heads, x.size(2) / heads}).transpose(1, 2);
}

torch::Tensor joinHeads(const torch::Tensor& x)
{
    return x.transpose(1, 2).flatten(2);
}

torch::Tensor resized(const torch::Tensor& x, int64_t height, int64_t width, bool antialias)
{
    namespace F = torch::nn::functional;
    return F::interpolate(x.to(torch::kFloat32), F::InterpolateFuncOptions()
                                                     .size(std::vector<int64_t>{height, width})
                                                     .mode(torch::kBilinear)
                                                     .align_corners(false)
                                                     .antialias(antialias));
}

torch::Tensor sinePlaces(int64_t channels, int64_t height, int64_t width)
{
    const int64_t half = channels / 2;
    const auto axis = [half](int64_t n) { // [n, half]
        const torch::Tensor place =
            torch::arange(1, n + 1, torch::kFloat32) / (double(n) + 1e-6) * (2 * M_PI);
        const torch::Tensor pair = torch::arange(half / 2, torch::kFloat32);
        const torch::Tensor angle = place.unsqueeze(1) / torch::pow(10000.0, pair * 2 / double(half));
        return torch::stack({angle.sin(), angle.cos()}, 2).flatten(1);
    };
    const torch::Tensor rows = axis(height).unsqueeze(1).expand({height, width, half});
    const torch::Tensor columns = axis(width).unsqueeze(0).expand({height, width, half});
    return torch::cat({rows, columns}, 2).permute({2, 0, 1}).unsqueeze(0).contiguous();
}

} // namespace revseg::nn::sam2
