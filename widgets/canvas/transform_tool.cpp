// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/transform_tool.h"

#include "widgets/canvas/outline.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace revseg {

namespace {

constexpr double kHandle = 5; ///< half a handle's side, widget pixels
constexpr int kAlpha = 128;

std::array<Point, 4> corners(const Box& b)
{
    return {Point{b.x1, b.y1}, Point{b.x2, b.y1}, Point{b.x2, b.y2}, Point{b.x1, b.y2}};
}

double distance(Point a, Point b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

} // namespace

bool TransformTool::press(const CanvasEvent& event)
{
    if (event.button != Qt::LeftButton || !m_target)
        return false;
    auto target = m_target();
    if (!target)
        return true;
    Drag drag;
    drag.from = event.at;
    drag.to = event.at;
    const auto at = corners(*target->mask.bounds());
    for (size_t i = 0; i < at.size(); ++i) {
        if (distance(at[i], event.at) <= 2 * kHandle * event.pixel) {
            drag.about = at[(i + 2) % at.size()];
            drag.from = at[i];
        }
    }
    const std::vector<uint8_t> bytes = target->mask.toBytes();
    drag.picture = QImage(bytes.data(), target->mask.size().width, target->mask.size().height,
                          target->mask.size().width, QImage::Format_Indexed8)
                       .copy();
    drag.picture.setColorTable(
        {qRgba(0, 0, 0, 0), (target->color.rgb() & 0x00FFFFFFU) | (uint32_t(kAlpha) << 24)});
    drag.target = std::move(*target);
    m_drag = std::move(drag);
    Q_EMIT updateNeeded();
    return true;
}

double TransformTool::scale() const
{
    if (!m_drag || !m_drag->about)
        return 1;
    const double before = distance(m_drag->from, *m_drag->about);
    return before > 0 ? std::clamp(distance(m_drag->to, *m_drag->about) / before, 0.05, 20.0) : 1;
}

Point TransformTool::offset() const
{
    if (!m_drag || m_drag->about)
        return {};
    // Whole pixels, so that an outline is only moved and never redrawn.
    return {std::round(m_drag->to.x - m_drag->from.x), std::round(m_drag->to.y - m_drag->from.y)};
}

void TransformTool::move(const CanvasEvent& event)
{
    if (!m_drag)
        return;
    m_drag->to = event.at;
    Q_EMIT updateNeeded();
}

void TransformTool::release(const CanvasEvent& event)
{
    if (!m_drag || event.button != Qt::LeftButton)
        return;
    m_drag->to = event.at;
    const double factor = scale();
    const Point by = offset();
    const Point about = m_drag->about.value_or(Point{});
    m_drag.reset();
    if (factor != 1 || !(by == Point{}))
        Q_EMIT transformed(factor, about, by);
    Q_EMIT updateNeeded();
}

bool TransformTool::cancel()
{
    const bool dragging = m_drag.has_value();
    m_drag.reset();
    Q_EMIT updateNeeded();
    return dragging;
}

std::optional<ObjectId> TransformTool::paintsInsteadOf() const
{
    return m_drag ? std::optional(m_drag->target.object) : std::nullopt;
}

void TransformTool::paint(QPainter& painter, const ViewTransform& view) const
{
    const auto target = m_drag ? std::optional(m_drag->target) : m_target ? m_target() : std::nullopt;
    if (!target || !target->mask.bounds())
        return;
    const double s = scale();
    const Point by = offset();
    const Point about = m_drag && m_drag->about ? *m_drag->about : Point{};
    const auto moved = [&](const Box& b) {
        return Box{(b.x1 - about.x) * s + about.x + by.x, (b.y1 - about.y) * s + about.y + by.y,
                   (b.x2 - about.x) * s + about.x + by.x, (b.y2 - about.y) * s + about.y + by.y};
    };
    const Box box = *target->mask.bounds();
    if (m_drag)
        painter.drawImage(view.toWidget(moved(box)), m_drag->picture,
                          QRectF(box.x1, box.y1, box.width(), box.height()));
    drawOutline(painter, view.toWidget(moved(box)), Qt::white, Qt::DashLine);
    painter.save();
    painter.setPen(QPen(QColor(0, 0, 0, 190), 1));
    painter.setBrush(Qt::white);
    for (const Point& p : corners(moved(box))) {
        const QPointF c = view.toWidget(p);
        painter.drawRect(QRectF(c.x() - kHandle, c.y() - kHandle, 2 * kHandle, 2 * kHandle));
    }
    painter.restore();
}

} // namespace revseg
