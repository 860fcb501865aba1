// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/reward_chart.h"

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

constexpr double kHalfBar = 0.36;  ///< of the room that a sample has
constexpr double kHeadroom = 0.12; ///< above the highest figure
constexpr int kAround = 18;        ///< characters that the legend and the axis of the rewards take
constexpr int kLow = 12;           ///< lines of text; in less there is no room for halves

} // namespace

RewardChart::RewardChart(QWidget* parent) : QWidget(parent), m_readout(new QLabel), m_plot(new QCustomPlot)
{
    setObjectName(QStringLiteral("rewardChart"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Rewards by sample"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    m_readout->setTextFormat(Qt::PlainText);
    // One line, as long as there is room for it: the chart does not jump when the figures change.
    m_readout->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    column->addWidget(m_readout);
    column->addWidget(m_plot, 1);
    m_plot->setFocusProxy(this);
    m_plot->setMinimumSize(160, 90);
    m_plot->installEventFilter(this);
    m_plot->setMouseTracking(true);
    m_plot->xAxis->setLabel(tr("Run"));
    m_plot->yAxis->setLabel(tr("Reward"));
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->xAxis->setNumberFormat(QStringLiteral("f"));
    m_plot->xAxis->setNumberPrecision(0);
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis})
        axis->setLabelPadding(1);
    putLegendBeside(*m_plot);
    m_plot->legend->setIconSize(fontMetrics().height() * 2 / 3, fontMetrics().height() * 2 / 3);
    m_plot->legend->setRowSpacing(0);

    const QString names[kParts] = {tr("Format"), tr("Temporal"), tr("Spatial")};
    for (int i = 0; i < kParts; ++i) {
        auto* const bars = new QCPBars(m_plot->xAxis, m_plot->yAxis);
        bars->setName(names[i]);
        bars->setWidth(2 * kHalfBar);
        if (i > 0)
            bars->moveAbove(m_parts[size_t(i) - 1]);
        m_parts[size_t(i)] = bars;
    }
    m_sums = m_plot->addGraph();
    m_sums->setName(tr("Sum"));
    m_sums->setLineStyle(QCPGraph::lsNone);
    m_ground = new QCPItemRect(m_plot);
    m_ground->setLayer(QStringLiteral("background"));
    m_ground->setVisible(false);
    applyTheme();
}

RewardChart::~RewardChart() = default;

void RewardChart::setBars(std::vector<RewardBar> bars, int chosen)
{
    chosen = chosen < int(bars.size()) ? chosen : -1;
    if (bars == m_bars && chosen == m_chosen)
        return;
    m_bars = std::move(bars);
    m_chosen = chosen;
    m_hovered = -1;
    QVector<double> keys;
    std::array<QVector<double>, kParts> parts;
    QVector<double> sums;
    double most = 1;
    double least = 0;
    for (size_t i = 0; i < m_bars.size(); ++i) {
        const std::optional<Rewards>& r = m_bars[i].rewards;
        if (!r)
            continue;
        keys << double(i + 1);
        parts[0] << r->format;
        parts[1] << r->temporal;
        parts[2] << r->spatial;
        sums << r->sum;
        most = std::max({most, r->sum, r->format + r->temporal + r->spatial});
        least = std::min(least, r->sum); // a weight may be negative
    }
    for (int p = 0; p < kParts; ++p)
        m_parts[size_t(p)]->setData(keys, parts[size_t(p)], true);
    m_sums->setData(keys, sums, true);
    m_plot->xAxis->setRange(0.5, std::max<double>(1, double(m_bars.size())) + 0.5);
    m_plot->yAxis->setRange(least - (least < 0 ? kHeadroom : 0), most + kHeadroom);
    placeTicks();
    showChosen();
}

QString RewardChart::readout() const
{
    return m_readout->text();
}

QPointF RewardChart::pointOf(int row, double value) const
{
    return {m_plot->xAxis->coordToPixel(row + 1), m_plot->yAxis->coordToPixel(value)};
}

/// A number below each bar, or below every second, fifth, … where they would run into each other.
void RewardChart::placeTicks()
{
    const int n = std::max<int>(1, int(m_bars.size()));
    const int room = width() - kAround * fontMetrics().averageCharWidth();
    const int text = fontMetrics().horizontalAdvance(QString::number(n)) + fontMetrics().averageCharWidth();
    const QSharedPointer<QCPAxisTickerFixed> numbers(new QCPAxisTickerFixed);
    numbers->setTickStep(1);
    numbers->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    numbers->setTickCount(std::clamp(room / text, 1, n));
    m_plot->xAxis->setTicker(numbers);
    const bool low = height() < kLow * fontMetrics().height();
    const QSharedPointer<QCPAxisTickerFixed> values(new QCPAxisTickerFixed);
    values->setTickStep(low ? 1 : 0.5);
    values->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    m_plot->yAxis->setTicker(values);
}

