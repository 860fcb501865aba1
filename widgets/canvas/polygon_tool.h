// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/canvas_tool.h"

#include <vector>

namespace revseg {

/// Corners by clicks. A double click, Enter, or a click on the first corner closes the polygon; Backspace and
/// Undo take the last corner back, Redo sets it again; Esc gives all up.
class PolygonTool final : public CanvasTool
{
    Q_OBJECT
public:
    using CanvasTool::CanvasTool;

    bool press(const CanvasEvent& event) override;
    void move(const CanvasEvent& event) override;
    void release(const CanvasEvent& event) override;
    void doubleClick(const CanvasEvent& event) override;
    bool cancel() override;
    bool commit() override;
    bool stepBack() override;
    bool stepForward() override;
    void paint(QPainter& painter, const ViewTransform& view) const override;

Q_SIGNALS:
    /// Three corners or more, native pixels; the keys held at the last one.
    void polygonDrawn(const std::vector<revseg::Point>& corners, Qt::KeyboardModifiers modifiers);

private:
    void close(Qt::KeyboardModifiers modifiers);

    std::vector<Point> m_corners;
    std::vector<Point> m_undone;
    Point m_pointer;
    Qt::KeyboardModifiers m_modifiers;
};

} // namespace revseg
