// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/tracker/tracker.h"

#include <vector>

namespace revseg::cli {

/// A prompt as it stands on the command line, with masks still in their files.
struct PromptText
{
    Prompt prompt;       ///< without a mask
    bool has_id = false; ///< "id=" was given
    QString mask_file;   ///< of `mask=`
};

/// "K:[id=N:]box=x1,y1,x2,y2", "K:[id=N:]point=x,y,+;x,y,-" or "K:[id=N:]mask=F.png". Wrong usage when it is
/// none of these.
tl::expected<PromptText, Failure> parsePrompt(const QString& text);

/// Joins boxes and points for the same frame and object. Wrong usage for a second box, or a mask beside
/// anything else.
tl::expected<std::vector<PromptText>, Failure> joinPrompts(std::vector<PromptText> prompts);

} // namespace revseg::cli
