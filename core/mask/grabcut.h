// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/mask.h"

#include <QImage>

#include <optional>
#include <stop_token>
#include <vector>

namespace revseg {

/// What is known of the object beside its box; native pixels.
struct GrabCutHints
{
    std::vector<Point> include; ///< places on the object
    std::vector<Point> exclude; ///< places that are not
    std::optional<Mask> prior;  ///< a mask to begin with, of the picture's size
};

/// The object inside a box, by GrabCut (Rother et al. 2004) on the box's surroundings. `picture` is at native
/// size; so is the mask. Falls back to the ellipse in the box where GrabCut finds nothing there. InvalidInput
/// when the box does not touch the picture or is thinner than two pixels; Cancelled.
Result<Mask> grabCut(const QImage& picture, const Box& box, std::stop_token stop = {},
                     const GrabCutHints& hints = {});

} // namespace revseg
