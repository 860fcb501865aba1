// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/sample_strip.h"

#include "widgets/theme/accents.h"
#include "widgets/theme/heat_map.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace revseg {

namespace {
constexpr int kGap = 5;
}

SampleStrip::SampleStrip(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Frames the model saw"));
    setAccessibleDescription(tr("The arrow keys walk through them, Enter goes to the frame."));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void SampleStrip::setSamples(SampledFrames samples, const std::vector<QImage>& pictures)
{
    m_samples = std::move(samples);
    m_pictures.assign(m_samples.size(), {});
    m_chosen.reset();
    m_hovered.reset();
    m_heat.clear();
    if (!pictures.empty() && !pictures[0].isNull())
        m_aspect = std::clamp(double(pictures[0].width()) / pictures[0].height(), 0.6, 2.4);
    const QSize size = storedSize();
    for (size_t i = 0; i < std::min(pictures.size(), m_pictures.size()); ++i) {
        if (!pictures[i].isNull())
            m_pictures[i] = pictures[i].scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }
    updateGeometry();
    setMinimumHeight(heightForWidth(width()));
    update();
}

void SampleStrip::setPicture(FrameIndex frame, const QImage& picture)
{
    for (size_t i = 0; i < m_samples.size() && !picture.isNull(); ++i) {
        if (m_samples[i].frame != frame || !m_pictures[i].isNull())
            continue;
        m_pictures[i] = picture.scaled(storedSize(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        update(cellRect(int(i)));
    }
}

void SampleStrip::setHeat(const std::vector<FrameHeat>& heats, double opacity)
{
    m_heat.clear();
    for (const FrameHeat& h : heats) {
        const auto at = size_t(std::max(0, h.sample));
        if (h.turn == 1 && at < m_samples.size() && m_samples[at].frame == h.frame)
            m_heat[int(at)] = heatImage(h.columns, h.rows, h.heat, opacity);
    }
    update();
}

void SampleStrip::clear()
{
    setSamples({}, {});
}

void SampleStrip::setChosen(std::optional<int> sample)
{
    m_chosen = sample;
    update();
}

void SampleStrip::setHighlighted(std::optional<FrameIndex> frame)
{
    m_highlighted = frame;
    update();
}

QFont SampleStrip::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.82);
    return small;
}

int SampleStrip::columns(int width) const
{
    const int least = std::max(int(fontMetrics().height() * 5 / 2 * m_aspect),
                               QFontMetrics(smallFont()).horizontalAdvance(QStringLiteral("0000 · 00.0 s")));
    return std::max(1, (width + kGap) / (least + kGap));
}

int SampleStrip::cellWidth(int width) const
{
    const int n = columns(width);
    return std::max(1, (width - (n - 1) * kGap) / n); // a row fills the width
}

QSize SampleStrip::pictureSize(int width) const
{
    const int w = cellWidth(width);
    return {w, std::min(int(w / m_aspect), fontMetrics().height() * 5)};
}

/// Large enough for any width of the strip.
QSize SampleStrip::storedSize() const
{
    const double h = fontMetrics().height() * 5 * devicePixelRatioF();
    return QSizeF(h * m_aspect, h).toSize();
}

int SampleStrip::heightForWidth(int width) const
{
    const int n = int(m_samples.size());
    const int cell = pictureSize(width).height() + QFontMetrics(smallFont()).height() + 1;
    return n == 0 ? 0 : (n + columns(width) - 1) / columns(width) * (cell + kGap);
}

QSize SampleStrip::sizeHint() const
{
    const int least = int(fontMetrics().height() * 8 * m_aspect);
    return {least, heightForWidth(std::max(width(), least))};
}

QRect SampleStrip::cellRect(int i) const
{
    const int n = columns(width());
    const QSize cell(cellWidth(width()),
                     pictureSize(width()).height() + QFontMetrics(smallFont()).height() + 1);
    return {QPoint((i % n) * (cell.width() + kGap), (i / n) * (cell.height() + kGap)), cell};
}

std::optional<int> SampleStrip::at(QPoint p) const
{
    for (int i = 0; i < int(m_samples.size()); ++i) {
        if (cellRect(i).contains(p))
            return i;
    }
    return std::nullopt;
}

void SampleStrip::paintCell(QPainter& painter, int i) const
{
    const SampledFrame& sample = m_samples[size_t(i)];
    const QRect area = cellRect(i);
    QSize size = QSizeF(pictureSize(width()).height() * m_aspect, pictureSize(width()).height()).toSize();
    size.setWidth(std::min(size.width(), area.width()));
    const QRect picture(QPoint(area.left() + (area.width() - size.width()) / 2, area.top()), size);
    if (m_pictures[size_t(i)].isNull())
        painter.fillRect(picture, palette().color(QPalette::Button));
    else
        painter.drawImage(picture, m_pictures[size_t(i)]);
    if (const auto heat = m_heat.find(i); heat != m_heat.end())
        painter.drawImage(picture, heat->second);

    const QFontMetrics small = painter.fontMetrics();
    const bool chosen = m_chosen == i;
    const QString number = QString::number(sample.sample);
    const QRectF tag(picture.left() + 2, picture.top() + 2, small.horizontalAdvance(number) + 7,
                     small.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(chosen ? accent(Accent::Keyframe, palette()) : QColor(0, 0, 0, 165));
    painter.drawRoundedRect(tag, 3, 3);
    painter.setPen(chosen ? Qt::black : Qt::white);
    painter.drawText(tag, Qt::AlignCenter, number);

    const bool lit = m_hovered == i || m_highlighted == sample.frame;
    if (chosen || lit) {
        painter.setPen(QPen(accent(lit && !chosen ? Accent::Sampled : Accent::Keyframe, palette()),
                            chosen && lit ? 4 : 2.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(picture).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    }
    painter.setPen(palette().color(chosen || lit ? QPalette::Text : QPalette::PlaceholderText));
    painter.drawText(QRect(area.left(), picture.bottom() + 1, area.width(), small.height()), Qt::AlignCenter,
                     tr("%1 · %2 s").arg(sample.frame).arg(sample.time_s, 0, 'f', 1));
}

void SampleStrip::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont());
    for (int i = 0; i < int(m_samples.size()); ++i) {
        if (cellRect(i).intersects(event->rect()))
            paintCell(painter, i);
    }
}

void SampleStrip::hover(std::optional<int> i)
{
    if (i == m_hovered)
        return;
    m_hovered = i;
    update();
    Q_EMIT hovered(i ? std::optional(m_samples[size_t(*i)].frame) : std::nullopt);
}

void SampleStrip::mouseMoveEvent(QMouseEvent* event)
{
    const auto now = at(event->pos());
    setCursor(now ? Qt::PointingHandCursor : Qt::ArrowCursor);
    hover(now);
}

void SampleStrip::mousePressEvent(QMouseEvent* event)
{
    if (const auto i = at(event->pos()); i && event->button() == Qt::LeftButton)
        Q_EMIT activated(m_samples[size_t(*i)].frame);
}

void SampleStrip::leaveEvent(QEvent*)
{
    hover(std::nullopt);
}

void SampleStrip::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    hover(std::nullopt);
}

void SampleStrip::keyPressEvent(QKeyEvent* event)
{
    const int n = int(m_samples.size());
    int step = 0;
    switch (event->key()) {
    case Qt::Key_Left:
        step = -1;
        break;
    case Qt::Key_Right:
        step = 1;
        break;
    case Qt::Key_Up:
        step = -columns(width());
        break;
    case Qt::Key_Down:
        step = columns(width());
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_hovered)
            Q_EMIT activated(m_samples[size_t(*m_hovered)].frame);
        return;
    default:
        return QWidget::keyPressEvent(event);
    }
    if (n == 0)
        return;
    const int from = m_hovered.value_or(m_chosen.value_or(0));
    const int to = m_hovered ? from + step : from;
    if (to >= 0 && to < n)
        hover(to);
}

bool SampleStrip::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto i = at(help->pos())) {
            const SampledFrame& s = m_samples[size_t(*i)];
            QToolTip::showText(
                help->globalPos(),
                tr("Sample %1: frame %2, %3 s").arg(s.sample).arg(s.frame).arg(s.time_s, 0, 'f', 2), this);
        }
        return true;
    }
    case QEvent::ShortcutOverride: // the window steps through the video with these
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (static_cast<QKeyEvent*>(event)->modifiers() == Qt::NoModifier)
                event->accept();
            return true;
        default:
            break;
        }
        break;
    case QEvent::Resize:
    case QEvent::FontChange:
        setMinimumHeight(heightForWidth(width()));
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

} // namespace revseg
