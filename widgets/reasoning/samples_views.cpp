// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/samples_views.h"

#include "widgets/theme/accents.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {

constexpr double kHead = 18; ///< pixels for the numbers of rows and columns
constexpr int kGap = 6;

QColor ground(double value, const QPalette& palette)
{
    QColor color = accent(Accent::Good, palette);
    color.setAlphaF(0.08 + 0.72 * std::clamp(value, 0.0, 1.0));
    return color;
}

} // namespace

IouMatrix::IouMatrix(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("iouMatrix"));
    setAccessibleName(tr("Pairwise mask IoU"));
    setMinimumSize(120, 120);
}

void IouMatrix::setValues(std::vector<std::vector<double>> values)
{
    m_values = std::move(values);
    updateGeometry();
    update();
}

QSize IouMatrix::sizeHint() const
{
    const int n = std::max(2, int(m_values.size()));
    const int side = int(kHead) + n * (fontMetrics().horizontalAdvance(QStringLiteral("0.00")) + 8);
    return {side, side};
}

double IouMatrix::side() const
{
    return m_values.empty() ? 0 : (std::min(width(), height()) - kHead) / double(m_values.size());
}

QRectF IouMatrix::cell(int row, int column) const
{
    const double s = side();
    return QRectF(kHead + column * s, kHead + row * s, s, s).adjusted(1, 1, -1, -1);
}

void IouMatrix::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int n = int(m_values.size());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    for (int i = 0; i < n; ++i) {
        const QRectF diagonal = cell(i, i);
        painter.drawText(QRectF(0, diagonal.y(), kHead, diagonal.height()), Qt::AlignCenter,
                         QString::number(i + 1));
        painter.drawText(QRectF(diagonal.x(), 0, diagonal.width(), kHead), Qt::AlignCenter,
                         QString::number(i + 1));
    }
    for (int i = 0; i < n; ++i) {
        for (int j = 0; j < n; ++j) {
            const double value = m_values[size_t(i)][size_t(j)];
            const QRectF area = cell(i, j);
            if (value < 0) {
                painter.fillRect(area, QBrush(palette().color(QPalette::Mid), Qt::BDiagPattern));
                continue;
            }
            painter.fillRect(area, ground(value, palette()));
            painter.setPen(palette().color(QPalette::Text));
            if (i != j && area.width() > fontMetrics().horizontalAdvance(QStringLiteral("0.00")))
                painter.drawText(area, Qt::AlignCenter, QString::number(value, 'f', 2));
        }
    }
}

void IouMatrix::mousePressEvent(QMouseEvent* event)
{
    const int n = int(m_values.size());
    const int row = side() > 0 ? int(std::floor((event->position().y() - kHead) / side())) : -1;
    const int column = side() > 0 ? int(std::floor((event->position().x() - kHead) / side())) : -1;
    if (row < 0 || row >= n)
        return;
    if (column >= 0 && column < n && column != row)
        Q_EMIT pairActivated(row, column);
    else
        Q_EMIT activated(row);
}

bool IouMatrix::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && side() > 0) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = int(std::floor((help->pos().y() - kHead) / side()));
        const int column = int(std::floor((help->pos().x() - kHead) / side()));
        const int n = int(m_values.size());
        if (row >= 0 && column >= 0 && row < n && column < n && m_values[size_t(row)][size_t(column)] >= 0)
            QToolTip::showText(help->globalPos(),
                               tr("Rows %1 and %2: masks overlap by IoU %3")
                                   .arg(row + 1)
                                   .arg(column + 1)
                                   .arg(m_values[size_t(row)][size_t(column)], 0, 'f', 3),
                               this);
        return true;
    }
    return QWidget::event(event);
}

