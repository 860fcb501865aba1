// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/brush.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace revseg {

BrushPainter::BrushPainter(const Mask& start, bool erases, BrushShape shape)
    : m_size(start.size())
    , m_value(erases ? 0 : 1)
    , m_shape(shape)
    , m_bytes(start.toBytes())
{
}

void BrushPainter::fillRow(int y, double x1, double x2)
{
    // Pixels whose centres lie in [x1, x2].
    const int first = std::max(0, int(std::ceil(x1 - 0.5)));
    const int last = std::min(m_size.width - 1, int(std::floor(x2 - 0.5)));
    if (last >= first)
        std::memset(m_bytes.data() + size_t(y) * size_t(m_size.width) + size_t(first), m_value,
                    size_t(last - first + 1));
}

Box BrushPainter::addPoint(Point at, double radius)
{
    const double r2 = std::max(radius, 0.5);
    const Point from = m_last.value_or(at);
    const double r1 = m_last ? m_lastRadius : r2;
    m_last = at;
    m_lastRadius = r2;

    const double most = std::max(r1, r2) + 1;
    const Box dirty =
        Box{std::floor(std::min(from.x, at.x) - most), std::floor(std::min(from.y, at.y) - most),
            std::ceil(std::max(from.x, at.x) + most), std::ceil(std::max(from.y, at.y) + most)}
            .clamped(m_size);
    if (dirty.isEmpty())
        return {};
    // The stroke between two circles (or squares) is the union of those along the way; steps of a quarter
    // radius leave ripples of less than a hundredth of it, which no pixel shows.
    const double length = std::hypot(at.x - from.x, at.y - from.y);
    const int steps = std::max(1, int(std::ceil(length / std::max(0.25, std::min(r1, r2) * 0.25))));
    for (int y = int(dirty.y1); y < int(dirty.y2); ++y) {
        // Circles that overlap in a row are joined before they are filled.
        double left = 0;
        double right = -1;
        for (int i = m_size.width > 0 ? 0 : steps; i <= steps; ++i) {
            const double t = double(i) / steps;
            const double dy = y + 0.5 - (from.y + (at.y - from.y) * t);
            const double r = r1 + (r2 - r1) * t;
            if (std::abs(dy) > r)
                continue;
            const double half = m_shape == BrushShape::Square ? r : std::sqrt(r * r - dy * dy);
            const double cx = from.x + (at.x - from.x) * t;
            if (right >= left && cx - half <= right + 1 && cx + half >= left - 1) {
                left = std::min(left, cx - half);
                right = std::max(right, cx + half);
            } else {
                if (right >= left)
                    fillRow(y, left, right);
                left = cx - half;
                right = cx + half;
            }
        }
        if (right >= left)
            fillRow(y, left, right);
    }
    const int px = int(std::floor(at.x));
    const int py = int(std::floor(at.y));
    if (px >= 0 && py >= 0 && px < m_size.width && py < m_size.height)
        m_bytes[size_t(py) * size_t(m_size.width) + size_t(px)] = m_value;
    return dirty;
}

void BrushPainter::copyTo(uint8_t* bytes, qsizetype stride, const Box& box) const
{
    const Box b = box.clamped(m_size);
    if (b.isEmpty())
        return;
    const auto x = size_t(b.x1);
    for (auto y = size_t(b.y1); y < size_t(b.y2); ++y)
        std::memcpy(bytes + qsizetype(y) * stride + qsizetype(x),
                    m_bytes.data() + y * size_t(m_size.width) + x, size_t(b.x2 - b.x1));
}

Mask BrushPainter::mask() const
{
    return Mask::fromBytes(m_size, m_bytes.data(), m_size.width);
}

} // namespace revseg
