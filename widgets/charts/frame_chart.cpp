// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/frame_chart.h"

#include "widgets/charts/chart_look_private.h"
#include "widgets/charts/qcustomplot_private.h"
#include "widgets/theme/accents.h"

#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {

constexpr double kMargin = 0.03; ///< of values, above 1 and below 0

} // namespace

FrameChart::FrameChart(QWidget* parent) : QWidget(parent), m_readout(new QLabel), m_plot(new QCustomPlot)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Chart over the frames"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    m_readout->setTextFormat(Qt::PlainText);
    m_readout->setWordWrap(true);
    column->addWidget(m_readout);
    column->addWidget(m_plot, 1);
    m_plot->setFocusProxy(this);
    m_plot->setMinimumHeight(90);
    m_plot->installEventFilter(this);
    m_plot->setMouseTracking(true);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->axisRect()->setRangeDrag(Qt::Horizontal);
    m_plot->axisRect()->setRangeZoom(Qt::Horizontal);
    m_plot->yAxis->setRange(-kMargin, 1 + kMargin);
    const QSharedPointer<QCPAxisTickerFixed> tenths(new QCPAxisTickerFixed);
    tenths->setTickStep(0.25);
    m_plot->yAxis->setTicker(tenths);
    m_plot->xAxis->setNumberFormat(QStringLiteral("f"));
    m_plot->xAxis->setNumberPrecision(0);
    putLegendBeside(*m_plot);

    m_plot->addLayer(QStringLiteral("playhead"), m_plot->layer(QStringLiteral("overlay")),
                     QCustomPlot::limBelow);
    m_top = m_plot->layer(QStringLiteral("playhead"));
    m_top->setMode(QCPLayer::lmBuffered);
    for (auto** line : {&m_line, &m_hair}) {
        *line = new QCPItemStraightLine(m_plot);
        (*line)->setLayer(m_top);
        (*line)->setVisible(false);
    }
    connect(m_plot->xAxis, static_cast<void (QCPAxis::*)(const QCPRange&)>(&QCPAxis::rangeChanged), this,
            &FrameChart::limitRange);
    applyTheme();
}

FrameChart::~FrameChart() = default;

void FrameChart::setSeries(std::vector<FrameIndex> frames, std::vector<ChartSeries> series)
{
    const bool otherFrames = frames != m_frames;
    m_frames = std::move(frames);
    m_series = std::move(series);
    m_hovered = -1;
    m_hair->setVisible(false);
    m_plot->clearGraphs();
    QVector<double> keys;
    keys.reserve(qsizetype(m_frames.size()));
    for (const FrameIndex f : m_frames)
        keys << double(f);
    for (const ChartSeries& s : m_series) {
        QCPGraph* const graph = m_plot->addGraph();
        graph->setName(s.name);
        graph->setData(keys, QVector<double>(s.values.begin(), s.values.end()), true);
        // A line needs two points; a single scored frame is a dot.
        if (m_frames.size() == 1)
            graph->setScatterStyle(QCPScatterStyle::ssDisc);
    }
    if (otherFrames)
        showAll();
    applyTheme();
    movePlayhead();
}

void FrameChart::setPlayhead(FrameIndex frame)
{
    if (frame == m_playhead)
        return;
    m_playhead = frame;
    movePlayhead();
}

QString FrameChart::readout() const
{
    return m_readout->text();
}

QPointF FrameChart::pointOf(FrameIndex frame, double value) const
{
    return {m_plot->xAxis->coordToPixel(double(frame)), m_plot->yAxis->coordToPixel(value)};
}

void FrameChart::showAll()
{
    if (m_frames.empty())
        return;
    const double spare = std::max(0.5, double(m_frames.back() - m_frames.front()) * 0.01);
    m_plot->xAxis->setRange(double(m_frames.front()) - spare, double(m_frames.back()) + spare);
}

/// The view stays on the frames that there are.
void FrameChart::limitRange()
{
    if (m_frames.empty())
        return;
    const double spare = std::max(0.5, double(m_frames.back() - m_frames.front()) * 0.01);
    const QCPRange all(double(m_frames.front()) - spare, double(m_frames.back()) + spare);
    QCPRange range = m_plot->xAxis->range();
    if (range.size() < 2)
        range = {range.center() - 1, range.center() + 1};
    range = range.size() >= all.size() ? all : range.bounded(all.lower, all.upper);
    const QSignalBlocker blocker(m_plot->xAxis);
    m_plot->xAxis->setRange(range);
}

void FrameChart::applyTheme()
{
    const QPalette& p = palette();
    const QColor base = p.color(QPalette::Base);
    applyChartLook(*m_plot, *this);
    for (int i = 0; i < m_plot->graphCount(); ++i) {
        const ChartSeries& s = m_series[size_t(i)];
        QPen pen(readableOn(s.color.isValid() ? s.color : p.color(QPalette::Link), base), 1.6);
        if (s.dashed)
            pen.setDashPattern({4, 2.5});
        m_plot->graph(i)->setPen(pen);
    }
    m_line->setPen(QPen(accent(Accent::Playhead, p), 1.5));
    m_hair->setPen(QPen(p.color(QPalette::PlaceholderText), 1, Qt::DotLine));
    m_stale = true;
    if (isVisible())
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    m_stale = !isVisible();
}

