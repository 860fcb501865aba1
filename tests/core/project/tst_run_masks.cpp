// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/run_masks.h"
#include "tests/support/test.h"

#include <QJsonArray>

using namespace revseg;

namespace {

constexpr Size kSize{20, 10};

RunTrack track(std::initializer_list<std::pair<FrameIndex, Box>> boxes)
{
    RunTrack t;
    for (const auto& [frame, box] : boxes)
        t.masks[frame] = Mask::filled(kSize, box);
    return t;
}

} // namespace

class TestRunMasks final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void masksGoIntoTheRunAndComeBack()
    {
        Run run;
        QVERIFY(!hasTracks(run));
        RunTrack first = track({{3, {0, 0, 4, 4}}, {5, {0, 0, 0, 0}}});
        first.annotation = ObjectId{9};
        first.scores = {{3, 0.25}};
        RunTrack second = track({{3, {8, 2, 12, 9}}});
        second.object = 2;
        setTracks(run, {first, second});
        QVERIFY(hasTracks(run));
        const auto read = tracksOf(run);
        VERIFY_RESULT(read);
        QCOMPARE(read->size(), size_t(2));
        QVERIFY((*read)[0] == first);
        QVERIFY((*read)[1] == second);
        setTracks(run, {});
        QVERIFY(run.other.isEmpty());
    }
    void damageIsAnError()
    {
        Run run;
        run.other[QStringLiteral("tracks")] = QJsonArray{
            QJsonObject{{QStringLiteral("object"), 1},
                        {QStringLiteral("masks"), QJsonArray{QJsonArray{0, QStringLiteral("AAAA")}}}}};
        VERIFY_ERROR(tracksOf(run), ErrorKind::Corrupt);
    }
    void iouIsTheMeanOfTheCommonFrames()
    {
        const RunTrack a = track({{0, {0, 0, 4, 4}}, {1, {0, 0, 0, 0}}, {2, {0, 0, 4, 4}}});
        // Half of it, nothing as well, and a frame that the other never saw.
        const RunTrack b = track({{0, {0, 0, 4, 2}}, {1, {0, 0, 0, 0}}, {7, {0, 0, 4, 4}}});
        QCOMPARE(tracksIou({a}, {b}), std::optional(0.75));
        QCOMPARE(tracksIou({a}, {a}), std::optional(1.0));
        QVERIFY(!tracksIou({a}, {}));
        // Two halves as two objects are the whole.
        const RunTrack lower = track({{0, {0, 2, 4, 4}}});
        QCOMPARE(tracksIou({b, lower}, {track({{0, {0, 0, 4, 4}}})}), std::optional(1.0));
    }
    void whoseMasksAreShown()
    {
        Run run;
        setPromoted(run, true);
        QVERIFY(isPromoted(run));
        setPromoted(run, false);
        QVERIFY(!isPromoted(run));
        QVERIFY(run.other.isEmpty());
    }
};

REVSEG_TEST("run_masks", TestRunMasks)
#include "tst_run_masks.moc"
