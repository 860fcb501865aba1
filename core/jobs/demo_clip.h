// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/base/timebase.h"

#include <QImage>

namespace revseg {

/// The clip of the demo project, drawn by the program itself: a park in which a yellow toy duck rolls behind
/// a tree and comes out again, while a red ball bounces and a blue toy car drives the other way.
/// Deterministic.
namespace demo {

inline constexpr Size kSize{640, 360};
inline constexpr int kFrames = 120;
inline constexpr Rational kRate{24, 1};

enum Object { Duck = 1, Ball = 2, Car = 3 };

QImage frame(FrameIndex index);
/// Which object each pixel shows (0: none): Format_Indexed8, values of Object.
QImage truth(FrameIndex index);
/// Tight box of what can be seen of an object; empty when it is hidden.
Box visibleBox(FrameIndex index, Object object);

} // namespace demo

} // namespace revseg
