// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

namespace revseg::nn::sam2 {

/// Logits [1, 1, h, w] with each piece of background of at most `area` pixels, corners connecting, set to a
/// little above zero. Pieces at the border count as well, as in the published predictor.
torch::Tensor withoutHoles(const torch::Tensor& logits, int64_t area);

/// Logits [n, h, w] of n objects: a pixel stays with the object that is surest of it.
torch::Tensor withoutOverlaps(const torch::Tensor& logits);

} // namespace revseg::nn::sam2
