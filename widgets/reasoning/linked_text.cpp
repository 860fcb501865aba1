// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/linked_text.h"

#include "widgets/theme/accents.h"

#include <QAbstractTextDocumentLayout>
#include <QContextMenuEvent>
#include <QEvent>
#include <QMenu>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <memory>

namespace revseg {

namespace {

// A mention may be cut between two pieces, and a list such as "frames 3, 5 and 7" is read from its head.
constexpr int kLongestMention = 120; ///< characters
constexpr int kLongestSentence = 400;
constexpr int kLongParagraph = 2000;

/// Where to begin to look for mentions again when text is added at `end`: behind a sentence, else behind a
/// word.
int sentenceStart(const QTextDocument& document, int end)
{
    const int first = std::max(0, end - kLongestSentence);
    if (first == 0)
        return 0;
    QTextCursor cursor(document.rootFrame()->firstCursorPosition());
    cursor.setPosition(first);
    cursor.setPosition(end - kLongestMention, QTextCursor::KeepAnchor);
    const QString before = cursor.selectedText();
    const qsizetype at =
        std::max(before.lastIndexOf(QLatin1String(". ")), before.lastIndexOf(QChar::ParagraphSeparator));
    return first + int(at >= 0 ? at + 1 : std::max<qsizetype>(0, before.indexOf(QLatin1Char(' '))));
}

std::optional<FrameIndex> frameOf(const QUrl& url)
{
    return url.scheme() == QLatin1String("frame") ? std::optional(url.path().toInt()) : std::nullopt;
}

} // namespace

QString brokenUp(const QString& text, qsizetype before)
{
    QString out;
    qsizetype copied = 0;
    qsizetype length = before;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool sentence = c == QLatin1Char(' ') && i > 0 && text[i - 1] == QLatin1Char('.');
        if (c == QLatin1Char('\n')) {
            length = 0;
        } else if (++length > kLongParagraph && (sentence || (length > 2 * kLongParagraph && c.isSpace()) ||
                                                 length > 4 * kLongParagraph)) {
            out += QStringView(text).mid(copied, i + 1 - copied);
            out += QLatin1Char('\n');
            copied = i + 1;
            length = 0;
        }
    }
    return copied == 0 ? text : out + text.mid(copied);
}

LinkedText::LinkedText(QWidget* parent) : QTextBrowser(parent)
{
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(2);
    viewport()->setAutoFillBackground(false);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &LinkedText::fit);
    connect(this, &QTextBrowser::highlighted, this,
            [this](const QUrl& url) { Q_EMIT frameHovered(frameOf(url)); });
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        if (const auto frame = frameOf(url))
            Q_EMIT frameActivated(*frame);
    });
}

void LinkedText::setText(const QString& text)
{
    m_whole.reset();
    m_text = text;
    setPlainText(brokenUp(text));
    setDoubts({});
    link(0);
}

void LinkedText::setFrameLink(const QString& text, FrameIndex frame)
{
    m_text = text;
    setPlainText(text);
    m_whole = frame;
    link(0);
}

void LinkedText::appendText(const QString& text)
{
    QScrollBar* const bar = verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum() - 2;
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    const int from = cursor.position();
    m_text += text;
    cursor.insertText(brokenUp(text, cursor.positionInBlock()), QTextCharFormat());
    link(sentenceStart(*document(), from));
    if (atEnd)
        bar->setValue(bar->maximum());
}

void LinkedText::setContext(MentionContext context)
{
    m_context = std::move(context);
    link(0);
}

void LinkedText::setLinked(bool linked)
{
    m_linked = linked;
    link(0);
}

