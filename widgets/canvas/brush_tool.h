// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/brush.h"
#include "widgets/canvas/canvas_tool.h"

#include <QColor>
#include <QImage>

#include <functional>

namespace revseg {

/// Brush or eraser, each with its own size in native pixels. A stroke begins on the mask that the target
/// function gives and ends as a new mask; Esc gives it up. The right button does the opposite: the brush
/// erases, the eraser paints. Ctrl and wheel, Alt and a drag sideways, or resize(), change the size; a pen's
/// pressure narrows the stroke.
class BrushTool final : public CanvasTool
{
    Q_OBJECT
public:
    /// What is painted on.
    struct Target
    {
        ObjectId object;
        Mask mask; ///< at native size; empty when there is none yet
        QColor color;
    };

    BrushTool(bool erases, QObject* parent);
    ~BrushTool() override;

    void setTarget(std::function<std::optional<Target>()> target) { m_target = std::move(target); }
    int diameter() const { return m_diameter; }
    void setDiameter(int diameter); ///< 1…500
    void resize(int direction);     ///< about a fifth larger or smaller
    BrushShape shape() const { return m_shape; }
    void setShape(BrushShape shape);

    QCursor cursor() const override { return Qt::BlankCursor; }
    bool press(const CanvasEvent& event) override;
    void move(const CanvasEvent& event) override;
    void release(const CanvasEvent& event) override;
    bool wheel(double steps, Qt::KeyboardModifiers modifiers) override;
    void leave() override;
    bool cancel() override;
    bool stepBack() override { return cancel(); } ///< undo gives up the stroke that is being drawn
    void paint(QPainter& painter, const ViewTransform& view) const override;
    std::optional<ObjectId> paintsInsteadOf() const override;

Q_SIGNALS:
    void painted(const revseg::Mask& mask, bool erased); ///< a stroke is finished
    void sizeChanged();

private:
    void extend(const CanvasEvent& event);
    Box ring() const; ///< around the pointer; empty when it is elsewhere

    const bool m_erases;
    int m_diameter = 24;
    BrushShape m_shape = BrushShape::Round;
    Qt::MouseButton m_button = Qt::NoButton; ///< that draws the stroke
    std::optional<double> m_resizeFrom;      ///< x where the drag that changes the size was last
    std::function<std::optional<Target>()> m_target;
    std::optional<Target> m_on;              ///< while a stroke is being drawn
    std::unique_ptr<BrushPainter> m_painter; ///< likewise
    QImage m_picture;                        ///< of the mask as it is now, in its colour
    std::optional<Point> m_pointer;
};

} // namespace revseg
