// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the timeline does on mouse, wheel and keys, and what it says about a place.
#include "widgets/timeline/timeline_widget.h"

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyleHints>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {

constexpr double kZoomStep = 1.25;
constexpr double kTickReach = 5; ///< pixels around a tick that count as it

bool contains(const std::vector<FrameRange>& ranges, FrameIndex frame)
{
    return std::any_of(ranges.begin(), ranges.end(), [&](const FrameRange& r) { return r.contains(frame); });
}

bool contains(const std::vector<FrameIndex>& frames, FrameIndex frame)
{
    return std::binary_search(frames.begin(), frames.end(), frame);
}

} // namespace

bool TimelineWidget::onKeyframe(QPointF at) const
{
    if (!m_keyframeEditable || !m_scene.keyframe || m_scene.geometry.frames() == 0)
        return false;
    const double reach = TimelinePainter::keyframeReach(fontMetrics()) + 2;
    return std::abs(m_scene.geometry.toX(*m_scene.keyframe + 0.5) - at.x()) <= reach &&
           std::abs(m_scene.rows.filmTop() - at.y()) <= reach;
}

FrameIndex TimelineWidget::keyframeTarget(double x) const
{
    // The answer is an index into the samples: a frame that the model saw attracts the diamond.
    if (const SampledFrame* const s = m_scene.sampleNear(x, kTickReach))
        return s->frame;
    return m_scene.geometry.toFrame(x);
}

void TimelineWidget::mousePressEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (event->button() != Qt::LeftButton || m_drag != Drag::None)
        return;
    const TimelineRows& rows = m_scene.rows;
    const bool named = at.x() < m_scene.geometry.left();
    m_press = m_pointer = at;
    if (const int i = rows.laneAt(int(at.y())); i >= 0) {
        m_laneObject = m_scene.lanes[size_t(i)].object;
        m_selected = {};
        if (!named && m_scene.geometry.frames() > 0)
            m_drag = Drag::Lane;
        moved();
        // Last: whoever listens may replace the lanes.
        Q_EMIT objectActivated(m_laneObject);
        return;
    }
    if (m_scene.geometry.frames() == 0)
        return;
    if (named) {
        if (at.y() < rows.ruler) {
            setRulerUnit(m_scene.unit == RulerUnit::Frames ? RulerUnit::Time : RulerUnit::Frames);
            Q_EMIT rulerUnitChanged(m_scene.unit);
        }
        return;
    }
    if (onKeyframe(at)) {
        m_drag = Drag::Keyframe;
        return;
    }
    m_drag = Drag::Scrub;
    const TimelinePainter painter(m_scene, palette(), font());
    for (const TimelineMarker& marker : m_scene.markers) {
        if (painter.markerFlag(marker).contains(at)) {
            Q_EMIT scrubbed(marker.frame);
            return;
        }
    }
    Q_EMIT scrubbed(m_scene.geometry.toFrame(at.x()));
}

void TimelineWidget::dragTo(QPointF at)
{
    const TimelineGeometry& geometry = m_scene.geometry;
    const bool begun =
        (at - m_press).manhattanLength() >= QGuiApplication::styleHints()->startDragDistance() / 2;
    switch (m_drag) {
    case Drag::None:
        return;
    case Drag::Scrub:
        if (const FrameIndex frame = geometry.toFrame(at.x()); frame != m_position)
            Q_EMIT scrubbed(frame);
        break;
    case Drag::Keyframe:
        if (begun || m_draggedKeyframe)
            m_draggedKeyframe = keyframeTarget(at.x());
        break;
    case Drag::Lane:
        if (begun || !m_selected.isEmpty()) {
            const FrameIndex a = geometry.toFrame(m_press.x());
            const FrameIndex b = geometry.toFrame(at.x());
            m_selectedObject = m_laneObject;
            m_selected = {std::min(a, b), std::max(a, b)};
        }
        break;
    }
    moved();
}

void TimelineWidget::mouseMoveEvent(QMouseEvent* event)
{
    m_pointer = event->position();
    if (m_drag == Drag::None) {
        hoverAt(m_pointer);
        return;
    }
    dragTo(m_pointer);
    const bool past = m_pointer.x() < m_scene.geometry.left() || m_pointer.x() > m_scene.geometry.right();
    if (past && m_scene.geometry.isZoomed() && !m_edgeTimer.isActive())
        m_edgeTimer.start();
    else if (!past)
        m_edgeTimer.stop();
}

