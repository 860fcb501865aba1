// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/accents.h"

#include <QFrame>

class QLabel;

namespace revseg {

/// A remark or a failure on a tinted ground. Its texts are shown to the letter: they may come from a server.
class NoteBox final : public QFrame
{
    Q_OBJECT
public:
    explicit NoteBox(Accent color, QWidget* parent = nullptr);

    void setTexts(const QString& what, const QString& remedy = {}); ///< hidden when `what` is empty
    QString text() const;                                           ///< both

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Accent m_color;
    QLabel* m_what;
    QLabel* m_remedy;
};

} // namespace revseg
