// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/canvas_tool.h"

namespace revseg {

/// Drag a rectangle; Esc gives it up.
class BoxTool final : public CanvasTool
{
    Q_OBJECT
public:
    using CanvasTool::CanvasTool;

    bool press(const CanvasEvent& event) override;
    void move(const CanvasEvent& event) override;
    void release(const CanvasEvent& event) override;
    bool cancel() override;
    void paint(QPainter& painter, const ViewTransform& view) const override;

Q_SIGNALS:
    void boxDrawn(revseg::Box box); ///< at least 2×2 native pixels; may reach over the picture's edge

private:
    std::optional<Point> m_from;
    Point m_to;
};

} // namespace revseg
