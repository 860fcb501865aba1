// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/canvas_tool.h"

namespace revseg {

bool CanvasTool::wheel(double, Qt::KeyboardModifiers)
{
    return false;
}

} // namespace revseg
