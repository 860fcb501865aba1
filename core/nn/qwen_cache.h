// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <torch/types.h>
#include <vector>

namespace revseg::nn {

/// What the language model has read so far: rotated keys and values of every layer. A value owned by whoever
/// holds the conversation; copies share nothing that is written to, so a copy is a branch.
///
/// Several branches go on from one beginning without copying it: fork() makes that beginning a prefix, shared
/// and never written again, and each branch gets a row of its own behind it. All rows are equally long.
class QwenCache
{
public:
    struct Layer
    {
        torch::Tensor keys, values;
    };

    QwenCache() = default;
    QwenCache(const QwenCache& other);
    QwenCache& operator=(const QwenCache& other) { return *this = QwenCache(other); }
    QwenCache(QwenCache&&) noexcept = default;
    QwenCache& operator=(QwenCache&&) noexcept = default;
    QwenCache(int64_t layers, int64_t keyHeads, int64_t headSize, torch::ScalarType type,
              torch::Device device);

    int64_t prefixLength() const { return m_prefixLength; }
    int64_t tailLength() const { return m_tailLength; }
    int64_t length() const { return m_prefixLength + m_tailLength; } ///< of each branch
    int64_t branches() const { return m_branches; }
    size_t bytes() const;
    torch::Device device() const { return m_device; }

    /// Room for `more` tokens in each branch behind the present ones. Throws Interrupted, as fork() does.
    void reserve(int64_t more);
    /// Makes one branch many. One branch only.
    QwenCache fork(int64_t branches) const;
    /// The first `length` tokens as the prefix of one branch, for reading behind them again. Shares what
    /// lies in one piece, so this cache must not be written to meanwhile. One branch only.
    QwenCache beginning(int64_t length) const;
    /// The branch alone; shares the prefix, copies the tail.
    QwenCache branch(int64_t index) const;
    /// These branches, in this order.
    QwenCache select(const std::vector<int64_t>& indices) const;
    /// Forgets all but the first `length` tokens.
    void truncate(int64_t length);

    /// For the language model. Keys and values are [branches · keyHeads, tokens, headSize].
    void write(size_t layer, const torch::Tensor& keys, const torch::Tensor& values);
    void advance(int64_t tokens) { m_tailLength += tokens; } ///< after all layers have written
    /// [branches · keyHeads, first `tokens` of the tail, headSize]
    Layer tail(size_t layer, int64_t tokens) const;
    /// [keyHeads, prefixLength, headSize]; undefined without a prefix
    Layer prefix(size_t layer) const;

private:
    QwenCache shell() const; ///< the same without a tail

    std::shared_ptr<const std::vector<Layer>> m_prefix;
    std::vector<Layer> m_tail; ///< [branches · keyHeads, capacity, headSize]
    int64_t m_keyHeads = 0, m_headSize = 0;
    torch::ScalarType m_type = torch::kFloat32;
    torch::Device m_device = torch::kCPU;
    int64_t m_branches = 1, m_prefixLength = 0, m_tailLength = 0, m_capacity = 0;
};

} // namespace revseg::nn
