// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/reasoning/confidence.h"
#include "widgets/reasoning/linked_text.h"
#include "widgets/reasoning/samples_views.h"

#include <cmath>

using namespace revseg;

class TestConfidence final : public test::TestCase
{
    Q_OBJECT
    static VlmToken token(const char* text, double probability)
    {
        return {QString::fromUtf8(text), std::log(probability)};
    }

private Q_SLOTS:
    void doubtfulTokensOfAPartAreFound()
    {
        const std::vector<VlmToken> tokens{token("<think>", 0.2), token(" The", 1), token(" du", 0.5),
                                           token("ck</", 0.25), token("think>", 0.1)};
        const auto doubts = doubtsIn(QStringLiteral("  The duck"), tokens);
        QCOMPARE(doubts.size(), size_t(2));
        QCOMPARE(doubts[0].start, 5);
        QCOMPARE(doubts[0].length, 3);
        QVERIFY(std::abs(doubts[0].probability - 0.5) < 1e-9);
        QCOMPARE(doubts[1].start, 8);
        QCOMPARE(doubts[1].length, 2); // what of the token is text
    }
    void whatIsNotSaidHasNoDoubts()
    {
        const std::vector<VlmToken> tokens{token("a duck", 0.5)};
        QVERIFY(doubtsIn(QStringLiteral("a ball"), tokens).empty());
        QVERIFY(doubtsIn({}, tokens).empty());
        QVERIFY(doubtsIn(QStringLiteral("a duck"), {}).empty());
    }
    void theyAreShadedWhereTheyStand()
    {
        LinkedText view;
        // So long that line ends are put in.
        const QString text = QStringLiteral("It is here. ").repeated(400) + QStringLiteral("A duck.");
        view.setText(text);
        QVERIFY(view.toPlainText().size() > text.size());
        view.setDoubts({{0, 2, 0.5}, {text.size() - 5, 4, 0.3}});
        const auto selections = view.extraSelections();
        QCOMPARE(selections.size(), 2);
        QCOMPARE(selections[0].cursor.selectedText(), QStringLiteral("It"));
        QCOMPARE(selections[1].cursor.selectedText(), QStringLiteral("duck"));
        QVERIFY(selections[1].format.background().color().alpha() >
                selections[0].format.background().color().alpha());
        view.setText(QStringLiteral("another"));
        QVERIFY(view.extraSelections().isEmpty());
    }
    void manySamplesAreShownInRows()
    {
        SampleGrid grid;
        grid.resize(320, 240);
        QStringList titles;
        for (int i = 0; i < 8; ++i)
            titles << QString::number(i);
        grid.setTitles(titles, 0);
        QVERIFY(grid.cell(7).top() > grid.cell(0).top());
        QVERIFY(grid.cell(1).left() > grid.cell(0).left());
        for (int i = 0; i < 8; ++i) {
            QVERIFY(grid.rect().contains(grid.cell(i)));
            for (int j = 0; j < i; ++j)
                QVERIFY(!grid.cell(i).intersects(grid.cell(j)));
        }
        grid.setTitles({QStringLiteral("one")}, 0);
        QVERIFY(grid.cell(0).width() > 200);
    }
};

REVSEG_TEST("confidence", TestConfidence)
#include "tst_confidence.moc"
