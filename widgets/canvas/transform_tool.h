// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/mask.h"
#include "widgets/canvas/canvas_tool.h"

#include <QColor>
#include <QImage>

#include <functional>

namespace revseg {

/// Moves a mask by dragging it and scales it by dragging a corner of its box, about the corner on the other
/// side. The mask changes when the button is let go; Esc gives the drag up.
class TransformTool final : public CanvasTool
{
    Q_OBJECT
public:
    struct Target
    {
        ObjectId object;
        Mask mask; ///< at native size, not empty
        QColor color;
    };

    using CanvasTool::CanvasTool;

    /// What would be moved now; asked often, so it must be cheap. None: there is nothing.
    void setTarget(std::function<std::optional<Target>()> target) { m_target = std::move(target); }

    QCursor cursor() const override { return Qt::SizeAllCursor; }
    bool press(const CanvasEvent& event) override;
    void move(const CanvasEvent& event) override;
    void release(const CanvasEvent& event) override;
    bool cancel() override;
    void paint(QPainter& painter, const ViewTransform& view) const override;
    std::optional<ObjectId> paintsInsteadOf() const override;

Q_SIGNALS:
    /// Scale about a place, then offset; native pixels.
    void transformed(double scale, revseg::Point about, revseg::Point offset);

private:
    struct Drag
    {
        Target target;
        QImage picture; ///< of the mask, in its colour
        Point from;
        Point to;
        std::optional<Point> about; ///< the fixed corner while scaling; none: moving
    };
    double scale() const;
    Point offset() const;

    std::function<std::optional<Target>()> m_target;
    std::optional<Drag> m_drag;
};

} // namespace revseg
