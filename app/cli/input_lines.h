// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

#include <functional>

namespace revseg::cli {

/// Hands the lines of stdin (without their ends, numbered from 1) to `work` as they come, until one fails.
Outcome forEachLine(const Context& c, const std::function<Result<void>(const QByteArray&, int number)>& work);

} // namespace revseg::cli
