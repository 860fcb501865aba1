// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_widget.h"

#include "widgets/theme/accents.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {
constexpr size_t kThumbnails = 400; ///< kept at most
}

TimelineWidget::TimelineWidget(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Timeline"));
    setObjectName(QStringLiteral("timeline"));
    setMouseTracking(true);
    setFocusPolicy(Qt::ClickFocus);
    m_thumbnailTimer.setSingleShot(true);
    m_thumbnailTimer.setInterval(120);
    connect(&m_thumbnailTimer, &QTimer::timeout, this, &TimelineWidget::askForThumbnails);
}

QSize TimelineWidget::sizeHint() const
{
    return {600, rulerHeight() + filmHeight() + 4 * laneHeight()};
}

QSize TimelineWidget::minimumSizeHint() const
{
    return {200, rulerHeight() + filmHeight() + laneHeight()};
}

int TimelineWidget::rulerHeight() const
{
    return fontMetrics().height() + 12;
}

int TimelineWidget::filmHeight() const
{
    return fontMetrics().height() * 5 / 2;
}

int TimelineWidget::laneHeight() const
{
    return fontMetrics().height() + 8;
}

QRect TimelineWidget::filmRect() const
{
    return {int(m_geometry.left()), rulerHeight(), width() - int(m_geometry.left()), filmHeight()};
}

QRect TimelineWidget::lanesRect() const
{
    const int top = rulerHeight() + filmHeight() + 4;
    return {0, top, width(), std::max(0, height() - top)};
}

void TimelineWidget::layoutChanged()
{
    m_geometry.setWidth(width(), fontMetrics().averageCharWidth() * 20);
    const int most = std::max(0, int(m_lanes.size()) * laneHeight() - lanesRect().height());
    m_scrollY = std::clamp(m_scrollY, 0, most);
    m_thumbnailTimer.start();
    update();
}

void TimelineWidget::setVideo(int frames, double framesPerSecond)
{
    m_rate = framesPerSecond > 0 ? framesPerSecond : 25;
    m_cached.clear();
    m_damaged.clear();
    m_samples.clear();
    m_keyframe.reset();
    m_thumbnails.clear();
    m_highlighted.reset();
    m_position = 0;
    m_geometry.setFrames(0);
    setFrames(frames);
}

void TimelineWidget::setFrames(int frames)
{
    m_geometry.setFrames(frames);
    layoutChanged();
}

void TimelineWidget::setPosition(FrameIndex frame)
{
    m_position = frame;
    if (m_geometry.isZoomed())
        m_geometry.makeVisible(frame);
    update();
}

void TimelineWidget::setCachedRanges(std::vector<FrameRange> ranges)
{
    m_cached = std::move(ranges);
    update();
}

void TimelineWidget::setDamaged(std::vector<FrameRange> ranges)
{
    m_damaged = std::move(ranges);
    update();
}

void TimelineWidget::setSamples(SampledFrames samples)
{
    m_samples = std::move(samples);
    update();
}

void TimelineWidget::setKeyframe(std::optional<FrameIndex> frame)
{
    m_keyframe = frame;
    update();
}

void TimelineWidget::setInOut(std::optional<FrameRange> range)
{
    m_inOut = range;
    update();
}

void TimelineWidget::setLanes(std::vector<TimelineLane> lanes, int current)
{
    m_lanes = std::move(lanes);
    m_current = current;
    layoutChanged();
}

void TimelineWidget::setThumbnail(FrameIndex frame, const QImage& image)
{
    if (image.isNull())
        return;
    m_aspect = double(image.width()) / image.height();
    m_thumbnails.insert(frame, image);
    while (size_t(m_thumbnails.size()) > kThumbnails) {
        // Those far from what is looked at go first.
        const bool dropFirst =
            std::abs(m_thumbnails.firstKey() - m_position) > std::abs(m_thumbnails.lastKey() - m_position);
        m_thumbnails.remove(dropFirst ? m_thumbnails.firstKey() : m_thumbnails.lastKey());
    }
    update(filmRect());
}

