// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/canvas_widget.h"

#include "widgets/canvas/canvas_tool.h"
#include "widgets/canvas/outline.h"
#include "widgets/theme/heat_map.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTabletEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {

/// From this many screen pixels a native pixel on, the grid between them is shown and nothing is smoothed.
constexpr double kGridScale = 10;
constexpr double kSharpScale = 2;

} // namespace

CanvasWidget::CanvasWidget(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(160, 120);
    setAccessibleName(tr("Picture"));
    setObjectName(QStringLiteral("canvas"));
}

CanvasWidget::~CanvasWidget() = default;

void CanvasWidget::setFrame(const Frame& frame, double pixelAspect)
{
    m_frame = frame;
    m_picture.setPicture(frame.image);
    m_view.setPicture({frame.image.width(), frame.image.height()}, pixelAspect);
    viewChanged();
}

void CanvasWidget::clear(const QString& hint)
{
    m_frame = {};
    m_masks.clear();
    m_boxes.clear();
    m_heat = {};
    m_hint = hint;
    m_leftOut.reset();
    m_picture.setMasks({});
    m_picture.setPicture({});
    update();
}

void CanvasWidget::setMasks(std::vector<CanvasMask> masks)
{
    m_masks = std::move(masks);
    showMasks();
}

void CanvasWidget::setMaskStyle(const OverlayStyle& style)
{
    m_picture.setStyle(style);
    update();
}

void CanvasWidget::setBoxes(std::vector<CanvasBox> boxes)
{
    m_boxes = std::move(boxes);
    update();
}

void CanvasWidget::setHeat(const std::optional<CanvasHeat>& heat)
{
    m_heat = heat ? heatImage(heat->columns, heat->rows, heat->heat, heat->opacity) : QImage();
    m_heatLegend = heat ? heat->legend : QString();
    update();
}

void CanvasWidget::setTool(CanvasTool* tool)
{
    if (m_tool == tool)
        return;
    if (m_tool) {
        m_tool->cancel();
        m_tool->disconnect(this);
    }
    m_tool = tool;
    if (tool)
        connect(tool, &CanvasTool::updateNeeded, this, qOverload<>(&QWidget::update));
    if (tool)
        connect(tool, &CanvasTool::partChanged, this, &CanvasWidget::updatePart);
    updateCursor();
    update();
}

void CanvasWidget::fit()
{
    m_view.fit();
    viewChanged();
}

void CanvasWidget::showPart(double zoom, Point middle)
{
    const QPointF centre = QRectF(rect()).center();
    m_view.setZoom(zoom, centre);
    m_view.pan(centre - m_view.toWidget(middle));
    viewChanged();
}

void CanvasWidget::setZoom(double zoom)
{
    m_view.setZoom(zoom, rect().center());
    viewChanged();
}

void CanvasWidget::viewChanged()
{
    update();
    tellHovered();
    Q_EMIT zoomChanged(m_view.zoom());
}

void CanvasWidget::showMasks()
{
    m_leftOut = m_tool ? m_tool->paintsInsteadOf() : std::nullopt;
    std::vector<CanvasMask> shown;
    for (const CanvasMask& m : m_masks) {
        if (m.object != m_leftOut)
            shown.push_back(m);
    }
    const QRect changed = m_picture.setMasks(std::move(shown));
    if (!changed.isEmpty())
        updatePart({double(changed.left()), double(changed.top()), double(changed.right() + 1),
                    double(changed.bottom() + 1)});
}

void CanvasWidget::updatePart(const Box& native)
{
    // Smoothing reads a pixel or two beyond, at whatever scale.
    constexpr int kMargin = 4;
    const double reach = 2 * std::max(1.0, std::max(m_view.scaleX(), m_view.scaleY()));
    update(m_view.toWidget(native)
               .adjusted(-reach, -reach, reach, reach)
               .toAlignedRect()
               .adjusted(-kMargin, -kMargin, kMargin, kMargin));
}

