// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reading tokenizer.json.
#include "core/nn/interrupt.h"
#include "core/nn/json_file.h"
#include "core/nn/tokenizer_private.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace revseg::nn {

namespace {

using nlohmann::json;

constexpr size_t kPiece = 4096; ///< tokens between two questions for a stop

/// How the Qwen2 family cuts text into words.
constexpr const char* kWords =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

/// Tokens are written in an alphabet of 256 printable characters, one a byte: these code points in order.
std::array<char32_t, 256> byteAlphabet()
{
    std::array<char32_t, 256> out{};
    char32_t next = 256;
    for (char32_t b = 0; b < 256; ++b) {
        const bool printable = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
        out[b] = printable ? b : next++;
    }
    return out;
}

/// A token's bytes; nothing when it has a character outside the alphabet.
std::optional<std::string> bytesOfToken(const std::string& token)
{
    static const auto table = [] {
        std::array<int, 512> to{};
        to.fill(-1);
        const auto alphabet = byteAlphabet();
        for (size_t b = 0; b < 256; ++b)
            to[alphabet[b]] = int(b);
        return to;
    }();
    std::string out;
    for (size_t i = 0; i < token.size(); ++i) {
        auto c = static_cast<unsigned char>(token[i]);
        unsigned code = c;
        // All characters of the alphabet are below U+0200: one or two bytes.
        if (c >= 0x80) {
            if ((c & 0xE0) != 0xC0 || ++i == token.size())
                return std::nullopt;
            code = unsigned(c & 0x1F) << 6 | (static_cast<unsigned char>(token[i]) & 0x3F);
        }
        if (code >= table.size() || table[code] < 0)
            return std::nullopt;
        out += char(table[code]);
    }
    return out;
}

/// `object[key]` if it is there and not null, else null.
const json& at(const json& object, const char* key)
{
    static const json none;
    const auto it = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && it != object.end() ? *it : none;
}

std::string textAt(const json& object, const char* key)
{
    const json& value = at(object, key);
    return value.is_string() ? value.get<std::string>() : std::string();
}

bool flagAt(const json& object, const char* key)
{
    const json& value = at(object, key);
    return value.is_boolean() && value.get<bool>();
}

/// Splitting by the regular expression of the family and no other; no prefix space, no second splitting.
bool splitsLikeQwen(const json& pre)
{
    const json& steps = at(pre, "pretokenizers");
    if (textAt(pre, "type") != "Sequence" || !steps.is_array() || steps.size() != 2)
        return false;
    const json& split = steps[0];
    const json& level = steps[1];
    return textAt(split, "type") == "Split" && textAt(at(split, "pattern"), "Regex") == kWords &&
           textAt(split, "behavior") == "Isolated" && !flagAt(split, "invert") &&
           textAt(level, "type") == "ByteLevel" && !flagAt(level, "add_prefix_space") &&
           at(level, "use_regex") == json(false);
}

} // namespace

Expected<void> Tokenizer::Tables::put(int64_t id, std::string text, const std::string& path)
{
    // A million and more ids exist nowhere; a damaged one must not ask for all memory.
    if (id < 0 || id > 10'000'000 || text.empty())
        return failure(Failure::Kind::Corrupt,
                       "“" + path + "” has a token with an impossible id or without text");
    if (size_t(id) >= bytes.size()) {
        bytes.resize(size_t(id) + 1);
        special.resize(size_t(id) + 1);
    }
    bytes[size_t(id)] = std::move(text);
    return {};
}

