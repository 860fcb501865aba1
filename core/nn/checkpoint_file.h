// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/expected.h"

#include <map>
#include <string>
#include <torch/types.h>

namespace revseg::nn {

/// The tensors of a PyTorch checkpoint (`torch.save`, PyTorch 1.6 and later), by name: those below the key
/// `group` of the outermost dictionary, or of that dictionary itself when it has no such key. A prefix
/// `module.` is taken off. The pickle inside is read as data: nothing in it is ever called, and a file that
/// needs more than tensors in plain containers is refused. Tensors are copies on the CPU, in the file's
/// types.
///
/// NotFound, Unreadable; Corrupt for a cut or damaged file; Unsupported for one that holds other objects, in
/// which case the message names the first of them. Nothing in the file is trusted.
Expected<std::map<std::string, torch::Tensor>> readCheckpoint(const std::string& path,
                                                              const std::string& group = "model");

} // namespace revseg::nn
