// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/tokenizer.h"

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <unicode/normalizer2.h>
#include <unicode/regex.h>
#include <unordered_map>

namespace revseg::nn {

struct AddedToken
{
    std::string text;
    int64_t id = 0;
    bool special = false;
    bool normalized = false; ///< looked for after composition instead of before
};

struct Merge
{
    int32_t rank;
    int32_t result;
};

inline uint64_t pairOf(int64_t a, int64_t b)
{
    return uint64_t(a) << 32 | uint64_t(uint32_t(b));
}

struct Tokenizer::Tables
{
    std::vector<std::string> bytes; ///< by id; empty: no token
    std::vector<bool> special;
    std::array<int32_t, 256> single{}; ///< the id of each byte
    std::unordered_map<uint64_t, Merge> merges;
    std::vector<AddedToken> added;
    /// Indices into `added` by first byte, longest first; those looked for before and after composition.
    std::array<std::vector<size_t>, 256> raw, composed;
    std::unique_ptr<icu::RegexPattern> words;
    const icu::Normalizer2* nfc = nullptr;

    void appendWord(std::string_view word, std::vector<int64_t>& ids) const;
    Expected<void> appendText(std::string_view text, bool added, std::vector<int64_t>& ids) const;
    Expected<void> appendComposed(const icu::UnicodeString& text, std::vector<int64_t>& ids) const;
    template <class Plain>
    Expected<void> cut(std::string_view text, const std::array<std::vector<size_t>, 256>& tokens,
                       std::vector<int64_t>& ids, const Plain& plain) const;
    Expected<void> readModel(const nlohmann::json& model, const std::string& path);
    Expected<void> readAdded(const nlohmann::json& list, const std::string& path);
    Expected<void> put(int64_t id, std::string bytes, const std::string& path);
};

} // namespace revseg::nn
