// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_geometry.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace revseg {

namespace {

constexpr double kMostScale = 60; ///< pixels a frame

constexpr std::array kSecondSteps{0.01, 0.02, 0.05, 0.1,  0.2,  0.5,  1.,    2.,    5.,    10.,    15.,
                                  30.,  60.,  120., 300., 600., 900., 1800., 3600., 7200., 14400., 43200.};

int decimalsOf(double step)
{
    return step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
}

std::vector<RulerTick> frameTicks(const TimelineGeometry& geometry, double leastPixels)
{
    const int step = geometry.tickStep(leastPixels);
    const int small = std::max(1, step % 5 == 0 ? step / 5 : step / 2);
    const FrameRange seen = geometry.visible();
    std::vector<RulerTick> ticks;
    for (FrameIndex f = seen.first / small * small; f <= seen.last; f += small) {
        if (const double x = geometry.toX(f); x >= geometry.left())
            ticks.push_back({x, f % step == 0 ? QString::number(f) : QString()});
    }
    return ticks;
}

std::vector<RulerTick> timeTicks(const TimelineGeometry& geometry, const FrameClock& clock, double least)
{
    const FrameRange seen = geometry.visible();
    const double from = clock.seconds(seen.first);
    const double to = std::max(from, clock.seconds(seen.last));
    const double perPixel = (to - from) / std::max(1.0, seen.count() * geometry.scale());
    double step = kSecondSteps.back();
    for (const double s : kSecondSteps) {
        if (s >= perPixel * least) {
            step = s;
            break;
        }
    }
    std::vector<RulerTick> ticks;
    // Counted in whole steps: sums of 0.1 would drift off the labels.
    constexpr int kParts = 5;
    for (auto n = qint64(std::floor(from / step * kParts)); n <= std::ceil(to / step * kParts); ++n) {
        const double seconds = double(n) / kParts * step;
        const double x = geometry.toX(clock.position(seconds));
        if (x < geometry.left() || x >= geometry.right())
            continue;
        ticks.push_back({x, n % kParts == 0 ? clockText(seconds, decimalsOf(step)) : QString()});
    }
    return ticks;
}

} // namespace

double TimelineGeometry::fitScale() const
{
    return m_frames > 0 ? std::max(1.0, m_right - m_left) / m_frames : 1.0;
}

void TimelineGeometry::setFrames(int frames)
{
    if (m_frames == 0 || frames == 0)
        m_all = true;
    m_frames = std::max(0, frames);
    clamp();
}

void TimelineGeometry::setWidth(double right, double left)
{
    m_right = std::max(right, left);
    m_left = left;
    clamp();
}

void TimelineGeometry::showAll()
{
    m_all = true;
    clamp();
}

void TimelineGeometry::showPart(double firstVisibleFrame, double visibleFrames)
{
    if (m_frames == 0 || !(visibleFrames > 0) || !std::isfinite(firstVisibleFrame))
        return;
    m_scale = (m_right - m_left) / visibleFrames;
    m_all = m_scale <= fitScale();
    m_first = firstVisibleFrame;
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
    const double frame = toPosition(x);
    const double fit = fitScale();
    m_scale = std::clamp(m_scale * factor, fit, std::max(fit, kMostScale));
    m_all = m_scale <= fit;
    m_first = frame - (x - m_left) / m_scale;
    clamp();
}

void TimelineGeometry::scrollBy(double pixels)
{
    scrollTo(m_first + pixels / m_scale);
}

void TimelineGeometry::scrollTo(double firstVisibleFrame)
{
    m_first = firstVisibleFrame;
    clamp();
}

void TimelineGeometry::makeVisible(FrameIndex frame)
{
    const double room = visibleFrames();
    if (frame < m_first)
        scrollTo(frame - room * 0.9); // played backwards: room to go on
    else if (frame + 1 > m_first + room)
        scrollTo(frame - room * 0.1);
}

FrameIndex TimelineGeometry::toFrame(double x) const
{
    const double frame = std::floor(toPosition(x));
    return int(std::clamp(frame, 0.0, std::max(0.0, m_frames - 1.0)));
}

