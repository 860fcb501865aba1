// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/mask.h"

#include <QImage>

#include <stop_token>

namespace revseg {

/// The object inside a box, by GrabCut (Rother et al. 2004) on the box's surroundings. `picture` is at native
/// size; so is the mask. Falls back to the ellipse in the box where GrabCut finds nothing there. InvalidInput
/// when the box does not touch the picture or is thinner than two pixels; Cancelled.
Result<Mask> grabCut(const QImage& picture, const Box& box, std::stop_token stop = {});

} // namespace revseg
