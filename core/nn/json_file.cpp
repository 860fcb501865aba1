// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/json_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>

namespace revseg::nn {

Expected<nlohmann::json> readJsonObject(const std::string& path)
{
    const auto closed = [](std::FILE* f) { std::fclose(f); };
    const std::unique_ptr<std::FILE, decltype(closed)> file(std::fopen(path.c_str(), "rb"), closed);
    if (!file) {
        const int code = errno;
        return failure(code == ENOENT || code == ENOTDIR ? Failure::Kind::NotFound
                                                         : Failure::Kind::Unreadable,
                       "Cannot open “" + path + "” (" + std::strerror(code) + ")");
    }
    std::string text;
    std::vector<char> block(1 << 16);
    while (const size_t n = std::fread(block.data(), 1, block.size(), file.get()))
        text.append(block.data(), n);
    if (std::ferror(file.get()) != 0)
        return failure(Failure::Kind::Unreadable, "Cannot read “" + path + "”");
    nlohmann::json object = nlohmann::json::parse(text, nullptr, false);
    if (!object.is_object())
        return failure(Failure::Kind::Corrupt, "“" + path + "” holds no JSON object");
    return object;
}

} // namespace revseg::nn
