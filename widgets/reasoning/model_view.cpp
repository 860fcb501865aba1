// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/model_view.h"

#include <QMouseEvent>
#include <QPainter>

namespace revseg {

namespace {
constexpr int kMargin = 6;
}

ModelView::ModelView(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("modelView"));
    setAccessibleName(tr("The pictures that the model saw"));
}

void ModelView::setPanes(std::vector<ModelPane> panes, const QString& hint)
{
    if (panes.size() != m_panes.size())
        m_alone = -1;
    m_panes = std::move(panes);
    m_hint = hint;
    tellWhatIsShown();
    update();
}

void ModelView::tellWhatIsShown()
{
    QStringList lines;
    for (const ModelPane& pane : m_panes) {
        lines << pane.title << pane.note;
        for (const ModelPane::Named& box : pane.boxes)
            lines << box.text;
    }
    lines.removeAll(QString());
    setAccessibleDescription(lines.isEmpty() ? m_hint : lines.join(QStringLiteral(". ")));
}

int ModelView::textHeight() const
{
    return 2 * fontMetrics().lineSpacing() + 4;
}

QRect ModelView::paneRect(int pane) const
{
    if (m_alone >= 0)
        return pane == m_alone ? rect().adjusted(kMargin, kMargin, -kMargin, -kMargin) : QRect();
    // As wide as their pictures want at one height, so that none is larger than the others.
    double sum = 0;
    double before = 0;
    double own = 0;
    for (int i = 0; i < int(m_panes.size()); ++i) {
        const QImage& image = m_panes[size_t(i)].image;
        const double aspect = image.isNull() ? 1 : double(image.width()) / image.height();
        if (i < pane)
            before += aspect;
        if (i == pane)
            own = aspect;
        sum += aspect;
    }
    const double room = width() - kMargin * double(m_panes.size() + 1);
    if (room <= 0 || sum <= 0)
        return {};
    return QRectF(kMargin * (pane + 1) + room * before / sum, kMargin, room * own / sum,
                  height() - 2 * kMargin)
        .toRect();
}

QRect ModelView::pictureRect(int pane) const
{
    const QRect room = paneRect(pane).adjusted(0, 0, 0, -textHeight());
    const QImage& image = m_panes[size_t(pane)].image;
    if (room.isEmpty() || image.isNull())
        return {};
    const QSize size = image.size().scaled(room.size(), Qt::KeepAspectRatio);
    return {room.center() - QPoint(size.width() / 2, size.height() / 2), size};
}

void ModelView::paintPane(QPainter& painter, int index) const
{
    const ModelPane& pane = m_panes[size_t(index)];
    const QRect whole = paneRect(index);
    if (whole.isEmpty())
        return;
    const QRect shown = pictureRect(index);
    QStringList heading{pane.title};
    if (shown.isEmpty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(whole, Qt::AlignCenter, tr("…"));
    } else {
        const double scale = double(shown.width()) / pane.image.width();
        // Enlarged pixels are shown as what they are.
        painter.setRenderHint(QPainter::SmoothPixmapTransform, scale < 1);
        painter.drawImage(shown, pane.image);
        painter.setRenderHint(QPainter::Antialiasing);
        for (const ModelPane::Named& named : pane.boxes) {
            const QRectF box(shown.x() + named.box.x1 * scale, shown.y() + named.box.y1 * scale,
                             named.box.width() * scale, named.box.height() * scale);
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(QColor(0, 0, 0, 150), 4));
            painter.drawRect(box);
            painter.setPen(QPen(named.color, 2));
            painter.drawRect(box);
            const QRectF label =
                QRectF(painter.fontMetrics().boundingRect(named.text)).adjusted(-4, -2, 4, 2);
            if (label.width() > shown.width()) { // it would hide more than it tells
                heading << named.text;
                continue;
            }
            QRectF at = label.translated(box.left() - label.left(), box.top() - label.bottom() - 2);
            at.moveTop(std::max(at.top(), double(shown.top())));
            at.moveLeft(std::clamp(at.left(), double(shown.left()),
                                   std::max(double(shown.left()), shown.right() - at.width())));
            painter.fillRect(at, QColor(0, 0, 0, 170));
            painter.setPen(Qt::white);
            painter.drawText(at, Qt::AlignCenter, named.text);
        }
    }
    const QRect text(whole.left(), whole.bottom() - textHeight() + 2, whole.width(), textHeight());
    const auto line = [&](int number, const QString& words, QPalette::ColorRole role) {
        painter.setPen(palette().color(role));
        painter.drawText(text.adjusted(0, number * fontMetrics().lineSpacing(), 0, 0),
                         Qt::AlignHCenter | Qt::AlignTop,
                         fontMetrics().elidedText(words, Qt::ElideRight, text.width()));
    };
    line(0, heading.join(QStringLiteral(" · ")), QPalette::WindowText);
    line(1, pane.note, QPalette::PlaceholderText);
}

void ModelView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_panes.empty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect().adjusted(kMargin, kMargin, -kMargin, -kMargin),
                         Qt::AlignCenter | Qt::TextWordWrap, m_hint);
        return;
    }
    for (int i = 0; i < int(m_panes.size()); ++i)
        paintPane(painter, i);
}

void ModelView::mouseDoubleClickEvent(QMouseEvent* event)
{
    int clicked = -1;
    for (int i = 0; i < int(m_panes.size()); ++i) {
        if (paneRect(i).contains(event->position().toPoint()))
            clicked = i;
    }
    m_alone = m_alone >= 0 ? -1 : clicked;
    update();
}

} // namespace revseg
