// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/stage_card.h"

#include "widgets/reasoning/status_badge.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>
#include <QVBoxLayout>

namespace revseg {

namespace {
constexpr double kRadius = 6;
constexpr double kEdge = 3; ///< the coloured edge on the left
} // namespace

StageCard::StageCard(const QString& title, QWidget* content, QWidget* parent)
    : QFrame(parent)
    , m_fold(new QToolButton)
    , m_badge(new StatusBadge)
    , m_content(content)
    , m_head(new QHBoxLayout)
{
    setObjectName(QStringLiteral("stageCard"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 4, 8, 5);
    column->setSpacing(3);
    m_fold->setText(title);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setArrowType(Qt::DownArrow);
    m_fold->setAutoRaise(true);
    m_fold->setToolTip(tr("Fold or unfold"));
    m_fold->setFocusPolicy(Qt::StrongFocus);
    QFont bold = font();
    bold.setBold(true);
    m_fold->setFont(bold);
    m_head->addWidget(m_fold);
    m_head->addStretch();
    m_head->addWidget(m_badge);
    column->addLayout(m_head);
    auto* indented = new QHBoxLayout;
    indented->setContentsMargins(4, 0, 2, 2);
    indented->addWidget(content);
    column->addLayout(indented);
    connect(m_fold, &QToolButton::clicked, this, [this] { setFolded(!m_folded); });
    setStatus(StageStatus::Missing);
}

void StageCard::setFolded(bool folded)
{
    m_folded = folded;
    showContent();
}

void StageCard::setHasContent(bool has)
{
    m_hasContent = has;
    showContent();
}

void StageCard::showContent()
{
    m_content->setVisible(m_hasContent && !m_folded);
    m_fold->setEnabled(m_hasContent);
    m_fold->setArrowType(m_folded || !m_hasContent ? Qt::RightArrow : Qt::DownArrow);
}

void StageCard::addButton(QWidget* button)
{
    m_head->insertWidget(m_head->count() - 1, button);
}

void StageCard::setStatus(StageStatus status)
{
    m_badge->setStatus(status);
    nameForReaders();
}

void StageCard::setStatusText(const QString& text, std::optional<Accent> color, const QString& explanation)
{
    m_badge->setText(text, color, explanation);
    nameForReaders();
}

QString StageCard::statusText() const
{
    return m_badge->text();
}

void StageCard::nameForReaders()
{
    setAccessibleName(m_badge->text().isEmpty()
                          ? m_fold->text()
                          : QStringLiteral("%1: %2").arg(m_fold->text(), m_badge->text()));
    update();
}

void StageCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath shape;
    shape.addRoundedRect(area, kRadius, kRadius);
    painter.fillPath(shape, palette().color(QPalette::Base));
    if (const auto color = m_badge->text().isEmpty() ? std::nullopt : m_badge->color()) {
        painter.save();
        painter.setClipPath(shape);
        const QColor edge = accent(*color, palette());
        if (m_badge->isStale()) {
            // All of the card, so that nobody takes what it says for the answer to what was asked last.
            QColor lines = edge;
            lines.setAlpha(40);
            painter.fillRect(area, QBrush(lines, Qt::BDiagPattern));
            painter.setPen(QPen(edge, 2));
            for (double y = -kEdge * 2; y < area.height() + kEdge; y += 6)
                painter.drawLine(QPointF(0, y + kEdge * 2), QPointF(kEdge * 2, y));
        } else {
            painter.fillRect(QRectF(0, 0, kEdge, height()), edge);
        }
        painter.restore();
    }
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shape);
}

} // namespace revseg
