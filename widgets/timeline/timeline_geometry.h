// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"

#include <QString>

#include <vector>

namespace revseg {

/// Where frames lie on a timeline: plain arithmetic in logical pixels. A frame covers [toX(f), toX(f + 1)).
class TimelineGeometry
{
public:
    void setFrames(int frames);
    void setWidth(double right, double left); ///< right edge of the frames; width of the column of names
    void showAll();
    void zoomAt(double factor, double x); ///< keeps the frame at x there
    void scrollBy(double pixels);
    void scrollTo(double firstVisibleFrame);
    void showPart(double firstVisibleFrame, double visibleFrames);
    void makeVisible(FrameIndex frame); ///< turns the page when the frame is out of sight

    int frames() const { return m_frames; }
    double left() const { return m_left; }
    double right() const { return m_right; }
    double scale() const { return m_scale; } ///< pixels a frame
    double toX(double frame) const { return m_left + (frame - m_first) * m_scale; }
    double toPosition(double x) const { return m_first + (x - m_left) / m_scale; }
    FrameIndex toFrame(double x) const; ///< clamped to the video
    FrameRange visible() const;
    bool isZoomed() const { return m_scale > fitScale() * 1.0001; }
    double firstVisible() const { return m_first; }
    double visibleFrames() const { return m_scale > 0 ? (m_right - m_left) / m_scale : 0; }

    /// Distance of labelled ticks: 1, 2, 5, 10, … frames, at least `leastPixels` apart.
    int tickStep(double leastPixels) const;

private:
    double fitScale() const;
    void clamp();

    int m_frames = 0;
    double m_right = 0;
    double m_left = 0;
    double m_scale = 1;
    double m_first = 0; ///< frame at the left edge; fractions while scrolling
    bool m_all = true;
};

/// When each frame is shown. Frame numbers are never computed from it: it only labels and draws.
struct FrameClock
{
    double rate = 25;          ///< frames a second, where no times are known
    std::vector<double> times; ///< seconds from the start for each frame, rising; may be empty

    double seconds(FrameIndex frame) const;
    /// Where on the axis of frames a moment lies; fractions between frames.
    double position(double seconds) const;
};

/// "1:02.50", "12:30", "1:00:00": minutes and seconds, hours where there are some.
QString clockText(double seconds, int decimals);

enum class RulerUnit { Frames, Time };

struct RulerTick
{
    double x = 0;
    QString label; ///< empty for a short tick
};

/// The ticks that can be seen, from left to right, labels at least `leastPixels` apart.
std::vector<RulerTick> rulerTicks(const TimelineGeometry& geometry, const FrameClock& clock, RulerUnit unit,
                                  double leastPixels);

struct PixelSpan
{
    double left = 0;
    double right = 0;
    bool operator==(const PixelSpan&) const = default;
};

/// What can be seen of sorted ranges, each at least a pixel wide. Where frames are narrow, those less than a
/// pixel apart are one, so that there are never more of them than pixels.
std::vector<PixelSpan> pixelSpans(const std::vector<FrameRange>& ranges, const TimelineGeometry& geometry);

/// Middles of the gaps between ranges that are too narrow to be seen by themselves (below two pixels), at
/// least `leastPixels` apart: what is missing must not vanish when a long video is shown whole.
std::vector<double> narrowGaps(const std::vector<FrameRange>& ranges, const TimelineGeometry& geometry,
                               double leastPixels);

/// The middles of those of the sorted frames that can be seen, at least `leastPixels` apart.
std::vector<double> pixelTicks(const std::vector<FrameIndex>& frames, const TimelineGeometry& geometry,
                               double leastPixels);

/// The worst (least) score in each pixel column from left() to right(): a single bad frame shows at any zoom.
/// `scores` begin at frame 0; NaN, also in the answer, means none.
std::vector<float> worstByColumn(const std::vector<float>& scores, const TimelineGeometry& geometry);

/// One picture of the filmstrip and the frame it shows.
struct FilmSlot
{
    double x = 0;
    double width = 0;
    FrameIndex frame = 0;
};

/// The slots that can be seen, near `cell` pixels wide. They are bound to frames, not to the window, so that
/// scrolling moves pictures instead of asking for others.
std::vector<FilmSlot> filmSlots(const TimelineGeometry& geometry, double cell);

/// The rows from top to bottom: ruler, markers, filmstrip, lanes. Logical pixels.
struct TimelineRows
{
    int ruler = 0;
    int markers = 0; ///< 0: no row of markers
    int film = 0;
    int lane = 1;   ///< height of one
    int lanes = 0;  ///< how many
    int bottom = 0; ///< where the lanes end
    int scroll = 0; ///< of the lanes

    static constexpr int kGap = 4; ///< below the film, where the ticks stand

    int filmTop() const { return ruler + markers; }
    int lanesTop() const { return filmTop() + film + kGap; }
    int lanesHeight() const { return bottom > lanesTop() ? bottom - lanesTop() : 0; }
    int mostScroll() const { return lanes * lane > lanesHeight() ? lanes * lane - lanesHeight() : 0; }
    void scrollTo(int to); ///< clamped
    void makeLaneVisible(int i);
    int laneTop(int i) const { return lanesTop() + i * lane - scroll; }
    int laneAt(int y) const; ///< −1: none
    int firstLane() const { return scroll / lane; }
    int lastLane() const; ///< less than firstLane() when there is none
};

} // namespace revseg
