// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/review.h"
#include "tests/support/test.h"

using namespace revseg;

namespace {

LaneEntry entry(int area, double score = 0.95, Provenance::Origin origin = Provenance::Origin::Tracked,
                bool checked = false)
{
    LaneEntry e;
    e.presence = area > 0 ? Presence::Annotated : Presence::Absent;
    e.origin_checked = uint8_t(uint8_t(origin) | (checked ? 0x80 : 0));
    e.score_16 = uint16_t(score * 65535);
    e.area = uint32_t(area);
    return e;
}

/// Frames 0…99 tracked at the same size.
MaskLane steadyLane()
{
    MaskLane lane;
    for (FrameIndex f = 0; f < 100; ++f)
        lane.set(f, entry(400));
    return lane;
}

} // namespace

class TestReview final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void aSteadyTrackHasNoProblem()
    {
        QVERIFY(findProblems(ObjectId{1}, steadyLane(), {}).empty());
        // Nor has one that grows evenly, or ends.
        MaskLane lane;
        for (FrameIndex f = 0; f < 60; ++f)
            lane.set(f, entry(f < 40 ? int(100 * std::pow(1.1, f)) : 0));
        QVERIFY(findProblems(ObjectId{1}, lane, {}).empty());
    }
    void eachFaultIsFoundWorstFirst()
    {
        MaskLane lane = steadyLane();
        lane.set(20, entry(400, 0.5));
        lane.set(40, entry(0));
        lane.set(41, entry(0));
        lane.set(60, entry(2400));
        lane.set(80, entry(400, 0.02));
        const auto centroid = [](FrameIndex f) {
            return std::optional(f == 90 ? Point{200, 50} : Point{50, 50});
        };
        const auto found = findProblems(ObjectId{7}, lane, centroid);
        std::map<FrameIndex, ReviewProblemKind> kinds;
        for (const ReviewProblem& p : found) {
            QCOMPARE(p.object, ObjectId{7});
            QVERIFY(p.severity >= 0 && p.severity <= 1);
            kinds[p.frames.first] = p.kind;
        }
        QCOMPARE(kinds[20], ReviewProblemKind::LowScore);
        QCOMPARE(kinds[40], ReviewProblemKind::Flicker);
        QCOMPARE(kinds[60], ReviewProblemKind::AreaJump);
        QCOMPARE(kinds[80], ReviewProblemKind::LowScore);
        QCOMPARE(kinds[90], ReviewProblemKind::CentroidJump);
        QCOMPARE(found.front().frames.first, 80);
        for (size_t i = 1; i < found.size(); ++i)
            QVERIFY(found[i - 1].severity >= found[i].severity);
    }
    void aBlipIsAFlickerToo()
    {
        MaskLane lane;
        for (FrameIndex f = 0; f < 30; ++f)
            lane.set(f, entry(f == 12 ? 300 : 0));
        const auto found = findProblems(ObjectId{1}, lane, {});
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].frames, (FrameRange{12, 12}));
        QCOMPARE(found[0].kind, ReviewProblemKind::Flicker);
    }
    void whatAPersonMadeOrCheckedIsNoProblem()
    {
        MaskLane lane = steadyLane();
        lane.set(20, entry(400, 0.1, Provenance::Origin::Tracked, true));
        lane.set(60, entry(2400, 1, Provenance::Origin::Painted));
        for (const ReviewProblem& p : findProblems(ObjectId{1}, lane, {}))
            QVERIFY(!p.frames.contains(20) && !p.frames.contains(60));
    }
    void progressCountsWhatIsCheckedAndWhatThatImplies()
    {
        MaskLane lane = steadyLane();
        QCOMPARE(reviewProgress(lane, 100, {}).share(), 0.0);
        lane.set(0, entry(400, 1, Provenance::Origin::Painted));
        lane.set(50, entry(400, 1, Provenance::Origin::Tracked, true));
        const ReviewProgress half = reviewProgress(lane, 200, {});
        QCOMPARE(half.known, 100);
        QCOMPARE(half.share(), 51.0 / 200); // half of the video has not been looked at
        QCOMPARE(half.checked, 2);
        QCOMPARE(half.implied, 49);
        // A problem on the way takes the trust away.
        const ReviewProgress doubted =
            reviewProgress(lane, 100, {{ObjectId{1}, {25, 25}, ReviewProblemKind::LowScore, 0.8}});
        QCOMPARE(doubted.implied, 0);
    }
    void onePaintedFrameIsNotTheWholeVideo()
    {
        MaskLane lane;
        lane.set(3, entry(400, 1, Provenance::Origin::Painted));
        QCOMPARE(reviewProgress(lane, 300, {}).share(), 1.0 / 300);
        QCOMPARE(reviewProgress(lane, 0, {}).share(), 0.0);
    }
    void tracksThatMeetAndDisagree()
    {
        const auto record = [](const Box& box, std::optional<FrameIndex> from) {
            auto r = std::make_shared<MaskRecord>();
            r->mask = Mask::filled({100, 60}, box);
            r->provenance.origin = from ? Provenance::Origin::Tracked : Provenance::Origin::Painted;
            r->provenance.from = from;
            return r;
        };
        const MaskRecordPtr before = record({10, 10, 30, 30}, 2);
        const MaskRecordPtr moved = record({14, 12, 34, 32}, 90);
        const MaskRecordPtr other = record({10, 10, 70, 20}, 90);
        const MaskRecordPtr hand = record({10, 10, 30, 20}, {});
        // The same shape a little further is no disagreement; another shape is.
        QVERIFY(*trackDisagreement(10, before, moved) < 1e-9);
        QVERIFY(*trackDisagreement(10, before, other) > 0.6);
        QCOMPARE(*trackDisagreement(10, before, hand), 0.5);
        QCOMPARE(*trackDisagreement(10, hand, moved), 0.5);
        // One track that goes on, one that begins at a painted frame, and two painted ones: nothing meets.
        QVERIFY(!trackDisagreement(10, before, before));
        QVERIFY(!trackDisagreement(95, moved, moved));
        QVERIFY(!trackDisagreement(10, hand, record({0, 0, 5, 5}, 10)));
        QVERIFY(!trackDisagreement(10, hand, hand));
        QVERIFY(!trackDisagreement(10, before, record({}, 90)));
        QVERIFY(!trackDisagreement(10, nullptr, before));

        MaskLane lane = steadyLane();
        lane.set(70, entry(400, 1, Provenance::Origin::Painted));
        const auto meeting = [](FrameIndex f) -> std::optional<double> {
            if (f == 40 || f == 70)
                return 0.8;
            return f == 20 ? std::optional(0.1) : std::nullopt;
        };
        const auto found = findProblems(ObjectId{1}, lane, {}, meeting);
        QCOMPARE(found.size(), size_t(2));
        QCOMPARE(found[0].kind, ReviewProblemKind::Disagreement);
        QCOMPARE(found[0].frames, (FrameRange{40, 40}));
        QCOMPARE(found[1].frames, (FrameRange{71, 71})); // the tracker's side
    }
    void bisectionAsksForTheMiddleOfTheLongestStretch()
    {
        MaskLane lane = steadyLane();
        std::vector<FrameIndex> asked;
        for (int i = 0; i < 5; ++i) {
            const FrameIndex f = nextToCheck(lane);
            asked.push_back(f);
            lane.set(f, entry(400, 1, Provenance::Origin::Tracked, true));
        }
        QCOMPARE(asked, (std::vector<FrameIndex>{0, 99, 50, 25, 75}));
        QCOMPARE(nextToCheck(MaskLane()), FrameIndex(-1));
    }
};

REVSEG_TEST("review", TestReview)
#include "tst_review.moc"
