// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/sam2_weights.h"

#include <optional>
#include <stop_token>
#include <torch/types.h>

namespace revseg::nn::sam2 {

/// Thrown between layers when the caller wants to stop; never leaves the public functions of Model and Video.
struct Stopped
{
};
inline void stopHere(const std::stop_token& stop)
{
    if (stop.stop_requested())
        throw Stopped{};
}

struct Linear
{
    torch::Tensor weight; ///< [out, in]
    torch::Tensor bias;   ///< [out]

    Linear() = default;
    Linear(const Scope& w, int64_t in, int64_t out);
    /// [..., in] → [..., out]. Throws Stopped on the way.
    torch::Tensor operator()(const torch::Tensor& x, const std::stop_token& stop = {}) const;
};

/// a bᵀ for a [n, in] and b [m, in].
torch::Tensor product(const torch::Tensor& a, const torch::Tensor& b);

/// Over the last axis.
struct LayerNorm
{
    torch::Tensor weight;
    torch::Tensor bias;
    double epsilon = 1e-5;

    LayerNorm() = default;
    LayerNorm(const Scope& w, int64_t width, double eps);
    torch::Tensor operator()(const torch::Tensor& x) const;
    /// Over the channels of [B, C, H, W], at each pixel by itself.
    torch::Tensor overChannels(const torch::Tensor& x) const;
};

struct Conv
{
    torch::Tensor weight; ///< [out, in / groups, side, side]
    torch::Tensor bias;
    int64_t stride = 1;
    int64_t padding = 0;
    int64_t groups = 1;

    Conv() = default;
    Conv(const Scope& w, int64_t in, int64_t out, int64_t side, int64_t step = 1, int64_t pad = 0,
         int64_t inGroups = 1);
    torch::Tensor operator()(const torch::Tensor& x) const; ///< [B, in, H, W] → [B, out, H', W']
};

/// Twice the side, each pixel for itself (kernel 2, stride 2).
struct Doubling
{
    torch::Tensor weight; ///< [in, out, 2, 2]
    torch::Tensor bias;

    Doubling() = default;
    Doubling(const Scope& w, int64_t in, int64_t out);
    torch::Tensor operator()(const torch::Tensor& x) const; ///< [B, in, H, W] → [B, out, 2H, 2W]
};

/// Linear layers `layers.0` … with ReLU between.
struct Perceptron
{
    std::vector<Linear> layers;

    Perceptron() = default;
    Perceptron(const Scope& w, const std::vector<int64_t>& widths);
    torch::Tensor operator()(torch::Tensor x) const;
};

enum class Activation { Relu, Gelu };

/// x += down(activation(up(norm(x)))) for contiguous x [..., width], some rows at a time: the widest tensor
/// of a layer is never there as a whole. Throws Stopped between them.
void addPerceptron(const torch::Tensor& x, const LayerNorm& norm, const Linear& up, Activation activation,
                   const Linear& down, const std::stop_token& stop);

/// softmax(q kᵀ / √d) v for q [B, heads, n, d], k [B, heads, m, d], v [B, heads, m, e] → [B, heads, n, e].
/// Without the full n × m matrix in memory. Throws Stopped on the way.
torch::Tensor attention(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v,
                        const std::stop_token& stop = {});
/// [B, n, heads · d] ↔ [B, heads, n, d]
torch::Tensor splitHeads(const torch::Tensor& x, int64_t heads);
torch::Tensor joinHeads(const torch::Tensor& x);

/// Bilinear, pixel centres at halves; with `antialias` for shrinking. In float32, whatever x is.
torch::Tensor resized(const torch::Tensor& x, int64_t height, int64_t width, bool antialias);

/// The sine encoding of places, [1, channels, height, width] in float32: half the channels for the row, then
/// half for the column, sines and cosines in turn.
torch::Tensor sinePlaces(int64_t channels, int64_t height, int64_t width);

} // namespace revseg::nn::sam2
