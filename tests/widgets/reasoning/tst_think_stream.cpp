// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/reasoning/think_stream.h"

using namespace revseg;

class TestThinkStream final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void thinking_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("thinking");
        QTest::newRow("tagged") << "<think>a duck</think><answer>[]</answer>"
                                << "a duck";
        QTest::newRow("blanks before") << "\n <think> a duck </think>"
                                       << "a duck ";
        QTest::newRow("no opening tag") << "a duck</think><answer>"
                                        << "a duck";
        QTest::newRow("no tags but the answer's") << "a duck <answer>[]"
                                                  << "a duck ";
        QTest::newRow("no tags") << "a duck"
                                 << "a duck";
        QTest::newRow("other signs") << "<think>a < b <b>c</b> <thin </think>x"
                                     << "a < b <b>c</b> <thin ";
        QTest::newRow("doubled") << "<think><think>a</think>b</think>"
                                 << "a";
        QTest::newRow("two signs") << "<think>a <</think>"
                                   << "a <";
        QTest::newRow("nothing") << ""
                                 << "";
    }
    void thinking()
    {
        QFETCH(QString, answer);
        QFETCH(QString, thinking);
        // However the answer is cut, the same comes out.
        for (int size = 1; size <= answer.size() + 1; ++size) {
            ThinkStream stream;
            QString out;
            for (int at = 0; at < answer.size(); at += size)
                out += stream.feed(answer.mid(at, size));
            QCOMPARE(out, thinking);
        }
    }
    void itSaysWhenItIsOver()
    {
        ThinkStream stream;
        stream.feed(QStringLiteral("<think>a"));
        QVERIFY(!stream.isOver());
        stream.feed(QStringLiteral("</think>"));
        QVERIFY(stream.isOver());
        QCOMPARE(stream.feed(QStringLiteral("more")), QString());
    }
};

REVSEG_TEST("think_stream", TestThinkStream)
#include "tst_think_stream.moc"
