// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/canvas_tool.h"

#include <optional>
#include <vector>

namespace revseg {

/// A click that includes (left) or excludes (right, or with Shift) what lies there.
struct CanvasPoint
{
    Point at; ///< native pixels
    bool include = true;

    bool operator==(const CanvasPoint&) const = default;
};

/// Gathers clicks on one frame for a tracker to make a mask of; somebody else shows that mask meanwhile.
/// Enter takes it, Esc gives it up, Backspace and Undo take the last click back. With a box, dragging comes
/// first and clicks refine what the box has given.
class PointTool final : public CanvasTool
{
    Q_OBJECT
public:
    enum class Start { Click, Box };
    explicit PointTool(Start start = Start::Click, QObject* parent = nullptr)
        : CanvasTool(parent)
        , m_start(start)
    {
    }

    const std::optional<Box>& box() const { return m_box; } ///< may reach over the picture's edge
    const std::vector<CanvasPoint>& points() const { return m_points; }
    void clear(); ///< without pointsChanged(); nothing is hovered until the pointer moves

    bool press(const CanvasEvent& event) override;
    void move(const CanvasEvent& event) override;
    void release(const CanvasEvent& event) override;
    void leave() override;
    bool cancel() override;
    bool commit() override;
    bool stepBack() override;
    bool stepForward() override;
    void paint(QPainter& painter, const ViewTransform& view) const override;

Q_SIGNALS:
    void pointsChanged(); ///< or the box
    /// Where the next click would go, native pixels; none: the pointer is not over the picture. Before its
    /// box a tool that begins with one says nothing.
    void hovered(const std::optional<revseg::CanvasPoint>& point);
    void committed();
    void cancelled();

private:
    bool isEmpty() const { return m_points.empty() && !m_box; }
    void add(const CanvasEvent& event);

    const Start m_start;
    std::optional<Point> m_from; ///< a box is being dragged
    Point m_to;
    std::optional<Box> m_box;
    std::vector<CanvasPoint> m_points;
    std::vector<CanvasPoint> m_undone;
};

} // namespace revseg
