// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/expected.h"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace revseg::nn {

inline tl::unexpected<Failure> failure(Failure::Kind kind, std::string what)
{
    return tl::unexpected<Failure>(Failure{kind, std::move(what)});
}

/// A JSON object from a file. NotFound, Unreadable and Unsupported (a pipe, a folder) name it, Corrupt says
/// that it is no JSON object or larger than any that describes a model. Throws Interrupted inside a
/// StopScope.
Expected<nlohmann::json> readJsonObject(const std::string& path);

/// Nothing for what is no JSON, or has a key twice in one object, of which parsers keep one in silence.
std::optional<nlohmann::json> parseUnique(std::string_view text);

} // namespace revseg::nn
