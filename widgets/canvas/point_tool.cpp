// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/point_tool.h"

#include "widgets/canvas/outline.h"

#include <QPainter>

#include <algorithm>

namespace revseg {

namespace {

constexpr double kDot = 7; ///< radius, widget pixels

Box between(Point a, Point b)
{
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

} // namespace

void PointTool::clear()
{
    m_from.reset();
    m_box.reset();
    m_points.clear();
    m_undone.clear();
    Q_EMIT updateNeeded();
    Q_EMIT hovered(std::nullopt);
}

void PointTool::add(const CanvasEvent& event)
{
    const bool include = event.button == Qt::LeftButton && !(event.modifiers & Qt::ShiftModifier);
    m_points.push_back({event.at, include});
    m_undone.clear();
    Q_EMIT updateNeeded();
    Q_EMIT pointsChanged();
}

bool PointTool::press(const CanvasEvent& event)
{
    if (event.button != Qt::LeftButton && event.button != Qt::RightButton)
        return false;
    if (m_start == Start::Click) {
        add(event);
        return true;
    }
    if (event.button == Qt::LeftButton)
        m_from = m_to = event.at; // a box or a click: the release tells
    else if (!isEmpty())
        add(event);
    return event.button == Qt::LeftButton || !isEmpty();
}

void PointTool::move(const CanvasEvent& event)
{
    if (m_from) {
        m_to = event.at;
        Q_EMIT updateNeeded();
    } else if (event.buttons == Qt::NoButton && (m_start == Start::Click || !isEmpty())) {
        Q_EMIT hovered(CanvasPoint{event.at, !(event.modifiers & Qt::ShiftModifier)});
    }
}

void PointTool::release(const CanvasEvent& event)
{
    if (!m_from || event.button != Qt::LeftButton)
        return;
    const Box box = between(*m_from, event.at);
    m_from.reset();
    Q_EMIT updateNeeded();
    if (box.width() >= 2 && box.height() >= 2) {
        m_points.clear();
        m_undone.clear();
        m_box = box;
        Q_EMIT pointsChanged();
    } else if (!isEmpty()) {
        add(event);
    }
}

void PointTool::leave()
{
    Q_EMIT hovered(std::nullopt);
}

bool PointTool::cancel()
{
    const bool drawing = m_from.has_value();
    m_from.reset();
    Q_EMIT updateNeeded();
    if (drawing || isEmpty())
        return drawing;
    clear();
    Q_EMIT cancelled();
    return true;
}

bool PointTool::commit()
{
    if (isEmpty())
        return false;
    Q_EMIT committed();
    return true;
}

bool PointTool::stepBack()
{
    if (isEmpty())
        return false;
    if (m_points.empty()) {
        m_box.reset();
        m_undone.clear();
    } else {
        m_undone.push_back(m_points.back());
        m_points.pop_back();
    }
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
    if (m_from)
        drawOutline(painter, view.toWidget(between(*m_from, m_to)), Qt::white, Qt::DashLine);
    else if (m_box)
        drawOutline(painter, view.toWidget(*m_box), Qt::white, Qt::DashLine);
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
