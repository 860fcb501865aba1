// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What `revseg bench` measures. Each returns the document of CONTRACT's `bench`.
#pragma once

#include "app/cli/command.h"

#include <vector>

namespace revseg::cli {

using BenchResult = tl::expected<QJsonObject, Failure>;

BenchResult benchDecode(const Context& c, const QString& video);
BenchResult benchSeek(const Context& c, const QString& video);
/// In the window of the program beside this one, offscreen. `arguments` go to it as they are.
BenchResult benchInWindow(const Context& c, const QStringList& arguments);
/// --size: strokes of the brush in that window.
BenchResult benchBrush(const Context& c);
/// --objects, --frames: a project that large, made in a temporary folder.
BenchResult benchProject(const Context& c);
BenchResult benchScore(const Context& c);
BenchResult benchFlow(const Context& c, const QString& video);
/// Of --model.
BenchResult benchSam2(const Context& c);
BenchResult benchVlm(const Context& c);

/// What of the sorted values lies at this share (0…1) of them; 0 when there are none.
double percentile(std::vector<double> values, double p);
/// `{"p50","p95"}`.
QJsonObject percentiles(const std::vector<double>& values);

} // namespace revseg::cli
