// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sampling.h"
#include "tests/support/test.h"

#include <cmath>
#include <map>
#include <set>

using namespace revseg;
using namespace revseg::nn;

namespace {

const std::vector<float> kLogits{2, 1, 0.5F, -0.5F, -1, 0};

SeenIds seenOf(std::initializer_list<int64_t> ids)
{
    SeenIds out(6);
    for (const int64_t id : ids)
        out.add(id);
    return out;
}

/// How often each id comes in many draws.
std::map<int64_t, double> shares(const SamplingOptions& options, const SeenIds& seen)
{
    constexpr int kDraws = 20000;
    std::map<int64_t, double> out;
    for (int step = 0; step < kDraws; ++step) {
        std::vector<float> z = kLogits;
        out[chooseNext(z, seen, options, 0, uint64_t(step)).id] += 1.0 / kDraws;
    }
    return out;
}

bool near(const std::map<int64_t, double>& a, const std::map<int64_t, double>& b)
{
    return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&b](const auto& entry) {
               return b.count(entry.first) == 1 && std::abs(b.at(entry.first) - entry.second) < 0.015;
           });
}

} // namespace

class TestSampling final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void greedyTakesTheFirstOfTheBest()
    {
        std::vector<float> z{0, 3, 3, 1};
        const Choice choice = chooseNext(z, SeenIds(4), {}, 0, 0);
        QCOMPARE(choice.id, int64_t(1));
        QCOMPARE(choice.sampledLogprob, 0.0);
    }
    void ownLogprobsAreOfTheModelAlone()
    {
        // Numbers worked out by hand in the reference's order.
        const std::vector<double> expected{-0.619617, -1.619617, -2.119617, -3.119617, -3.619617, -2.619617};
        SamplingOptions options;
        options.temperature = 0.7;
        options.topK = 4;
        options.repetitionPenalty = 1.05;
        for (uint64_t step = 0; step < 200; ++step) {
            std::vector<float> z = kLogits;
            const Choice choice = chooseNext(z, seenOf({0, 3}), options, 0, step);
            QVERIFY(std::abs(choice.logprob - expected[size_t(choice.id)]) < 1e-5);
            const std::map<int64_t, double> after{{0, 0.678058}, {1, 0.186180}, {2, 0.091143}, {5, 0.044618}};
            QVERIFY(std::abs(std::exp(choice.sampledLogprob) - after.at(choice.id)) < 1e-5);
        }
    }
    void drawsFollowTheShares()
    {
        SamplingOptions options;
        options.temperature = 0.7;
        options.topK = 4;
        options.repetitionPenalty = 1.05;
        QVERIFY(near(shares(options, seenOf({0, 3})),
                     {{0, 0.678058}, {1, 0.186180}, {2, 0.091143}, {5, 0.044618}}));
        options.topP = 0.8;
        QVERIFY(near(shares(options, seenOf({0, 3})), {{0, 0.784573}, {1, 0.215427}}));
        options.topP = 1e-9;
        QVERIFY(near(shares(options, seenOf({0, 3})), {{0, 1.0}}));
    }
    void thePenaltyCountsWithoutSampling()
    {
        std::vector<float> z{2, 1.9F, -1, 0};
        SamplingOptions options;
        options.repetitionPenalty = 1.3;
        SeenIds seen(4);
        seen.add(0);
        seen.add(0); // once, however often it occurs
        const Choice choice = chooseNext(z, seen, options, 0, 0);
        QCOMPARE(choice.id, int64_t(1));
        QVERIFY(std::abs(z[0] - 2 / 1.3F) < 1e-6);
    }
    void equalsOfTheLastStay()
    {
        std::vector<float> z{1, 2, 1, 0};
        SamplingOptions options;
        options.temperature = 1;
        options.topK = 2;
        std::set<int64_t> seen;
        for (uint64_t step = 0; step < 100; ++step) {
            std::vector<float> copy = z;
            seen.insert(chooseNext(copy, SeenIds(4), options, 0, step).id);
        }
        QCOMPARE(seen, (std::set<int64_t>{0, 1, 2}));
    }
    void drawsDependOnSeedSequenceAndStep()
    {
        QCOMPARE(randomUnit(1, 2, 3), randomUnit(1, 2, 3));
        QVERIFY(randomUnit(1, 2, 3) != randomUnit(2, 2, 3));
        QVERIFY(randomUnit(1, 2, 3) != randomUnit(1, 3, 3));
        QVERIFY(randomUnit(1, 2, 3) != randomUnit(1, 2, 4));
        // Known answer of Philox 4×32-10 for counter and key zero: 6627e8d5 e169c58d …
        QCOMPARE(randomUnit(0, 0, 0), double(0x6627e8d5e169c58dULL >> 11) * 0x1p-53);
    }
    void aStopStringIsHeldBack()
    {
        StopStrings stops({"</answer>", "STOP"});
        QCOMPARE(stops.push("a <"), std::string("a "));
        QCOMPARE(stops.push("/ans"), std::string());
        QCOMPARE(stops.push("w ST"), std::string("</answ "));
        QCOMPARE(stops.push("O"), std::string());
        QVERIFY(!stops.hit());
        QCOMPARE(stops.push("SSTOP and on"), std::string("STOS"));
        QVERIFY(stops.hit());
        QCOMPARE(stops.push("more") + stops.finish(), std::string());
        StopStrings open({"</answer>"});
        QCOMPARE(open.push("x</a"), std::string("x"));
        QCOMPARE(open.finish(), std::string("</a"));
    }
};

REVSEG_TEST("sampling", TestSampling)
#include "tst_sampling.moc"
