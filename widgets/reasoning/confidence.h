// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vlm/vlm_backend.h"

#include <QString>

#include <vector>

namespace revseg {

/// A stretch of a text of which the model was not sure.
struct Doubt
{
    qsizetype start = 0; ///< in the text
    qsizetype length = 0;
    double probability = 1; ///< of its token, 0…1
    bool operator==(const Doubt&) const = default;
};

/// Where the model doubted in `text`, a part of what `tokens` say; blanks around it do not matter. Tokens
/// that are all but certain are left out. In order; empty where the text is no part of them. Linear.
std::vector<Doubt> doubtsIn(const QString& text, const std::vector<VlmToken>& tokens);

} // namespace revseg
