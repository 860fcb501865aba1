// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"
#include "widgets/reasoning/confidence.h"
#include "widgets/reasoning/linkify.h"

#include <QTextBrowser>

#include <optional>

namespace revseg {

/// Puts line breaks between the words of overlong paragraphs, for a paragraph is laid out as a whole each
/// time that it grows. `before`: how long the last paragraph is already.
QString brokenUp(const QString& text, qsizetype before = 0);

/// Plain text that grows with its content up to a limit instead of scrolling in a tiny window, and in which
/// mentions of moments and objects are links. Long text is added piece by piece: the cost of a piece does
/// not depend on the text before it.
class LinkedText final : public QTextBrowser
{
    Q_OBJECT
public:
    explicit LinkedText(QWidget* parent = nullptr);

    void setText(const QString& text);
    void setFrameLink(const QString& text, FrameIndex frame); ///< all of it is one link
    void appendText(const QString& text);                     ///< keeps the end in sight if it was
    void setContext(MentionContext context);
    void setLinked(bool linked); ///< whether mentions are links; they are at first
    /// Shades stretches of the text, positions in text(), the more the less probable; a new text has none.
    void setDoubts(std::vector<Doubt> doubts);
    void setMostLines(int lines);
    QString text() const { return m_text; } ///< as it was given
    /// What is selected, in positions of text().
    struct Range
    {
        qsizetype start = 0, length = 0;
    };
    Range selectedRange() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void frameHovered(std::optional<revseg::FrameIndex> frame); ///< none: the pointer left a link
    void frameActivated(revseg::FrameIndex frame);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override; ///< with actions() for what is selected

private:
    void fit();
    void shade();
    void link(int from); ///< makes links in the text from there to the end

    QString m_text;
    MentionContext m_context;
    std::vector<Doubt> m_doubts;
    bool m_linked = true;
    std::optional<FrameIndex> m_whole; ///< where all of the text leads
    int m_mostLines = 14;
};

} // namespace revseg
