// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace revseg {

/// The few colours with a meaning that a palette has no role for.
enum class Accent { Keyframe, Sampled, Playhead, Cached, Damaged, InOut, Good, Repaired, Bad, Edited, Stale };

inline bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

inline QColor accent(Accent which, const QPalette& palette)
{
    const bool dark = isDark(palette);
    switch (which) {
    case Accent::Keyframe:
        return dark ? QColor(255, 179, 48) : QColor(222, 135, 0);
    case Accent::Sampled:
        return dark ? QColor(64, 200, 190) : QColor(0, 140, 132);
    case Accent::Playhead:
        return dark ? QColor(255, 92, 92) : QColor(214, 40, 40);
    case Accent::Cached:
        return dark ? QColor(92, 132, 190) : QColor(120, 160, 220);
    case Accent::Damaged:
        return QColor(220, 50, 47);
    case Accent::InOut:
        return dark ? QColor(90, 130, 220, 70) : QColor(70, 120, 230, 55);
    case Accent::Good:
        return dark ? QColor(96, 196, 120) : QColor(22, 130, 60);
    case Accent::Repaired:
        return dark ? QColor(236, 190, 80) : QColor(160, 104, 0);
    case Accent::Bad:
        return dark ? QColor(240, 110, 100) : QColor(186, 40, 30);
    case Accent::Edited:
        return dark ? QColor(150, 160, 250) : QColor(80, 70, 200);
    case Accent::Stale:
        return dark ? QColor(206, 160, 120) : QColor(150, 92, 40);
    }
    return palette.color(QPalette::Text);
}

} // namespace revseg
