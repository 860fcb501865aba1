// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/mask.h"

#include <optional>
#include <vector>

namespace revseg {

enum class BrushShape { Round, Square };

/// Paints one stroke onto a mask, point by point, fast enough to follow a pointer on a 4K picture: it works
/// on a byte a pixel and touches only what a point adds. Native pixels; one thread at a time.
class BrushPainter
{
public:
    BrushPainter(const Mask& start, bool erases, BrushShape shape = BrushShape::Round);

    /// Goes from the last point to this one with a brush whose radius (of a square: half its side) changes
    /// evenly on the way. A radius below half a pixel still paints one pixel. Returns the box that may have
    /// changed (whole pixels; empty: nothing).
    Box addPoint(Point at, double radius);

    /// Copies 0 and 1 within the box into a picture of the mask's size, one byte a pixel.
    void copyTo(uint8_t* bytes, qsizetype stride, const Box& box) const;

    Mask mask() const;

private:
    void fillRow(int y, double x1, double x2);

    Size m_size;
    uint8_t m_value;
    BrushShape m_shape;
    std::vector<uint8_t> m_bytes;
    std::optional<Point> m_last;
    double m_lastRadius = 0;
};

} // namespace revseg
