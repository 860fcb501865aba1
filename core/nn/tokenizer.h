// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/expected.h"
#include "core/nn/utf8.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace revseg::nn {

/// The byte-level BPE of the Qwen2 family, from a model folder's tokenizer.json: added tokens are cut out,
/// the rest is composed (NFC), split by a regular expression and merged pair by pair.
/// Immutable; any thread. Copies share the tables.
class Tokenizer
{
public:
    /// What becomes of `<|im_end|>` and its like inside a text.
    enum class Added {
        Recognised, ///< one id, as the reference has it: for texts that we wrote
        AsText      ///< letters like any others: for texts that somebody typed, who cannot forge a turn then
    };

    /// Reads `folder`/tokenizer.json. NotFound, Unreadable; Corrupt for a file with holes; Unsupported for
    /// a tokenizer of another kind, since a near miss would give other ids without a sound.
    static Expected<Tokenizer> open(const std::string& folder);

    /// `text` is UTF-8; what is not becomes U+FFFD. Adds no tokens of its own. Unsupported when a word is
    /// beyond what the regular expression engine takes.
    Expected<std::vector<int64_t>> encode(std::string_view text, Added added) const;
    /// Ids without a token (embedding rows beyond the vocabulary) decode to nothing.
    std::string decode(std::span<const int64_t> ids, bool skipSpecial) const;

    /// The bytes that an id stands for; empty for ids without a token.
    std::string_view bytesOf(int64_t id) const;
    bool isSpecial(int64_t id) const;
    /// The id of an added token such as `<|im_start|>`.
    std::optional<int64_t> idOfAdded(std::string_view token) const;
    int64_t idCount() const; ///< one more than the highest id that has a token

private:
    struct Tables;
    explicit Tokenizer(std::shared_ptr<const Tables> tables) : m_tables(std::move(tables)) {}
    std::shared_ptr<const Tables> m_tables;
};

struct TokenRange
{
    size_t from = 0, count = 0;
};
/// Which of `ids` wrote the bytes [from, to) of the text that they decode to. One that wrote but a part of
/// a character counts for all of it; one that is not shown counts for nothing. An empty range when no token
/// did.
TokenRange tokensOfText(const Tokenizer& tokenizer, std::span<const int64_t> ids, bool skipSpecial,
                        size_t from, size_t to);

/// Ids in, text out, never half a character.
class Detokenizer
{
public:
    Detokenizer(Tokenizer tokenizer, bool skipSpecial)
        : m_tokenizer(std::move(tokenizer))
        , m_skipSpecial(skipSpecial)
    {
    }

    /// The characters that this id completes.
    std::string push(int64_t id)
    {
        return m_skipSpecial && m_tokenizer.isSpecial(id) ? std::string()
                                                          : m_stream.push(m_tokenizer.bytesOf(id));
    }
    std::string finish() { return m_stream.finish(); }

private:
    Tokenizer m_tokenizer;
    bool m_skipSpecial;
    Utf8Stream m_stream;
};

} // namespace revseg::nn