void LinkedText::link(int from)
{
    if (!m_linked || (m_context.samples.empty() && !m_whole && from == 0))
        return;
    QTextCursor cursor(document());
    // A link that begins before is done anew as a whole.
    cursor.setPosition(from);
    while (from > 0 && cursor.charFormat().isAnchor())
        cursor.setPosition(--from);
    cursor.beginEditBlock();
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    const QString text = cursor.selectedText().replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    cursor.setCharFormat(QTextCharFormat());
    const std::vector<Mention> mentions =
        m_whole ? std::vector<Mention>{{0, text.size(), *m_whole, Mention::Kind::Frame}}
                : findMentions(text, m_context);
    for (const Mention& m : mentions) {
        QTextCharFormat format;
        format.setAnchor(true);
        format.setAnchorHref(QStringLiteral("frame:%1").arg(m.frame));
        const bool object = m.kind == Mention::Kind::Object;
        format.setForeground(object ? accent(Accent::Keyframe, palette()) : palette().color(QPalette::Link));
        format.setUnderlineStyle(object ? QTextCharFormat::DotLine : QTextCharFormat::SingleUnderline);
        cursor.setPosition(from + int(m.start));
        cursor.setPosition(from + int(m.start + m.length), QTextCursor::KeepAnchor);
        cursor.setCharFormat(format);
    }
    cursor.endEditBlock();
}

void LinkedText::setDoubts(std::vector<Doubt> doubts)
{
    if (doubts.empty() && m_doubts.empty())
        return;
    m_doubts = std::move(doubts);
    shade();
}

LinkedText::Range LinkedText::selectedRange() const
{
    const QTextCursor cursor = textCursor();
    const QString shown = toPlainText(); // has more line ends than the text
    qsizetype at = 0;
    Range out;
    for (qsizetype place = 0; place < cursor.selectionEnd() && at < m_text.size(); ++place) {
        const bool added = shown[place] == QLatin1Char('\n') && m_text[at] != QLatin1Char('\n');
        if (place == cursor.selectionStart())
            out.start = at;
        if (!added)
            ++at;
        if (place >= cursor.selectionStart())
            out.length = at - out.start;
    }
    return out;
}

/// As extra selections, so that links keep their look and the text its history.
void LinkedText::shade()
{
    QList<QTextEdit::ExtraSelection> selections;
    const QString shown = toPlainText();
    qsizetype place = 0; // in what is shown, which has more line ends than the text
    qsizetype at = 0;    // the same place in the text
    const auto advance = [&](qsizetype to) {
        while (at < to && place < shown.size()) {
            if (shown[place] == QLatin1Char('\n') && at < m_text.size() && m_text[at] != QLatin1Char('\n'))
                ++place;
            else
                ++place, ++at;
        }
    };
    QColor color = accent(Accent::Repaired, palette());
    for (const Doubt& doubt : m_doubts) {
        advance(doubt.start);
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(int(place));
        advance(doubt.start + doubt.length);
        selection.cursor.setPosition(int(place), QTextCursor::KeepAnchor);
        color.setAlphaF(float(0.1 + 0.5 * (1 - doubt.probability)));
        selection.format.setBackground(color);
        selections << selection;
    }
    setExtraSelections(selections);
}

void LinkedText::setMostLines(int lines)
{
    m_mostLines = lines;
    fit();
}

void LinkedText::fit()
{
    const int line = fontMetrics().lineSpacing();
    const int most = m_mostLines * line + 8;
    const int wanted = int(std::ceil(document()->size().height())) + 2;
    const int height = std::clamp(wanted, line + 6, most);
    setVerticalScrollBarPolicy(wanted > most ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (height != this->height())
        setFixedHeight(height);
}

void LinkedText::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    fit();
}

void LinkedText::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        link(0);
        shade();
    } else if (event->type() == QEvent::FontChange) {
        fit();
    }
}

void LinkedText::contextMenuEvent(QContextMenuEvent* event)
{
    const std::unique_ptr<QMenu> menu(createStandardContextMenu(event->pos()));
    if (textCursor().hasSelection() && !actions().isEmpty()) {
        menu->addSeparator();
        menu->addActions(actions());
    }
    menu->exec(event->globalPos());
}

QSize LinkedText::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30, height()};
}

QSize LinkedText::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 12, fontMetrics().lineSpacing() + 6};
}

} // namespace revseg
