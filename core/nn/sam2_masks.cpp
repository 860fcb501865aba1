// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_masks.h"

#include <algorithm>
#include <torch/torch.h>
#include <vector>

namespace revseg::nn::sam2 {

torch::Tensor withoutHoles(const torch::Tensor& logits, int64_t area)
{
    constexpr float filled = 0.1F;
    const torch::Tensor copy = logits.to(torch::kCPU, torch::kFloat32, false, true).contiguous();
    const int64_t height = copy.size(2);
    const int64_t width = copy.size(3);
    float* const pixels = copy.data_ptr<float>();
    std::vector<bool> seen(size_t(height * width));
    std::vector<int64_t> piece; // its pixels, and the queue of those to look around from
    for (int64_t start = 0; start < height * width; ++start) {
        if (seen[size_t(start)] || pixels[start] > 0)
            continue;
        piece.assign(1, start);
        seen[size_t(start)] = true;
        for (size_t i = 0; i < piece.size(); ++i) {
            const int64_t y = piece[i] / width;
            const int64_t x = piece[i] % width;
            for (int64_t v = std::max<int64_t>(y - 1, 0); v <= std::min(y + 1, height - 1); ++v) {
                for (int64_t u = std::max<int64_t>(x - 1, 0); u <= std::min(x + 1, width - 1); ++u) {
                    const int64_t next = v * width + u;
                    if (seen[size_t(next)] || pixels[next] > 0)
                        continue;
                    seen[size_t(next)] = true;
                    piece.push_back(next);
                }
            }
        }
        if (int64_t(piece.size()) <= area) {
            for (const int64_t pixel : piece)
                pixels[pixel] = filled;
        }
    }
    return copy.to(logits.device());
}

torch::Tensor withoutOverlaps(const torch::Tensor& logits)
{
    constexpr double background = -10.0;
    if (logits.size(0) < 2)
        return logits;
    const torch::Tensor surest = logits.argmax(0, true); // [1, h, w]
    const torch::Tensor own = torch::arange(logits.size(0), surest.options()).view({-1, 1, 1}) == surest;
    return torch::where(own, logits, logits.clamp_max(background));
}

} // namespace revseg::nn::sam2
