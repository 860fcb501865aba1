// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/json_file.h"

#include "core/nn/interrupt.h"
#include "core/nn/regular_file.h"

#include <cerrno>
#include <nlohmann/json.hpp>
#include <set>
#include <unistd.h>

namespace revseg::nn {

namespace {

/// The largest that occurs, a tokenizer of 150 000 words, takes a dozen megabytes.
constexpr size_t kMostText = 128U << 20;
constexpr size_t kPiece = 1 << 16; ///< bytes between two questions for a stop

/// A place in a text, for the parser; throws Interrupted on its way.
class Watched
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    explicit Watched(const char* at) : m_at(at) {}
    reference operator*() const { return *m_at; }
    Watched& operator++()
    {
        if (reinterpret_cast<uintptr_t>(++m_at) % kPiece == 0)
            checkStop();
        return *this;
    }
    bool operator==(const Watched& other) const { return m_at == other.m_at; }
    bool operator!=(const Watched& other) const { return m_at != other.m_at; }

private:
    const char* m_at;
};

} // namespace

Expected<nlohmann::json> readJsonObject(const std::string& path)
{
    const auto file = RegularFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    if (file->size() > kMostText)
        return failure(Failure::Kind::Corrupt, "“" + path + "” is too large for a description");
    std::string text(file->size(), '\0');
    size_t at = 0;
    while (at < text.size()) {
        const ssize_t n = ::read(file->descriptor(), text.data() + at, text.size() - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return tl::unexpected(systemFailure(path, "Cannot read"));
        if (n == 0)
            break; // cut meanwhile; the parser tells
        at += size_t(n);
    }
    text.resize(at);
    const char* const begin = text.data();
    nlohmann::json object =
        nlohmann::json::parse(Watched(begin), Watched(begin + text.size()), nullptr, false);
    if (!object.is_object())
        return failure(Failure::Kind::Corrupt, "“" + path + "” holds no JSON object");
    return object;
}

std::optional<nlohmann::json> parseUnique(std::string_view text)
{
    using nlohmann::json;
    std::vector<std::set<std::string>> open; // keys of the objects that are being read
    bool twice = false;
    const auto watch = [&](int, json::parse_event_t event, json& parsed) {
        if (event == json::parse_event_t::object_start)
            open.emplace_back();
        else if (event == json::parse_event_t::object_end)
            open.pop_back();
        else if (event == json::parse_event_t::key)
            twice = !open.back().insert(parsed.get_ref<const std::string&>()).second || twice;
        return true;
    };
    json out = json::parse(text.begin(), text.end(), watch, false);
    if (out.is_discarded() || twice)
        return std::nullopt;
    return out;
}

} // namespace revseg::nn
