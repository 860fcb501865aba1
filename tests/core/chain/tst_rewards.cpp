// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/rewards.h"
#include "tests/support/test.h"

using namespace revseg;

class TestRewards final : public test::TestCase
{
    Q_OBJECT
    static std::vector<double> temporal(const std::vector<double>& areas)
    {
        std::vector<double> out;
        for (size_t k = 0; k < areas.size(); ++k)
            out.push_back(temporalReward(areas, int(k)));
        return out;
    }
    static ParsedTurn1 turn1(int k, bool strict = true)
    {
        const QString answer =
            QStringLiteral("<answer>[{\"frame_idx\":%1,\"object description\":\"d\"}]</answer>").arg(k);
        return parseTurn1((strict ? QStringLiteral("<think>a</think>") : QString()) + answer,
                          ParseOptions{4, {}, {}});
    }
    static ParsedTurn2 turn2(const char* raw)
    {
        return parseTurn2(QString::fromLatin1(raw), ParseOptions{4, {100, 100}, {}});
    }
    static ChainTruth truth()
    {
        return {{std::nullopt, Box{0, 0, 20, 20}, Box{0, 0, 80, 40}, Box{0, 0, 40, 40}}};
    }
private Q_SLOTS:
    void temporalRewardGrades()
    {
        QCOMPARE(temporal({0, 0, 1200, 3600, 4800, 4800, 2400, 0}),
                 (std::vector<double>{0, 0, 0.25, 0.75, 1, 1, 0.5, 0}));
        QCOMPARE(temporal({1000, 1500, 2000, 1000}), (std::vector<double>{0, 0.5, 1, 0}));
    }
    void temporalRewardAtTheEdges()
    {
        QCOMPARE(temporal({7, 7, 7}), (std::vector<double>{1, 1, 1}));
        QCOMPARE(temporal({0, 0}), (std::vector<double>{0, 0}));
        QCOMPARE(temporalReward({1, 2}, 2), 0.0);
        QCOMPARE(temporalReward({1, 2}, -1), 0.0);
        QCOMPARE(temporalReward({}, 0), 0.0);
    }
    void spatialRewardNeedsMoreThanHalf()
    {
        QCOMPARE(spatialReward({0, 0, 10, 10}, Box{0, 0, 10, 5}), 0.0);
        QCOMPARE(spatialReward({0, 0, 10, 10}, Box{0, 0, 10, 5.1}), 1.0);
        QCOMPARE(spatialReward({0, 0, 10, 10}, std::nullopt), 0.0);
    }
    void aPerfectChainEarnsThree()
    {
        const auto one = turn1(2);
        const auto two = turn2("[{\"bbox_2d\":[0,0,40,40]}]");
        const Rewards r = chainRewards(&one, &two, truth(), 2, 1);
        QVERIFY(r == (Rewards{1, 1, 1, 3}));
    }
    void weightsApplyToTheSumOnly()
    {
        const auto one = turn1(2);
        const auto two = turn2("[{\"bbox_2d\":[0,0,40,40]}]");
        const Rewards r = chainRewards(&one, &two, truth(), 2, 1, RewardWeights{0.5, 2, 3});
        QVERIFY(r == (Rewards{1, 1, 1, 5.5}));
    }
    void repairsCountAsNotParsed()
    {
        const auto one = turn1(2, false);
        const auto two = turn2("[{\"bbox_2d\":[0,0,40,40]}]");
        // Without the think tags (a) is lost, and with it the gate of both other rewards.
        QVERIFY(chainRewards(&one, &two, truth(), 2, 1) == (Rewards{0.75, 0, 0, 0.75}));
        const auto strict = turn1(2);
        const auto bare = turn2("{\"bbox_2d\":[0,0,40,40]}");
        QVERIFY(chainRewards(&strict, &bare, truth(), 2, 1) == (Rewards{0.75, 1, 0, 1.75}));
    }
    void failedChainsEarnWhatTheyCan()
    {
        const auto one = turn1(3);
        const Rewards r = chainRewards(&one, nullptr, truth(), 1, 1);
        QCOMPARE(r.format, 0.5);
        QCOMPARE(r.temporal, 0.5);
        QCOMPARE(r.spatial, 0.0);
        QVERIFY(chainRewards(nullptr, nullptr, truth(), 1, 1) == Rewards{});
    }
    void severalBoxesCountAsTheOneAroundThem()
    {
        const auto one = turn1(2);
        const auto two = turn2("[{\"bbox_2d\":[0,0,10,40]},{\"bbox_2d\":[70,0,80,40]}]");
        QCOMPARE(chainRewards(&one, &two, truth(), 1, 1).spatial, 1.0);
    }
    void anUnseenTargetEarnsNothing()
    {
        const auto one = turn1(0);
        const auto two = turn2("[{\"bbox_2d\":[0,0,40,40]}]");
        QVERIFY(chainRewards(&one, &two, truth(), 2, 1) == (Rewards{1, 0, 0, 1}));
    }
};

REVSEG_TEST("rewards", TestRewards)
#include "tst_rewards.moc"
