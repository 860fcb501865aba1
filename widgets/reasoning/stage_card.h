// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/run.h"

#include <QFrame>
#include <QTextBrowser>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace revseg {

/// A text view that grows with its text up to a limit instead of scrolling in a tiny window.
class GrowingText final : public QTextBrowser
{
    Q_OBJECT
public:
    explicit GrowingText(QWidget* parent = nullptr);

    void setMostLines(int lines);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void linkHovered(const QUrl& url); ///< an empty url when the pointer leaves a link

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    int m_mostLines = 14;
};

/// One stage of a run: a title, how it stands in words and colour, and its content, which can be folded away.
class StageCard final : public QFrame
{
    Q_OBJECT
public:
    StageCard(const QString& title, QWidget* content, QWidget* parent = nullptr);

    void setStatus(StageStatus status);
    void setStatusText(const QString& text, const QColor& color);
    void setFolded(bool folded);

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintStyle();

    QToolButton* m_fold;
    QLabel* m_badge;
    QWidget* m_content;
    StageStatus m_status = StageStatus::Missing;
    bool m_styling = false;
};

} // namespace revseg