FrameRange TimelineGeometry::visible() const
{
    if (m_frames == 0)
        return {};
    return {toFrame(m_left), toFrame(m_right)};
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

double FrameClock::seconds(FrameIndex frame) const
{
    if (times.empty())
        return rate > 0 ? frame / rate : 0;
    return times[size_t(std::clamp(frame, 0, int(times.size()) - 1))];
}

double FrameClock::position(double seconds) const
{
    if (times.empty())
        return seconds * rate;
    const auto next = std::upper_bound(times.begin(), times.end(), seconds);
    if (next == times.begin())
        return 0;
    const auto i = size_t(next - times.begin()) - 1;
    if (next == times.end())
        return double(i);
    return double(i) + (seconds - times[i]) / (*next - times[i]);
}

QString clockText(double seconds, int decimals)
{
    // Rounded first: 59.996 is 1:00.00, not 0:60.00.
    const double unit = std::pow(10.0, decimals);
    const auto units = qint64(std::llround(std::max(0.0, seconds) * unit));
    const auto whole = qint64(double(units) / unit);
    const double rest = double(units) / unit - double(whole / 60 * 60);
    const QString s = QString::number(rest, 'f', decimals)
                          .rightJustified(decimals > 0 ? 3 + decimals : 2, QLatin1Char('0'));
    const qint64 minutes = whole / 60;
    if (minutes < 60)
        return QStringLiteral("%1:%2").arg(minutes).arg(s);
    return QStringLiteral("%1:%2:%3").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0')).arg(s);
}

std::vector<RulerTick> rulerTicks(const TimelineGeometry& geometry, const FrameClock& clock, RulerUnit unit,
                                  double leastPixels)
{
    if (geometry.frames() == 0)
        return {};
    return unit == RulerUnit::Frames ? frameTicks(geometry, leastPixels)
                                     : timeTicks(geometry, clock, leastPixels);
}

std::vector<PixelSpan> pixelSpans(const std::vector<FrameRange>& ranges, const TimelineGeometry& geometry)
{
    std::vector<PixelSpan> spans;
    const FrameRange seen = geometry.visible();
    auto it = std::lower_bound(ranges.begin(), ranges.end(), seen.first,
                               [](const FrameRange& r, FrameIndex f) { return r.last < f; });
    for (; it != ranges.end() && it->first <= seen.last; ++it) {
        const double left = std::clamp(geometry.toX(it->first), geometry.left(),
                                       std::max(geometry.left(), geometry.right() - 1));
        const double right = std::max(left + 1, std::min(geometry.right(), geometry.toX(it->last + 1)));
        // Neighbouring ranges differ for a reason and stay two, as long as that can be seen.
        if (!spans.empty() && left - spans.back().right < 1 && geometry.scale() < 2)
            spans.back().right = std::max(spans.back().right, right);
        else
            spans.push_back({left, right});
    }
    return spans;
}

std::vector<double> narrowGaps(const std::vector<FrameRange>& ranges, const TimelineGeometry& geometry,
                               double leastPixels)
{
    std::vector<double> gaps;
    const FrameRange seen = geometry.visible();
    auto it = std::lower_bound(ranges.begin(), ranges.end(), seen.first,
                               [](const FrameRange& r, FrameIndex f) { return r.last < f; });
    for (; it != ranges.end() && it->first <= seen.last; ++it) {
        const auto next = it + 1;
        if (next == ranges.end() || next->first == it->last + 1)
            continue;
        const double left = geometry.toX(it->last + 1);
        const double right = geometry.toX(next->first);
        const double middle = (left + right) / 2;
        if (right - left < 2 && (gaps.empty() || middle - gaps.back() >= leastPixels))
            gaps.push_back(middle);
    }
    return gaps;
}

std::vector<double> pixelTicks(const std::vector<FrameIndex>& frames, const TimelineGeometry& geometry,
                               double leastPixels)
{
    std::vector<double> ticks;
    const FrameRange seen = geometry.visible();
    auto it = std::lower_bound(frames.begin(), frames.end(), seen.first);
    for (; it != frames.end() && *it <= seen.last; ++it) {
        const double x = geometry.toX(*it + 0.5);
        if (ticks.empty() || x - ticks.back() >= leastPixels)
            ticks.push_back(x);
    }
    return ticks;
}

std::vector<float> worstByColumn(const std::vector<float>& scores, const TimelineGeometry& geometry)
{
    const int columns = std::max(0, int(std::ceil(geometry.right() - geometry.left())));
    std::vector<float> worst(size_t(columns), std::numeric_limits<float>::quiet_NaN());
    if (geometry.frames() == 0)
        return worst;
    for (int c = 0; c < columns; ++c) {
        const double x = geometry.left() + c;
        const int from = std::max(0, int(std::floor(geometry.toPosition(x))));
        const int to = int(std::ceil(geometry.toPosition(x + 1)));
        for (int f = from; f < std::min(to, int(scores.size())); ++f) {
            const float s = scores[size_t(f)];
            if (!std::isnan(s) && !(worst[size_t(c)] <= s))
                worst[size_t(c)] = s;
        }
    }
    return worst;
}

std::vector<FilmSlot> filmSlots(const TimelineGeometry& geometry, double cell)
{
    std::vector<FilmSlot> film;
    if (geometry.frames() == 0 || cell <= 0)
        return film;
    // 1, 2, 3, 4, 6, 8, 12, 16, …: zooming a little keeps the pictures that are there.
    int step = 1;
    const auto off = [&](int s) { return std::abs(std::log(s * geometry.scale() / cell)); };
    for (int power = 1; power < (1 << 28); power *= 2) {
        for (const int s : {power, power * 3 / 2}) {
            if (off(s) < off(step))
                step = s;
        }
    }
    const double width = step * geometry.scale();
    const FrameRange seen = geometry.visible();
    for (FrameIndex f = seen.first / step * step; f <= seen.last; f += step)
        film.push_back({geometry.toX(f), width, f});
    return film;
}

void TimelineRows::scrollTo(int to)
{
    scroll = std::clamp(to, 0, mostScroll());
}

void TimelineRows::makeLaneVisible(int i)
{
    if (i * lane < scroll)
        scrollTo(i * lane);
    else if ((i + 1) * lane > scroll + lanesHeight())
        scrollTo((i + 1) * lane - lanesHeight());
}

int TimelineRows::laneAt(int y) const
{
    if (y < lanesTop() || y >= bottom)
        return -1;
    const int i = (y - lanesTop() + scroll) / lane;
    return i < lanes ? i : -1;
}

int TimelineRows::lastLane() const
{
    return std::min(lanes - 1, (scroll + lanesHeight() - 1) / lane);
}

} // namespace revseg
