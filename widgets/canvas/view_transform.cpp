// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/view_transform.h"

#include <algorithm>

namespace revseg {

void ViewTransform::setPicture(Size native, double pixelAspect)
{
    if (native == m_native && pixelAspect == m_aspect)
        return;
    m_native = native;
    m_aspect = pixelAspect > 0 ? pixelAspect : 1;
    m_fitted = true;
    applyFit();
}

void ViewTransform::setViewport(QSizeF widget, double devicePixelRatio)
{
    const QPointF moved((widget.width() - m_widget.width()) / 2, (widget.height() - m_widget.height()) / 2);
    m_widget = widget;
    m_ratio = devicePixelRatio > 0 ? devicePixelRatio : 1;
    if (m_fitted) {
        applyFit();
    } else {
        m_origin += moved;
        keepInSight();
    }
}

void ViewTransform::fit()
{
    m_fitted = true;
    applyFit();
}

void ViewTransform::applyFit()
{
    if (m_native.isEmpty() || m_widget.isEmpty())
        return;
    m_zoom = std::min(m_widget.width() / (m_native.width * m_aspect), m_widget.height() / m_native.height) *
             m_ratio;
    m_zoom = std::clamp(m_zoom, kLeastZoom, kMostZoom);
    m_origin = {(m_widget.width() - m_native.width * scaleX()) / 2,
                (m_widget.height() - m_native.height * scaleY()) / 2};
}

void ViewTransform::setZoom(double zoom, QPointF anchor)
{
    const Point under = toNative(anchor);
    m_zoom = std::clamp(zoom, kLeastZoom, kMostZoom);
    m_fitted = false;
    m_origin = {anchor.x() - under.x * scaleX(), anchor.y() - under.y * scaleY()};
    keepInSight();
}

void ViewTransform::pan(QPointF delta)
{
    m_fitted = false;
    m_origin += delta;
    keepInSight();
}

void ViewTransform::keepInSight()
{
    // A corner of the picture always stays near, so that it cannot be lost.
    const QRectF r = pictureRect();
    const double mx = std::min(60.0, r.width());
    const double my = std::min(60.0, r.height());
    m_origin.setX(std::clamp(m_origin.x(), mx - r.width(), std::max(mx - r.width(), m_widget.width() - mx)));
    m_origin.setY(
        std::clamp(m_origin.y(), my - r.height(), std::max(my - r.height(), m_widget.height() - my)));
}

QPointF ViewTransform::toWidget(Point p) const
{
    return {m_origin.x() + p.x * scaleX(), m_origin.y() + p.y * scaleY()};
}

Point ViewTransform::toNative(QPointF p) const
{
    return {(p.x() - m_origin.x()) / scaleX(), (p.y() - m_origin.y()) / scaleY()};
}

QRectF ViewTransform::toWidget(const Box& b) const
{
    return {toWidget(Point{b.x1, b.y1}), toWidget(Point{b.x2, b.y2})};
}

QRectF ViewTransform::pictureRect() const
{
    return {m_origin, QSizeF(m_native.width * scaleX(), m_native.height * scaleY())};
}

Box ViewTransform::visible() const
{
    const Point a = toNative({0, 0});
    const Point b = toNative({m_widget.width(), m_widget.height()});
    return Box{a.x, a.y, b.x, b.y}.clamped(m_native);
}

} // namespace revseg
