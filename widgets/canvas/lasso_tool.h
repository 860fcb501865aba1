// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/canvas_tool.h"

#include <vector>

namespace revseg {

/// An area drawn in one go with the button held, closed when it is let go. Esc gives it up.
class LassoTool final : public CanvasTool
{
    Q_OBJECT
public:
    using CanvasTool::CanvasTool;

    bool press(const CanvasEvent& event) override;
    void move(const CanvasEvent& event) override;
    void release(const CanvasEvent& event) override;
    bool cancel() override;
    bool stepBack() override { return cancel(); } ///< undo gives up what is being drawn
    void paint(QPainter& painter, const ViewTransform& view) const override;

Q_SIGNALS:
    /// Its outline, native pixels; the keys held at the end.
    void areaDrawn(const std::vector<revseg::Point>& outline, Qt::KeyboardModifiers modifiers);

private:
    std::vector<Point> m_line;
};

} // namespace revseg
