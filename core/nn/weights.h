// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/interrupt.h"
#include "core/nn/lora.h"

#include <functional>

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
    size_t bytes() const; ///< of all tensors, as they are stored
    /// Gives the memory of a tensor back that has been read and copied; it can be read again.
    void forget(const std::string& name) const;

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

/// What goes on beside the taking of tensors.
struct LoadWatch
{
    std::function<void(size_t done, size_t total)> onProgress; ///< bytes of the files
    StopAsked stop; ///< asked for each piece of a tensor; true ends the loading
};

/// Takes tensors out of Weights for the modules that are being built, remembers everything that is wrong and
/// says it at the end: modules need no error handling of their own.
class WeightLoader
{
public:
    WeightLoader(const Weights& weights, torch::ScalarType type, torch::Device device, LoadWatch watch = {},
                 const LoraAdapter* adapter = nullptr)
        : m_weights(weights)
        , m_type(type)
        , m_device(device)
        , m_watch(std::move(watch))
        , m_adapter(adapter)
        , m_total(weights.bytes())
    {
    }

    /// The tensor in the loader's dtype on its device, with the adapter's change if it has one; a problem is
    /// remembered and zeros come back. Of the file's own dtype on the CPU it is a view of the file.
    torch::Tensor take(const std::string& name, torch::IntArrayRef shape);
    bool has(const std::string& name) const { return m_weights.has(name); }

    /// Corrupt when a tensor was missing or misshaped, or when one that looks like a weight or a part of the
    /// adapter was never taken; names ten of each at most. Cancelled after a stop.
    Expected<void> finish() const;

private:
    torch::Tensor converted(const torch::Tensor& tensor) const;

    const Weights& m_weights;
    torch::ScalarType m_type;
    torch::Device m_device;
    LoadWatch m_watch;
    const LoraAdapter* m_adapter;
    size_t m_total, m_done = 0;
    bool m_stopped = false;
    Failure m_adapterProblem;
    std::set<std::string> m_taken;
    std::vector<std::string> m_missing, m_misshaped;
};

} // namespace revseg::nn
