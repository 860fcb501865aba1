// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/message_strip.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace revseg {

namespace {

/// What only informs goes by itself, so that it does not take the picture's room for ever.
constexpr int kInformationStays_ms = 12'000;

} // namespace

MessageStrip::MessageStrip(QWidget* parent)
    : QFrame(parent)
    , m_mark(new QLabel)
    , m_text(new QLabel)
    , m_offer(new QToolButton)
{
    setObjectName(QStringLiteral("messageStrip"));
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
    const auto [color, mark] = [kind]() -> std::pair<const char*, QStyle::StandardPixmap> {
        switch (kind) {
        case Kind::Error:
            return {"192,57,43", QStyle::SP_MessageBoxCritical};
        case Kind::Warning:
            return {"211,132,20", QStyle::SP_MessageBoxWarning};
        case Kind::Information:
            break;
        }
        return {"47,111,222", QStyle::SP_MessageBoxInformation};
    }();
    setStyleSheet(QStringLiteral(
                      "#messageStrip { background: rgba(%1,40); border: 0; border-left: 4px solid rgb(%1); }")
                      .arg(QLatin1String(color)));
    const int side = fontMetrics().height();
    m_mark->setPixmap(style()->standardIcon(mark).pixmap(side, side));
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

QString MessageStrip::text() const
{
    return isHidden() ? QString() : m_text->text();
}

} // namespace revseg
