// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <stop_token>

namespace revseg {

/// Files of the demo, in its folder.
namespace demo {
inline constexpr const char* kClipFile = "park.mp4";
inline constexpr const char* kAnswerFile = "answer.json";
inline constexpr const char* kProjectFile = "demo.revseg";
inline constexpr const char* kQuestionFile = "question.txt";
} // namespace demo

/// Makes the demo in a folder, whole or not at all: the clip, a project with a question, and an answer to it
/// that was written by hand, as a trace to be replayed. Needs no model and no network.
Result<void> makeDemoProject(const QString& folder, bool force, const ProgressFn& progress,
                             std::stop_token stop);

} // namespace revseg
