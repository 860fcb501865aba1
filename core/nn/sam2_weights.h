// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/expected.h"

#include <initializer_list>
#include <map>
#include <string>
#include <torch/types.h>
#include <vector>

namespace revseg::nn::sam2 {

/// The tensors of a checkpoint under the names of Meta's checkpoints, whatever file they came from. Modules
/// take theirs with the shape they need; what was missing, misshapen or left over is said once, at the end.
class Weights
{
public:
    /// A `.pt` checkpoint or safetensors under Meta's or Hugging Face transformers' names.
    static Expected<Weights> read(const std::string& path);
    Weights(std::map<std::string, torch::Tensor> tensors, std::string path);

    const std::string& path() const { return m_path; }
    bool has(const std::string& name) const { return m_tensors.count(name) != 0; }
    /// Empty when there is no such tensor.
    std::vector<int64_t> shape(const std::string& name) const;
    /// One more than the largest N of names `prefix N . …`.
    int64_t count(const std::string& prefix) const;

    /// Where taken tensors go.
    void place(const torch::Device& device, torch::ScalarType type);
    const torch::Device& device() const { return m_device; }
    torch::ScalarType type() const { return m_type; }
    /// A copy that does not depend on the file. After a problem it is of zeros: problems are collected.
    torch::Tensor take(const std::string& name, const std::vector<int64_t>& shape);
    /// In float32 whatever the others are: for what loses its meaning in fewer bits.
    torch::Tensor takeFloat(const std::string& name, const std::vector<int64_t>& shape);
    int64_t byteCount() const { return m_bytes; } ///< of what was taken
    /// Corrupt, naming every tensor that is missing, misshapen or unexpected (the first few of each kind).
    Expected<void> finish() const;

private:
    torch::Tensor takeAs(const std::string& name, const std::vector<int64_t>& shape, torch::ScalarType type);

    std::map<std::string, torch::Tensor> m_tensors;
    std::map<std::string, bool> m_taken;
    std::vector<std::string> m_missing;
    std::vector<std::string> m_misshapen;
    std::string m_path;
    int64_t m_bytes = 0;
    torch::Device m_device{torch::kCPU};
    torch::ScalarType m_type = torch::kFloat32;
};

/// Weights below a prefix: `scope.in("layers").in(2)("norm1.weight", {96})`.
class Scope
{
public:
    Scope(Weights& weights, std::string prefix) : m_weights(&weights), m_prefix(std::move(prefix)) {}

    Scope in(const std::string& name) const { return {*m_weights, m_prefix + name + "."}; }
    Scope in(int64_t number) const { return in(std::to_string(number)); }
    torch::Tensor operator()(const std::string& name, const std::vector<int64_t>& shape) const
    {
        return m_weights->take(m_prefix + name, shape);
    }
    Weights& weights() const { return *m_weights; }
    std::string name(const std::string& below) const { return m_prefix + below; }

private:
    Weights* m_weights;
    std::string m_prefix;
};

} // namespace revseg::nn::sam2
