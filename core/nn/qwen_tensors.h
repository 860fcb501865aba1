// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/qwen_config.h"

#include <map>

namespace revseg::nn {

/// The name of a tensor as it was first published, whichever library wrote it (`model.visual.…` and
/// `model.language_model.…` become `visual.…` and `model.…`).
std::string publishedName(const std::string& name);

/// Names and shapes of all tensors of a model, by its published names. The head is among them also where it
/// is tied: such a model may lack it.
std::map<std::string, std::vector<int64_t>> qwenTensors(const QwenConfig& config);

} // namespace revseg::nn
