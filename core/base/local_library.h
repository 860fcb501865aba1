// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFunctionPointer>

namespace revseg {

/// Looks up a function in one of the libraries that hold the networks: "revseg-local" is
/// `librevseg-local.so`, beside the programs in the build tree and in a folder of the libraries when installed.
/// They are loaded when first asked for, since libtorch takes half a second, and stay. Unsupported when this
/// build has no such library, or it does not load. Any thread.
Result<QFunctionPointer> localFunction(const QString& library, const char* function);

} // namespace revseg
