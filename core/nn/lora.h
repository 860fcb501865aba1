// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/tensor_file.h"

#include <set>

namespace revseg::nn {

/// A low-rank adapter as PEFT writes it: adapter_config.json and adapter_model.safetensors. Opening reads
/// headers only. Immutable; any thread.
class LoraAdapter
{
public:
    /// NotFound, Unreadable, Corrupt; Unsupported for kinds of adapters that are more than W + s·B·A.
    static Expected<LoraAdapter> open(const std::string& folder);

    const std::string& folder() const { return m_folder; }
    /// The published names of the weights that are changed.
    std::set<std::string> names() const;
    bool has(const std::string& name) const { return m_pairs.count(name) != 0; }
    /// weight + s·B·A, in float32. Corrupt when the matrices do not fit the weight.
    Expected<torch::Tensor> merged(const std::string& name, const torch::Tensor& weight) const;

private:
    struct Pair
    {
        std::string a, b; ///< names in the file
        double alpha = 0;
    };

    std::string m_folder;
    std::shared_ptr<const TensorFile> m_file;
    std::map<std::string, Pair> m_pairs; ///< by the weight's name
    bool m_rootScaled = false;           ///< s is α/√r instead of α/r
};

} // namespace revseg::nn
