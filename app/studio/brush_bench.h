// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"

namespace revseg::studio {

class MainWindow;

/// Paints strokes with the brush on a picture of this size, as a hand would: events go to the canvas of the
/// window, and each is over when what it changed has been painted. Prints the figures of `revseg bench brush`
/// on stdout and returns the exit code. Runs the event loop.
int runBrushBench(Size picture, MainWindow& window);

} // namespace revseg::studio
