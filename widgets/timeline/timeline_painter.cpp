// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_painter.h"

#include "widgets/theme/accents.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace revseg {

namespace {

constexpr int kCacheBar = 3; ///< at the lower edge of the ruler
constexpr int kInset = 8;    ///< of texts in the column of names

QColor faded(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

/// Diagonal stripes in logical pixels: Qt's own hatch patterns are in device pixels, hair-thin at 200 %.
void hatch(QPainter& painter, const QRectF& area, const QColor& color)
{
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.6));
    constexpr double kPitch = 6;
    const double h = area.height();
    for (double x = std::floor((area.left() - h) / kPitch) * kPitch; x < area.right(); x += kPitch)
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + h, area.top()));
    painter.restore();
}

/// The part of a picture that fills a slot of another shape.
QRectF covering(const QImage& image, double width, double height)
{
    const double wanted = width / height;
    QRectF part(image.rect());
    if (wanted > part.width() / part.height()) {
        const double h = part.width() / wanted;
        return {0, (part.height() - h) / 2, part.width(), h};
    }
    const double w = part.height() * wanted;
    return {(part.width() - w) / 2, 0, w, part.height()};
}

QPainterPath diamond(QPointF at, double r)
{
    QPainterPath path;
    path.moveTo(at.x(), at.y() - r);
    path.lineTo(at.x() + r, at.y());
    path.lineTo(at.x(), at.y() + r);
    path.lineTo(at.x() - r, at.y());
    path.closeSubpath();
    return path;
}

} // namespace

const SampledFrame* TimelineScene::sampleAt(FrameIndex frame) const
{
    const auto it =
        std::find_if(samples.begin(), samples.end(), [&](const SampledFrame& s) { return s.frame == frame; });
    return it == samples.end() ? nullptr : &*it;
}

const SampledFrame* TimelineScene::sampleNear(double x, double reach) const
{
    const SampledFrame* best = nullptr;
    for (const SampledFrame& s : samples) {
        const double off = std::abs(geometry.toX(s.frame + 0.5) - x);
        if (off <= reach && (best == nullptr || off < std::abs(geometry.toX(best->frame + 0.5) - x)))
            best = &s;
    }
    return best;
}

TimelinePainter::TimelinePainter(const TimelineScene& scene, const QPalette& palette, const QFont& font)
    : m_scene(scene)
    , m_geometry(scene.geometry)
    , m_rows(scene.rows)
    , m_palette(palette)
    , m_font(font)
    , m_metrics(font)
{
}

double TimelinePainter::keyframeReach(const QFontMetrics& metrics)
{
    return metrics.height() * 0.42;
}

QRectF TimelinePainter::frames(double y, double height) const
{
    return {m_geometry.left(), y, m_geometry.right() - m_geometry.left(), height};
}

void TimelinePainter::paintStill(QPainter& painter, const QRectF& all) const
{
    painter.setFont(m_font);
    painter.fillRect(all, m_palette.color(QPalette::Window));
    painter.fillRect(QRectF(0, m_rows.filmTop(), all.width(), all.height()), m_palette.color(QPalette::Base));
    if (m_geometry.frames() > 0) {
        paintRuler(painter);
        paintMarkers(painter);
        paintFilm(painter);
        paintSamples(painter);
    }
    paintLanes(painter, all.bottom());
    painter.setPen(m_palette.color(QPalette::Mid));
    painter.drawLine(QPointF(m_geometry.left() - 0.5, 0), QPointF(m_geometry.left() - 0.5, all.bottom()));
}

void TimelinePainter::paintSpans(QPainter& painter, const std::vector<FrameRange>& ranges, double y,
                                 double height, const QBrush& brush) const
{
    for (const PixelSpan& span : pixelSpans(ranges, m_geometry))
        painter.fillRect(QRectF(span.left, y, span.right - span.left, height), brush);
}

void TimelinePainter::paintName(QPainter& painter, double y, double height, const QString& text) const
{
    const QRectF area(kInset, y, m_geometry.left() - 2 * kInset, height);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                     m_metrics.elidedText(text, Qt::ElideRight, int(area.width())));
}

