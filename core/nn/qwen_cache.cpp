// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/qwen_cache.h"

#include "core/nn/interrupt.h"

#include <torch/torch.h>

namespace revseg::nn {

QwenCache::QwenCache(int64_t layers, int64_t keyHeads, int64_t headSize, torch::ScalarType type,
                     torch::Device device)
    : m_tail(size_t(layers))
    , m_keyHeads(keyHeads)
    , m_headSize(headSize)
    , m_type(type)
    , m_device(device)
{
}

QwenCache::QwenCache(const QwenCache& other) : QwenCache(other.shell())
{
    m_tailLength = m_capacity = other.m_tailLength;
    for (size_t i = 0; i < m_tail.size() && m_capacity > 0; ++i) {
        const Layer theirs = other.tail(i, m_tailLength);
        m_tail[i] = {theirs.keys.clone(), theirs.values.clone()};
    }
}

QwenCache QwenCache::shell() const
{
    QwenCache out(int64_t(m_tail.size()), m_keyHeads, m_headSize, m_type, m_device);
    out.m_prefix = m_prefix;
    out.m_prefixLength = m_prefixLength;
    out.m_branches = m_branches;
    return out;
}

size_t QwenCache::bytes() const
{
    const int64_t rows = m_keyHeads * (m_prefixLength + m_branches * m_capacity);
    return size_t(rows * m_headSize * 2) * m_tail.size() * c10::elementSize(m_type);
}

void QwenCache::reserve(int64_t more)
{
    if (m_tailLength + more <= m_capacity)
        return;
    const int64_t capacity = std::max(m_tailLength + more, m_capacity + m_capacity / 2);
    const auto options = torch::dtype(m_type).device(m_device);
    for (Layer& layer : m_tail) {
        checkStop();
        for (torch::Tensor* const part : {&layer.keys, &layer.values}) {
            torch::Tensor grown = torch::empty({m_branches * m_keyHeads, capacity, m_headSize}, options);
            if (m_tailLength > 0)
                grown.narrow(1, 0, m_tailLength).copy_(part->narrow(1, 0, m_tailLength));
            *part = grown;
        }
    }
    // Last: where memory or patience ends in between, the layers that have grown already are merely larger.
    m_capacity = capacity;
}

QwenCache QwenCache::fork(int64_t branches) const
{
    TORCH_CHECK(m_branches == 1, "only one branch can become many");
    QwenCache out = shell();
    out.m_branches = branches;
    out.m_prefixLength = length();
    if (m_tailLength > 0) {
        auto joined = std::make_shared<std::vector<Layer>>();
        for (size_t i = 0; i < m_tail.size(); ++i) {
            checkStop();
            // A copy: this cache may go on writing behind its tail, and spare room is given back.
            Layer mine = tail(i, m_tailLength);
            Layer whole{mine.keys.clone(), mine.values.clone()};
            if (m_prefixLength > 0) {
                whole.keys = torch::cat({prefix(i).keys, mine.keys}, 1);
                whole.values = torch::cat({prefix(i).values, mine.values}, 1);
            }
            joined->push_back(whole);
        }
        out.m_prefix = std::move(joined);
    }
    return out;
}

QwenCache QwenCache::beginning(int64_t wanted) const
{
    TORCH_CHECK(m_branches == 1 && wanted <= length(), "only what one branch has read has a beginning");
    QwenCache out(int64_t(m_tail.size()), m_keyHeads, m_headSize, m_type, m_device);
    if (wanted == 0)
        return out;
    auto parts = std::make_shared<std::vector<Layer>>();
    for (size_t i = 0; i < m_tail.size(); ++i) {
        const Layer before = prefix(i);
        const auto first = [&](const torch::Tensor& shared, const torch::Tensor& own) {
            if (m_prefixLength == 0 || wanted <= m_prefixLength)
                return (m_prefixLength == 0 ? own : shared).narrow(1, 0, wanted);
            return torch::cat({shared, own.narrow(1, 0, wanted - m_prefixLength)}, 1);
        };
        parts->push_back({first(before.keys, m_tail[i].keys), first(before.values, m_tail[i].values)});
    }
    out.m_prefix = std::move(parts);
    out.m_prefixLength = wanted;
    return out;
}

QwenCache QwenCache::branch(int64_t index) const
{
    return select({index});
}

QwenCache QwenCache::select(const std::vector<int64_t>& indices) const
{
    QwenCache out = shell();
    out.m_branches = int64_t(indices.size());
    out.m_tailLength = m_tailLength;
    out.m_capacity = m_capacity;
    const torch::Tensor rows = torch::tensor(indices, torch::dtype(torch::kInt64).device(m_device));
    for (size_t i = 0; i < m_tail.size() && m_capacity > 0; ++i) {
        for (auto& [to, from] :
             {std::pair(&out.m_tail[i].keys, &m_tail[i].keys), {&out.m_tail[i].values, &m_tail[i].values}}) {
            *to = from->narrow(1, 0, m_capacity)
                      .view({m_branches, m_keyHeads, m_capacity, m_headSize})
                      .index_select(0, rows)
                      .view({out.m_branches * m_keyHeads, m_capacity, m_headSize});
        }
    }
    return out;
}

void QwenCache::truncate(int64_t wanted)
{
    if (wanted >= length())
        return;
    if (wanted >= m_prefixLength) {
        m_tailLength = wanted - m_prefixLength;
        return;
    }
    // Into the prefix, which others may share: what is kept becomes the tail of one branch.
    QwenCache out(int64_t(m_tail.size()), m_keyHeads, m_headSize, m_type, m_device);
    out.reserve(wanted);
    for (size_t i = 0; i < m_tail.size() && wanted > 0; ++i) {
        out.m_tail[i].keys.copy_(prefix(i).keys.narrow(1, 0, wanted));
        out.m_tail[i].values.copy_(prefix(i).values.narrow(1, 0, wanted));
    }
    out.m_tailLength = wanted;
    *this = m_branches == 1 ? std::move(out) : out.fork(m_branches);
}

void QwenCache::write(size_t layer, const torch::Tensor& keys, const torch::Tensor& values)
{
    const int64_t tokens = keys.size(1);
    m_tail[layer].keys.narrow(1, m_tailLength, tokens).copy_(keys);
    m_tail[layer].values.narrow(1, m_tailLength, tokens).copy_(values);
}

QwenCache::Layer QwenCache::tail(size_t layer, int64_t tokens) const
{
    return {m_tail[layer].keys.narrow(1, 0, tokens), m_tail[layer].values.narrow(1, 0, tokens)};
}

QwenCache::Layer QwenCache::prefix(size_t layer) const
{
    return m_prefix ? (*m_prefix)[layer] : Layer{};
}

} // namespace revseg::nn
