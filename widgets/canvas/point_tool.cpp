// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/point_tool.h"

#include <QPainter>

namespace revseg {

namespace {
constexpr double kDot = 7; ///< radius, widget pixels
}

void PointTool::clear()
{
    m_points.clear();
    m_undone.clear();
    Q_EMIT updateNeeded();
}

bool PointTool::press(const CanvasEvent& event)
{
    if (event.button != Qt::LeftButton && event.button != Qt::RightButton)
        return false;
    const bool include = event.button == Qt::LeftButton && !(event.modifiers & Qt::ShiftModifier);
    m_points.push_back({event.at, include});
    m_undone.clear();
    Q_EMIT updateNeeded();
    Q_EMIT pointsChanged();
    return true;
}

void PointTool::move(const CanvasEvent& event)
{
    if (event.buttons == Qt::NoButton)
        Q_EMIT hovered(CanvasPoint{event.at, !(event.modifiers & Qt::ShiftModifier)});
}

void PointTool::leave()
{
    Q_EMIT hovered(std::nullopt);
}

bool PointTool::cancel()
{
    if (m_points.empty())
        return false;
    clear();
    Q_EMIT cancelled();
    return true;
}

bool PointTool::commit()
{
    if (m_points.empty())
        return false;
    Q_EMIT committed();
    return true;
}

bool PointTool::stepBack()
{
    if (m_points.empty())
        return false;
    m_undone.push_back(m_points.back());
    m_points.pop_back();
    Q_EMIT updateNeeded();
    Q_EMIT pointsChanged();
    return true;
}

bool PointTool::stepForward()
{
    if (m_undone.empty())
        return false;
    m_points.push_back(m_undone.back());
    m_undone.pop_back();
    Q_EMIT updateNeeded();
    Q_EMIT pointsChanged();
    return true;
}

void PointTool::paint(QPainter& painter, const ViewTransform& view) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const CanvasPoint& p : m_points) {
        const QPointF c = view.toWidget(p.at);
        // A plus or a minus, so that the colour is not all that tells them apart.
        painter.setPen(QPen(Qt::white, 2));
        painter.setBrush(p.include ? QColor(30, 140, 70) : QColor(200, 50, 50));
        painter.drawEllipse(c, kDot, kDot);
        painter.drawLine(c - QPointF(kDot * 0.5, 0), c + QPointF(kDot * 0.5, 0));
        if (p.include)
            painter.drawLine(c - QPointF(0, kDot * 0.5), c + QPointF(0, kDot * 0.5));
    }
    painter.restore();
}

} // namespace revseg