void TimelinePainter::paintRuler(QPainter& painter) const
{
    const double h = m_rows.ruler;
    painter.fillRect(QRectF(0, 0, m_geometry.right(), h), m_palette.color(QPalette::Button));
    painter.save();
    painter.setClipRect(frames(0, h));
    if (m_scene.in_out) {
        const double x1 = m_geometry.toX(m_scene.in_out->first);
        const double x2 = m_geometry.toX(m_scene.in_out->last + 1);
        painter.fillRect(QRectF(x1, 0, x2 - x1, h), accent(Accent::InOut, m_palette));
        const QColor edge = m_palette.color(QPalette::Highlight);
        for (const auto& [x, dx] : {std::pair{x1, 5.0}, {x2, -5.0}}) {
            painter.fillRect(QRectF(dx > 0 ? x : x - 2, 0, 2, h), edge);
            painter.fillRect(QRectF(std::min(x, x + dx), 0, 5, 2), edge);
        }
    }
    const QString widest = m_scene.unit == RulerUnit::Frames
                               ? QString::number(m_geometry.frames())
                               : clockText(m_scene.clock.seconds(m_geometry.frames() - 1), 2);
    const double least = m_metrics.horizontalAdvance(widest) + 24;
    for (const RulerTick& tick : rulerTicks(m_geometry, m_scene.clock, m_scene.unit, least)) {
        const bool major = !tick.label.isEmpty();
        painter.setPen(m_palette.color(major ? QPalette::ButtonText : QPalette::PlaceholderText));
        painter.drawLine(QPointF(tick.x, h - kCacheBar - (major ? 8 : 4)), QPointF(tick.x, h - kCacheBar));
        if (!major)
            continue;
        // Half a number would be another number: the last one stands before its tick.
        const double width = m_metrics.horizontalAdvance(tick.label);
        const double left = tick.x + 3 + width <= m_geometry.right() ? tick.x + 3 : tick.x - 3 - width;
        painter.drawText(QPointF(left, m_metrics.ascent() + 2), tick.label);
    }
    painter.restore();
    painter.setPen(m_palette.color(QPalette::PlaceholderText));
    paintName(painter, 0, h - kCacheBar, m_scene.unit == RulerUnit::Frames ? tr("Frames") : tr("Time"));
}

QRectF TimelinePainter::markerFlag(const TimelineMarker& marker) const
{
    const double x = m_geometry.toX(marker.frame + 0.5);
    if (m_rows.markers == 0 || x < m_geometry.left() || x > m_geometry.right())
        return {};
    const double width = std::min(m_metrics.horizontalAdvance(marker.name), m_metrics.height() * 8) + 8.0;
    return {x, double(m_rows.ruler), width, double(m_rows.markers)};
}

void TimelinePainter::paintMarkers(QPainter& painter) const
{
    if (m_rows.markers == 0)
        return;
    painter.setPen(m_palette.color(QPalette::PlaceholderText));
    paintName(painter, m_rows.ruler, m_rows.markers, tr("Markers"));
    painter.save();
    painter.setClipRect(frames(m_rows.ruler, m_rows.markers));
    double free = m_geometry.left(); // up to here names stand
    for (const TimelineMarker& marker : m_scene.markers) {
        const QRectF flag = markerFlag(marker);
        if (flag.isEmpty())
            continue;
        const QColor color = marker.color.isValid() ? marker.color : m_palette.color(QPalette::Link);
        painter.fillRect(QRectF(flag.left() - 1, flag.top(), 2, flag.height()), color);
        if (flag.left() < free)
            continue; // the tooltip has its name
        painter.fillRect(flag.adjusted(0, 1, 0, -1), faded(color, 60));
        painter.setPen(m_palette.color(QPalette::Text));
        painter.drawText(flag.adjusted(4, 0, -4, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         m_metrics.elidedText(marker.name, Qt::ElideRight, int(std::ceil(flag.width())) - 8));
        free = flag.right() + 4;
    }
    painter.restore();
}

void TimelinePainter::paintFilm(QPainter& painter) const
{
    const QRectF film = frames(m_rows.filmTop(), m_rows.film);
    painter.save();
    painter.setClipRect(film);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const auto& pictures = m_scene.thumbnails;
    for (const FilmSlot& slot : filmSlots(m_geometry, m_scene.filmCell())) {
        const QRectF place(slot.x, film.top(), slot.width, film.height());
        if (pictures.isEmpty()) {
            painter.setPen(m_palette.color(QPalette::AlternateBase));
            painter.drawLine(place.topRight(), place.bottomRight());
            continue;
        }
        // The nearest one that is there stands in until the right one comes.
        auto it = pictures.lowerBound(slot.frame);
        if (it == pictures.end() ||
            (it != pictures.begin() && it.key() - slot.frame > slot.frame - std::prev(it).key()))
            --it;
        painter.drawImage(place, it.value(), covering(it.value(), place.width(), place.height()));
    }
    if (m_scene.in_out) {
        const QColor dim = faded(m_palette.color(QPalette::Window), 150);
        const double x1 = m_geometry.toX(m_scene.in_out->first);
        const double x2 = m_geometry.toX(m_scene.in_out->last + 1);
        painter.fillRect(QRectF(film.left(), film.top(), x1 - film.left(), film.height()), dim);
        painter.fillRect(QRectF(x2, film.top(), film.right() - x2, film.height()), dim);
    }
    for (const PixelSpan& span : pixelSpans(m_scene.damaged, m_geometry)) {
        const QRectF area(span.left, film.top(), span.right - span.left, film.height());
        painter.fillRect(area, faded(accent(Accent::Damaged, m_palette), 90));
    }
    painter.restore();
    painter.setPen(m_palette.color(QPalette::PlaceholderText));
    paintName(painter, film.top(), film.height(),
              m_scene.samples.empty() ? tr("Film") : tr("Film, %1 seen").arg(int(m_scene.samples.size())));
}

void TimelinePainter::paintSamples(QPainter& painter) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double y = m_rows.lanesTop();
    for (const SampledFrame& s : m_scene.samples) {
        const double x = m_geometry.toX(s.frame + 0.5);
        if (x < m_geometry.left() || x > m_geometry.right() || s.frame >= m_geometry.frames())
            continue;
        QPainterPath tick;
        tick.moveTo(x, y - 9);
        tick.lineTo(x + 4.5, y - 1);
        tick.lineTo(x - 4.5, y - 1);
        tick.closeSubpath();
        painter.setPen(QPen(m_palette.color(QPalette::Base), 1));
        painter.setBrush(accent(Accent::Sampled, m_palette));
        painter.drawPath(tick);
    }
    painter.restore();
}

