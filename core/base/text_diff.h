// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace revseg {

/// A stretch of words of one text against another.
struct TextChange
{
    enum class Kind { Same, Removed, Added };
    Kind kind = Kind::Same;
    QString text; ///< words with single spaces between them
    bool operator==(const TextChange&) const = default;
};

/// What became of `before` in `after`, word by word, removed words before those that took their place. Spaces
/// and line ends do not count. The fewest changes, except for texts that are very unlike and long, which are
/// told as one removal and one addition: the time taken stays in proportion. Pure; any thread.
std::vector<TextChange> textChanges(const QString& before, const QString& after);

} // namespace revseg