void TimelineWidget::setHighlightedFrame(std::optional<FrameIndex> frame)
{
    m_highlighted = frame;
    update();
}

void TimelineWidget::askForThumbnails()
{
    if (m_geometry.frames() == 0)
        return;
    const QRect film = filmRect();
    const double cell = std::max(24.0, film.height() * m_aspect);
    std::vector<FrameIndex> wanted;
    for (double x = film.left(); x < film.right(); x += cell) {
        const FrameIndex frame = m_geometry.toFrame(x);
        if (!m_thumbnails.contains(frame) && (wanted.empty() || wanted.back() != frame))
            wanted.push_back(frame);
    }
    if (!wanted.empty())
        Q_EMIT thumbnailsWanted(wanted, int(film.height() * devicePixelRatioF()));
}

QString TimelineWidget::frameText(FrameIndex frame) const
{
    const double s = frame / m_rate;
    return tr("Frame %1, %2:%3")
        .arg(frame)
        .arg(int(s) / 60)
        .arg(QString::number(std::fmod(s, 60), 'f', 2).rightJustified(5, QLatin1Char('0')));
}

void TimelineWidget::paintRanges(QPainter& painter, const std::vector<FrameRange>& ranges, double y, double h,
                                 const QColor& color) const
{
    const FrameRange seen = m_geometry.visible();
    auto it = std::lower_bound(ranges.begin(), ranges.end(), seen.first,
                               [](const FrameRange& r, FrameIndex f) { return r.last < f; });
    for (; it != ranges.end() && it->first <= seen.last; ++it) {
        const double x1 = std::max(m_geometry.left(), m_geometry.toX(it->first));
        const double x2 = m_geometry.toX(it->last + 1);
        painter.fillRect(QRectF(x1, y, std::max(1.0, x2 - x1), h), color);
    }
}

void TimelineWidget::paintRuler(QPainter& painter) const
{
    const int h = rulerHeight();
    painter.fillRect(QRect(0, 0, width(), h), palette().color(QPalette::Button));
    if (m_inOut) {
        painter.fillRect(QRectF(m_geometry.toX(m_inOut->first), 0,
                                m_geometry.toX(m_inOut->last + 1) - m_geometry.toX(m_inOut->first), h),
                         accent(Accent::InOut, palette()));
    }
    const double least = fontMetrics().horizontalAdvance(QString::number(m_geometry.frames())) + 24;
    const int step = m_geometry.tickStep(least);
    const int small = std::max(1, step % 5 == 0 ? step / 5 : step / 2);
    const FrameRange seen = m_geometry.visible();
    for (FrameIndex f = seen.first / small * small; f <= seen.last; f += small) {
        const double x = m_geometry.toX(f);
        if (x < m_geometry.left())
            continue;
        const bool major = f % step == 0;
        painter.setPen(palette().color(major ? QPalette::ButtonText : QPalette::Mid));
        painter.drawLine(QPointF(x, h - (major ? 8 : 4)), QPointF(x, h - 1));
        if (major)
            painter.drawText(QPointF(x + 3, fontMetrics().ascent() + 2), QString::number(f));
    }
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(QRect(8, 0, int(m_geometry.left()) - 12, h - 4), Qt::AlignVCenter | Qt::AlignLeft,
                     tr("Frames"));
    paintRanges(painter, m_cached, h - 3, 3, accent(Accent::Cached, palette()));
    paintRanges(painter, m_damaged, h - 3, 3, accent(Accent::Damaged, palette()));
}

