// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What `revseg bench` measures. Each returns the document of CONTRACT's `bench`.
#pragma once

#include "app/cli/command.h"

namespace revseg::cli {

using BenchResult = tl::expected<QJsonObject, Failure>;

BenchResult benchDecode(const Context& c, const QString& video);
BenchResult benchSeek(const Context& c, const QString& video);
/// In the window of the program beside this one, offscreen. `arguments` go to it as they are.
BenchResult benchInWindow(const Context& c, const QStringList& arguments);
/// Of --model.
BenchResult benchSam2(const Context& c);
BenchResult benchVlm(const Context& c);

} // namespace revseg::cli
