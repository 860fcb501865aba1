// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/decision_strip.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace revseg {

DecisionStrip::DecisionStrip(const QList<QAction*>& ways, QWidget* parent)
    : QFrame(parent)
    , m_text(new QLabel)
{
    setObjectName(QStringLiteral("decisionStrip"));
    setStyleSheet(QStringLiteral("#decisionStrip { background: rgba(211,132,20,40); border: 0; border-left: "
                                 "4px solid rgb(211,132,20); }"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 6, 6);
    row->setSpacing(10);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    row->addWidget(m_text, 1);
    for (QAction* way : ways) {
        auto* button = new QToolButton;
        button->setDefaultAction(way);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    hide();
}

void DecisionStrip::setText(const QString& text)
{
    m_text->setText(text);
    setVisible(!text.isEmpty());
}

QString DecisionStrip::text() const
{
    return isHidden() ? QString() : m_text->text();
}

} // namespace revseg