void TimelineWidget::paintFilm(QPainter& painter) const
{
    const QRect film = filmRect();
    painter.fillRect(QRect(0, film.top(), width(), film.height()), palette().color(QPalette::Base));
    painter.save();
    painter.setClipRect(film);
    const double cell = std::max(24.0, film.height() * m_aspect);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (double x = film.left(); x < film.right(); x += cell) {
        // The nearest one that is there stands in until the right one comes.
        const FrameIndex frame = m_geometry.toFrame(x);
        if (m_geometry.toX(m_geometry.frames()) <= x || m_thumbnails.isEmpty())
            break;
        auto it = m_thumbnails.lowerBound(frame);
        if (it == m_thumbnails.end())
            --it;
        painter.drawImage(QRectF(x, film.top(), cell, film.height()), it.value());
    }
    painter.restore();

    // What the model saw, and the frame it chose.
    painter.setRenderHint(QPainter::Antialiasing);
    const double y = film.bottom() + 1;
    for (const SampledFrame& s : m_samples) {
        const double x = m_geometry.toX(s.frame + 0.5);
        if (x < film.left() || x > film.right())
            continue;
        QPainterPath tick;
        tick.moveTo(x, y - 8);
        tick.lineTo(x + 4, y);
        tick.lineTo(x - 4, y);
        painter.fillPath(tick, accent(Accent::Sampled, palette()));
    }
    if (m_keyframe) {
        const double x = m_geometry.toX(*m_keyframe + 0.5);
        if (x >= film.left()) {
            painter.setPen(QPen(accent(Accent::Keyframe, palette()), 2));
            painter.drawLine(QPointF(x, film.top()), QPointF(x, height()));
            QPainterPath diamond;
            diamond.moveTo(x, film.top() - 8);
            diamond.lineTo(x + 8, film.top());
            diamond.lineTo(x, film.top() + 8);
            diamond.lineTo(x - 8, film.top());
            painter.fillPath(diamond, accent(Accent::Keyframe, palette()));
        }
    }
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(QRect(8, film.top(), int(m_geometry.left()) - 12, film.height()),
                     Qt::AlignVCenter | Qt::AlignLeft,
                     m_samples.empty() ? tr("Film") : tr("Film, %1 seen").arg(m_samples.size()));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void TimelineWidget::paintLanes(QPainter& painter) const
{
    const QRect area = lanesRect();
    painter.fillRect(area, palette().color(QPalette::Base));
    if (m_lanes.empty() && m_geometry.frames() > 0) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(area.adjusted(8, 4, -8, -4), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap,
                         tr("Objects and their masks appear here."));
        return;
    }
    const int h = laneHeight();
    const int from = m_scrollY / h;
    const int to = std::min(int(m_lanes.size()) - 1, (m_scrollY + area.height()) / h);
    painter.save();
    painter.setClipRect(area);
    for (int i = from; i <= to; ++i) {
        const TimelineLane& lane = m_lanes[size_t(i)];
        const int y = area.top() + i * h - m_scrollY;
        if (lane.object == m_current) {
            QColor mark = palette().color(QPalette::Highlight);
            mark.setAlpha(45);
            painter.fillRect(QRect(0, y, width(), h), mark);
        }
        painter.setPen(palette().color(QPalette::Midlight));
        painter.drawLine(0, y + h - 1, width(), y + h - 1);
        painter.fillRect(QRectF(8, y + 5, h - 10, h - 10), lane.color);
        painter.setPen(palette().color(lane.visible ? QPalette::Text : QPalette::PlaceholderText));
        const QRect nameRect(h + 4, y, int(m_geometry.left()) - h - 10, h);
        painter.drawText(nameRect, Qt::AlignVCenter | Qt::AlignLeft,
                         fontMetrics().elidedText(lane.name, Qt::ElideRight, nameRect.width()));
        QColor bar = lane.color;
        bar.setAlpha(lane.visible ? 205 : 90);
        paintRanges(painter, lane.masks, y + 5, h - 11, bar);
        const FrameRange seen = m_geometry.visible();
        auto p = std::lower_bound(lane.painted.begin(), lane.painted.end(), seen.first);
        for (; p != lane.painted.end() && *p <= seen.last; ++p) {
            const double x = m_geometry.toX(*p + 0.5);
            painter.fillRect(QRectF(x - 1.5, y + 2, 3, h - 5), palette().color(QPalette::Text));
        }
    }
    painter.restore();
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(QPointF(m_geometry.left() - 1, rulerHeight()), QPointF(m_geometry.left() - 1, height()));
}

