// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_geometry.h"

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {
constexpr double kMostScale = 60; ///< pixels a frame
}

double TimelineGeometry::fitScale() const
{
    return m_frames > 0 ? std::max(1.0, m_width - m_left) / m_frames : 1.0;
}

void TimelineGeometry::setFrames(int frames)
{
    if (m_frames == 0 || frames == 0)
        m_all = true;
    m_frames = std::max(0, frames);
    clamp();
}

void TimelineGeometry::setWidth(double width, double left)
{
    m_width = width;
    m_left = left;
    clamp();
}

void TimelineGeometry::showAll()
{
    m_all = true;
    clamp();
}

void TimelineGeometry::clamp()
{
    const double fit = fitScale();
    if (m_all) {
        m_scale = fit;
        m_first = 0;
        return;
    }
    m_scale = std::clamp(m_scale, fit, std::max(fit, kMostScale));
    m_first = std::clamp(m_first, 0.0, std::max(0.0, m_frames - visibleFrames()));
}

void TimelineGeometry::zoomAt(double factor, double x)
{
    if (m_frames == 0)
        return;
    const double frame = m_first + (x - m_left) / m_scale;
    const double fit = fitScale();
    m_scale = std::clamp(m_scale * factor, fit, std::max(fit, kMostScale));
    m_all = m_scale <= fit;
    m_first = frame - (x - m_left) / m_scale;
    clamp();
}

void TimelineGeometry::scrollBy(double pixels)
{
    m_first += pixels / m_scale;
    clamp();
}

void TimelineGeometry::makeVisible(FrameIndex frame)
{
    const double room = visibleFrames();
    if (frame < m_first || frame + 1 > m_first + room) {
        m_first = frame - room / 4;
        clamp();
    }
}

FrameIndex TimelineGeometry::toFrame(double x) const
{
    const int frame = int(std::floor(m_first + (x - m_left) / m_scale));
    return std::clamp(frame, 0, std::max(0, m_frames - 1));
}

FrameRange TimelineGeometry::visible() const
{
    if (m_frames == 0)
        return {};
    return {toFrame(m_left), toFrame(m_width)};
}

int TimelineGeometry::tickStep(double leastPixels) const
{
    for (int decade = 1; decade < 100'000'000; decade *= 10) {
        for (const int n : {1, 2, 5}) {
            if (n * decade * m_scale >= leastPixels)
                return n * decade;
        }
    }
    return 100'000'000;
}

} // namespace revseg
