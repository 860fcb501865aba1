// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/message_strip.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

namespace revseg {

namespace {

/// What only informs goes by itself, so that it does not cover the picture for ever.
constexpr int kInformationStays_ms = 12'000;

} // namespace

MessageStrip::MessageStrip(QWidget* parent)
    : QFrame(parent)
    , m_mark(new QLabel)
    , m_text(new QLabel)
    , m_offer(new QToolButton)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 6, 6);
    row->setSpacing(10);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setTextFormat(Qt::PlainText);
    auto* close = new QToolButton;
    close->setAutoRaise(true);
    close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(tr("Close this message"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    m_leave.setSingleShot(true);
    m_leave.setInterval(kInformationStays_ms);
    connect(&m_leave, &QTimer::timeout, this, [this] {
        if (underMouse() || m_text->hasSelectedText())
            m_leave.start(); // it is being read
        else
            hide();
    });
    row->addWidget(m_mark, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    m_offer->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_offer->hide();
    row->addWidget(m_offer, 0, Qt::AlignTop);
    row->addWidget(close, 0, Qt::AlignTop);
    hide();
}

void MessageStrip::showMessage(Kind kind, const QString& what, const QString& remedy, QAction* offer)
{
    m_kind = kind;
    const auto mark = kind == Kind::Error     ? QStyle::SP_MessageBoxCritical
                      : kind == Kind::Warning ? QStyle::SP_MessageBoxWarning
                                              : QStyle::SP_MessageBoxInformation;
    const int side = fontMetrics().height();
    m_mark->setPixmap(style()->standardIcon(mark).pixmap(side, side));
    update();
    m_text->setText(remedy.isEmpty() ? what : what + QLatin1Char(' ') + remedy);
    m_text->setAccessibleName(m_text->text());
    for (QAction* const before : m_offer->actions())
        m_offer->removeAction(before);
    m_offer->setDefaultAction(offer);
    m_offer->setVisible(offer != nullptr);
    if (kind == Kind::Information && offer == nullptr)
        m_leave.start();
    else
        m_leave.stop();
    show();
}

/// Opaque, as it lies over the picture.
void MessageStrip::paintEvent(QPaintEvent*)
{
    const QColor color = m_kind == Kind::Error     ? QColor(192, 57, 43)
                         : m_kind == Kind::Warning ? QColor(211, 132, 20)
                                                   : QColor(47, 111, 222);
    QColor veil = color;
    veil.setAlpha(40);
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(rect(), veil);
    painter.fillRect(QRect(0, 0, 4, height()), color);
}

QString MessageStrip::text() const
{
    return isHidden() ? QString() : m_text->text();
}

} // namespace revseg
