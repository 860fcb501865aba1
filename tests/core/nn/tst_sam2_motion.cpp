// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_motion.h"
#include "core/nn/sam2_selection.h"
#include "tests/core/nn/sam2_tiny.h"
#include "tests/support/test.h"

#include <set>

using namespace revseg;
using namespace revseg::nn::sam2;

namespace {

bool near(double a, double b, double least = 1e-4)
{
    return std::abs(a - b) <= least;
}

MotionChooser::Candidate around(double left, double iou)
{
    return {Bounds{left, 200, left + 80, 360}, iou};
}

} // namespace

class TestSam2Motion final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    // Worked out by hand from the filter's equations.
    void aBoxIsFollowed()
    {
        BoxMotion motion;
        motion.start({100, 200, 180, 360});
        QCOMPARE(motion.mean(), (std::array<double, 8>{140, 280, 0.5, 160, 0, 0, 0, 0}));
        QVERIFY(near(motion.deviation()[0], 16) && near(motion.deviation()[4], 10));
        motion.predict();
        QVERIFY(near(motion.deviation()[0], 20.4939) && near(motion.deviation()[2], 0.01414, 1e-5));
        QVERIFY(near(motion.deviation()[4], 10.0499));
        motion.update({110, 204, 190, 364});
        const auto mean = motion.mean();
        QVERIFY(near(mean[0], 148.67769) && near(mean[1], 283.47107) && near(mean[3], 160));
        QVERIFY(near(mean[4], 2.06612) && near(mean[5], 0.82645));
        motion.predict();
        const Bounds expected = motion.expected();
        QVERIFY(near(overlap(expected, {120, 208, 200, 368}), 0.76031));
        QVERIFY(near(overlap(expected, {300, 208, 380, 368}), 0));
        QVERIFY(near(overlap(expected, {110, 150, 230, 400}), 0.42667));
    }
    void oneThatLooksAlikeIsNotJumpedTo()
    {
        MotionChooser chooser(0.25);
        double left = 100;
        for (int i = 0; i < 20; ++i, left += 4)
            QCOMPARE(chooser.choose({around(left, 0.8), around(500, 0.2), {std::nullopt, 0.1}}).index,
                     size_t(0));
        const auto choice = chooser.choose({around(500, 0.9), around(left, 0.85), {std::nullopt, 0.1}});
        QCOMPARE(choice.index, size_t(1));
        QVERIFY(choice.motion && *choice.motion > 0.7);
        // When nothing is sure any more, it begins anew with what looks best.
        QCOMPARE(chooser.choose({around(500, 0.1), around(left, 0.2), {std::nullopt, 0.1}}).index, size_t(1));
        QCOMPARE(chooser.choose({around(500, 0.9), around(left, 0.85), {std::nullopt, 0.1}}).index,
                 size_t(0));
    }
    void untilTheMotionIsKnownLooksDecide()
    {
        MotionChooser chooser;
        QVERIFY(!chooser.choose({around(100, 0.8), around(500, 0.9)}).motion);
        const auto choice = chooser.choose({around(100, 0.95), around(500, 0.9)});
        QCOMPARE(choice.index, size_t(0));
        QVERIFY(!choice.motion);
    }
    void onlyReliableFramesAreLookedBackAt()
    {
        using Frames = std::vector<int64_t>;
        const std::set<int64_t> bad{7, 8, 9};
        const auto tracked = [](int64_t frame) { return frame >= 1 && frame < 40; };
        const auto good = [&bad](int64_t frame) { return bad.count(frame) == 0; };
        QCOMPARE(reliableFrames(2, false, 0, tracked, good), (Frames{1})); // next to the prompted one
        QCOMPARE(reliableFrames(6, false, 0, tracked, good), (Frames{2, 3, 4, 5}));
        QCOMPARE(reliableFrames(10, false, 0, tracked, good), (Frames{2, 3, 4, 5, 6, 9}));
        QCOMPARE(reliableFrames(30, false, 0, tracked, good).size(), size_t(15));
        QCOMPARE(reliableFrames(5, true, 12, tracked, good), (Frames{10, 6}));
        QCOMPARE(reliableFrames(1, false, 0, tracked, good), Frames());
    }
    void aTrackByMotionKeepsItsMemoryBounded()
    {
        Video::Options options;
        options.motion = true;
        std::vector<torch::Tensor> masks[2];
        size_t most[2] = {0, 0};
        for (const bool all : {false, true}) {
            options.keepAll = all;
            Video video(test::tiny::model(), 90, test::tiny::kWidth, test::tiny::kHeight, options);
            Prompt click;
            click.points = {{30, 20, true}};
            QVERIFY(video.addPrompt(1, 40, click, false, test::tiny::features()[40 % test::tiny::kFrames]));
            for (const bool reverse : {false, true}) {
                QVERIFY(video.propagate(40, 90, reverse, test::tiny::source,
                                        [&](int64_t, const std::vector<Video::Result>& results) {
                                            masks[all ? 1 : 0].push_back(results[0].mask);
                                            most[all ? 1 : 0] =
                                                std::max(most[all ? 1 : 0], video.recordCount());
                                            return true;
                                        }));
            }
        }
        QCOMPARE(masks[0].size(), size_t(91));
        for (size_t i = 0; i < masks[0].size(); ++i)
            QVERIFY(torch::equal(masks[0][i], masks[1][i]));
        QVERIFY2(most[0] < 80 && most[1] == 90, qPrintable(QString::number(most[0])));
    }
};

REVSEG_TEST("sam2_motion", TestSam2Motion)
#include "tst_sam2_motion.moc"
