// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/status_badge.h"

#include <QPainter>

namespace revseg {

StatusBadge::StatusBadge(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void StatusBadge::setStatus(StageStatus status)
{
    switch (status) {
    case StageStatus::Missing:
        setText({}, std::nullopt);
        break;
    case StageStatus::Ok:
        setText(tr("ok"), Accent::Good, tr("As the model wrote it"));
        break;
    case StageStatus::Repaired:
        setText(tr("repaired"), Accent::Repaired,
                tr("The answer was not quite in the right form and was read with care; see the raw answer"));
        break;
    case StageStatus::Invalid:
        setText(tr("invalid"), Accent::Bad, tr("The model's answer could not be used; see the raw answer"));
        break;
    case StageStatus::Edited:
        setText(tr("edited"), Accent::Edited, tr("Changed by a person"));
        break;
    case StageStatus::Stale:
        setText(tr("stale"), Accent::Stale, tr("Something that this depends on has changed since"));
        m_stale = true;
        break;
    }
}

void StatusBadge::setText(const QString& text, std::optional<Accent> color, const QString& explanation)
{
    m_text = text;
    m_color = color;
    m_stale = false;
    setToolTip(explanation);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

QSize StatusBadge::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {metrics.horizontalAdvance(m_text) + metrics.height(), metrics.height() + 2};
}

void StatusBadge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = m_color ? accent(*m_color, palette()) : palette().color(QPalette::PlaceholderText);
    const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QColor ground = color;
    ground.setAlpha(m_color ? 38 : 0);
    painter.setBrush(ground);
    painter.setPen(m_stale ? QPen(color, 1, Qt::DashLine) : QPen(Qt::NoPen));
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2);
    painter.setPen(color);
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

} // namespace revseg
