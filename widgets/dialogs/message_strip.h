// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

class QAction;
class QLabel;
class QToolButton;

namespace revseg {

/// A sentence over the picture about something that went wrong or is worth knowing. It stays until it is
/// closed or replaced (what only informs, for a while), and never takes the focus.
class MessageStrip final : public QFrame
{
    Q_OBJECT
public:
    enum class Kind { Information, Warning, Error };

    explicit MessageStrip(QWidget* parent = nullptr);

    /// With `offer`, a button for the way out.
    void showMessage(Kind kind, const QString& what, const QString& remedy = {}, QAction* offer = nullptr);
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Kind m_kind = Kind::Information;
    QLabel* m_mark;
    QLabel* m_text;
    QToolButton* m_offer;
    QTimer m_leave;
};

} // namespace revseg
