// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/reasoning/linkify.h"

using namespace revseg;

namespace {

/// Sixteen samples, sample k is frame 10 k.
MentionContext context()
{
    MentionContext c;
    for (int i = 0; i < 16; ++i)
        c.samples.push_back({i, i * 10, i * 0.4});
    return c;
}

/// "text>frame" for each mention.
QStringList found(const QString& text, const MentionContext& c = context())
{
    QStringList out;
    for (const Mention& m : findMentions(text, c))
        out << QStringLiteral("%1>%2").arg(text.mid(m.start, m.length)).arg(m.frame);
    return out;
}

} // namespace

class TestLinkify final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void moments_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("mentions");
        const auto row = [](const char* text, const QStringList& mentions) {
            QTest::newRow(text) << QString::fromUtf8(text) << mentions;
        };
        row("in frame 7 it is whole", {"frame 7>70"});
        row("Frame #12", {"Frame #12>120"});
        row("the keyframe 3", {"keyframe 3>30"});
        row("keyframe #0", {"keyframe #0>0"});
        row("frame_idx: 4", {"frame_idx: 4>40"});
        row("\"frame_idx\": 4", {"frame_idx\": 4>40"});
        row("index 4 is best", {"index 4>40"});
        row("sample 15", {"sample 15>150"});
        row("frames 3, 5 and 7", {"frames 3>30", "5>50", "7>70"});
        row("frames 3, 5, and 7.", {"frames 3>30", "5>50", "7>70"});
        row("from frames 6-9 on", {"frames 6>60", "9>90"});
        row("frames 6 to 9 and 3 seconds later", {"frames 6>60", "9>90", "3 seconds>60"});
        row("in frame 4, 2 ducks swim", {"frame 4>40"});
        row("프레임 3에서", {"프레임 3>30"});
        row("3번 프레임에서", {"3번 프레임>30"});
        row("약 3초에", {"3초>60"});
        row("at 2.5 s", {"2.5 s>50"});
        row("at 3 seconds", {"3 seconds>60"});
        row("at 0:04 the car comes", {"0:04>80"});
        row("at 1s and 2 secs", {"1s>20", "2 secs>40"});
        // Nothing, or nothing that exists.
        row("frame 16", {});
        row("frame 99999", {});
        row("frame 3.5", {});
        row("at 60 s", {});
        row("a frame of 3 pictures", {});
        row("mainframe 3", {});
        row("3 sheep and 5 ducks", {});
        row("a 1:10:05 clock", {});
        row("ratio 16:99", {});
        row("", {});
    }
    void moments()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, mentions);
        QCOMPARE(found(text), mentions);
    }
    void withoutSamplesThereIsNothingToLink()
    {
        QVERIFY(findMentions(QStringLiteral("frame 3 at 2 s"), {}).empty());
    }
    void timesFollowTheAnnouncedRate()
    {
        MentionContext c = context();
        c.announced_fps = 4;
        QCOMPARE(found(QStringLiteral("at 2.5 s"), c), QStringList({"2.5 s>100"}));
    }
    void theNounOfADescriptionIsFound()
    {
        MentionContext c;
        c.samples = {{0, 0, 0.0}, {1, 10, 0.5}};
        c.keyframe = 10;
        c.objects = QStringList{QStringLiteral("the large yellow toy duck with an orange beak, on the path")};
        const QString text = QStringLiteral("A duck floats; ducks are toys. The duckling is not; a path is.");
        const auto found = findMentions(text, c);
        QCOMPARE(found.size(), size_t(2));
        QCOMPARE(text.mid(found[0].start, found[0].length), QStringLiteral("duck"));
        QCOMPARE(text.mid(found[1].start, found[1].length), QStringLiteral("ducks"));
        QCOMPARE(found[0].frame, 10);
        QVERIFY(found[0].kind == Mention::Kind::Object);
        c.objects = QStringList{QStringLiteral("the one on the left"), QStringLiteral("an object")};
        QVERIFY(findMentions(QStringLiteral("the one object on the left"), c).empty());
    }
    void objectsLeadToTheKeyframe()
    {
        MentionContext c = context();
        c.objects = QStringList{QStringLiteral("yellow toy duck"),
                                QStringLiteral("the large yellow toy duck with an orange beak")};
        c.keyframe = 40;
        QCOMPARE(found(QStringLiteral("The yellow toy duck floats"), c), QStringList({"yellow toy duck>40"}));
        QCOMPARE(found(QStringLiteral("I call it “yellow duck” in frame 2"), c),
                 QStringList({"yellow duck>40", "frame 2>20"}));
        QCOMPARE(found(QStringLiteral("the \"orange beak\" shows"), c), QStringList({"orange beak>40"}));
        QCOMPARE(found(QStringLiteral("the \"blue car\" drives"), c), QStringList());
        QCOMPARE(found(QStringLiteral("two yellow toy ducklings"), c), QStringList());
        const auto mentions = findMentions(QStringLiteral("YELLOW TOY DUCK"), c);
        QCOMPARE(mentions.size(), size_t(1));
        QVERIFY(mentions[0].kind == Mention::Kind::Object);
        c.keyframe.reset();
        QCOMPARE(found(QStringLiteral("The yellow toy duck floats"), c), QStringList());
    }
    void namesAreNoPatterns()
    {
        MentionContext c = context();
        c.objects = QStringList{QStringLiteral("a|b.*(["), QStringLiteral("ball (red)")};
        c.keyframe = 10;
        QCOMPARE(found(QStringLiteral("any text, frame 1"), c), QStringList({"frame 1>10"}));
    }
    void mentionsNeverOverlap()
    {
        MentionContext c = context();
        c.objects = QStringList{QStringLiteral("frame 3 car")};
        c.keyframe = 10;
        qsizetype end = 0;
        const auto mentions =
            findMentions(QStringLiteral("“frame 3 car” frame 3 car frames 1, 2 frame 3"), c);
        QVERIFY(!mentions.empty());
        for (const Mention& m : mentions) {
            QVERIFY(m.start >= end);
            end = m.start + m.length;
        }
    }
    void timeGrowsWithTheTextOnly_data()
    {
        QTest::addColumn<QString>("piece");
        for (const char* piece : {"frame ", "frames 1,", "\"", "“aaa", "1:1:", "9", "   ", "frame_index"})
            QTest::newRow(piece) << QString::fromUtf8(piece);
    }
    void timeGrowsWithTheTextOnly()
    {
        QFETCH(QString, piece);
        MentionContext c = context();
        c.objects = QStringList{QStringLiteral("car")};
        c.keyframe = 10;
        findMentions(piece.repeated(int(2'000'000 / piece.size())), c);
        // Work that grows with the square of this would not end within the time that a test has.
    }
};

REVSEG_TEST("linkify", TestLinkify)
#include "tst_linkify.moc"
