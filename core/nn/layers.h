// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/weights.h"

#include <functional>

namespace revseg::nn {

/// y = x Wᵀ + b. Weights are [out, in] as in the checkpoint.
struct Linear
{
    torch::Tensor weight, bias; ///< bias is undefined where there is none

    /// x [rows, in] → [rows, out]
    torch::Tensor operator()(const torch::Tensor& x) const;
    /// The same in float32; on the CPU without rounding what bfloat16 weights give.
    torch::Tensor wide(const torch::Tensor& x) const;
};
Linear takeLinear(WeightLoader& loader, const std::string& name, int64_t in, int64_t out, bool bias);

/// x / sqrt(mean(x²) + eps) · weight over the last dimension of [rows, n]; squares and mean in float32.
torch::Tensor rmsNorm(const torch::Tensor& x, const torch::Tensor& weight, double eps);

/// silu(a) · b of [rows, n]; a is overwritten.
torch::Tensor gated(torch::Tensor a, const torch::Tensor& b);

/// Cosines and sines [rows, size / 2] in float32.
struct Turns
{
    torch::Tensor cos, sin;

    /// The same turn that also scales by 1/√size, for queries: one rounding less than scaling afterwards.
    Turns scaled(int64_t size) const;
};

/// Turns element j with element j + size/2 of each head by the row's angle j. x [rows, heads, size]; computed
/// in float32 and given back in x's dtype, since positions grow beyond what bfloat16 tells apart.
torch::Tensor rotate(const torch::Tensor& x, const Turns& turns);

/// a [rows, inner] times b [inner, columns] or, `turned`, [columns, inner]. float32 on the CPU goes through
/// oneDNN where torch would ask a BLAS library that may be slow (gemm.h).
torch::Tensor times(const torch::Tensor& a, const torch::Tensor& b, bool turned);

/// Softmax over the last dimension, in float32; the scores may be overwritten.
torch::Tensor sharesOf(const torch::Tensor& scores);

/// Softmax attention without a mask: q, k, v [batch, length, size] → [batch, length, size]. The scale 1/√size
/// is already in q. Scores are computed for a few rows at a time, so memory stays bounded.
torch::Tensor attendAll(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v);

/// Calls work(i) for i in [0, count) on all of torch's threads, in inference mode.
void inParallel(int64_t count, const std::function<void(int64_t)>& work);

/// While it lives, the BLAS library uses no threads of its own: they would fight torch's for the same cores,
/// and one of the two pools spins while the other works. Nested and across threads the last to leave
/// restores.
class QuietBlas
{
public:
    QuietBlas();
    ~QuietBlas();
    QuietBlas(const QuietBlas&) = delete;
    QuietBlas& operator=(const QuietBlas&) = delete;
};

} // namespace revseg::nn