AgreementStrip::AgreementStrip(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("agreementStrip"));
    setAccessibleName(tr("Agreement over time"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void AgreementStrip::setValues(std::vector<double> overTime)
{
    m_values = std::move(overTime);
    update();
}

void AgreementStrip::setKeyframes(std::vector<FrameIndex> frames, int chosen)
{
    m_keyframes = std::move(frames);
    m_chosen = chosen;
    update();
}

void AgreementStrip::setFrame(FrameIndex frame)
{
    m_frame = frame;
    update();
}

QSize AgreementStrip::sizeHint() const
{
    return {300, fontMetrics().height() + 26};
}

int AgreementStrip::frameAt(double x) const
{
    const int n = int(m_values.size());
    return n == 0 ? -1 : std::clamp(int(x * n / std::max(1, width())), 0, n - 1);
}

void AgreementStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int n = int(m_values.size());
    if (n == 0)
        return;
    const double top = fontMetrics().height();
    const double w = double(width()) / n;
    // What it is, at the end that the keyframes leave free.
    const QString caption = tr("How far the runs agree, by frame");
    const int room = fontMetrics().horizontalAdvance(caption) + 12;
    const auto isFree = [&](double from, double to) {
        return std::none_of(m_keyframes.begin(), m_keyframes.end(), [&](FrameIndex f) {
            return f >= 0 && (f + 0.5) * w > from && (f + 0.5) * w < to;
        });
    };
    const bool isLeft = isFree(0, room);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    if (isLeft || isFree(width() - room, width()))
        painter.drawText(QRectF(2, 0, width() - 4, top),
                         Qt::AlignVCenter | (isLeft ? Qt::AlignLeft : Qt::AlignRight), caption);
    painter.setPen(Qt::NoPen);
    for (int f = 0; f < n; ++f) {
        const QRectF area(f * w, top, w + 0.5, height() - top);
        if (m_values[size_t(f)] < 0)
            painter.fillRect(area, QBrush(palette().color(QPalette::Mid), Qt::BDiagPattern));
        else
            painter.fillRect(area, ground(m_values[size_t(f)], palette()));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (size_t i = 0; i < m_keyframes.size(); ++i) {
        if (m_keyframes[i] < 0)
            continue;
        const double x = (m_keyframes[i] + 0.5) * w;
        const double r = int(i) == m_chosen ? 6 : 4.5;
        painter.setBrush(accent(Accent::Keyframe, palette()));
        painter.setPen(int(i) == m_chosen ? QPen(palette().color(QPalette::Text), 1.5) : QPen(Qt::NoPen));
        const double y = top / 2;
        painter.drawPolygon(QPolygonF({{x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}}));
    }
    painter.setPen(QPen(accent(Accent::Playhead, palette()), 1.5));
    const double x = (m_frame + 0.5) * w;
    painter.drawLine(QPointF(x, top), QPointF(x, height()));
}

void AgreementStrip::mousePressEvent(QMouseEvent* event)
{
    if (const int frame = frameAt(event->position().x()); frame >= 0)
        Q_EMIT frameActivated(frame);
}

void AgreementStrip::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        mousePressEvent(event);
}

bool AgreementStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int frame = frameAt(help->pos().x());
        if (frame >= 0)
            QToolTip::showText(help->globalPos(),
                               m_values[size_t(frame)] < 0 ? tr("Frame %1: nothing to compare").arg(frame)
                                                           : tr("Frame %1: the runs agree by IoU %2")
                                                                 .arg(frame)
                                                                 .arg(m_values[size_t(frame)], 0, 'f', 2),
                               this);
        return true;
    }
    return QWidget::event(event);
}

SampleGrid::SampleGrid(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("sampleGrid"));
    setAccessibleName(tr("The frame shown, with the masks of each run"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setMinimumHeight(70);
}

void SampleGrid::setPictures(const std::vector<QImage>& pictures)
{
    m_pictures = pictures;
    update();
}

void SampleGrid::setTitles(const QStringList& titles, int chosen)
{
    m_titles = titles;
    m_chosen = chosen;
    update();
}

QSize SampleGrid::sizeHint() const
{
    return {320, 110};
}

/// As many columns as make the pictures largest.
QRect SampleGrid::cell(int row) const
{
    const int n = std::max(1, int(m_titles.size()));
    const int line = fontMetrics().height();
    QSize best;
    int columns = 1;
    for (int c = 1; c <= n; ++c) {
        const int rows = (n + c - 1) / c;
        const int h = (height() - kGap * (rows - 1)) / rows;
        const int w = std::min((width() - kGap * (c - 1)) / c, (h - line) * 16 / 9);
        if (w > best.width()) {
            best = {w, h};
            columns = c;
        }
    }
    return {QPoint((row % columns) * (best.width() + kGap), (row / columns) * (best.height() + kGap)), best};
}

void SampleGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const int line = fontMetrics().height();
    for (int i = 0; i < int(m_titles.size()); ++i) {
        const QRect area = cell(i).adjusted(2, 2, -2, -2);
        QRect picture = area.adjusted(0, 0, 0, -line);
        if (size_t(i) < m_pictures.size() && !m_pictures[size_t(i)].isNull()) {
            const QImage& image = m_pictures[size_t(i)];
            const QSize size = image.size().scaled(picture.size(), Qt::KeepAspectRatio);
            picture = QRect(picture.topLeft(), size);
            painter.drawImage(picture, image);
        } else {
            painter.fillRect(picture, palette().color(QPalette::Base));
        }
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRect(area.x(), picture.bottom() + 1, area.width(), line), Qt::AlignLeft,
                         fontMetrics().elidedText(m_titles[i], Qt::ElideRight, area.width()));
        if (i == m_chosen) {
            painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
            painter.drawRect(picture.adjusted(-1, -1, 1, 1));
        }
    }
}

void SampleGrid::mousePressEvent(QMouseEvent* event)
{
    for (int i = 0; i < int(m_titles.size()); ++i) {
        if (cell(i).contains(event->position().toPoint()))
            Q_EMIT activated(i);
    }
}

} // namespace revseg
