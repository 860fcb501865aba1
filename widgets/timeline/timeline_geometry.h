// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"

namespace revseg {

/// Where frames lie on a timeline: plain arithmetic in logical pixels. A frame covers [toX(f), toX(f + 1)).
class TimelineGeometry
{
public:
    void setFrames(int frames);
    void setWidth(double width, double left); ///< of the whole widget, and of the column of names
    void showAll();
    void zoomAt(double factor, double x); ///< keeps the frame at x there
    void scrollBy(double pixels);
    void makeVisible(FrameIndex frame);

    int frames() const { return m_frames; }
    double left() const { return m_left; }
    double scale() const { return m_scale; } ///< pixels a frame
    double toX(double frame) const { return m_left + (frame - m_first) * m_scale; }
    FrameIndex toFrame(double x) const; ///< clamped to the video
    FrameRange visible() const;
    bool isZoomed() const { return m_scale > fitScale() * 1.0001; }
    double firstVisible() const { return m_first; }
    double visibleFrames() const { return m_scale > 0 ? (m_width - m_left) / m_scale : 0; }

    /// Distance of labelled ticks: 1, 2, 5, 10, … frames, at least `leastPixels` apart.
    int tickStep(double leastPixels) const;

private:
    double fitScale() const;
    void clamp();

    int m_frames = 0;
    double m_width = 0;
    double m_left = 0;
    double m_scale = 1;
    double m_first = 0; ///< frame at the left edge; fractions while scrolling
    bool m_all = true;
};

} // namespace revseg
