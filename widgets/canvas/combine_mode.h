// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace revseg {

/// What a selected area does to the mask that is there.
enum class CombineMode { Add, Subtract, Replace };

/// The mode that the tool is set to, unless keys that are held ask for another: Shift adds, Alt or Ctrl
/// takes away.
inline CombineMode combineMode(CombineMode set, Qt::KeyboardModifiers held)
{
    if (held & Qt::ShiftModifier)
        return CombineMode::Add;
    return (held & (Qt::AltModifier | Qt::ControlModifier)) ? CombineMode::Subtract : set;
}

} // namespace revseg