void TimelineWidget::paintPlayhead(QPainter& painter) const
{
    if (m_geometry.frames() == 0)
        return;
    if (m_highlighted) {
        const double x = m_geometry.toX(*m_highlighted + 0.5);
        painter.setPen(QPen(accent(Accent::Sampled, palette()), 2, Qt::DotLine));
        painter.drawLine(QPointF(x, 0), QPointF(x, height()));
    }
    const double x = m_geometry.toX(m_position + 0.5);
    if (x < m_geometry.left())
        return;
    const QColor color = accent(Accent::Playhead, palette());
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_geometry.scale() > 4) {
        QColor wide = color;
        wide.setAlpha(50);
        painter.fillRect(QRectF(m_geometry.toX(m_position), 0, m_geometry.scale(), height()), wide);
    }
    painter.setPen(QPen(color, 1.5));
    painter.drawLine(QPointF(x, 0), QPointF(x, height()));
    QPainterPath head;
    head.moveTo(x - 6, 0);
    head.lineTo(x + 6, 0);
    head.lineTo(x + 6, 6);
    head.lineTo(x, 12);
    head.lineTo(x - 6, 6);
    painter.fillPath(head, color);
}

void TimelineWidget::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    if (m_geometry.frames() > 0)
        paintRuler(painter);
    paintLanes(painter);
    if (m_geometry.frames() > 0)
        paintFilm(painter);
    paintPlayhead(painter);
}

void TimelineWidget::resizeEvent(QResizeEvent*)
{
    layoutChanged();
}

void TimelineWidget::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layoutChanged();
}

void TimelineWidget::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_geometry.frames() == 0)
        return;
    const QRect lanes = lanesRect();
    if (lanes.contains(event->pos())) {
        const int i = (event->pos().y() - lanes.top() + m_scrollY) / laneHeight();
        if (i >= 0 && i < int(m_lanes.size()))
            Q_EMIT objectActivated(m_lanes[size_t(i)].object);
    }
    if (event->position().x() >= m_geometry.left())
        Q_EMIT scrubbed(m_geometry.toFrame(event->position().x()));
}

void TimelineWidget::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & Qt::LeftButton) && m_geometry.frames() > 0)
        Q_EMIT scrubbed(m_geometry.toFrame(event->position().x()));
}

void TimelineWidget::wheelEvent(QWheelEvent* event)
{
    const QPoint delta = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        m_geometry.zoomAt(std::pow(1.25, delta.y() / 120.0),
                          std::max(m_geometry.left(), event->position().x()));
    } else if (delta.x() != 0 || (event->modifiers() & Qt::ShiftModifier) ||
               event->position().y() < lanesRect().top()) {
        m_geometry.scrollBy(-(delta.x() != 0 ? delta.x() : delta.y()) * 0.8);
    } else {
        m_scrollY -= delta.y() / 120 * laneHeight();
    }
    layoutChanged();
    event->accept();
}

bool TimelineWidget::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && m_geometry.frames() > 0) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (help->pos().x() >= m_geometry.left()) {
            QString text = frameText(m_geometry.toFrame(help->pos().x()));
            for (const SampledFrame& s : m_samples) {
                if (std::abs(m_geometry.toX(s.frame + 0.5) - help->pos().x()) < 5)
                    text += QLatin1Char('\n') +
                            tr("Sample %1: frame %2 was shown to the model").arg(s.sample).arg(s.frame);
            }
            QToolTip::showText(help->globalPos(), text, this);
        } else {
            QToolTip::showText(help->globalPos(),
                               tr("Drag to scrub. The wheel scrolls, Ctrl and wheel zoom."), this);
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace revseg
