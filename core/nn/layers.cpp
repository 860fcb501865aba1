// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers.h"

#include <torch/torch.h>

namespace revseg::nn {

torch::Tensor Linear::operator()(const torch::Tensor& x) const
{
    return torch::linear(x, weight, bias);
}

Linear takeLinear(WeightLoader& loader, const std::string& name, int64_t in, int64_t out, bool bias)
{
    Linear linear{loader.take(name + ".weight", {out, in}), {}};
    if (bias)
        linear.bias = loader.take(name + ".bias", {out});
    return linear;
}

torch::Tensor rmsNorm(const torch::Tensor& x, const torch::Tensor& weight, double eps)
{
    const torch::Tensor wide = x.to(torch::kFloat32);
    const torch::Tensor mean = wide.square().mean(-1, true);
    return (wide * torch::rsqrt(mean + eps)).to(x.scalar_type()) * weight;
}

torch::Tensor rotate(const torch::Tensor& x, const Turns& turns)
{
    const int64_t half = x.size(-1) / 2;
    const torch::Tensor a = x.narrow(-1, 0, half).to(torch::kFloat32);
    const torch::Tensor b = x.narrow(-1, half, half).to(torch::kFloat32);
    const torch::Tensor cos = turns.cos.unsqueeze(1);
    const torch::Tensor sin = turns.sin.unsqueeze(1);
    return torch::cat({a * cos - b * sin, b * cos + a * sin}, -1).to(x.scalar_type());
}

torch::Tensor attendAll(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v)
{
    const int64_t batch = q.size(0);
    const int64_t rowBytes = k.size(1) * int64_t(sizeof(float));
    torch::Tensor out = torch::empty_like(q);
    // Whole matrices of scores where a few fit, else some rows of one.
    const int64_t batches = std::max<int64_t>(1, kScoreBytes / std::max<int64_t>(1, rowBytes * q.size(1)));
    const int64_t rows = batches > 1 ? q.size(1) : std::max<int64_t>(1, kScoreBytes / rowBytes);
    for (int64_t b = 0; b < batch; b += batches) {
        const int64_t n = std::min(batches, batch - b);
        const torch::Tensor kt = k.narrow(0, b, n).transpose(1, 2);
        for (int64_t r = 0; r < q.size(1); r += rows) {
            const int64_t m = std::min(rows, q.size(1) - r);
            const torch::Tensor scores = torch::bmm(q.narrow(0, b, n).narrow(1, r, m), kt);
            const torch::Tensor shares = torch::softmax(scores, -1, torch::kFloat32).to(v.scalar_type());
            out.narrow(0, b, n).narrow(1, r, m).copy_(torch::bmm(shares, v.narrow(0, b, n)));
        }
    }
    return out;
}

} // namespace revseg::nn
