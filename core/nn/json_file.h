// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/expected.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace revseg::nn {

inline tl::unexpected<Failure> failure(Failure::Kind kind, std::string what)
{
    return tl::unexpected<Failure>(Failure{kind, std::move(what)});
}

/// A JSON object from a file. NotFound and Unreadable name it, Corrupt says that it is no JSON object.
Expected<nlohmann::json> readJsonObject(const std::string& path);

} // namespace revseg::nn
