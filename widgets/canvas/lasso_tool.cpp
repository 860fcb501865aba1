// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/lasso_tool.h"

#include "widgets/canvas/outline.h"

namespace revseg {

bool LassoTool::press(const CanvasEvent& event)
{
    if (event.button != Qt::LeftButton)
        return false;
    m_line = {event.at};
    return true;
}

void LassoTool::move(const CanvasEvent& event)
{
    if (m_line.empty())
        return;
    m_line.push_back(event.at);
    Q_EMIT updateNeeded();
}

void LassoTool::release(const CanvasEvent& event)
{
    if (m_line.empty() || event.button != Qt::LeftButton)
        return;
    const std::vector<Point> line = std::move(m_line);
    m_line.clear();
    Q_EMIT updateNeeded();
    if (line.size() >= 3)
        Q_EMIT areaDrawn(line, event.modifiers);
}

bool LassoTool::cancel()
{
    const bool drawing = !m_line.empty();
    m_line.clear();
    Q_EMIT updateNeeded();
    return drawing;
}

void LassoTool::paint(QPainter& painter, const ViewTransform& view) const
{
    if (m_line.empty())
        return;
    QPolygonF line;
    for (const Point& p : m_line)
        line << view.toWidget(p);
    drawOutline(painter, QPolygonF{line.last(), line.first()}, QColor(255, 255, 255, 150), Qt::DashLine);
    drawOutline(painter, line, Qt::white);
}

} // namespace revseg