void RewardChart::applyTheme()
{
    const QPalette& p = palette();
    const QColor base = p.color(QPalette::Base);
    applyChartLook(*m_plot, *this);
    constexpr Accent colors[kParts] = {Accent::Edited, Accent::Keyframe, Accent::Sampled};
    for (int i = 0; i < kParts; ++i) {
        const QColor color = readableOn(accent(colors[i], p), base);
        m_parts[size_t(i)]->setBrush(color);
        m_parts[size_t(i)]->setPen(QPen(base, 1)); // parts of one colour each, with a gap between
    }
    m_sums->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDiamond, QPen(base, 1.5),
                                            p.color(QPalette::Text), fontMetrics().height() * 0.7));
    showChosen();
}

void RewardChart::showChosen()
{
    QColor ground = palette().color(QPalette::Highlight);
    m_ground->setPen(hasFocus() ? QPen(ground, 2) : QPen(Qt::NoPen));
    ground.setAlpha(60);
    m_ground->setBrush(ground);
    m_ground->setVisible(m_chosen >= 0);
    const QCPRange range = m_plot->yAxis->range();
    m_ground->topLeft->setCoords(m_chosen + 0.5, range.upper);
    m_ground->bottomRight->setCoords(m_chosen + 1.5, range.lower);
    showReadout();
    replotSoon();
}

void RewardChart::replotSoon()
{
    m_stale = !isVisible();
    if (!m_stale)
        m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QString RewardChart::textOf(const RewardBar& bar) const
{
    if (!bar.rewards)
        return tr("%1: no reward").arg(bar.title);
    const auto number = [](double value) { return QString::number(value, 'f', 2); };
    return tr("%1: sum %2, format %3, temporal %4, spatial %5")
        .arg(bar.title, number(bar.rewards->sum), number(bar.rewards->format), number(bar.rewards->temporal),
             number(bar.rewards->spatial));
}

void RewardChart::showReadout()
{
    const int row = m_hovered >= 0 ? m_hovered : m_chosen;
    m_readout->setText(row < 0 ? QString() : textOf(m_bars[size_t(row)]));
    m_readout->setToolTip(m_readout->text());
    setAccessibleDescription(m_readout->text());
}

int RewardChart::rowAt(QPointF pixel) const
{
    if (m_bars.empty() || !m_plot->axisRect()->rect().contains(pixel.toPoint()))
        return -1;
    const int row = int(std::lround(m_plot->xAxis->pixelToCoord(pixel.x()))) - 1;
    return std::clamp(row, 0, int(m_bars.size()) - 1);
}

bool RewardChart::event(QEvent* event)
{
    // These keys choose samples here, whatever they mean in the window.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* const key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier && !m_bars.empty() &&
            (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right || key->key() == Qt::Key_Home ||
             key->key() == Qt::Key_End)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void RewardChart::keyPressEvent(QKeyEvent* event)
{
    const int last = int(m_bars.size()) - 1;
    int row = -1;
    if (event->modifiers() == Qt::NoModifier && last >= 0) {
        switch (event->key()) {
        case Qt::Key_Left:
            row = m_chosen < 0 ? last : std::max(0, m_chosen - 1);
            break;
        case Qt::Key_Right:
            row = std::min(last, m_chosen + 1);
            break;
        case Qt::Key_Home:
            row = 0;
            break;
        case Qt::Key_End:
            row = last;
            break;
        default:
            break;
        }
    }
    if (row < 0)
        QWidget::keyPressEvent(event);
    else if (row != m_chosen)
        choose(row);
}

/// At once, so that a key that is held down is not held up by whoever listens.
void RewardChart::choose(int row)
{
    m_chosen = row;
    showChosen();
    Q_EMIT activated(row);
}

void RewardChart::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    showChosen();
}

void RewardChart::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    showChosen();
}

void RewardChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
    QWidget::changeEvent(event);
}

void RewardChart::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stale)
        replotSoon();
}

void RewardChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeTicks();
}

bool RewardChart::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress: {
        const auto* const mouse = static_cast<QMouseEvent*>(event);
        setFocus(Qt::MouseFocusReason);
        if (mouse->button() == Qt::LeftButton) {
            if (const int row = rowAt(mouse->position()); row >= 0)
                choose(row);
        }
        break;
    }
    case QEvent::MouseMove:
    case QEvent::Leave:
        m_hovered = event->type() == QEvent::Leave ? -1 : rowAt(static_cast<QMouseEvent*>(event)->position());
        showReadout();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace revseg
