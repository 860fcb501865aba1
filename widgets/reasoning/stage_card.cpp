// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/stage_card.h"

#include "widgets/theme/accents.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace revseg {

GrowingText::GrowingText(QWidget* parent) : QTextBrowser(parent)
{
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(2);
    viewport()->setAutoFillBackground(false);
    setTabChangesFocus(true);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &GrowingText::fit);
    connect(this, &QTextBrowser::highlighted, this, &GrowingText::linkHovered);
}

void GrowingText::setMostLines(int lines)
{
    m_mostLines = lines;
    fit();
}

void GrowingText::fit()
{
    const int line = fontMetrics().lineSpacing();
    const int most = m_mostLines * line + 8;
    const int wanted = int(std::ceil(document()->size().height())) + 2;
    const int height = std::clamp(wanted, line + 6, most);
    setVerticalScrollBarPolicy(wanted > most ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (height != this->height())
        setFixedHeight(height);
}

void GrowingText::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    fit();
}

QSize GrowingText::sizeHint() const
{
    return {120, height()};
}

QSize GrowingText::minimumSizeHint() const
{
    return {60, fontMetrics().lineSpacing() + 6};
}

StageCard::StageCard(const QString& title, QWidget* content, QWidget* parent)
    : QFrame(parent)
    , m_fold(new QToolButton)
    , m_badge(new QLabel)
    , m_content(content)
{
    setObjectName(QStringLiteral("stageCard"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 6, 10, 8);
    column->setSpacing(4);
    auto* head = new QHBoxLayout;
    m_fold->setText(title);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setArrowType(Qt::DownArrow);
    m_fold->setAutoRaise(true);
    m_fold->setCheckable(true);
    m_fold->setToolTip(tr("Fold or unfold"));
    QFont bold = font();
    bold.setBold(true);
    m_fold->setFont(bold);
    head->addWidget(m_fold);
    head->addStretch();
    head->addWidget(m_badge);
    column->addLayout(head);
    column->addWidget(content);
    connect(m_fold, &QToolButton::toggled, this, [this](bool folded) {
        m_content->setVisible(!folded);
        m_fold->setArrowType(folded ? Qt::RightArrow : Qt::DownArrow);
    });
    paintStyle();
    setStatus(StageStatus::Missing);
}

void StageCard::setFolded(bool folded)
{
    m_fold->setChecked(folded);
}

void StageCard::setStatus(StageStatus status)
{
    m_status = status;
    switch (status) {
    case StageStatus::Missing:
        setStatusText({}, {});
        break;
    case StageStatus::Ok:
        setStatusText(tr("ok"), accent(Accent::Good, palette()));
        break;
    case StageStatus::Repaired:
        setStatusText(tr("repaired"), accent(Accent::Repaired, palette()));
        break;
    case StageStatus::Invalid:
        setStatusText(tr("invalid"), accent(Accent::Bad, palette()));
        break;
    case StageStatus::Edited:
        setStatusText(tr("edited"), accent(Accent::Edited, palette()));
        break;
    case StageStatus::Stale:
        setStatusText(tr("stale"), accent(Accent::Repaired, palette()));
        break;
    }
}

void StageCard::setStatusText(const QString& text, const QColor& color)
{
    m_badge->setText(text);
    m_badge->setVisible(!text.isEmpty());
    m_badge->setStyleSheet(QStringLiteral("QLabel { color: %1; font-weight: 600; }").arg(color.name()));
}

void StageCard::paintStyle()
{
    m_styling = true;
    setStyleSheet(
        QStringLiteral("#stageCard { background: %1; border: 1px solid %2; border-radius: 6px; }")
            .arg(palette().color(QPalette::Base).name(), palette().color(QPalette::Midlight).name()));
    m_styling = false;
}

void StageCard::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_styling) {
        paintStyle();
        setStatus(m_status);
    }
}

} // namespace revseg
