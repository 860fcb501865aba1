// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace revseg::nn {

/// What went wrong, in English; whoever stands above turns it into an Error with a remedy.
struct Failure
{
    enum class Kind { NotFound, Unreadable, Unsupported, Corrupt, InvalidInput, Cancelled, OutOfMemory };
    Kind kind = Kind::Corrupt;
    std::string what;
};

template <class T>
using Expected = tl::expected<T, Failure>;

} // namespace revseg::nn
