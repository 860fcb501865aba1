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

bool BrushTool::press(const CanvasEvent& event)
{
    if (event.button != Qt::LeftButton || !m_target)
        return false;
    m_on = m_target();
    if (!m_on)
        return true;
    m_painter = std::make_unique<BrushPainter>(m_on->mask, m_erases);
    m_picture = QImage(m_on->mask.size().width, m_on->mask.size().height, QImage::Format_Indexed8);
    m_picture.setColorTable(
        {qRgba(0, 0, 0, 0), (m_on->color.rgb() & 0x00FFFFFFU) | (uint32_t(kAlpha) << 24)});
    m_painter->copyTo(m_picture.bits(), m_picture.bytesPerLine(),
                      {0, 0, double(m_picture.width()), double(m_picture.height())});
    extend(event);
    return true;
}

void BrushTool::move(const CanvasEvent& event)
{
    m_pointer = event.at;
    if (m_painter && (event.buttons & Qt::LeftButton))
        extend(event);
    else
        Q_EMIT updateNeeded();
}

void BrushTool::extend(const CanvasEvent& event)
{
    m_pointer = event.at;
    const Box dirty = m_painter->addPoint(event.at, m_diameter / 2.0 * event.pressure);
    m_painter->copyTo(m_picture.bits(), m_picture.bytesPerLine(), dirty);
    Q_EMIT updateNeeded();
}

void BrushTool::release(const CanvasEvent& event)
{
    if (!m_painter || event.button != Qt::LeftButton)
        return;
    const Mask mask = m_painter->mask();
    const bool changed = mask != m_on->mask;
    m_painter.reset();
    m_on.reset();
    if (changed)
        Q_EMIT painted(mask);
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
    const double r = m_diameter / 2.0;
    const QRectF ring =
        view.toWidget(Box{m_pointer->x - r, m_pointer->y - r, m_pointer->x + r, m_pointer->y + r});
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 190), 3));
    painter.drawEllipse(ring);
    painter.setPen(QPen(m_erases ? QColor(255, 150, 140) : QColor(255, 255, 255), 1.4));
    painter.drawEllipse(ring);
    painter.restore();
}

std::optional<ObjectId> BrushTool::paintsInsteadOf() const
{
    return m_on ? std::optional(m_on->object) : std::nullopt;
}

} // namespace revseg
