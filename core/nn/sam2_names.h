// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/expected.h"

#include <map>
#include <string>
#include <torch/types.h>

namespace revseg::nn::sam2 {

/// Hugging Face transformers' names turned into those of Meta's checkpoints; names that follow no rule stay
/// as they are and are found unexpected later. The Fourier matrix may be there twice and must then be the
/// same; the point embeddings are one tensor of four rows there. Corrupt when two names fall together.
Expected<std::map<std::string, torch::Tensor>>
fromTransformers(const std::map<std::string, torch::Tensor>& tensors);

/// The name of one tensor, or an empty string for tables that are no weights.
std::string metaName(const std::string& transformersName);

} // namespace revseg::nn::sam2
