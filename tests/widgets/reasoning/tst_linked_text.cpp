// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/reasoning/linked_text.h"

#include <QTextBlock>

using namespace revseg;

namespace {

MentionContext context()
{
    MentionContext c;
    for (int i = 0; i < 16; ++i)
        c.samples.push_back({i, i * 10, i * 0.4});
    return c;
}

/// "text>address" of the links, in order.
QStringList links(const LinkedText& view)
{
    QStringList out;
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextCharFormat format = it.fragment().charFormat();
            if (format.isAnchor())
                out << it.fragment().text() + QLatin1Char('>') + format.anchorHref();
        }
    }
    return out;
}

} // namespace

class TestLinkedText final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void textThatComesInPiecesHasTheSameLinks()
    {
        const QString text =
            QStringLiteral("It is seen in frame 12, not in frame 1.\n\nAt 2.5 s, in frames 3, "
                           "5 and 7, it is hidden. ") +
            QStringLiteral("Nothing is said here. ").repeated(30) +
            QStringLiteral("At last frames 8, 9 and 10 follow.");
        LinkedText whole;
        whole.setContext(context());
        whole.setText(text);
        QCOMPARE(links(whole).size(), 9);
        QCOMPARE(links(whole)[0], QStringLiteral("frame 12>frame:120"));
        for (const int size : {1, 3, 7, 50}) {
            LinkedText pieces;
            pieces.setContext(context());
            for (int at = 0; at < text.size(); at += size)
                pieces.appendText(text.mid(at, size));
            QCOMPARE(pieces.text(), text);
            QCOMPARE(links(pieces), links(whole));
        }
    }
    void linksComeWhenTheContextDoes()
    {
        LinkedText view;
        view.setText(QStringLiteral("frame 3"));
        QCOMPARE(links(view), QStringList());
        view.setContext(context());
        QCOMPARE(links(view), QStringList({"frame 3>frame:30"}));
        view.setLinked(false);
        view.setText(QStringLiteral("frame 4"));
        QCOMPARE(links(view), QStringList());
    }
    void aWholeTextCanLeadToAFrame()
    {
        LinkedText view;
        view.setFrameLink(QStringLiteral("Sample 4 · frame 123456"), 123456);
        QCOMPARE(links(view), QStringList({"Sample 4 · frame 123456>frame:123456"}));
    }
    void textIsShownToTheLetter()
    {
        LinkedText view;
        view.setContext(context());
        view.setText(QStringLiteral("<b>bold</b> &amp; <a href=\"http://x\">frame 3</a>"));
        QVERIFY(view.toPlainText().startsWith(QLatin1String("<b>bold</b> &amp; <a href")));
        QCOMPARE(links(view), QStringList({"frame 3>frame:30"}));
    }
    void overlongParagraphsAreBrokenBetweenWords()
    {
        const QString sentence = QStringLiteral("The duck goes on. ");
        const QString text = sentence.repeated(1000);
        const QString broken = brokenUp(text);
        qsizetype longest = 0;
        for (const QString& line : broken.split(QLatin1Char('\n'))) {
            longest = std::max(longest, line.size());
            QVERIFY(line.isEmpty() || line.startsWith(QLatin1String("The duck")));
        }
        QVERIFY(longest < 2100);
        QCOMPARE(QString(broken).remove(QLatin1Char('\n')), text);
        QCOMPARE(brokenUp(sentence), sentence);
        QVERIFY(brokenUp(sentence.repeated(2), 2500) != sentence.repeated(2));
        // Without a blank anywhere it must end too.
        const QString endless(100'000, QLatin1Char('x'));
        QVERIFY(brokenUp(endless).count(QLatin1Char('\n')) > 5);
    }
    void aPieceIsLaidOutAloneHoweverMuchIsThere()
    {
        QWidget window; // it limits its own height, which suits no window
        LinkedText& view = *new LinkedText(&window);
        window.resize(380, 300);
        view.resize(380, 300);
        view.setContext(context());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const QString piece = QStringLiteral("the duck in frame 7 goes on and ");
        view.appendText(piece.repeated(20'000)); // 640 kB in one paragraph
        for (int i = 0; i < 20; ++i)
            view.appendText(piece);
        // As one paragraph all of it would be laid out again for each piece.
        for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next())
            QVERIFY2(block.length() < 20'000, qPrintable(QString::number(block.length())));
    }

    /// Positions are those of the text, whatever line ends were put in to lay it out.
    void whatIsSelectedIsFoundInTheText()
    {
        const QString text = QStringLiteral("First line\n") + QStringLiteral("It goes on. ").repeated(900) +
                             QStringLiteral("At last the duck comes.");
        LinkedText view;
        view.setContext(context());
        view.setText(text);
        QVERIFY(view.toPlainText().size() > text.size());
        QCOMPARE(view.selectedRange().length, 0);
        for (const char* const words : {"First", "line\nIt goes", "the duck comes."}) {
            QTextCursor cursor =
                view.document()->find(QString::fromLatin1(words).section(QLatin1Char('\n'), 0, 0));
            cursor.setPosition(cursor.selectionStart() + int(qstrlen(words)), QTextCursor::KeepAnchor);
            const int end = cursor.position();
            cursor.setPosition(end - int(qstrlen(words)));
            cursor.setPosition(end, QTextCursor::KeepAnchor);
            view.setTextCursor(cursor);
            const LinkedText::Range range = view.selectedRange();
            QCOMPARE(text.mid(range.start, range.length), QString::fromLatin1(words));
        }
        view.selectAll();
        QCOMPARE(view.selectedRange().start, 0);
        QCOMPARE(view.selectedRange().length, text.size());
    }
};

REVSEG_TEST("linked_text", TestLinkedText)
#include "tst_linked_text.moc"
