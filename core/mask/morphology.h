// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/mask.h"

namespace revseg {

// Changes of a mask's shape, all at its own native size. Distances are native pixels with a round
// neighbourhood; the border of the picture is background, except for grown(), which stops there.

Mask filledHoles(const Mask& mask);  ///< background that does not touch the border becomes object
Mask largestPiece(const Mask& mask); ///< 8-connected; of equal ones the first in reading order
int pieceCount(const Mask& mask);    ///< 8-connected
Mask grown(const Mask& mask, int pixels);
Mask shrunk(const Mask& mask, int pixels);
/// Rounds off what is thinner than about `radius` pixels on both sides of the outline: Gaussian, then half.
Mask smoothed(const Mask& mask, int radius);

/// Scaled about a place and then moved, both in native pixels; what leaves the picture is cut off. The mask
/// itself when nothing changes.
Mask transformed(const Mask& mask, double scale, Point about, Point offset);

/// Between two masks of the same object, `t` in 0…1 from a to b: the centroids go along a line and the
/// outlines follow the signed distance (Raya and Udupa 1990, shape-based interpolation). Empty when
/// either is.
Mask interpolated(const Mask& a, const Mask& b, double t);

} // namespace revseg
