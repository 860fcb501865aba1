// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/accents.h"

#include <QFrame>

class QAction;
class QHBoxLayout;
class QLabel;

namespace revseg {

/// What a person can do next with a run, in one sentence with its buttons: re-run what is stale, accept a new
/// result or keep the old one. Stays in sight above the cards. Hidden while it has nothing to say.
class RunBar final : public QFrame
{
    Q_OBJECT
public:
    explicit RunBar(QWidget* parent = nullptr);

    void show(Accent color, const QString& text, const QList<QAction*>& actions);
    void clear();
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Accent m_color = Accent::Stale;
    QLabel* m_text;
    QHBoxLayout* m_buttons;
};

} // namespace revseg