void CanvasWidget::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette()
                                 .color(QPalette::Window)
                                 .darker(palette().color(QPalette::Window).lightness() < 128 ? 140 : 112));
    if (!hasFrame()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        QFont big = font();
        big.setPointSizeF(big.pointSizeF() * 1.25);
        painter.setFont(big);
        painter.drawText(rect().adjusted(24, 24, -24, -24), int(Qt::AlignCenter) | int(Qt::TextWordWrap),
                         m_hint);
        return;
    }
    if (m_leftOut != (m_tool ? m_tool->paintsInsteadOf() : std::nullopt))
        showMasks();
    // Only what can be seen is scaled, on whole native pixels so that nothing shimmers while panning.
    const Box v = m_view.visible();
    const Box source{std::floor(v.x1), std::floor(v.y1), std::ceil(v.x2), std::ceil(v.y2)};
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_view.zoom() < kSharpScale);
    painter.drawImage(m_view.toWidget(source), m_picture.image(),
                      QRectF(source.x1, source.y1, source.width(), source.height()));
    if (m_view.zoom() >= kGridScale)
        paintPixelGrid(painter);
    if (hasHeat()) {
        painter.save();
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const Box whole{0, 0, double(m_frame.image.width()), double(m_frame.image.height())};
        painter.drawImage(m_view.toWidget(whole), m_heat);
        painter.restore();
    }
    for (const CanvasBox& b : m_boxes) {
        const QRectF r = m_view.toWidget(b.box);
        drawOutline(painter, r, b.color);
        if (b.label.isEmpty())
            continue;
        const QString text = painter.fontMetrics().elidedText(b.label, Qt::ElideRight,
                                                              std::max(90, width() - int(r.left()) - 14));
        QRectF tag(r.left() - 2, r.top() - painter.fontMetrics().height() - 6,
                   painter.fontMetrics().horizontalAdvance(text) + 12, painter.fontMetrics().height() + 4);
        if (tag.top() < 0)
            tag.moveTop(r.top() + 2);
        painter.fillRect(tag, b.color);
        painter.setPen(b.color.lightness() > 140 ? Qt::black : Qt::white);
        painter.drawText(tag, Qt::AlignCenter, text);
    }
    if (m_tool)
        m_tool->paint(painter, m_view);
    if (hasHeat())
        paintHeatLegend(painter);
}

/// In the corner: the scale from least to most, and what it is of.
void CanvasWidget::paintHeatLegend(QPainter& painter) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    const QString least = tr("least");
    const QString most = tr("most");
    constexpr int kScale = 96; // wide
    constexpr int kGap = 6;
    const int words = metrics.horizontalAdvance(least) + metrics.horizontalAdvance(most) + 2 * kGap;
    const QString text = metrics.elidedText(m_heatLegend, Qt::ElideRight, std::max(kScale, width() / 2));
    const int inner = std::max(kScale + words, metrics.horizontalAdvance(text));
    QRect box(8, height() - 8 - 2 * metrics.height() - 3 * kGap, inner + 2 * kGap,
              2 * metrics.height() + 3 * kGap);
    painter.fillRect(box, QColor(0, 0, 0, 170));
    painter.setPen(Qt::white);
    int x = box.left() + kGap;
    const int base = box.top() + kGap + metrics.ascent();
    painter.drawText(x, base, text);
    const int second = base + metrics.height() + kGap;
    painter.drawText(x, second, least);
    x += metrics.horizontalAdvance(least) + kGap;
    for (int i = 0; i < kScale; ++i)
        painter.fillRect(x + i, second - metrics.ascent(), 1, metrics.height() - 2,
                         heatColor(double(i) / (kScale - 1)));
    painter.drawText(x + kScale + kGap, second, most);
}

void CanvasWidget::paintPixelGrid(QPainter& painter) const
{
    const Box v = m_view.visible();
    painter.setPen(QPen(QColor(128, 128, 128, 90), 0));
    for (double x = std::floor(v.x1); x <= v.x2; ++x)
        painter.drawLine(m_view.toWidget(Point{x, v.y1}), m_view.toWidget(Point{x, v.y2}));
    for (double y = std::floor(v.y1); y <= v.y2; ++y)
        painter.drawLine(m_view.toWidget(Point{v.x1, y}), m_view.toWidget(Point{v.x2, y}));
}

void CanvasWidget::resizeEvent(QResizeEvent*)
{
    m_view.setViewport(QSizeF(size()), devicePixelRatioF());
    viewChanged();
}

void CanvasWidget::updateCursor()
{
    if (m_panFrom)
        setCursor(Qt::ClosedHandCursor);
    else if (m_spaceHeld || !m_tool)
        setCursor(Qt::OpenHandCursor);
    else
        setCursor(m_tool->cursor());
}

bool CanvasWidget::startPan(QMouseEvent* event)
{
    const bool pan = event->button() == Qt::MiddleButton ||
                     (event->button() == Qt::LeftButton && (m_spaceHeld || !m_tool));
    if (pan) {
        m_pannedWithSpace = m_spaceHeld;
        m_panFrom = event->position();
        updateCursor();
    }
    return pan;
}

