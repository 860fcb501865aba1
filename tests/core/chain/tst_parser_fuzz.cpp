// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/parser.h"
#include "tests/support/test.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <cmath>

using namespace revseg;

namespace {

QStringList seeds()
{
    return {
        QStringLiteral(
            "<think> a dog, \"frame_idx\": 3 </think>\n<answer>[{\"frame_idx\": 9, \"object description\": "
            "\"the \\u00e9 dog\"}]</answer>"),
        QStringLiteral("```json\n[{\"bbox_2d\": [212, 188.5, 566, 731], \"label\": \"dog\"}]\n```"),
        QStringLiteral("<answer>{'frame id': '4', 'description': 'the dog's collar'}</answer>"),
        QStringLiteral(
            "frame id: 3 object description: it (1,2),(30,40) [[1,2],[3,4]] None NaN -Infinity 1e999"),
        QStringLiteral("<answer>\"frame_idx\": 3, \"object description\": \"a dog</answer> x1=1, y1=2, x2=3, "
                       "y2=4 {\"x\":1,\"y\":2,\"width\":3,\"height\":4}\n{\"bbox_2d\":[1,2,3,4]}"),
        QStringLiteral("There is no such object in this picture. I cannot find it."),
    };
}

QString mutated(QString text, QRandomGenerator& random)
{
    static const QString alphabet =
        QStringLiteral("<>/[]{}()\"'\\,:;.-+eE0123456789abfnortu_ \n\t`answer think");
    const int edits = 1 + int(random.bounded(12));
    for (int i = 0; i < edits; ++i) {
        const qsizetype at = text.isEmpty() ? 0 : random.bounded(int(text.size()));
        switch (random.bounded(5)) {
        case 0:
            text.remove(at, 1 + random.bounded(8));
            break;
        case 1:
            text.insert(at, alphabet[random.bounded(int(alphabet.size()))]);
            break;
        case 2:
            text.insert(at, text.mid(random.bounded(int(text.size()) + 1), random.bounded(40)));
            break;
        case 3:
            text.insert(at, QChar(random.bounded(0x10000)));
            break;
        default:
            text.truncate(at);
            break;
        }
    }
    return text;
}

} // namespace

class TestParserFuzz final : public test::TestCase
{
    Q_OBJECT
    static void check(const QString& text)
    {
        const ParsedTurn1 one = parseTurn1(text);
        QCOMPARE(one.problem.has_value(), !one.usable());
        QCOMPARE(!one.repairs.empty(), one.grade == Grade::Repaired);
        QVERIFY(one.format_reward == 0 || one.format_reward == 0.25 || one.format_reward == 0.5);
        if (one.grade == Grade::Strict)
            QCOMPARE(one.format_reward, 0.5);
        if (one.usable() && !one.no_object) {
            QVERIFY(one.keyframe && *one.keyframe >= 0 && *one.keyframe < 16);
            QVERIFY(!one.description.isEmpty());
        } else {
            QVERIFY(!one.keyframe);
        }
        const ParsedTurn2 two = parseTurn2(text);
        QCOMPARE(two.problem.has_value(), !two.usable());
        QCOMPARE(!two.repairs.empty(), two.grade == Grade::Repaired);
        if (two.grade == Grade::Strict)
            QCOMPARE(two.format_reward, 0.5);
        QCOMPARE(two.boxes.empty(), !two.usable() || two.no_object);
        for (const Box& b : two.boxes) {
            QVERIFY(!b.isEmpty());
            QVERIFY(b.x1 >= 0 && b.y1 >= 0 && b.x2 <= 840 && b.y2 <= 840);
        }
        earlyKeyframe(text);
    }

private Q_SLOTS:
    void randomChangesNeverBreakTheRules()
    {
        QRandomGenerator random(20251202);
        for (int i = 0; i < 6000; ++i) {
            const QStringList all = seeds();
            const QString text = mutated(all[random.bounded(int(all.size()))], random);
            check(text);
            if (QTest::currentTestFailed()) {
                qInfo("round %d: %s", i, qPrintable(text));
                return;
            }
        }
    }

    void timeGrowsWithTheLengthOnly_data()
    {
        QTest::addColumn<QString>("piece");
        for (const char* piece : {"[",
                                  "{",
                                  "[\"",
                                  "['a",
                                  "{\"a\":[",
                                  "[1,",
                                  "[[1],",
                                  "<answer>",
                                  "<think><answer>",
                                  "</answer>",
                                  "(1,2),",
                                  "frame id: 3 ",
                                  "x1=1, y1=2, ",
                                  "[1,2,3,4] ",
                                  "{\"bbox_2d\":[1,2,3,4]} ",
                                  "```",
                                  "[{\"bbox_2d\":[1,2,3,4]},",
                                  "\\",
                                  "\"",
                                  "'   ",
                                  "[{'a': 'b'c ",
                                  "9",
                                  "{a",
                                  "{\"frame_idx\":1,\"object description\":\"a\"}"})
            QTest::newRow(piece) << QString::fromLatin1(piece);
    }
    void timeGrowsWithTheLengthOnly()
    {
        QFETCH(QString, piece);
        const auto seconds = [&](int size) {
            const QString text =
                QStringLiteral("<think></think><answer>") + piece.repeated(size / int(piece.size()));
            QElapsedTimer clock;
            clock.start();
            parseTurn1(text);
            parseTurn2(text);
            earlyKeyframe(text);
            return double(clock.nsecsElapsed()) * 1e-9;
        };
        // Ten times the text: about ten times the time; a hundred times would be quadratic. What else the
        // machine does can stretch one measurement, but not all.
        double small = 0;
        double large = 0;
        for (int attempt = 0; attempt < 20; ++attempt) {
            small = std::max(seconds(10000), 1e-3);
            large = seconds(100000);
            if (large < 45 * small)
                return;
        }
        QFAIL(qPrintable(QStringLiteral("%1 s, then %2 s").arg(small).arg(large)));
    }

    /// Without an answer tag before them, which would give every close tag a partner. Work that grows with
    /// the square of this many tags would not end within the time that a test has.
    void manyTagsWithoutAPartnerAreRead_data()
    {
        QTest::addColumn<QString>("piece");
        for (const char* piece : {"</answer>", "</answer><think>", "</think></answer>", "<think>", "</think>",
                                  "</answer></answer><answer", "< / answer >"})
            QTest::newRow(piece) << QString::fromLatin1(piece);
    }
    void manyTagsWithoutAPartnerAreRead()
    {
        QFETCH(QString, piece);
        check(piece.repeated(6'000'000 / int(piece.size())));
    }
};

REVSEG_TEST("parser_fuzz", TestParserFuzz)
#include "tst_parser_fuzz.moc"
