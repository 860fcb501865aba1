// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/mask.h"

#include <QColor>
#include <QImage>

#include <vector>

namespace revseg {

/// How masks are laid over a picture.
struct OverlayStyle
{
    double opacity = 0.45; ///< of the fill, 0…1
    bool outline = true;   ///< one opaque line along the inner edge, thicker on large pictures
};

struct MaskOverlay
{
    Mask mask;
    QColor color;
};

/// Lays a mask over a picture of the same size, in place. The picture is Format_RGB32 or Format_ARGB32. A
/// mask of another size is left out.
void blendMask(QImage& picture, const MaskOverlay& overlay, const OverlayStyle& style = {});

/// The picture with all masks over it, later ones on top.
QImage blendMasks(QImage picture, const std::vector<MaskOverlay>& overlays, const OverlayStyle& style = {});

} // namespace revseg
