// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/media/frame.h"
#include "widgets/canvas/canvas_tool.h"
#include "widgets/canvas/masked_picture.h"
#include "widgets/canvas/view_transform.h"

#include <QColor>
#include <QPointer>
#include <QWidget>

#include <optional>
#include <vector>

namespace revseg {

/// A box with a name over the picture, such as the one the model answered.
struct CanvasBox
{
    Box box; ///< native pixels
    QColor color;
    QString label;
};

/// A heat map over the whole picture; cells divide it evenly.
struct CanvasHeat
{
    int columns = 0, rows = 0;
    std::vector<float> heat; ///< [rows, columns], 0…1
    double opacity = 0.7;    ///< of the hottest cell
    QString legend;          ///< what it is of, beside the scale
};

/// The picture with everything that lies over it. Wheel zooms at the pointer; the middle button, or Space
/// held, pans; everything else goes to the tool.
class CanvasWidget final : public QWidget
{
    Q_OBJECT
public:
    explicit CanvasWidget(QWidget* parent = nullptr);
    ~CanvasWidget() override;

    void setFrame(const Frame& frame, double pixelAspect);
    void clear(const QString& hint); ///< no picture, but a sentence on what to do
    const Frame& frame() const { return m_frame; }
    bool hasFrame() const { return !m_frame.image.isNull(); }
    void setMasks(std::vector<CanvasMask> masks);
    void setMaskStyle(const OverlayStyle& style);
    void setBoxes(std::vector<CanvasBox> boxes);
    void setHeat(const std::optional<CanvasHeat>& heat); ///< none: no map
    bool hasHeat() const { return !m_heat.isNull(); }
    void setTool(CanvasTool* tool); ///< not owned; none: the pointer pans
    CanvasTool* tool() const { return m_tool; }

    const ViewTransform& view() const { return m_view; }
    void fit();
    void setZoom(double zoom);                ///< at the middle of the view
    void showPart(double zoom, Point middle); ///< this place of the picture, native pixels, in the middle
    QSize sizeHint() const override { return {960, 540}; }

Q_SIGNALS:
    void zoomChanged(double zoom);
    /// Pixel under the pointer and its value; no value when the pointer is outside the picture.
    void hovered(QPoint pixel, std::optional<QRgb> value);
    /// Space was pressed and released without panning.
    void spaceTapped();
    /// Esc, after the tool has given up what it was drawing.
    void escaped();

protected:
    bool event(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void tabletEvent(QTabletEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void showMasks();
    void updatePart(const Box& native);
    void paintPixelGrid(QPainter& painter) const;
    void paintHeatLegend(QPainter& painter) const;
    void updateCursor();
    void viewChanged();
    void tellHovered();
    bool startPan(QMouseEvent* event);

    Frame m_frame;
    std::vector<CanvasMask> m_masks;
    std::optional<ObjectId> m_leftOut; ///< of m_masks, since the tool paints it
    std::vector<CanvasBox> m_boxes;
    QImage m_heat; ///< one pixel a cell; null: none
    QString m_heatLegend;
    MaskedPicture m_picture;
    ViewTransform m_view;
    QPointer<CanvasTool> m_tool;
    std::optional<QPointF> m_panFrom;
    std::optional<QPointF> m_pointer; ///< none: it is elsewhere
    bool m_spaceHeld = false;
    bool m_pannedWithSpace = false;
    double m_pressure = 1;
    QString m_hint;
};

} // namespace revseg