void TimelinePainter::paintLanes(QPainter& painter, double bottom) const
{
    const QRectF area(0, m_rows.lanesTop(), m_geometry.right(), m_rows.lanesHeight());
    if (m_scene.lanes.empty()) {
        painter.setPen(m_palette.color(QPalette::PlaceholderText));
        painter.drawText(
            area.adjusted(m_geometry.frames() > 0 ? m_geometry.left() + kInset : kInset, 4, -kInset, 0),
            Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap,
            m_geometry.frames() > 0 ? tr("Objects and their masks appear here.")
                                    : tr("The timeline of the video appears here."));
        return;
    }
    painter.save();
    painter.setClipRect(QRectF(0, area.top(), area.width(), bottom - area.top()));
    for (int i = m_rows.firstLane(); i <= m_rows.lastLane(); ++i)
        paintLane(painter, m_scene.lanes[size_t(i)], m_rows.laneTop(i));
    painter.restore();
}

void TimelinePainter::paintLane(QPainter& painter, const TimelineLane& lane, double y) const
{
    const double h = m_rows.lane;
    const bool current = lane.object == m_scene.current;
    if (current) {
        painter.fillRect(QRectF(0, y, m_geometry.right(), h - 1),
                         faded(m_palette.color(QPalette::Highlight), 45));
        painter.fillRect(QRectF(0, y, 3, h - 1), m_palette.color(QPalette::Highlight));
    }
    painter.setPen(m_palette.color(QPalette::AlternateBase));
    painter.drawLine(QPointF(0, y + h - 0.5), QPointF(m_geometry.right(), y + h - 0.5));

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(lane.color, 1.5));
    painter.setBrush(lane.visible ? QBrush(lane.color) : QBrush(Qt::NoBrush));
    const double swatch = h * 0.5;
    painter.drawRoundedRect(QRectF(kInset, y + (h - swatch) / 2 - 0.5, swatch, swatch), 3, 3);
    painter.restore();
    QFont font = m_font;
    font.setBold(current);
    painter.setFont(font);
    painter.setPen(m_palette.color(lane.visible ? QPalette::Text : QPalette::PlaceholderText));
    const QRectF name(kInset + swatch + 6, y, m_geometry.left() - 2 * kInset - swatch - 6, h);
    painter.drawText(name, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(font).elidedText(lane.name, Qt::ElideRight, int(name.width())));
    painter.setFont(m_font);

    painter.save();
    painter.setClipRect(frames(y, h), Qt::IntersectClip);
    const double top = y + std::round(h * 0.25);
    const double bar = std::round(h * 0.46);
    paintSpans(painter, lane.masks, top, bar, faded(lane.color, lane.visible ? 215 : 90));
    for (const PixelSpan& span : pixelSpans(lane.stale, m_geometry)) {
        const QRectF area(span.left, top - 1, span.right - span.left, bar + 2);
        painter.fillRect(area, faded(m_palette.color(QPalette::Base), 150));
        hatch(painter, area, accent(Accent::Stale, m_palette));
    }
    // A notch through the whole bar, so that one lost frame of thousands is seen.
    for (const double x : narrowGaps(lane.masks, m_geometry, 3)) {
        painter.fillRect(QRectF(std::floor(x), top, 1, bar), m_palette.color(QPalette::Base));
        painter.fillRect(QRectF(std::floor(x) - 1, top - 2, 3, 2), accent(Accent::Bad, m_palette));
    }
    paintPresence(painter, lane, top, bar);
    if (!lane.scores.empty())
        paintScores(painter, lane, y);
    if (!lane.changes.empty())
        paintChanges(painter, lane, y);
    // Who wrote it: a thin line below, nothing where a person did.
    paintSpans(painter, lane.tracked, y + h - 4, 2, accent(Accent::Sampled, m_palette));
    paintSpans(painter, lane.from_run, y + h - 4, 2, accent(Accent::Keyframe, m_palette));
    paintSpans(painter, lane.imported, y + h - 4, 2, accent(Accent::Edited, m_palette));
    for (const double x : pixelTicks(lane.painted, m_geometry, 3)) {
        painter.fillRect(QRectF(x - 2, y + 2, 4, h - 5), m_palette.color(QPalette::Base));
        painter.fillRect(QRectF(x - 1, y + 3, 2, h - 7), m_palette.color(QPalette::Text));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_palette.color(QPalette::Base), 1));
    painter.setBrush(accent(Accent::Good, m_palette));
    for (const double x : pixelTicks(lane.checked, m_geometry, 3))
        painter.drawEllipse(QPointF(x, y + h - 5), 3.2, 3.2);
    painter.restore();
}

