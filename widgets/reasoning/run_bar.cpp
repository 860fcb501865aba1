// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/run_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace revseg {

RunBar::RunBar(QWidget* parent) : QFrame(parent), m_text(new QLabel), m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("runBar"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 8, 6);
    column->setSpacing(4);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    column->addWidget(m_text);
    m_buttons->setSpacing(4);
    m_buttons->addStretch();
    column->addLayout(m_buttons);
    hide();
}

void RunBar::show(Accent color, const QString& text, const QList<QAction*>& actions)
{
    m_color = color;
    m_text->setText(text);
    setAccessibleName(text);
    while (m_buttons->count() > 1) { // the stretch stays
        QLayoutItem* const item = m_buttons->takeAt(1);
        item->widget()->deleteLater();
        delete item;
    }
    for (QAction* action : actions) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        m_buttons->addWidget(button);
    }
    setVisible(!text.isEmpty());
    update();
}

void RunBar::clear()
{
    show(m_color, {}, {});
}

QString RunBar::text() const
{
    return m_text->text();
}

void RunBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QColor color = accent(m_color, palette());
    QColor ground = color;
    ground.setAlpha(34);
    painter.fillRect(rect(), ground);
    if (m_color == Accent::Stale) {
        QColor lines = color;
        lines.setAlpha(46);
        painter.fillRect(rect(), QBrush(lines, Qt::BDiagPattern));
    }
    painter.fillRect(QRect(0, 0, 4, height()), color);
}

} // namespace revseg
