// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

namespace revseg {

/// A place in a picture; (0,0) is the upper left corner of the upper left pixel, x to the right, y down.
struct Point
{
    double x = 0;
    double y = 0;

    bool operator==(const Point&) const = default;
};

struct Size
{
    int width = 0;
    int height = 0;

    bool isEmpty() const { return width <= 0 || height <= 0; }
    bool operator==(const Size&) const = default;
};

/// A rectangle [x1,x2) × [y1,y2): right and lower edges are exclusive. Native pixels unless a name says
/// "model".
struct Box
{
    double x1 = 0;
    double y1 = 0;
    double x2 = 0;
    double y2 = 0;

    bool operator==(const Box&) const = default;

    double width() const { return x2 - x1; }
    double height() const { return y2 - y1; }
    double area() const { return isEmpty() ? 0.0 : width() * height(); }
    /// Also true when a number is not finite enough to be compared.
    bool isEmpty() const { return !(x2 > x1 && y2 > y1); }

    Box clamped(Size size) const
    {
        return {std::clamp(x1, 0.0, double(size.width)), std::clamp(y1, 0.0, double(size.height)),
                std::clamp(x2, 0.0, double(size.width)), std::clamp(y2, 0.0, double(size.height))};
    }
    Box scaled(double sx, double sy) const { return {x1 * sx, y1 * sy, x2 * sx, y2 * sy}; }
    Box intersected(const Box& o) const
    {
        return {std::max(x1, o.x1), std::max(y1, o.y1), std::min(x2, o.x2), std::min(y2, o.y2)};
    }
    /// The least box around both; an empty one adds nothing.
    Box united(const Box& o) const
    {
        if (isEmpty() || o.isEmpty())
            return isEmpty() ? o : *this;
        return {std::min(x1, o.x1), std::min(y1, o.y1), std::max(x2, o.x2), std::max(y2, o.y2)};
    }
    /// Intersection over union, continuous (no "+1"); 0 when both are empty.
    double iou(const Box& o) const
    {
        const double both = intersected(o).area();
        const double all = area() + o.area() - both;
        return all > 0 ? both / all : 0.0;
    }
};

} // namespace revseg