void FrameChart::movePlayhead()
{
    m_line->setVisible(m_playhead >= 0 && !m_frames.empty());
    m_line->point1->setCoords(double(m_playhead), 0);
    m_line->point2->setCoords(double(m_playhead), 1);
    showReadout();
    if (isVisible() && !m_stale)
        m_top->replot();
    else
        m_stale = true;
}

int FrameChart::placeNear(FrameIndex frame) const
{
    if (m_frames.empty())
        return -1;
    const auto after = std::lower_bound(m_frames.begin(), m_frames.end(), frame);
    if (after == m_frames.begin())
        return 0;
    const auto before = after - 1;
    if (after == m_frames.end() || frame - *before <= *after - frame)
        return int(before - m_frames.begin());
    return int(after - m_frames.begin());
}

int FrameChart::placeAt(QPointF pixel) const
{
    return m_plot->axisRect()->rect().contains(pixel.toPoint())
               ? placeNear(FrameIndex(std::lround(m_plot->xAxis->pixelToCoord(pixel.x()))))
               : -1;
}

void FrameChart::showReadout()
{
    int place = m_hovered;
    if (place < 0 && m_playhead >= 0) {
        place = placeNear(m_playhead);
        if (place >= 0 && m_frames[size_t(place)] != m_playhead)
            place = -1;
    }
    if (place < 0) {
        m_readout->setText(m_frames.empty() || m_playhead < 0 ? QString()
                                                              : tr("Frame %1: not scored").arg(m_playhead));
        return;
    }
    QStringList parts;
    for (const ChartSeries& s : m_series) {
        const double v = s.values[size_t(place)];
        parts << QStringLiteral("%1 %2").arg(s.name, std::isnan(v) ? QStringLiteral("–")
                                                                   : QString::number(v, 'f', 3));
    }
    m_readout->setText(tr("Frame %1: %2").arg(m_frames[size_t(place)]).arg(parts.join(QStringLiteral(", "))));
}

void FrameChart::activate(int place)
{
    if (place >= 0)
        Q_EMIT frameActivated(m_frames[size_t(std::clamp(place, 0, int(m_frames.size()) - 1))]);
}

bool FrameChart::event(QEvent* event)
{
    // These keys step over the frames of the chart here, whatever they mean in the window.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* const key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier && !m_frames.empty()) {
            switch (key->key()) {
            case Qt::Key_Left:
            case Qt::Key_Right:
            case Qt::Key_PageUp:
            case Qt::Key_PageDown:
            case Qt::Key_Home:
            case Qt::Key_End:
                event->accept();
                return true;
            default:
                break;
            }
        }
    }
    return QWidget::event(event);
}

void FrameChart::keyPressEvent(QKeyEvent* event)
{
    const int last = int(m_frames.size()) - 1;
    const int here = placeNear(std::max(0, m_playhead));
    if (here < 0 || event->modifiers() != Qt::NoModifier) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        activate(std::max(0, here - 1));
        break;
    case Qt::Key_Right:
        activate(std::min(last, here + 1));
        break;
    case Qt::Key_PageUp:
        activate(std::max(0, here - 10));
        break;
    case Qt::Key_PageDown:
        activate(std::min(last, here + 10));
        break;
    case Qt::Key_Home:
        activate(0);
        break;
    case Qt::Key_End:
        activate(last);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void FrameChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
    QWidget::changeEvent(event);
}

void FrameChart::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_stale, false))
        m_plot->replot(QCustomPlot::rpQueuedReplot);
}

bool FrameChart::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        m_pressed = static_cast<QMouseEvent*>(event)->pos();
        setFocus(Qt::MouseFocusReason);
        break;
    case QEvent::MouseButtonRelease: {
        // A press that moved has dragged the view.
        const QPoint at = static_cast<QMouseEvent*>(event)->pos();
        const auto from = std::exchange(m_pressed, std::nullopt);
        if (from && (at - *from).manhattanLength() < QApplication::startDragDistance() &&
            static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton)
            activate(placeAt(at));
        break;
    }
    case QEvent::MouseButtonDblClick:
        showAll();
        m_plot->replot(QCustomPlot::rpQueuedReplot);
        break;
    case QEvent::MouseMove:
    case QEvent::Leave: {
        const int place =
            event->type() == QEvent::Leave ? -1 : placeAt(static_cast<QMouseEvent*>(event)->pos());
        if (place != m_hovered) {
            m_hovered = place;
            m_hair->setVisible(place >= 0);
            if (place >= 0) {
                m_hair->point1->setCoords(double(m_frames[size_t(place)]), 0);
                m_hair->point2->setCoords(double(m_frames[size_t(place)]), 1);
            }
            showReadout();
            m_top->replot();
        }
        break;
    }
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace revseg