/// What is known where there is no mask: dots for occluded, a line for out of the frame, a hollow bar for
/// absent, a crossed one for a mask that has lost its last pixel.
void TimelinePainter::paintPresence(QPainter& painter, const TimelineLane& lane, double top, double bar) const
{
    const QColor color = lane.visible ? lane.color : faded(lane.color, 120);
    const double middle = top + bar / 2;
    painter.setBrush(Qt::NoBrush);
    for (const PixelSpan& s : pixelSpans(lane.absent, m_geometry)) {
        painter.setPen(QPen(faded(color, 170), 1));
        painter.drawRect(
            QRectF(s.left + 0.5, top + bar * 0.25, std::max(1.0, s.right - s.left - 1), bar * 0.5));
    }
    for (const PixelSpan& s : pixelSpans(lane.emptied, m_geometry)) {
        const QRectF box(s.left + 0.5, top + 0.5, std::max(1.0, s.right - s.left - 1), bar - 1);
        painter.setPen(QPen(accent(Accent::Bad, m_palette), 1));
        painter.drawRect(box);
        painter.drawLine(box.topLeft(), box.bottomRight());
        painter.drawLine(box.bottomLeft(), box.topRight());
    }
    for (const PixelSpan& s : pixelSpans(lane.occluded, m_geometry)) {
        painter.setPen(QPen(color, 3, Qt::DotLine));
        painter.drawLine(QPointF(s.left, middle), QPointF(s.right, middle));
    }
    for (const PixelSpan& s : pixelSpans(lane.out_of_frame, m_geometry)) {
        painter.setPen(QPen(color, 1.5));
        painter.drawLine(QPointF(s.left, middle), QPointF(s.right, middle));
    }
}

/// The higher the bar, the more a frame would change.
void TimelinePainter::paintChanges(QPainter& painter, const TimelineLane& lane, double y) const
{
    std::vector<float> kept(lane.changes.size());
    std::transform(lane.changes.begin(), lane.changes.end(), kept.begin(), [](float c) { return 1 - c; });
    const std::vector<float> least = worstByColumn(kept, m_geometry);
    const double h = m_rows.lane - 5;
    for (size_t c = 0; c < least.size(); ++c) {
        if (std::isnan(least[c]))
            continue;
        const double height = std::max(2.0, h * (1 - double(least[c])));
        painter.fillRect(QRectF(m_geometry.left() + double(c), y + 2 + h - height, 1, height),
                         accent(Accent::Stale, m_palette));
    }
}

