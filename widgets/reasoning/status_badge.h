// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/run.h"
#include "widgets/theme/accents.h"

#include <QWidget>

#include <optional>

namespace revseg {

/// How a stage stands, in a word and a colour on a rounded ground. Hidden while it has nothing to say.
class StatusBadge final : public QWidget
{
    Q_OBJECT
public:
    explicit StatusBadge(QWidget* parent = nullptr);

    void setStatus(StageStatus status);
    void setText(const QString& text, std::optional<Accent> color, const QString& explanation = {});
    QString text() const { return m_text; }
    std::optional<Accent> color() const { return m_color; } ///< none: dim
    bool isStale() const { return m_stale; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    std::optional<Accent> m_color;
    bool m_stale = false;
};

} // namespace revseg
