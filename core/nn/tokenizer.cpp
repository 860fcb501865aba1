// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/tokenizer.h"

#include "core/nn/json_file.h"
#include "core/nn/tokenizer_private.h"

#include <queue>

#include <algorithm>
#include <limits>
#include <unicode/unistr.h>

namespace revseg::nn {

/// Merges the pair with the lowest rank, the leftmost of equals, until none is left. A heap keeps long words
/// (a line of dashes, a page of Chinese) from costing the square of their length.
void Tokenizer::Tables::appendWord(std::string_view word, std::vector<int64_t>& ids) const
{
    struct Symbol
    {
        int32_t id;
        int32_t before;
        int32_t next;
    };
    const auto n = int32_t(word.size());
    std::vector<Symbol> symbols(word.size());
    for (int32_t i = 0; i < n; ++i)
        symbols[size_t(i)] = {single[static_cast<unsigned char>(word[size_t(i)])], i - 1,
                              i + 1 < n ? i + 1 : -1};

    struct Candidate
    {
        int32_t rank;
        int32_t left;
        uint64_t pair; ///< stale when the symbols there have changed
        int32_t result;
        bool operator<(const Candidate& o) const { return rank != o.rank ? rank > o.rank : left > o.left; }
    };
    std::priority_queue<Candidate> queue;
    const auto offer = [&](int32_t left) {
        if (left < 0 || symbols[size_t(left)].next < 0)
            return;
        const uint64_t pair =
            pairOf(symbols[size_t(left)].id, symbols[size_t(symbols[size_t(left)].next)].id);
        if (const auto it = merges.find(pair); it != merges.end())
            queue.push({it->second.rank, left, pair, it->second.result});
    };
    for (int32_t i = 0; i + 1 < n; ++i)
        offer(i);
    while (!queue.empty()) {
        const Candidate best = queue.top();
        queue.pop();
        Symbol& left = symbols[size_t(best.left)];
        if (left.id < 0 || left.next < 0 || pairOf(left.id, symbols[size_t(left.next)].id) != best.pair)
            continue;
        Symbol& right = symbols[size_t(left.next)];
        left.id = best.result;
        right.id = -1;
        left.next = right.next;
        if (left.next >= 0)
            symbols[size_t(left.next)].before = best.left;
        offer(left.before);
        offer(best.left);
    }
    for (int32_t i = n > 0 ? 0 : -1; i >= 0; i = symbols[size_t(i)].next)
        ids.push_back(symbols[size_t(i)].id);
}

Expected<void> Tokenizer::Tables::appendComposed(const icu::UnicodeString& text,
                                                 std::vector<int64_t>& ids) const
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher(words->matcher(text, status));
    std::string word;
    while (U_SUCCESS(status) && matcher->find(status)) {
        word.clear();
        text.tempSubStringBetween(matcher->start(status), matcher->end(status)).toUTF8String(word);
        appendWord(word, ids);
    }
    if (U_FAILURE(status))
        return failure(Failure::Kind::Unsupported,
                       std::string("A text cannot be split into words (") + u_errorName(status) + ")");
    return {};
}

/// Hands added tokens (leftmost, longest) to `ids` and what lies between them to `plain`.
template <class Plain>
Expected<void> Tokenizer::Tables::cut(std::string_view text,
                                      const std::array<std::vector<size_t>, 256>& tokens,
                                      std::vector<int64_t>& ids, const Plain& plain) const
{
    size_t from = 0;
    for (size_t i = 0; i < text.size();) {
        const AddedToken* found = nullptr;
        for (const size_t k : tokens[static_cast<unsigned char>(text[i])]) {
            if (text.substr(i, added[k].text.size()) == added[k].text) {
                found = &added[k];
                break;
            }
        }
        if (found == nullptr) {
            ++i;
            continue;
        }
        if (i > from) {
            if (const auto done = plain(text.substr(from, i - from)); !done)
                return done;
        }
        ids.push_back(found->id);
        i += found->text.size();
        from = i;
    }
    return from < text.size() ? plain(text.substr(from)) : Expected<void>();
}

Expected<void> Tokenizer::Tables::appendText(std::string_view text, bool cutAdded,
                                             std::vector<int64_t>& ids) const
{
    const auto compose = [&](std::string_view piece) -> Expected<void> {
        if (piece.size() > size_t(std::numeric_limits<int32_t>::max() / 4))
            return failure(Failure::Kind::InvalidInput, "A text is longer than half a gigabyte");
        UErrorCode status = U_ZERO_ERROR;
        const icu::UnicodeString given = icu::UnicodeString::fromUTF8({piece.data(), int32_t(piece.size())});
        const icu::UnicodeString whole = nfc->normalize(given, status);
        if (U_FAILURE(status))
            return failure(Failure::Kind::Unsupported,
                           std::string("A text cannot be composed (") + u_errorName(status) + ")");
        const bool none =
            std::all_of(composed.begin(), composed.end(), [](const auto& t) { return t.empty(); });
        if (!cutAdded || none)
            return appendComposed(whole, ids);
        std::string utf8;
        whole.toUTF8String(utf8);
        return cut(utf8, composed, ids, [&](std::string_view rest) {
            return appendComposed(icu::UnicodeString::fromUTF8({rest.data(), int32_t(rest.size())}), ids);
        });
    };
    if (!cutAdded)
        return text.empty() ? Expected<void>() : compose(text);
    return cut(text, raw, ids, compose);
}

Expected<std::vector<int64_t>> Tokenizer::encode(std::string_view text, Added added) const
{
    std::vector<int64_t> ids;
    if (const auto done = m_tables->appendText(text, added == Added::Recognised, ids); !done)
        return tl::unexpected(done.error());
    return ids;
}

std::string Tokenizer::decode(std::span<const int64_t> ids, bool skipSpecial) const
{
    Utf8Stream stream;
    std::string out;
    for (const int64_t id : ids) {
        if (!skipSpecial || !isSpecial(id))
            out += stream.push(bytesOf(id));
    }
    return out + stream.finish();
}

std::string_view Tokenizer::bytesOf(int64_t id) const
{
    return id >= 0 && id < idCount() ? std::string_view(m_tables->bytes[size_t(id)]) : std::string_view();
}

bool Tokenizer::isSpecial(int64_t id) const
{
    return id >= 0 && id < idCount() && m_tables->special[size_t(id)];
}

std::optional<int64_t> Tokenizer::idOfAdded(std::string_view token) const
{
    for (const AddedToken& a : m_tables->added) {
        if (a.text == token)
            return a.id;
    }
    return std::nullopt;
}

TokenRange tokensOfText(const Tokenizer& tokenizer, std::span<const int64_t> ids, bool skipSpecial,
                        size_t from, size_t to)
{
    Detokenizer stream(tokenizer, skipSpecial);
    size_t at = 0;
    TokenRange out;
    for (size_t i = 0; i < ids.size(); ++i) {
        const size_t before = at;
        at += stream.push(ids[i]).size();
        if (tokenizer.bytesOf(ids[i]).empty() || (skipSpecial && tokenizer.isSpecial(ids[i])))
            continue;
        // What is held back begins the character to come.
        if (from >= to || before >= to || std::max(at, before + 1) <= from)
            continue;
        if (out.count == 0)
            out.from = i;
        out.count = i + 1 - out.from;
    }
    return out;
}

int64_t Tokenizer::idCount() const
{
    return int64_t(m_tables->bytes.size());
}

} // namespace revseg::nn
