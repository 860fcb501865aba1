// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/run_comparison.h"
#include "tests/support/test.h"

using namespace revseg;

namespace {

constexpr Size kSize{16, 8};
const Box kLeft{0, 0, 8, 8};
const Box kRight{8, 0, 16, 8};
const Box kTop{0, 0, 8, 4}; ///< half of kLeft

RunTrack track(int object, std::initializer_list<Box> boxes)
{
    RunTrack t;
    t.object = object;
    FrameIndex f = 0;
    for (const Box& box : boxes)
        t.masks[f++] = Mask::filled(kSize, box);
    return t;
}

Run run(FrameIndex keyframe, std::initializer_list<Box> boxes, const char* description)
{
    Run out;
    out.keyframe = Keyframe{0, keyframe};
    out.description = QLatin1String(description);
    for (const Box& box : boxes) {
        ChainObject object;
        object.id = int(out.objects.size()) + 1;
        object.box = box;
        out.objects.push_back(object);
    }
    return out;
}

} // namespace

class TestRunComparison final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void masksBoxesAndTextsAreCompared()
    {
        const auto c = compareRuns(run(1, {kLeft}, "the duck"), {track(1, {kLeft, kLeft, kLeft})},
                                   run(1, {kTop}, "the ball"), {track(1, {kLeft, kTop})});
        QVERIFY(c.sameFrame());
        QCOMPARE(c.masks, std::optional(0.75));
        QCOMPARE(c.over_time, (std::vector<double>{1, 0.5, -1}));
        QCOMPARE(c.worst, 1);
        QCOMPARE(c.objects.size(), size_t(1));
        QCOMPARE(c.objects[0].box, std::optional(0.5));
        QCOMPARE(c.objects[0].masks, std::optional(0.75));
        QCOMPARE(c.description.size(), size_t(3));
        QVERIFY(c.interpretation.empty());
    }
    void objectsArePairedByWhereTheyAre()
    {
        const auto c = compareRuns(run(1, {kLeft, kRight}, ""), {track(1, {kLeft}), track(2, {kRight})},
                                   run(1, {kRight, kLeft}, ""), {track(1, {kRight}), track(2, {kLeft})});
        QCOMPARE(c.objects.size(), size_t(2));
        for (const RunComparison::Pair& pair : c.objects) {
            QVERIFY(pair.before != pair.after);
            QCOMPARE(pair.masks, std::optional(1.0));
            QCOMPARE(pair.box, std::optional(1.0));
        }
        QCOMPARE(c.worst, -1);
    }
    void anObjectThatIsGoneAndOneThatIsNew()
    {
        const auto fewer = compareRuns(run(1, {kLeft, kRight}, ""), {track(1, {kLeft}), track(2, {kRight})},
                                       run(1, {kRight}, ""), {track(1, {kRight})});
        QCOMPARE(fewer.objects.size(), size_t(2));
        QCOMPARE(fewer.objects[0].before, 2);
        QCOMPARE(fewer.objects[0].after, 1);
        QCOMPARE(fewer.objects[1].before, 1);
        QCOMPARE(fewer.objects[1].after, 0);
        const auto more = compareRuns(run(1, {}, ""), {}, run(2, {kLeft}, ""), {track(1, {kLeft})});
        QCOMPARE(more.objects.size(), size_t(1));
        QCOMPARE(more.objects[0].before, 0);
        QVERIFY(!more.masks);
        QVERIFY(!more.sameFrame());
    }
    void boxesOfDifferentFramesAreNotCompared()
    {
        const auto c = compareRuns(run(1, {kLeft}, ""), {}, run(2, {kLeft}, ""), {});
        QCOMPARE(c.objects.size(), size_t(1));
        QVERIFY(!c.objects[0].box);
    }
};

REVSEG_TEST("run_comparison", TestRunComparison)
#include "tst_run_comparison.moc"
