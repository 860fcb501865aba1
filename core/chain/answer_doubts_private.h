// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is said of an answer that cannot be used, or that looks as if the model profile were the wrong one.
#pragma once

#include "core/chain/parser.h"
#include "core/chain/run.h"
#include "core/vlm/model_profile.h"

#include <utility>

namespace revseg {

/// What to do about a turn that cannot be used: a sentence and its arguments; "" where there is nothing
/// better than to ask again. `sampled`: how many frames the model was shown.
std::pair<const char*, QStringList> remedyFor(const Turn& turn, const Problem& problem, int sampled);

/// Signs that the model answers in other coordinates than its profile says. `space`: what the boxes were read
/// in.
QStringList doubtsOf(const ParsedTurn2& parsed, Size space, ModelProfile::Coordinates coordinates);

} // namespace revseg
