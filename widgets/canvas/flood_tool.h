// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/canvas_tool.h"

namespace revseg {

/// A click takes all that is connected and alike; how much alike is the tolerance, which Ctrl and wheel
/// change.
class FloodTool final : public CanvasTool
{
    Q_OBJECT
public:
    using CanvasTool::CanvasTool;

    int tolerance() const { return m_tolerance; }
    void setTolerance(int tolerance); ///< 0…255

    bool press(const CanvasEvent& event) override;
    void move(const CanvasEvent&) override {}
    void release(const CanvasEvent&) override {}
    bool wheel(double steps, Qt::KeyboardModifiers modifiers) override;
    void paint(QPainter&, const ViewTransform&) const override {}

Q_SIGNALS:
    void flooded(revseg::Point at, Qt::KeyboardModifiers modifiers); ///< native pixels
    void toleranceChanged();

private:
    int m_tolerance = 24;
};

} // namespace revseg
