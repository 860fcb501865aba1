// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/sample_strip.h"

#include "widgets/theme/accents.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace revseg {

SampleStrip::SampleStrip(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Frames the model saw"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void SampleStrip::setSamples(SampledFrames samples, const std::vector<QImage>& pictures)
{
    m_samples = std::move(samples);
    m_pictures.clear();
    const int height = cell().height() * 2;
    for (const QImage& p : pictures)
        m_pictures.push_back(p.scaledToHeight(height, Qt::SmoothTransformation));
    m_chosen.reset();
    updateGeometry();
    setMinimumHeight(heightForWidth(width()));
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

QSize SampleStrip::cell() const
{
    const int h = fontMetrics().height();
    return {h * 4, h * 3};
}

int SampleStrip::columns(int width) const
{
    return std::max(1, (width + 4) / (cell().width() + 4));
}

int SampleStrip::heightForWidth(int width) const
{
    const int n = int(m_samples.size());
    return n == 0 ? 0 : (n + columns(width) - 1) / columns(width) * (cell().height() + 4);
}

QSize SampleStrip::sizeHint() const
{
    return {cell().width() * 4, heightForWidth(std::max(width(), cell().width() * 4))};
}

QRect SampleStrip::cellRect(int i) const
{
    const int n = columns(width());
    return {QPoint((i % n) * (cell().width() + 4), (i / n) * (cell().height() + 4)), cell()};
}

std::optional<int> SampleStrip::at(QPoint p) const
{
    for (int i = 0; i < int(m_samples.size()); ++i) {
        if (cellRect(i).contains(p))
            return i;
    }
    return std::nullopt;
}

void SampleStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    painter.setFont(small);
    for (int i = 0; i < int(m_samples.size()); ++i) {
        const QRect r = cellRect(i);
        if (size_t(i) < m_pictures.size())
            painter.drawImage(r, m_pictures[size_t(i)]);
        const QString text = QString::number(m_samples[size_t(i)].sample);
        const QRect tag(r.left(), r.top(), painter.fontMetrics().horizontalAdvance(text) + 8,
                        painter.fontMetrics().height());
        const bool chosen = m_chosen == i;
        painter.fillRect(tag, chosen ? accent(Accent::Keyframe, palette()) : QColor(0, 0, 0, 150));
        painter.setPen(chosen ? Qt::black : Qt::white);
        painter.drawText(tag, Qt::AlignCenter, text);
        const bool lit = m_hovered == i || m_highlighted == m_samples[size_t(i)].frame;
        if (chosen || lit || (hasFocus() && m_hovered == i)) {
            painter.setPen(QPen(accent(chosen ? Accent::Keyframe : Accent::Sampled, palette()), 3));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(QRectF(r).adjusted(1.5, 1.5, -1.5, -1.5));
        }
    }
}

void SampleStrip::mouseMoveEvent(QMouseEvent* event)
{
    const auto now = at(event->pos());
    setCursor(now ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (now == m_hovered)
        return;
    m_hovered = now;
    update();
    Q_EMIT hovered(now ? std::optional(m_samples[size_t(*now)].frame) : std::nullopt);
}

void SampleStrip::mousePressEvent(QMouseEvent* event)
{
    if (const auto i = at(event->pos()); i && event->button() == Qt::LeftButton)
        Q_EMIT activated(m_samples[size_t(*i)].frame);
}

void SampleStrip::leaveEvent(QEvent*)
{
    m_hovered.reset();
    update();
    Q_EMIT hovered(std::nullopt);
}

void SampleStrip::keyPressEvent(QKeyEvent* event)
{
    const int n = int(m_samples.size());
    int i = m_hovered.value_or(-1);
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
        i = std::clamp(i + (event->key() == Qt::Key_Down ? 1 : -1), 0, std::max(0, n - 1));
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && i >= 0)
        Q_EMIT activated(m_samples[size_t(i)].frame);
    else
        return QWidget::keyPressEvent(event);
    if (n > 0)
        m_hovered = i;
    update();
}

bool SampleStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto i = at(help->pos())) {
            const SampledFrame& s = m_samples[size_t(*i)];
            QToolTip::showText(
                help->globalPos(),
                tr("Sample %1: frame %2, %3 s").arg(s.sample).arg(s.frame).arg(s.time_s, 0, 'f', 2), this);
        }
        return true;
    }
    if (event->type() == QEvent::Resize)
        setMinimumHeight(heightForWidth(width()));
    return QWidget::event(event);
}

} // namespace revseg
