// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/mask.h"

#include <QImage>

#include <vector>

namespace revseg {

/// The pixels whose centres lie inside a closed polygon, by the even-odd rule: where the outline crosses
/// itself, twice enclosed is outside. Corners are native pixels and may lie outside the picture.
Mask polygonMask(Size size, const std::vector<Point>& corners);

/// The pixels connected with the one at `seed` whose red, green and blue each differ from it by at most
/// `tolerance` (0…255). Empty when the seed lies outside. `picture` is at native size.
Mask floodMask(const QImage& picture, Point seed, int tolerance);

} // namespace revseg
