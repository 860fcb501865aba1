// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/expected.h"

#include <cstdint>
#include <string>
#include <vector>

namespace revseg::nn {

/// What a checkpoint's pickle says, as data. Values refer to each other by number, so that neither a value
/// that holds itself nor a deep one is a danger.
struct Pickle
{
    enum class Kind { None, Bool, Integer, Real, Text, Tuple, List, Dictionary, Global, Storage, Tensor };
    using Index = uint32_t;

    struct Value
    {
        Kind kind = Kind::None;
        int64_t integer = 0; ///< Bool, Integer; the number of elements of a Storage; the offset of a Tensor
        double real = 0;
        std::string text; ///< Text; the name of a Global, the key of a Storage
        /// Tuple, List: the elements. Dictionary: keys and values in turn. Storage: its Global.
        /// Tensor: its Storage.
        std::vector<Index> items;
        std::vector<int64_t> sizes;   ///< of a Tensor
        std::vector<int64_t> strides; ///< of a Tensor, in elements
    };

    std::vector<Value> values;
    Index root = 0;

    const Value& operator[](Index i) const { return values[i]; }
    /// The value under a key of a dictionary, or nullptr.
    const Value* find(const Value& dictionary, const std::string& key) const;
};

/// Protocol 2, the opcodes that tensors in plain containers need. Globals are names out of a fixed table.
/// Corrupt when it is cut or makes no sense; Unsupported, with the name, for anything else.
Expected<Pickle> readPickle(const uint8_t* data, size_t size);

} // namespace revseg::nn
