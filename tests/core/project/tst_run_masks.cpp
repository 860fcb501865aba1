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
    void masksAreStoredAndComeBack()
    {
        RunTrack first = track({{3, {0, 0, 4, 4}}, {5, {0, 0, 0, 0}}});
        first.scores = {{3, 0.25}};
        RunTrack second = track({{3, {8, 2, 12, 9}}});
        second.object = 2;
        const TrackSet tracks{first, second};
        QCOMPARE(maskCount(tracks), size_t(3));
        QVERIFY(decodeTracks(encodeTracks(tracks)) == tracks);
        QVERIFY(decodeTracks(encodeTracks({})) == TrackSet());
    }
    void aRunNamesItsMasks()
    {
        Run run;
        QVERIFY(!hasTracks(run));
        QVERIFY(!trackSetOf(run).isValid());
        RunTrack first = track({{3, {0, 0, 4, 4}}, {4, {0, 0, 0, 0}}, {9, {1, 1, 2, 2}}});
        first.annotation = ObjectId{9};
        nameTracks(run, TrackSetId{17}, extentsOf({first}));
        QVERIFY(hasTracks(run));
        QCOMPARE(trackSetOf(run), TrackSetId{17});
        QCOMPARE(trackExtentsOf(run).at(0).frames, (std::vector<FrameIndex>{3, 4, 9}));
        TrackSet read{track({{3, {0, 0, 4, 4}}})};
        setAnnotations(read, run);
        QCOMPARE(read[0].annotation, ObjectId{9});
        forgetTracks(run);
        QVERIFY(run.other.isEmpty());
    }
    void damageIsNoticed()
    {
        const QByteArray good = encodeTracks({track({{3, {0, 0, 4, 4}}, {5, {0, 0, 0, 0}}})});
        for (qsizetype cut = 0; cut < good.size(); ++cut)
            QVERIFY(!decodeTracks(good.left(cut)));
        QVERIFY(!decodeTracks(good + 'x'));
        constexpr qsizetype kHead = 28; // up to the first mask, whose own damage is of tst_mask.cpp
        for (qsizetype at = 0; at < kHead; ++at) { // whatever it says, it does not crash
            QByteArray bad = good;
            bad[at] = char(bad[at] ^ 0xFF);
            (void)decodeTracks(bad);
        }
        // Ranges without end are not believed, nor those out of order.
        Run run;
        const QJsonArray ranges{QJsonArray{5, 2'000'000'000}, QJsonArray{2, 3}, QJsonArray{-4, 1}, 7};
        run.other[QStringLiteral("tracks")] = QJsonObject{
            {QStringLiteral("set"), 1},
            {QStringLiteral("objects"), QJsonArray{QJsonObject{{QStringLiteral("frames"), ranges}}}}};
        QCOMPARE(trackExtentsOf(run).at(0).frames.size(), size_t(10'000'000 - 4));
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
