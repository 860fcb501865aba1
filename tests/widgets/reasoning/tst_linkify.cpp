// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/reasoning/linkify.h"

using namespace revseg;

class TestLinkify final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void mentions_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected"); // "what=frame"
        const auto row = [](const char* text, const QStringList& expected) {
            QTest::newRow(text) << QString::fromUtf8(text) << expected;
        };
        // 16 samples of 300 frames: sample i is frame 20·i, or one off by rounding.
        row("In frame 4 it is whole", {QStringLiteral("frame 4=80")});
        row("Frames 3 and frame_idx: 5", {QStringLiteral("Frames 3=60"), QStringLiteral("frame_idx: 5=100")});
        row("at 2.5 s and 3 seconds", {QStringLiteral("2.5 s=100"), QStringLiteral("3 seconds=120")});
        row("at 0:04", {QStringLiteral("0:04=159")});
        row("frame 99 does not exist", {});
        row("no mention at all, 12 cups", {});
        row("keyframe #0", {QStringLiteral("keyframe #0=0")});
    }
    void mentions()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, expected);
        QStringList found;
        for (const Mention& m : findMentions(text, sampleUniform(300, 16)))
            found << QStringLiteral("%1=%2").arg(text.mid(m.start, m.length)).arg(m.frame);
        QCOMPARE(found, expected);
    }
    void withoutSamplesThereIsNothingToLinkTo()
    {
        QVERIFY(findMentions(QStringLiteral("frame 1"), {}).empty());
    }
};

REVSEG_TEST("linkify", TestLinkify)
#include "tst_linkify.moc"
