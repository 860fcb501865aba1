// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace revseg {

/// Where native pixels of a picture lie in a widget. Plain arithmetic in logical widget pixels; `zoom` 1
/// shows one display pixel of the picture as one physical pixel of the screen.
class ViewTransform
{
public:
    static constexpr double kLeastZoom = 0.02;
    static constexpr double kMostZoom = 64;

    void setPicture(Size native, double pixelAspect); ///< width of a native pixel over its height
    void setViewport(QSizeF widget, double devicePixelRatio);

    bool isFitted() const { return m_fitted; }
    double zoom() const { return m_zoom; }

    void fit();                                ///< whole picture, and again whenever the sizes change
    void setZoom(double zoom, QPointF anchor); ///< keeps what is under the anchor there
    void pan(QPointF delta);

    QPointF toWidget(Point native) const;
    Point toNative(QPointF widget) const;
    QRectF toWidget(const Box& native) const;
    QRectF pictureRect() const;
    double scaleX() const { return m_zoom * m_aspect / m_ratio; } ///< logical widget pixels for a native one
    double scaleY() const { return m_zoom / m_ratio; }
    /// Native pixels that are (partly) visible.
    Box visible() const;

private:
    void applyFit();
    void keepInSight();

    Size m_native;
    double m_aspect = 1;
    QSizeF m_widget;
    double m_ratio = 1;
    double m_zoom = 1;
    QPointF m_origin; ///< of native (0,0) in the widget
    bool m_fitted = true;
};

} // namespace revseg