void TimelineWidget::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_drag == Drag::None)
        return;
    const Drag drag = m_drag;
    const auto keyframe = m_draggedKeyframe;
    endDrag();
    if (drag == Drag::Keyframe && keyframe && keyframe != m_scene.keyframe)
        Q_EMIT keyframeMoved(*keyframe);
    else if (drag == Drag::Lane && !m_selected.isEmpty())
        Q_EMIT rangeSelected(m_selectedObject, m_selected);
    else if (drag == Drag::Lane)
        Q_EMIT scrubbed(m_scene.geometry.toFrame(event->position().x()));
}

void TimelineWidget::endDrag()
{
    m_drag = Drag::None;
    m_draggedKeyframe.reset();
    m_edgeTimer.stop();
    moved();
}

void TimelineWidget::hoverAt(QPointF at)
{
    const bool lit = onKeyframe(at);
    if (lit != m_keyframeLit) {
        m_keyframeLit = lit;
        setCursor(lit ? Qt::SizeHorCursor : Qt::ArrowCursor);
        moved();
    }
    const bool ticks = at.x() >= m_scene.geometry.left() && m_scene.geometry.frames() > 0 &&
                       std::abs(at.y() - m_scene.rows.lanesTop() + 5) <= 7;
    const SampledFrame* const sample = ticks ? m_scene.sampleNear(at.x(), kTickReach) : nullptr;
    const auto now = sample != nullptr ? std::optional(sample->frame) : std::nullopt;
    if (now != m_hovered) {
        m_hovered = now;
        moved();
        Q_EMIT frameHovered(now);
    }
}

void TimelineWidget::leaveEvent(QEvent*)
{
    hoverAt({-1, -1});
}

void TimelineWidget::focusInEvent(QFocusEvent* event)
{
    m_focusShown = event->reason() != Qt::MouseFocusReason && event->reason() != Qt::ActiveWindowFocusReason;
    QWidget::focusInEvent(event);
}

void TimelineWidget::focusOutEvent(QFocusEvent* event)
{
    m_focusShown = false;
    QWidget::focusOutEvent(event);
}

void TimelineWidget::zoom(double factor, double x)
{
    m_scene.geometry.zoomAt(factor, std::clamp(x, m_scene.geometry.left(), m_scene.geometry.right()));
    layoutChanged();
}

void TimelineWidget::wheelEvent(QWheelEvent* event)
{
    const QPoint delta = event->angleDelta();
    event->accept();
    if (event->modifiers() & Qt::ControlModifier) {
        zoom(std::pow(kZoomStep, delta.y() / 120.0), event->position().x());
        return;
    }
    const bool along = delta.x() != 0 || (event->modifiers() & Qt::ShiftModifier) ||
                       event->position().y() < m_scene.rows.lanesTop() || m_scene.rows.mostScroll() == 0;
    if (along) {
        m_scene.geometry.scrollBy(-(delta.x() != 0 ? delta.x() : delta.y()) * 0.8);
    } else {
        m_wheelRest += -delta.y() / 120.0 * m_scene.rows.lane;
        const double whole = std::trunc(m_wheelRest);
        m_wheelRest -= whole;
        m_scene.rows.scrollTo(m_scene.rows.scroll + int(whole));
    }
    layoutChanged();
}