namespace {

CanvasEvent toCanvas(const QMouseEvent* e, const ViewTransform& view, double pressure)
{
    return {view.toNative(e->position()),     e->button(), e->buttons(), e->modifiers(), pressure,
            1 / std::max(view.scaleX(), 1e-6)};
}

} // namespace

void CanvasWidget::mousePressEvent(QMouseEvent* event)
{
    if (!hasFrame() || startPan(event))
        return;
    if (m_tool)
        m_tool->press(toCanvas(event, m_view, m_pressure));
}

void CanvasWidget::mouseMoveEvent(QMouseEvent* event)
{
    if (!hasFrame())
        return;
    if (m_panFrom) {
        m_view.pan(event->position() - *m_panFrom);
        m_panFrom = event->position();
        viewChanged();
        return;
    }
    m_pointer = event->position();
    tellHovered();
    if (m_tool)
        m_tool->move(toCanvas(event, m_view, m_pressure));
}

void CanvasWidget::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_panFrom) {
        m_panFrom.reset();
        updateCursor();
        return;
    }
    if (m_tool && hasFrame())
        m_tool->release(toCanvas(event, m_view, m_pressure));
}

void CanvasWidget::mouseDoubleClickEvent(QMouseEvent* event)
{
    // A quick second stroke arrives as a double click; with no tool it fits the picture.
    if (m_tool && hasFrame() && event->button() == Qt::LeftButton && !m_spaceHeld)
        m_tool->doubleClick(toCanvas(event, m_view, m_pressure));
    else if (m_tool || event->button() != Qt::LeftButton)
        mousePressEvent(event);
    else
        fit();
}

void CanvasWidget::tabletEvent(QTabletEvent* event)
{
    // Qt sends a mouse event after each tablet event that is not taken: only the pressure is noted here.
    m_pressure = event->type() == QEvent::TabletRelease ? 1.0 : std::max(0.05, event->pressure());
    event->ignore();
}

void CanvasWidget::wheelEvent(QWheelEvent* event)
{
    const double steps = event->angleDelta().y() / 120.0;
    if (!hasFrame() || steps == 0 || (m_tool && m_tool->wheel(steps, event->modifiers())))
        return;
    m_view.setZoom(m_view.zoom() * std::pow(1.2, steps), event->position());
    viewChanged();
    event->accept();
}

bool CanvasWidget::event(QEvent* event)
{
    // Space is the application's play key; here it may also be held to pan, so it waits for its release.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier && hasFrame()) {
            event->accept();
            return true;
        }
    }
    // The window has come to a screen of another scale.
    if (event->type() == QEvent::ScreenChangeInternal) {
        m_view.setViewport(QSizeF(size()), devicePixelRatioF());
        viewChanged();
    }
    return QWidget::event(event);
}

void CanvasWidget::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat()) {
            m_spaceHeld = true;
            m_pannedWithSpace = false;
            updateCursor();
        }
        return;
    }
    if (m_tool && event->key() == Qt::Key_Escape) {
        const bool drawing = m_tool->cancel();
        Q_EMIT escaped();
        if (drawing)
            return;
    }
    if (m_tool && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_tool->commit())
        return;
    if (m_tool && event->key() == Qt::Key_Backspace && m_tool->stepBack())
        return;
    QWidget::keyPressEvent(event);
}

void CanvasWidget::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat()) {
        QWidget::keyReleaseEvent(event);
        return;
    }
    m_spaceHeld = false;
    updateCursor();
    if (!m_pannedWithSpace)
        Q_EMIT spaceTapped();
}

void CanvasWidget::focusOutEvent(QFocusEvent* event)
{
    m_spaceHeld = false;
    updateCursor();
    QWidget::focusOutEvent(event);
}

/// Also when the picture changes under a pointer that rests.
void CanvasWidget::tellHovered()
{
    if (!m_pointer || !hasFrame())
        return;
    const Point p = m_view.toNative(*m_pointer);
    const QPoint pixel(int(std::floor(p.x)), int(std::floor(p.y)));
    const bool inside = m_frame.image.valid(pixel);
    Q_EMIT hovered(pixel, inside ? std::optional(m_frame.image.pixel(pixel)) : std::nullopt);
}

void CanvasWidget::leaveEvent(QEvent*)
{
    m_pointer.reset();
    Q_EMIT hovered({}, std::nullopt);
    if (m_tool)
        m_tool->leave();
}

} // namespace revseg
