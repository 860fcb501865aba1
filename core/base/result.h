// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace revseg {

/// A value or an Error. No function of core throws across its header. std::expected would do; it is C++23.
template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no file %1"), {path});`
inline tl::unexpected<Error> fail(ErrorKind kind, const char* what, const QStringList& args = {},
                                  const char* remedy = "", const QStringList& remedyArgs = {})
{
    return tl::unexpected<Error>(makeError(kind, what, args, remedy, remedyArgs));
}

inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace revseg