void TimelineWidget::keyPressEvent(QKeyEvent* event)
{
    const double playhead = m_scene.geometry.toX(m_position + 0.5);
    switch (event->key()) {
    case Qt::Key_Escape:
        if (m_drag == Drag::None && m_selected.isEmpty())
            break;
        endDrag();
        clearSelection();
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(kZoomStep, playhead);
        return;
    case Qt::Key_Minus:
        zoom(1 / kZoomStep, playhead);
        return;
    case Qt::Key_0:
        m_scene.geometry.showAll();
        layoutChanged();
        return;
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const auto& lanes = m_scene.lanes;
        if (lanes.empty() || event->modifiers() != Qt::NoModifier)
            break;
        const auto at = std::find_if(lanes.begin(), lanes.end(), [this](const TimelineLane& lane) {
            return lane.object == m_scene.current;
        });
        const int step = event->key() == Qt::Key_Down ? 1 : -1;
        const int i = at == lanes.end() ? 0 : int(at - lanes.begin()) + step;
        if (i >= 0 && i < int(lanes.size()))
            Q_EMIT objectActivated(lanes[size_t(i)].object);
        return;
    }
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void TimelineWidget::contextMenuEvent(QContextMenuEvent* event)
{
    const bool keyboard = event->reason() == QContextMenuEvent::Keyboard;
    const double x = keyboard ? m_scene.geometry.toX(m_position + 0.5) : event->pos().x();
    const FrameIndex frame = keyboard ? m_position : m_scene.geometry.toFrame(x);
    if (const int i = m_scene.rows.laneAt(event->pos().y()); i >= 0 && !keyboard) {
        Q_EMIT objectActivated(m_scene.lanes[size_t(i)].object);
        Q_EMIT laneMenuWanted(event->globalPos());
        return;
    }
    QMenu menu(this);
    const auto unit = [&](const QString& text, RulerUnit which) {
        QAction* const action = menu.addAction(text, this, [this, which] {
            setRulerUnit(which);
            Q_EMIT rulerUnitChanged(which);
        });
        action->setCheckable(true);
        action->setChecked(m_scene.unit == which);
    };
    unit(tr("Ruler in frames"), RulerUnit::Frames);
    unit(tr("Ruler in time"), RulerUnit::Time);
    menu.addSeparator();
    menu.addAction(tr("Zoom in"), this, [this, x] { zoom(2, x); });
    menu.addAction(tr("Zoom out"), this, [this, x] { zoom(0.5, x); });
    menu.addAction(tr("Show all"), this, [this] {
        m_scene.geometry.showAll();
        layoutChanged();
    });
    if (m_keyframeEditable && m_scene.keyframe && m_scene.geometry.frames() > 0) {
        menu.addSeparator();
        menu.addAction(tr("Make frame %1 the keyframe").arg(frame), this,
                       [this, frame] { Q_EMIT keyframeMoved(frame); });
    }
    menu.exec(keyboard ? mapToGlobal(QPoint(int(x), m_scene.rows.ruler)) : event->globalPos());
}

QString TimelineWidget::frameText(FrameIndex frame) const
{
    return tr("Frame %1, %2").arg(frame).arg(clockText(m_scene.clock.seconds(frame), 2));
}

QString TimelineWidget::describe(QPoint at) const
{
    const int lane = m_scene.rows.laneAt(at.y());
    if (at.x() < m_scene.geometry.left()) {
        if (lane >= 0)
            return m_scene.lanes[size_t(lane)].name;
        return at.y() < m_scene.rows.ruler
                   ? tr("Click to see frames or time. The wheel scrolls, Ctrl and wheel zoom.")
                   : tr("Drag to scrub. The wheel scrolls, Ctrl and wheel zoom.");
    }
    const FrameIndex frame = m_scene.geometry.toFrame(at.x());
    QStringList lines{frameText(frame)};
    if (const SampledFrame* const s = m_scene.sampleNear(at.x(), kTickReach);
        s != nullptr && at.y() < m_scene.rows.lanesTop())
        lines << tr("Sample %1: frame %2 was shown to the model").arg(s->sample).arg(s->frame);
    if (onKeyframe(at))
        lines << tr("Keyframe; drag it to another frame");
    const TimelinePainter painter(m_scene, palette(), font());
    for (const TimelineMarker& marker : m_scene.markers) {
        if (painter.markerFlag(marker).contains(at))
            lines << marker.name;
    }
    if (contains(m_scene.damaged, frame))
        lines << tr("This frame is damaged.");
    if (lane >= 0) {
        const TimelineLane& l = m_scene.lanes[size_t(lane)];
        QStringList facts{l.name};
        if (!contains(l.masks, frame))
            facts << tr("no mask");
        if (contains(l.absent, frame))
            facts << tr("absent");
        if (contains(l.occluded, frame))
            facts << tr("occluded");
        if (contains(l.out_of_frame, frame))
            facts << tr("out of frame");
        if (contains(l.painted, frame))
            facts << tr("painted by hand");
        if (contains(l.tracked, frame))
            facts << tr("tracked");
        if (contains(l.from_run, frame))
            facts << tr("from a run of the chain");
        if (contains(l.imported, frame))
            facts << tr("imported");
        if (contains(l.checked, frame))
            facts << tr("checked");
        if (contains(l.stale, frame))
            facts << tr("out of date");
        if (size_t(frame) < l.scores.size() && !std::isnan(l.scores[size_t(frame)]))
            facts << tr("score %1").arg(double(l.scores[size_t(frame)]), 0, 'f', 2);
        if (size_t(frame) < l.changes.size() && !std::isnan(l.changes[size_t(frame)]))
            facts << tr("would change, IoU %1").arg(1 - double(l.changes[size_t(frame)]), 0, 'f', 2);
        lines << facts.join(QLatin1String(", "));
    }
    return lines.join(QLatin1Char('\n'));
}

bool TimelineWidget::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (m_scene.geometry.frames() > 0)
            QToolTip::showText(help->globalPos(), describe(help->pos()), this);
        return true;
    }
    return QWidget::event(event);
}

void TimelineWidget::resizeEvent(QResizeEvent*)
{
    layoutChanged();
}

void TimelineWidget::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        layoutChanged();
    else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::EnabledChange)
        stillChanged();
}

} // namespace revseg
