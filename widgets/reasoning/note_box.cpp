// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/note_box.h"

#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace revseg {

NoteBox::NoteBox(Accent color, QWidget* parent)
    : QFrame(parent)
    , m_color(color)
    , m_what(new QLabel)
    , m_remedy(new QLabel)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 8, 6);
    column->setSpacing(2);
    for (QLabel* label : {m_what, m_remedy}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    }
    hide();
}

void NoteBox::setTexts(const QString& what, const QString& remedy)
{
    QFont font = m_remedy->font();
    font.setBold(!remedy.isEmpty());
    m_what->setFont(font);
    m_what->setText(what);
    m_remedy->setText(remedy);
    m_remedy->setVisible(!remedy.isEmpty());
    setAccessibleName(text());
    setVisible(!what.isEmpty());
}

QString NoteBox::text() const
{
    return m_remedy->text().isEmpty() ? m_what->text()
                                      : m_what->text() + QLatin1Char('\n') + m_remedy->text();
}

void NoteBox::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()), 5, 5);
    painter.setClipPath(shape);
    QColor color = accent(m_color, palette());
    painter.fillRect(QRectF(0, 0, 4, height()), color);
    color.setAlpha(34);
    painter.fillRect(rect(), color);
}

} // namespace revseg