Expected<void> Tokenizer::Tables::readModel(const json& model, const std::string& path)
{
    const auto corrupt = [&path](const std::string& what) {
        return failure(Failure::Kind::Corrupt, "“" + path + "” " + what);
    };
    const json& vocab = at(model, "vocab");
    const json& list = at(model, "merges");
    if (!vocab.is_object() || !list.is_array())
        return corrupt("has no vocabulary or no merges");
    std::unordered_map<std::string, int64_t> ids;
    for (const auto& [token, id] : vocab.items()) {
        if (ids.size() % kPiece == 0)
            checkStop();
        auto text = bytesOfToken(token);
        if (!text || !id.is_number_integer())
            return corrupt("has the token “" + token + "” that is not written byte by byte");
        if (const auto done = put(id.get<int64_t>(), std::move(*text), path); !done)
            return done;
        ids.emplace(token, id.get<int64_t>());
    }
    single.fill(-1);
    for (size_t id = 0; id < bytes.size(); ++id) {
        if (bytes[id].size() == 1)
            single[static_cast<unsigned char>(bytes[id][0])] = int32_t(id);
    }
    if (std::find(single.begin(), single.end(), -1) != single.end())
        return corrupt("lacks the token of a single byte");
    merges.reserve(list.size());
    for (const json& merge : list) {
        if (merges.size() % kPiece == 0)
            checkStop();
        std::string a, b; // "a b" in older files, ["a", "b"] in newer ones
        if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
            a = merge[0].get<std::string>();
            b = merge[1].get<std::string>();
        } else if (merge.is_string()) {
            const auto text = merge.get<std::string>();
            const size_t space = text.find(' ');
            a = text.substr(0, space);
            b = space == std::string::npos ? std::string() : text.substr(space + 1);
        }
        const auto left = ids.find(a);
        const auto right = ids.find(b);
        const auto both = ids.find(a + b);
        if (left == ids.end() || right == ids.end() || both == ids.end())
            return corrupt("has the merge “" + a + " " + b + "” of tokens that the vocabulary lacks");
        merges.emplace(pairOf(left->second, right->second),
                       Merge{int32_t(merges.size()), int32_t(both->second)});
    }
    return {};
}

Expected<void> Tokenizer::Tables::readAdded(const json& list, const std::string& path)
{
    for (const json& token : list) {
        AddedToken a{textAt(token, "content"), -1, flagAt(token, "special"), flagAt(token, "normalized")};
        if (at(token, "id").is_number_integer())
            a.id = at(token, "id").get<int64_t>();
        if (flagAt(token, "lstrip") || flagAt(token, "rstrip") || flagAt(token, "single_word")) {
            return failure(Failure::Kind::Unsupported,
                           "The token “" + a.text + "” of “" + path + "” wants the text around it changed");
        }
        if (const auto done = put(a.id, a.text, path); !done)
            return done;
        special[size_t(a.id)] = a.special;
        auto& tokens = (a.normalized ? composed : raw)[static_cast<unsigned char>(a.text[0])];
        tokens.push_back(added.size());
        added.push_back(std::move(a));
    }
    for (auto* const table : {&raw, &composed}) {
        for (auto& tokens : *table) {
            std::stable_sort(tokens.begin(), tokens.end(), [this](size_t a, size_t b) {
                return added[a].text.size() > added[b].text.size();
            });
        }
    }
    return {};
}

Expected<Tokenizer> Tokenizer::open(const std::string& folder)
{
    const std::string path = folder + "/tokenizer.json";
    const auto file = readJsonObject(path);
    if (!file)
        return tl::unexpected(file.error());
    const auto other = [&path](const char* what) {
        return failure(Failure::Kind::Unsupported,
                       "“" + path + "” is of a tokenizer that is not known here: " + what);
    };
    const json& model = at(*file, "model");
    if (textAt(model, "type") != "BPE")
        return other("its model is not BPE");
    if (flagAt(model, "byte_fallback") || flagAt(model, "ignore_merges") ||
        at(model, "unk_token").is_string())
        return other("it has a fallback for unknown bytes or words");
    if (!textAt(model, "continuing_subword_prefix").empty() || !textAt(model, "end_of_word_suffix").empty())
        return other("it marks the parts of words");
    if (textAt(at(*file, "normalizer"), "type") != "NFC")
        return other("it does not compose characters (NFC)");
    if (!splitsLikeQwen(at(*file, "pre_tokenizer")))
        return other("it splits words in another way");

    const auto tables = std::make_shared<Tables>();
    if (const auto done = tables->readModel(model, path); !done)
        return tl::unexpected(done.error());
    if (const auto done = tables->readAdded(at(*file, "added_tokens"), path); !done)
        return tl::unexpected(done.error());
    UErrorCode status = U_ZERO_ERROR;
    UParseError where;
    tables->words.reset(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(kWords), where, status));
    tables->nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status))
        return failure(Failure::Kind::Unsupported,
                       std::string("ICU cannot split words (") + u_errorName(status) + ")");
    return Tokenizer(tables);
}

} // namespace revseg::nn
