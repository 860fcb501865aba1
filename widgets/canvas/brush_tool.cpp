// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/brush_tool.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {
constexpr int kAlpha = 128;
}

BrushTool::BrushTool(bool erases, QObject* parent) : CanvasTool(parent), m_erases(erases) {}

BrushTool::~BrushTool() = default;

void BrushTool::setDiameter(int diameter)
{
    m_diameter = std::clamp(diameter, 1, 500);
    Q_EMIT sizeChanged();
    Q_EMIT updateNeeded();
}

void BrushTool::resize(int direction)
{
    const int step = std::max(1, m_diameter / 5);
    setDiameter(m_diameter + (direction > 0 ? step : -step));
}

void BrushTool::setShape(BrushShape shape)
{
    m_shape = shape;
    Q_EMIT sizeChanged();
    Q_EMIT updateNeeded();
}

bool BrushTool::press(const CanvasEvent& event)
{
    if ((event.button != Qt::LeftButton && event.button != Qt::RightButton) || !m_target || m_painter)
        return false;
    if (event.modifiers & Qt::AltModifier) {
        m_resizeFrom = event.at.x;
        return true;
    }
    m_on = m_target();
    if (!m_on)
        return true;
    m_button = event.button;
    m_painter =
        std::make_unique<BrushPainter>(m_on->mask, m_erases != (m_button == Qt::RightButton), m_shape);
    m_picture = QImage(m_on->mask.size().width, m_on->mask.size().height, QImage::Format_Indexed8);
    m_picture.setColorTable(
        {qRgba(0, 0, 0, 0), (m_on->color.rgb() & 0x00FFFFFFU) | (uint32_t(kAlpha) << 24)});
    m_painter->copyTo(m_picture.bits(), m_picture.bytesPerLine(),
                      {0, 0, double(m_picture.width()), double(m_picture.height())});
    extend(event);
    Q_EMIT updateNeeded(); // the object's stored mask gives way to the stroke everywhere
    return true;
}

void BrushTool::move(const CanvasEvent& event)
{
    if (m_resizeFrom) {
        const double grow = event.at.x - *m_resizeFrom;
        if (std::abs(grow) >= 1) {
            m_resizeFrom = event.at.x;
            setDiameter(int(std::lround(m_diameter + grow)));
        }
        return;
    }
    if (m_painter && (event.buttons & m_button)) {
        extend(event);
        return;
    }
    const Box before = ring();
    m_pointer = event.at;
    Q_EMIT partChanged(ring().united(before));
}

Box BrushTool::ring() const
{
    const double r = m_diameter / 2.0;
    return m_pointer ? Box{m_pointer->x - r, m_pointer->y - r, m_pointer->x + r, m_pointer->y + r} : Box{};
}

void BrushTool::extend(const CanvasEvent& event)
{
    const Box before = ring();
    m_pointer = event.at;
    const Box painted = m_painter->addPoint(event.at, m_diameter / 2.0 * event.pressure);
    m_painter->copyTo(m_picture.bits(), m_picture.bytesPerLine(), painted);
    Q_EMIT partChanged(painted.united(ring()).united(before));
}

void BrushTool::release(const CanvasEvent& event)
{
    m_resizeFrom.reset();
    if (!m_painter || event.button != m_button)
        return;
    const Mask mask = m_painter->mask();
    const bool changed = mask != m_on->mask;
    const bool erased = m_erases != (m_button == Qt::RightButton);
    m_painter.reset();
    m_on.reset();
    if (changed)
        Q_EMIT painted(mask, erased);
    Q_EMIT updateNeeded();
}

bool BrushTool::wheel(double steps, Qt::KeyboardModifiers modifiers)
{
    if (!(modifiers & Qt::ControlModifier))
        return false;
    resize(steps > 0 ? 1 : -1);
    return true;
}

void BrushTool::leave()
{
    m_pointer.reset();
    Q_EMIT updateNeeded();
}

bool BrushTool::cancel()
{
    const bool drawing = m_painter != nullptr;
    m_resizeFrom.reset();
    m_painter.reset();
    m_on.reset();
    Q_EMIT updateNeeded();
    return drawing;
}

void BrushTool::paint(QPainter& painter, const ViewTransform& view) const
{
    if (m_painter) {
        const Box v = view.visible();
        const Box source{std::floor(v.x1), std::floor(v.y1), std::ceil(v.x2), std::ceil(v.y2)};
        painter.drawImage(view.toWidget(source), m_picture,
                          QRectF(source.x1, source.y1, source.width(), source.height()));
    }
    if (!m_pointer)
        return;
    // Two rings, so that the brush is seen on light and on dark.
    const QRectF edge = view.toWidget(ring());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const auto draw = [&](const QPen& pen) {
        painter.setPen(pen);
        if (m_shape == BrushShape::Round)
            painter.drawEllipse(edge);
        else
            painter.drawRect(edge);
    };
    draw(QPen(QColor(0, 0, 0, 190), 3));
    draw(QPen(m_erases ? QColor(255, 150, 140) : QColor(255, 255, 255), 1.4));
    painter.restore();
}

std::optional<ObjectId> BrushTool::paintsInsteadOf() const
{
    return m_on ? std::optional(m_on->object) : std::nullopt;
}

} // namespace revseg