void TimelinePainter::paintScores(QPainter& painter, const TimelineLane& lane, double y) const
{
    const std::vector<float> worst = worstByColumn(lane.scores, m_geometry);
    QPainterPath curve;
    bool on = false;
    for (size_t c = 0; c < worst.size(); ++c) {
        if (std::isnan(worst[c])) {
            on = false;
            continue;
        }
        const double low = y + m_rows.lane - 4.0;
        const double high = y + 3.0;
        const QPointF at(m_geometry.left() + double(c) + 0.5,
                         low - (low - high) * std::clamp(double(worst[c]), 0.0, 1.0));
        on ? curve.lineTo(at) : curve.moveTo(at);
        on = true;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(faded(m_palette.color(QPalette::Base), 200), 3));
    painter.drawPath(curve);
    painter.setPen(QPen(m_palette.color(QPalette::Text), 1.2));
    painter.drawPath(curve);
    painter.restore();
}

void TimelinePainter::paintKeyframe(QPainter& painter, const TimelineMotion& motion) const
{
    const double x = m_geometry.toX(*motion.keyframe + 0.5);
    const double y = m_rows.filmTop();
    const QColor color = accent(Accent::Keyframe, m_palette);
    painter.setPen(QPen(faded(color, 190), 1.5));
    painter.drawLine(QPointF(x, y), QPointF(x, m_rows.bottom));
    const double r = keyframeReach(m_metrics) * (motion.keyframe_lit ? 1.25 : 1);
    painter.setPen(QPen(m_palette.color(QPalette::Base), 1.5));
    painter.setBrush(color);
    painter.drawPath(diamond({x, y}, r));
    if (motion.keyframe_text.isEmpty())
        return;
    const double width = m_metrics.horizontalAdvance(motion.keyframe_text) + 12;
    const double left = x + r + 4 + width < m_geometry.right() ? x + r + 4 : x - r - 4 - width;
    const QRectF label(left, y + r + 2, width, m_metrics.height() + 4);
    painter.setPen(color);
    painter.setBrush(m_palette.color(QPalette::ToolTipBase));
    painter.drawRoundedRect(label, 4, 4);
    painter.setPen(m_palette.color(QPalette::ToolTipText));
    painter.drawText(label, Qt::AlignCenter, motion.keyframe_text);
}

void TimelinePainter::paintMoving(QPainter& painter, const TimelineMotion& motion) const
{
    if (m_geometry.frames() == 0)
        return;
    const double bottom = m_rows.bottom;
    painter.save();
    painter.setFont(m_font);
    painter.setClipRect(frames(0, bottom), Qt::IntersectClip);
    paintSpans(painter, m_scene.cached, m_rows.ruler - kCacheBar, kCacheBar,
               accent(Accent::Cached, m_palette));
    paintSpans(painter, m_scene.damaged, m_rows.ruler - kCacheBar, kCacheBar,
               accent(Accent::Damaged, m_palette));
    for (int i = m_rows.firstLane(); !motion.selected.isEmpty() && i <= m_rows.lastLane(); ++i) {
        if (m_scene.lanes[size_t(i)].object != motion.selected_object)
            continue;
        const double x = m_geometry.toX(motion.selected.first);
        const QRectF area(x, std::max(m_rows.lanesTop(), m_rows.laneTop(i)),
                          m_geometry.toX(motion.selected.last + 1) - x, m_rows.lane - 1);
        const QColor color = m_palette.color(QPalette::Highlight);
        painter.fillRect(area, faded(color, 90));
        painter.setPen(QPen(color, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area.adjusted(0.75, 0.75, -0.75, -0.75));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    if (motion.keyframe)
        paintKeyframe(painter, motion);
    if (motion.highlighted) {
        const double x = m_geometry.toX(*motion.highlighted + 0.5);
        const QColor color = accent(Accent::Sampled, m_palette);
        painter.fillRect(QRectF(x - 5, 0, 10, bottom), faded(color, 50));
        painter.setPen(QPen(color, 2));
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom));
    }
    const QColor color = accent(Accent::Playhead, m_palette);
    const double x = m_geometry.toX(motion.position + 0.5);
    if (m_geometry.scale() > 4)
        painter.fillRect(QRectF(m_geometry.toX(motion.position), 0, m_geometry.scale(), bottom),
                         faded(color, 45));
    painter.setPen(QPen(color, 1.5));
    painter.drawLine(QPointF(x, 0), QPointF(x, bottom));
    const double w = m_metrics.height() * 0.36;
    QPainterPath head;
    head.moveTo(x - w, 0);
    head.lineTo(x + w, 0);
    head.lineTo(x + w, w);
    head.lineTo(x, 2 * w);
    head.lineTo(x - w, w);
    head.closeSubpath();
    painter.fillPath(head, color);
    painter.restore();
}

} // namespace revseg
