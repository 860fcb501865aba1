// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPainter>
#include <QPolygonF>
#include <QRectF>

namespace revseg {

/// A rectangle's outline that can be seen on any picture: a dark line under a coloured one.
inline void drawOutline(QPainter& painter, const QRectF& rect, const QColor& color,
                        Qt::PenStyle style = Qt::SolidLine)
{
    painter.save();
    painter.setBrush(Qt::NoBrush);
    QPen pen(QColor(0, 0, 0, 170), 4);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.drawRect(rect);
    pen.setColor(color);
    pen.setWidthF(2);
    pen.setStyle(style);
    painter.setPen(pen);
    painter.drawRect(rect);
    painter.restore();
}

/// The same for a line through points.
inline void drawOutline(QPainter& painter, const QPolygonF& line, const QColor& color,
                        Qt::PenStyle style = Qt::SolidLine)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    QPen pen(QColor(0, 0, 0, 170), 3.5);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.drawPolyline(line);
    pen.setColor(color);
    pen.setWidthF(1.6);
    pen.setStyle(style);
    painter.setPen(pen);
    painter.drawPolyline(line);
    painter.restore();
}

} // namespace revseg
