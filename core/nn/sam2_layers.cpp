// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_layers.h"

#include "core/nn/gemm.h"

#include <algorithm>
#include <cmath>
#include <torch/torch.h>
#include <torch/version.h>

namespace revseg::nn::sam2 {

namespace {

bool isPlain(const torch::Tensor& x)
{
    return x.is_cpu() && x.scalar_type() == torch::kFloat32;
}

/// Rows that a product is made of at once, by multiplications a row: a few hundredths of a second on two
/// cores, so that a stop is noticed in time, and still enough for the product's own pace.
int64_t rowsAtOnce(int64_t perRow)
{
    constexpr int64_t kWork = 2'000'000'000;
    return std::max<int64_t>(kWork / std::max<int64_t>(perRow, 1), 64);
}

torch::Tensor linear(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                     const std::stop_token& stop = {})
{
    if (!isPlain(x) || !isPlain(weight) || !gemm::available())
        return torch::linear(x, weight, bias);
    const int64_t in = weight.size(1);
    const int64_t out = weight.size(0);
    const torch::Tensor from = x.reshape({-1, in}).contiguous();
    const torch::Tensor matrix = weight.contiguous();
    const int64_t rows = from.size(0);
    torch::Tensor y = torch::empty({rows, out}, x.options());
    y.copy_(bias.expand({rows, out}));
    const int64_t step = rowsAtOnce(in * out);
    for (int64_t at = 0; at < rows; at += step) {
        stopHere(stop);
        gemm::product(std::min(step, rows - at), out, in, from.data_ptr<float>() + at * in, in,
                      matrix.data_ptr<float>(), in, true, y.data_ptr<float>() + at * out, out, 1, true);
    }
    std::vector<int64_t> shape = x.sizes().vec();
    shape.back() = out;
    return y.view(shape);
}

/// Rows of heads wherever they lie; undefined when it was stopped.
torch::Tensor attentionByGemm(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v,
                              const std::stop_token& stop)
{
    const auto part = [](const torch::Tensor& t) {
        return gemm::Attention::Part{t.data_ptr<float>(), t.stride(0), t.stride(1), t.stride(2)};
    };
    torch::Tensor out = torch::empty({q.size(0), q.size(2), q.size(1), v.size(3)}, q.options());
    gemm::Attention a;
    a.q = part(q);
    a.k = part(k);
    a.v = part(v);
    a.out = out.data_ptr<float>();
    a.batch = q.size(0);
    a.heads = q.size(1);
    a.queries = q.size(2);
    a.keys = k.size(2);
    a.size = q.size(3);
    a.width = v.size(3);
    a.scale = 1 / std::sqrt(float(a.size));
    if (!a.run(stop))
        throw Stopped{};
    return out.transpose(1, 2);
}

} // namespace

Linear::Linear(const Scope& w, int64_t in, int64_t out)
    : weight(w("weight", {out, in}))
    , bias(w("bias", {out}))
{
}

torch::Tensor Linear::operator()(const torch::Tensor& x, const std::stop_token& stop) const
{
    return linear(x, weight, bias, stop);
}

torch::Tensor product(const torch::Tensor& a, const torch::Tensor& b)
{
    if (!isPlain(a) || !isPlain(b) || !gemm::available())
        return a.mm(b.t());
    const torch::Tensor left = a.contiguous();
    const torch::Tensor right = b.contiguous();
    torch::Tensor out = torch::empty({a.size(0), b.size(0)}, a.options());
    gemm::product(a.size(0), b.size(0), a.size(1), left.data_ptr<float>(), a.size(1), right.data_ptr<float>(),
                  a.size(1), true, out.data_ptr<float>(), b.size(0));
    return out;
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
        return linear(x.permute({0, 2, 3, 1}), weight.flatten(1), bias).permute({0, 3, 1, 2});
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
    return linear(x.permute({0, 2, 3, 1}), flat, bias.repeat({4}))
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

void addPerceptron(const torch::Tensor& x, const LayerNorm& norm, const Linear& up, Activation activation,
                   const Linear& down, const std::stop_token& stop)
{
    constexpr int64_t kRows = 2048; // more would not stay in a cache
    const torch::Tensor rows = x.view({-1, x.size(-1)});
    const int64_t step =
        x.is_cpu() ? std::min(kRows, rowsAtOnce(up.weight.numel() + down.weight.numel())) : kRows;
    for (int64_t at = 0; at < rows.size(0); at += step) {
        stopHere(stop);
        const torch::Tensor some = rows.narrow(0, at, std::min(step, rows.size(0) - at));
        torch::Tensor wide = up(norm(some));
        if (activation == Activation::Relu)
            wide.relu_();
        else
            wide = torch::gelu_(wide);
        some.add_(down(wide));
    }
}

torch::Tensor attention(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v,
                        const std::stop_token& stop)
{
    stopHere(stop);
    if (isPlain(q) && gemm::available() && q.stride(3) == 1 && k.stride(3) == 1 && v.stride(3) == 1)
        return attentionByGemm(q, k, v, stop);
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
