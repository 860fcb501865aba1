// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace revseg {

/// Takes the thinking out of an answer while it streams: what stands before </think> or <answer>, without
/// tags, however the pieces are cut. For show only; what counts is what the parser reads at the end.
class ThinkStream
{
public:
    /// The text that newly belongs to the thinking. A piece that may be the beginning of a tag is kept back.
    QString feed(const QString& piece);
    bool isOver() const { return m_over; }

private:
    QString m_kept;
    bool m_begun = false; ///< something other than blanks has been seen
    bool m_over = false;
};

} // namespace revseg
