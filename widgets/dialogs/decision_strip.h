// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;
class QLabel;

namespace revseg {

/// A sentence over the picture about a change that waits, with a button for each way to decide. It never
/// takes the focus.
class DecisionStrip final : public QFrame
{
    Q_OBJECT
public:
    explicit DecisionStrip(const QList<QAction*>& ways, QWidget* parent = nullptr);

    void setText(const QString& text); ///< empty hides it
    QString text() const;

private:
    QLabel* m_text;
};

} // namespace revseg
