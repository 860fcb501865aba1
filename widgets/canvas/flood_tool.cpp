// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/flood_tool.h"

#include <algorithm>

namespace revseg {

void FloodTool::setTolerance(int tolerance)
{
    m_tolerance = std::clamp(tolerance, 0, 255);
    Q_EMIT toleranceChanged();
}

bool FloodTool::press(const CanvasEvent& event)
{
    if (event.button != Qt::LeftButton && event.button != Qt::RightButton)
        return false;
    // As with the brush, the right button takes away.
    Q_EMIT flooded(event.at,
                   event.button == Qt::RightButton ? event.modifiers | Qt::AltModifier : event.modifiers);
    return true;
}

bool FloodTool::wheel(double steps, Qt::KeyboardModifiers modifiers)
{
    if (!(modifiers & Qt::ControlModifier))
        return false;
    setTolerance(m_tolerance + (steps > 0 ? 2 : -2));
    return true;
}

} // namespace revseg
