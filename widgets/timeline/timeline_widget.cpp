// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_widget.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {

constexpr int kThumbnails = 400; ///< kept at most
constexpr int kScrollParts = 16; ///< steps of the scroll bar in a frame

} // namespace

TimelineWidget::TimelineWidget(QWidget* parent)
    : QWidget(parent)
    , m_along(new QScrollBar(Qt::Horizontal, this))
    , m_down(new QScrollBar(Qt::Vertical, this))
{
    setAccessibleName(tr("Timeline"));
    setAccessibleDescription(
        tr("Up and Down choose the object, plus and minus zoom at the current frame, zero shows all."));
    setObjectName(QStringLiteral("timeline"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_thumbnailTimer.setSingleShot(true);
    m_thumbnailTimer.setInterval(120);
    connect(&m_thumbnailTimer, &QTimer::timeout, this, &TimelineWidget::askForThumbnails);
    m_edgeTimer.setInterval(30);
    connect(&m_edgeTimer, &QTimer::timeout, this, [this] {
        const double past = m_pointer.x() < m_scene.geometry.left()
                                ? m_pointer.x() - m_scene.geometry.left()
                                : m_pointer.x() - m_scene.geometry.right();
        m_scene.geometry.scrollBy(std::clamp(past, -40.0, 40.0));
        layoutChanged();
        dragTo(m_pointer);
    });
    for (QScrollBar* bar : {m_along, m_down}) {
        bar->setFocusPolicy(Qt::NoFocus);
        bar->setCursor(Qt::ArrowCursor);
        bar->hide();
    }
    connect(m_along, &QScrollBar::valueChanged, this, [this](int value) {
        m_scene.geometry.scrollTo(double(value) / kScrollParts);
        layoutChanged();
    });
    connect(m_down, &QScrollBar::valueChanged, this, [this](int value) {
        m_scene.rows.scrollTo(value);
        layoutChanged();
    });
    layoutChanged();
}

QSize TimelineWidget::sizeHint() const
{
    const TimelineRows& rows = m_scene.rows;
    return {fontMetrics().averageCharWidth() * 100, rows.lanesTop() + 4 * rows.lane};
}

QSize TimelineWidget::minimumSizeHint() const
{
    const TimelineRows& rows = m_scene.rows;
    return {fontMetrics().averageCharWidth() * 40, rows.lanesTop() + rows.lane};
}

void TimelineWidget::layoutChanged()
{
    const int line = fontMetrics().height();
    TimelineRows& rows = m_scene.rows;
    TimelineGeometry& geometry = m_scene.geometry;
    rows.ruler = line + 13;
    rows.markers = m_scene.markers.empty() ? 0 : line + 4;
    rows.film = line * 5 / 2;
    rows.lane = line + 8;
    rows.lanes = int(m_scene.lanes.size());

    // Whether there are scroll bars decides about the room, and the room about the scroll bars.
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    rows.bottom = height() - (geometry.isZoomed() ? bar : 0);
    const bool overflows = rows.mostScroll() > 0 && rows.lanesHeight() > 0;
    geometry.setWidth(width() - (overflows ? bar : 0), fontMetrics().averageCharWidth() * 20);
    rows.bottom = height() - (geometry.isZoomed() ? bar : 0);
    rows.scrollTo(rows.scroll);
    showScrollBars();
    m_thumbnailTimer.start();
    stillChanged();
}

void TimelineWidget::showScrollBars()
{
    const TimelineRows& rows = m_scene.rows;
    const TimelineGeometry& geometry = m_scene.geometry;
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    const QSignalBlocker along(m_along);
    const QSignalBlocker down(m_down);
    const int page = int(geometry.visibleFrames() * kScrollParts);
    m_along->setVisible(geometry.isZoomed());
    m_along->setGeometry(int(geometry.left()), height() - bar, int(geometry.right() - geometry.left()), bar);
    m_along->setPageStep(std::max(1, page));
    m_along->setSingleStep(std::max(1, page / 20));
    m_along->setRange(0, std::max(0, geometry.frames() * kScrollParts - page));
    m_along->setValue(int(std::lround(geometry.firstVisible() * kScrollParts)));
    m_down->setVisible(rows.mostScroll() > 0 && rows.lanesHeight() > 0);
    m_down->setGeometry(width() - bar, rows.lanesTop(), bar, rows.lanesHeight());
    m_down->setPageStep(std::max(1, rows.lanesHeight()));
    m_down->setSingleStep(rows.lane);
    m_down->setRange(0, rows.mostScroll());
    m_down->setValue(rows.scroll);
}

void TimelineWidget::stillChanged()
{
    m_stillValid = false;
    update();
}

void TimelineWidget::moved()
{
    update();
}

void TimelineWidget::setVideo(int frames, double framesPerSecond)
{
    m_scene.clock = {framesPerSecond > 0 ? framesPerSecond : 25, {}};
    m_scene.cached.clear();
    m_scene.damaged.clear();
    m_scene.thumbnails.clear();
    m_highlighted.reset();
    m_hovered.reset();
    m_selected = {};
    m_position = 0;
    endDrag();
    m_scene.geometry.setFrames(0);
    setFrames(frames);
}

void TimelineWidget::setFrames(int frames)
{
    m_scene.geometry.setFrames(frames);
    layoutChanged();
}

void TimelineWidget::setTimes(std::vector<double> seconds)
{
    m_scene.clock.times = std::move(seconds);
    stillChanged();
}

QRect TimelineWidget::columnRect(double x) const
{
    const double reach = std::max(fontMetrics().height() * 1.0, m_scene.geometry.scale() + 2);
    return QRectF(x - reach, 0, 2 * reach, height()).toAlignedRect();
}

void TimelineWidget::setPosition(FrameIndex frame)
{
    if (frame == m_position)
        return;
    const double first = m_scene.geometry.firstVisible();
    update(columnRect(m_scene.geometry.toX(m_position + 0.5)));
    m_position = frame;
    // Commands must not reach for frames that nobody looks at any more.
    if (m_drag == Drag::None && !m_selected.isEmpty() && !m_selected.contains(frame))
        clearSelection();
    if (m_drag == Drag::None && m_scene.geometry.isZoomed())
        m_scene.geometry.makeVisible(frame);
    if (m_scene.geometry.firstVisible() != first)
        layoutChanged();
    else
        update(columnRect(m_scene.geometry.toX(m_position + 0.5)));
}

void TimelineWidget::setCachedRanges(std::vector<FrameRange> ranges)
{
    m_scene.cached = std::move(ranges);
    update(0, 0, width(), m_scene.rows.ruler);
}

void TimelineWidget::setDamaged(std::vector<FrameRange> ranges)
{
    m_scene.damaged = std::move(ranges);
    stillChanged();
}

void TimelineWidget::setSamples(SampledFrames samples)
{
    m_scene.samples = std::move(samples);
    m_thumbnailTimer.start();
    stillChanged();
}

void TimelineWidget::setKeyframe(std::optional<FrameIndex> frame)
{
    m_scene.keyframe = frame;
    if (!frame && m_drag == Drag::Keyframe)
        endDrag();
    moved();
}

void TimelineWidget::setKeyframeEditable(bool editable)
{
    m_keyframeEditable = editable;
    if (!editable && m_drag == Drag::Keyframe)
        endDrag();
    moved();
}

void TimelineWidget::setInOut(std::optional<FrameRange> range)
{
    m_scene.in_out = range;
    stillChanged();
}

void TimelineWidget::setMarkers(std::vector<TimelineMarker> markers)
{
    std::stable_sort(markers.begin(), markers.end(),
                     [](const TimelineMarker& a, const TimelineMarker& b) { return a.frame < b.frame; });
    m_scene.markers = std::move(markers);
    layoutChanged();
}

void TimelineWidget::setLanes(std::vector<TimelineLane> lanes, int current)
{
    m_scene.lanes = std::move(lanes);
    const bool changed = current != m_scene.current;
    m_scene.current = current;
    layoutChanged();
    const auto at = std::find_if(m_scene.lanes.begin(), m_scene.lanes.end(),
                                 [&](const TimelineLane& lane) { return lane.object == current; });
    if (changed && at != m_scene.lanes.end() && m_drag == Drag::None) {
        m_scene.rows.makeLaneVisible(int(at - m_scene.lanes.begin()));
        layoutChanged();
    }
}

void TimelineWidget::setThumbnail(FrameIndex frame, const QImage& image)
{
    if (image.isNull())
        return;
    auto& pictures = m_scene.thumbnails;
    const double aspect = double(image.width()) / image.height();
    const bool reshaped = std::abs(aspect - m_scene.aspect) > 0.02;
    m_scene.aspect = aspect;
    pictures.insert(frame, image);
    while (pictures.size() > kThumbnails) {
        // Those far from what is looked at go first.
        const double middle = m_scene.geometry.firstVisible() + m_scene.geometry.visibleFrames() / 2;
        const bool dropFirst = std::abs(pictures.firstKey() - middle) > std::abs(pictures.lastKey() - middle);
        pictures.remove(dropFirst ? pictures.firstKey() : pictures.lastKey());
    }
    if (reshaped) // the slots are others now
        m_thumbnailTimer.start();
    stillChanged();
}

void TimelineWidget::setHighlightedFrame(std::optional<FrameIndex> frame)
{
    m_highlighted = frame;
    moved();
}

void TimelineWidget::setRulerUnit(RulerUnit unit)
{
    m_scene.unit = unit;
    stillChanged();
}

std::optional<std::pair<double, double>> TimelineWidget::shownPart() const
{
    const TimelineGeometry& geometry = m_scene.geometry;
    return geometry.isZoomed() ? std::optional(std::pair(geometry.firstVisible(), geometry.visibleFrames()))
                               : std::nullopt;
}

void TimelineWidget::showPart(double firstFrame, double frames)
{
    m_scene.geometry.showPart(firstFrame, frames);
    layoutChanged();
}

std::optional<std::pair<int, FrameRange>> TimelineWidget::selection() const
{
    return m_selected.isEmpty() ? std::nullopt : std::optional(std::pair(m_selectedObject, m_selected));
}

void TimelineWidget::clearSelection()
{
    m_selected = {};
    moved();
}

void TimelineWidget::askForThumbnails()
{
    std::vector<FrameIndex> wanted;
    for (const FilmSlot& slot : filmSlots(m_scene.geometry, m_scene.filmCell())) {
        if (!m_scene.thumbnails.contains(slot.frame))
            wanted.push_back(slot.frame);
    }
    // Newest request wins: those of the strip of sampled frames travel with it, after what is in sight.
    for (const SampledFrame& s : m_scene.samples) {
        if (s.frame < m_scene.geometry.frames() && !m_scene.thumbnails.contains(s.frame) &&
            std::find(wanted.begin(), wanted.end(), s.frame) == wanted.end())
            wanted.push_back(s.frame);
    }
    if (!wanted.empty())
        Q_EMIT thumbnailsWanted(wanted, int(std::ceil(m_scene.rows.film * devicePixelRatioF())));
}

TimelineMotion TimelineWidget::motion() const
{
    TimelineMotion motion;
    motion.position = m_position;
    motion.highlighted = m_highlighted ? m_highlighted : m_hovered;
    motion.keyframe = m_draggedKeyframe ? m_draggedKeyframe : m_scene.keyframe;
    motion.keyframe_lit = m_keyframeLit;
    if (m_draggedKeyframe) {
        const SampledFrame* const seen = m_scene.sampleAt(*m_draggedKeyframe);
        motion.keyframe_text = seen != nullptr
                                   ? tr("Sample %1, frame %2").arg(seen->sample).arg(seen->frame)
                                   : tr("Frame %1, which the model did not see").arg(*m_draggedKeyframe);
    }
    motion.selected_object = m_selectedObject;
    motion.selected = m_selected;
    return motion;
}

void TimelineWidget::paintEvent(QPaintEvent* event)
{
    const TimelinePainter timeline(m_scene, palette(), font());
    const QSize pixels = size() * devicePixelRatioF();
    if (!m_stillValid || m_still.size() != pixels) {
        m_still = QPixmap(pixels);
        m_still.setDevicePixelRatio(devicePixelRatioF());
        QPainter painter(&m_still);
        timeline.paintStill(painter, rect());
        m_stillValid = true;
    }
    QPainter painter(this);
    painter.setClipRegion(event->region());
    painter.drawPixmap(0, 0, m_still);
    timeline.paintMoving(painter, motion());
    if (m_focusShown) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

} // namespace revseg
