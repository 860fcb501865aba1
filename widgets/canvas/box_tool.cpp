// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/box_tool.h"

#include "widgets/canvas/outline.h"

#include <algorithm>

namespace revseg {

namespace {

Box between(Point a, Point b)
{
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

} // namespace

bool BoxTool::press(const CanvasEvent& event)
{
    if (event.button != Qt::LeftButton)
        return false;
    m_from = event.at;
    m_to = event.at;
    return true;
}

void BoxTool::move(const CanvasEvent& event)
{
    if (!m_from)
        return;
    m_to = event.at;
    Q_EMIT updateNeeded();
}

void BoxTool::release(const CanvasEvent& event)
{
    if (!m_from || event.button != Qt::LeftButton)
        return;
    const Box box = between(*m_from, event.at);
    m_from.reset();
    Q_EMIT updateNeeded();
    if (box.width() >= 2 && box.height() >= 2)
        Q_EMIT boxDrawn(box);
}

bool BoxTool::cancel()
{
    const bool drawing = m_from.has_value();
    m_from.reset();
    Q_EMIT updateNeeded();
    return drawing;
}

void BoxTool::paint(QPainter& painter, const ViewTransform& view) const
{
    if (m_from)
        drawOutline(painter, view.toWidget(between(*m_from, m_to)), Qt::white, Qt::DashLine);
}

} // namespace revseg
