// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/polygon_tool.h"

#include "widgets/canvas/outline.h"

#include <cmath>

namespace revseg {

namespace {
constexpr double kCorner = 4;     ///< radius of a corner's dot, widget pixels
constexpr double kCloseReach = 9; ///< of the first corner, likewise
} // namespace

bool PolygonTool::press(const CanvasEvent& event)
{
    if (event.button != Qt::LeftButton)
        return false;
    m_modifiers = event.modifiers;
    if (m_corners.size() >= 3 &&
        std::hypot(event.at.x - m_corners[0].x, event.at.y - m_corners[0].y) <= kCloseReach * event.pixel) {
        close(event.modifiers);
        return true;
    }
    m_corners.push_back(event.at);
    m_undone.clear();
    m_pointer = event.at;
    Q_EMIT updateNeeded();
    return true;
}

void PolygonTool::move(const CanvasEvent& event)
{
    m_pointer = event.at;
    if (!m_corners.empty())
        Q_EMIT updateNeeded();
}

void PolygonTool::release(const CanvasEvent&) {}

void PolygonTool::doubleClick(const CanvasEvent& event)
{
    // Its first half has set the last corner already.
    close(event.modifiers);
}

void PolygonTool::close(Qt::KeyboardModifiers modifiers)
{
    const std::vector<Point> corners = std::move(m_corners);
    m_corners.clear();
    m_undone.clear();
    Q_EMIT updateNeeded();
    if (corners.size() >= 3)
        Q_EMIT polygonDrawn(corners, modifiers);
}

bool PolygonTool::cancel()
{
    const bool drawing = !m_corners.empty();
    m_corners.clear();
    m_undone.clear();
    Q_EMIT updateNeeded();
    return drawing;
}

bool PolygonTool::commit()
{
    if (m_corners.empty())
        return false;
    close(m_modifiers);
    return true;
}

bool PolygonTool::stepBack()
{
    if (m_corners.empty())
        return false;
    m_undone.push_back(m_corners.back());
    m_corners.pop_back();
    Q_EMIT updateNeeded();
    return true;
}

bool PolygonTool::stepForward()
{
    if (m_undone.empty())
        return false;
    m_corners.push_back(m_undone.back());
    m_undone.pop_back();
    Q_EMIT updateNeeded();
    return true;
}

void PolygonTool::paint(QPainter& painter, const ViewTransform& view) const
{
    if (m_corners.empty())
        return;
    QPolygonF line;
    for (const Point& p : m_corners)
        line << view.toWidget(p);
    QPolygonF rest{line.last(), view.toWidget(m_pointer), line.first()};
    drawOutline(painter, rest, QColor(255, 255, 255, 150), Qt::DashLine);
    drawOutline(painter, line, Qt::white);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0, 0, 0, 190), 1.5));
    for (qsizetype i = 0; i < line.size(); ++i) {
        painter.setBrush(i == 0 ? QColor(255, 214, 80) : QColor(255, 255, 255));
        painter.drawEllipse(line[i], kCorner + (i == 0 ? 1 : 0), kCorner + (i == 0 ? 1 : 0));
    }
    painter.restore();
}

} // namespace revseg
