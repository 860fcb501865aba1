// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/weights.h"

#include <cmath>

namespace revseg::nn {

/// y = x Wᵀ + b. Weights are [out, in] as in the checkpoint.
struct Linear
{
    torch::Tensor weight, bias; ///< bias is undefined where there is none

    /// x [rows, in] → [rows, out]
    torch::Tensor operator()(const torch::Tensor& x) const;
};
Linear takeLinear(WeightLoader& loader, const std::string& name, int64_t in, int64_t out, bool bias);

/// x / sqrt(mean(x²) + eps) · weight over the last dimension; squares and mean in float32.
torch::Tensor rmsNorm(const torch::Tensor& x, const torch::Tensor& weight, double eps);

/// Cosines and sines [rows, size / 2] in float32 of angles [rows, size / 2].
struct Turns
{
    torch::Tensor cos, sin;
};

/// Turns element j with element j + size/2 of each head by the row's angle j. x [rows, heads, size]; computed
/// in float32 and given back in x's dtype, since positions grow beyond what bfloat16 tells apart.
torch::Tensor rotate(const torch::Tensor& x, const Turns& turns);

/// The same turn that also scales by 1/√size, for queries: one rounding less than scaling afterwards.
inline Turns scaled(const Turns& turns, int64_t size)
{
    const double scale = 1.0 / std::sqrt(double(size));
    return {turns.cos * scale, turns.sin * scale};
}

/// Softmax attention without a mask: q, k, v [batch, length, size] → [batch, length, size]. The scale 1/√size
/// is already in q (see scaled()).
/// Scores are computed for a few batches at a time, so memory stays bounded.
torch::Tensor attendAll(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v);

/// Bytes of scores that attention holds at a time.
constexpr int64_t kScoreBytes = int64_t(32) << 20;

} // namespace revseg::nn
