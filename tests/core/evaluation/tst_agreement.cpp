// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/agreement.h"
#include "tests/support/test.h"

using namespace revseg;

namespace {

constexpr Size kSize{16, 8};

/// A run that sees these boxes on frames 0, 1, …
std::vector<RunTrack> sees(std::initializer_list<Box> boxes)
{
    RunTrack t;
    FrameIndex f = 0;
    for (const Box& box : boxes)
        t.masks[f++] = Mask::filled(kSize, box);
    return {t};
}

const Box kLeft{0, 0, 8, 8};
const Box kRight{8, 0, 16, 8};
const Box kTop{0, 0, 8, 4}; ///< half of kLeft

} // namespace

class TestAgreement final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void pairsAreComparedOverTime()
    {
        const auto a = agreementOf({sees({kLeft, kLeft}), sees({kTop, kLeft}), sees({kRight, kRight})});
        QCOMPARE(a.iou[0][0], 1.0);
        QCOMPARE(a.iou[0][1], 0.75);
        QCOMPARE(a.iou[1][0], 0.75);
        QCOMPARE(a.iou[0][2], 0.0);
        QCOMPARE(a.support[0], 0.375);
        QCOMPARE(a.support[2], 0.0);
        QCOMPARE(a.best, 0); // the earlier of two equals
        QCOMPARE(a.over_time.size(), size_t(2));
        QCOMPARE(a.over_time[0], 0.5 / 3);
        QCOMPARE(a.over_time[1], 1.0 / 3);
    }
    void aRunWithoutMasksAgreesWithNobody()
    {
        const auto a = agreementOf({{}, sees({kLeft}), sees({kLeft, kTop})});
        QCOMPARE(a.iou[0][0], -1.0);
        QCOMPARE(a.iou[0][1], -1.0);
        QCOMPARE(a.support[0], -1.0);
        QCOMPARE(a.iou[1][2], 1.0);
        QCOMPARE(a.best, 1);
        QCOMPARE(a.over_time[1], -1.0); // one run alone
        QCOMPARE(agreementOf({}).best, -1);
        QCOMPARE(agreementOf({{}, {}}).best, -1);
        QCOMPARE(agreementOf({sees({kLeft})}).best, -1);
    }
    void theMajorityWinsPixelByPixel()
    {
        const std::vector<std::vector<RunTrack>> runs{sees({kLeft}), sees({kTop}), sees({kRight})};
        const auto vote = voteAt(runs, 0);
        QVERIFY(vote.has_value());
        QVERIFY(*vote == Mask::filled(kSize, kTop)); // two of three
        QVERIFY(!voteAt(runs, 1));
        // Half is no majority.
        const auto split = voteAt({sees({kLeft}), sees({kRight})}, 0);
        QVERIFY(split && split->isEmpty());
        QVERIFY(*voteAt({{}, sees({kLeft})}, 0) == Mask::filled(kSize, kLeft));
    }
};

REVSEG_TEST("agreement", TestAgreement)
#include "tst_agreement.moc"
