// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/tensor_file.h"

#include <set>

namespace revseg::nn {

/// The tensors of a model folder: model.safetensors, or the files that model.safetensors.index.json names.
/// Names are the published ones whichever library wrote the folder (`model.visual.…` and
/// `model.language_model.…` become `visual.…` and `model.…`). Opening reads headers only.
class Weights
{
public:
    /// NotFound, Unreadable; Corrupt for an index that does not fit its files; Unsupported for adapters and
    /// quantized checkpoints, which hold no plain weights.
    static Expected<Weights> open(const std::string& folder);

    const std::string& folder() const { return m_folder; }
    bool has(const std::string& name) const { return m_entries.count(name) != 0; }
    std::vector<std::string> names() const; ///< sorted
    Expected<torch::Tensor> tensor(const std::string& name) const;

private:
    struct Entry
    {
        size_t file;
        std::string stored; ///< the name in the file
    };
    std::string m_folder;
    std::vector<TensorFile> m_files;
    std::map<std::string, Entry> m_entries;
};

/// Takes tensors out of Weights for the modules that are being built, remembers everything that is wrong and
/// says it at the end: modules need no error handling of their own.
class WeightLoader
{
public:
    WeightLoader(const Weights& weights, torch::ScalarType type, torch::Device device)
        : m_weights(weights)
        , m_type(type)
        , m_device(device)
    {
    }

    /// The tensor in the loader's dtype on its device; a problem is remembered and zeros come back.
    /// Of the file's own dtype on the CPU it is a view of the file.
    torch::Tensor take(const std::string& name, torch::IntArrayRef shape);
    bool has(const std::string& name) const { return m_weights.has(name); }

    /// Corrupt when a tensor was missing or misshaped, or when one that looks like a weight was never taken;
    /// names ten of each at most.
    Expected<void> finish() const;

private:
    const Weights& m_weights;
    torch::ScalarType m_type;
    torch::Device m_device;
    std::set<std::string> m_taken;
    std::vector<std::string> m_missing, m_misshaped;
};

} // namespace revseg::nn
