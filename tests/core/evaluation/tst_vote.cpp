// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/vote.h"
#include "tests/support/test.h"

#include <QJsonArray>

using namespace revseg;

namespace {

constexpr Size kSize{16, 8};

Run answer(const char* id, FrameIndex keyframe, const Box& box)
{
    Run run;
    run.id = QLatin1String(id);
    run.status = Run::Status::Ok;
    run.keyframe = Keyframe{int(keyframe), keyframe};
    run.description = QStringLiteral("seen by ") + run.id;
    run.objects.push_back({1, box, {}, {}});
    return run;
}

std::vector<RunTrack> sees(const Box& box)
{
    RunTrack track;
    track.masks[0] = Mask::filled(kSize, box);
    return {track};
}

} // namespace

class TestVote final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void theMajorityDecidesStageByStage()
    {
        const std::vector<Run> runs{answer("1", 5, {0, 0, 4, 4}), answer("2", 3, {1, 0, 8, 4}),
                                    answer("3", 3, {3, 0, 6, 8}), answer("4", 3, {2, 2, 9, 5})};
        const auto vote = voteOf(
            runs, {sees({0, 0, 8, 8}), sees({0, 0, 8, 4}), sees({0, 0, 8, 4}), sees({8, 0, 16, 8})}, {});
        VERIFY_RESULT(vote);
        QCOMPARE(vote->run.keyframe->frame, 3);
        QCOMPARE(vote->run.description, QStringLiteral("seen by 2"));
        QVERIFY((vote->run.objects.at(0).box == Box{2, 0, 8, 5})); // in the middle of three, edge by edge
        QCOMPARE(vote->tracks.size(), size_t(1));
        QVERIFY(vote->tracks[0].masks.at(0) == Mask::filled(kSize, {0, 0, 8, 4}));
        QCOMPARE(vote->run.other[QStringLiteral("vote")].toArray().size(), 4);
        QVERIFY(vote->run.turns.empty());
    }
    void runsThatFoundNothingHaveNoVote()
    {
        Run none = answer("2", 3, {0, 0, 1, 1});
        none.objects.clear();
        Run vote = answer("3", 3, {0, 0, 1, 1});
        vote.other[QStringLiteral("vote")] = QJsonArray{QStringLiteral("1")};
        const auto alone = voteOf({answer("1", 5, {0, 0, 4, 4}), none, vote},
                                  {sees({0, 0, 8, 8}), sees({0, 0, 8, 8}), sees({0, 0, 8, 8})}, {});
        QVERIFY(!alone);
        QCOMPARE(alone.error().kind, ErrorKind::InvalidInput);
        QVERIFY(!voteOf({}, {}, {}));
    }
    void aStopEndsIt()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto stopped = voteOf({answer("1", 5, {0, 0, 4, 4}), answer("2", 5, {0, 0, 4, 4})},
                                    {sees({0, 0, 8, 8}), sees({0, 0, 8, 8})}, stop.get_token());
        QVERIFY(!stopped && stopped.error().isCancelled());
    }
};

REVSEG_TEST("vote", TestVote)
#include "tst_vote.moc"
