// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/mask.h"

#include <QColor>
#include <QImage>
#include <QRect>

#include <vector>

namespace revseg {

/// How masks are laid over a picture.
struct OverlayStyle
{
    double opacity = 0.45; ///< of the fill, 0…1
    bool outline = true;   ///< one opaque line along the inner edge, thicker on large pictures
    bool patterns = false; ///< fills are told apart without their colours too
};

/// Stripes one way or the other, lying, standing, a grid, dots.
constexpr int kOverlayPatterns = 6;

struct MaskOverlay
{
    Mask mask;
    QColor color;
    int pattern = 0; ///< any number, such as the object's: the fill's pattern is its rest by kOverlayPatterns
};

/// Whether a pattern marks a pixel, for drawing it elsewhere. `line`: thickness of its lines in pixels.
bool isPatternMarked(int pattern, int x, int y, int line);

/// Lays a mask over a picture of the same size, in place. The picture is Format_RGB32 or Format_ARGB32. A
/// mask of another size is left out. With a part, pixels outside of it stay as they are.
void blendMask(QImage& picture, const MaskOverlay& overlay, const OverlayStyle& style = {},
               const QRect& part = {});

/// How far beyond a changed pixel of a mask the outline may change too, in pixels.
int outlineReach(QSize picture);

/// The picture with all masks over it, later ones on top.
QImage blendMasks(QImage picture, const std::vector<MaskOverlay>& overlays, const OverlayStyle& style = {});

} // namespace revseg
