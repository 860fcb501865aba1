// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/metrics.h"
#include "tests/support/test.h"

#include <random>

using namespace revseg;

namespace {

template <class Inside>
Mask drawn(Size size, Inside inside)
{
    std::vector<uint8_t> bytes;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x)
            bytes.push_back(inside(x, y) ? 1 : 0);
    }
    return Mask::fromBytes(size, bytes.data(), size.width);
}

Mask disc(double cx, double cy, double r)
{
    return drawn({320, 240},
                 [=](int x, int y) { return (x - cx) * (x - cx) + (y - cy) * (y - cy) <= r * r; });
}

/// F by its definition: every pixel looked at, dilation by trying the whole disk.
double slowF(const Mask& truth, const Mask& prediction)
{
    const Size s = truth.size();
    const int r = Scorer::tolerance(s);
    const auto edge = [&](const Mask& m, int x, int y) {
        if (x < 0 || y < 0 || x >= s.width || y >= s.height)
            return false;
        const bool here = m.contains(x, y);
        const int right = std::min(x + 1, s.width - 1);
        const int below = std::min(y + 1, s.height - 1);
        return here != m.contains(right, y) || here != m.contains(x, below) ||
               here != m.contains(right, below);
    };
    const auto share = [&](const Mask& some, const Mask& others, int& total) {
        int hits = 0;
        total = 0;
        for (int y = 0; y < s.height; ++y) {
            for (int x = 0; x < s.width; ++x) {
                if (!edge(some, x, y))
                    continue;
                ++total;
                bool hit = false;
                for (int dy = -r; dy <= r && !hit; ++dy) {
                    for (int dx = -r; dx <= r && !hit; ++dx)
                        hit = dx * dx + dy * dy <= r * r && edge(others, x + dx, y + dy);
                }
                hits += hit;
            }
        }
        return total > 0 ? double(hits) / total : 0.0;
    };
    int inPrediction = 0;
    int inTruth = 0;
    const double p = share(prediction, truth, inPrediction);
    const double q = share(truth, prediction, inTruth);
    if (inPrediction == 0 || inTruth == 0)
        return inPrediction == inTruth ? 1 : 0;
    return p + q > 0 ? 2 * p * q / (p + q) : 0;
}

} // namespace

class TestMetrics final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void figuresOfTheOfficialCode_data()
    {
        QTest::addColumn<Mask>("truth");
        QTest::addColumn<Mask>("prediction");
        QTest::addColumn<double>("j");
        QTest::addColumn<double>("f");
        const Size size{854, 480};
        const Mask rect = Mask::filled(size, {100, 100, 300, 250});
        const Mask none = Mask::empty(size);
        const Mask full = Mask::filled(size, {0, 0, 854, 480});
        const auto shifted = [&](int by) { return Mask::filled(size, {100.0 + by, 100, 300.0 + by, 250}); };
        QTest::newRow("shift 1") << rect << shifted(1) << 0.9900497512 << 1.0;
        QTest::newRow("shift 4") << rect << shifted(4) << 0.9607843137 << 1.0;
        QTest::newRow("shift 8") << rect << shifted(8) << 0.9230769231 << 1.0;
        QTest::newRow("shift 9") << rect << shifted(9) << 0.9138755981 << 0.5942857143;
        QTest::newRow("shift 12") << rect << shifted(12) << 0.8867924528 << 0.5857142857;
        QTest::newRow("shift 20") << rect << shifted(20) << 0.8181818182 << 0.5628571429;
        QTest::newRow("inset 10") << rect << Mask::filled(size, {110, 110, 290, 240}) << 0.78 << 0.0;
        QTest::newRow("both empty") << none << none << 1.0 << 1.0;
        QTest::newRow("prediction empty") << rect << none << 0.0 << 0.0;
        QTest::newRow("truth empty") << none << rect << 0.0 << 0.0;
        QTest::newRow("both full") << full << full << 1.0 << 1.0;
        QTest::newRow("full and empty") << full << none << 0.0 << 1.0;
        QTest::newRow("discs") << disc(160, 120, 50) << disc(160, 120, 54) << 0.8578458174 << 0.8144967940;
        QTest::newRow("disc moved") << disc(160, 120, 50) << disc(166, 124, 50) << 0.8314462472
                                    << 0.4405940594;
        const Mask ellipse = drawn({320, 240}, [](int x, int y) {
            const double a = 80;
            const double b = 40;
            return (x - 160) * b * ((x - 160) * b) + (y - 120) * a * ((y - 120) * a) <= a * b * (a * b);
        });
        QTest::newRow("ellipse") << ellipse << disc(160, 120, 60) << 0.6386264116 << 0.1570247934;
        QTest::newRow("hole") << disc(160, 120, 60).subtracted(disc(160, 120, 20)) << disc(160, 120, 60)
                              << 0.8886526707 << 0.8551236749;
        QTest::newRow("one of two") << disc(90, 120, 30).united(disc(230, 120, 30)) << disc(90, 120, 30)
                                    << 0.5 << 0.6666666667;
    }
    void figuresOfTheOfficialCode()
    {
        QFETCH(Mask, truth);
        QFETCH(Mask, prediction);
        QFETCH(double, j);
        QFETCH(double, f);
        Scorer scorer;
        const FrameScore score = scorer.score(truth, prediction);
        QVERIFY2(std::abs(score.j - j) < 1e-10, qPrintable(QString::number(score.j, 'g', 12)));
        QVERIFY2(std::abs(score.f - f) < 1e-10, qPrintable(QString::number(score.f, 'g', 12)));
    }
    void theTolerance()
    {
        QCOMPARE(Scorer::tolerance({100, 100}), 2);
        QCOMPARE(Scorer::tolerance({640, 360}), 6);
        QCOMPARE(Scorer::tolerance({854, 480}), 8);
        QCOMPARE(Scorer::tolerance({1280, 720}), 12);
        QCOMPARE(Scorer::tolerance({1920, 1080}), 18);
    }
    void anyMasksAsByDefinition()
    {
        std::mt19937 rng(9);
        Scorer scorer; // one for all: sizes change, and nothing may be left over
        for (int i = 0; i < 60; ++i) {
            const Size size{1 + int(rng() % 70), 1 + int(rng() % 60)};
            const auto random = [&] {
                // Blocks that touch the edges of the picture now and then, and some noise.
                const auto at = [&](int n) { return double(int(rng() % unsigned(n + 6)) - 3); };
                Mask m = Mask::empty(size);
                for (int k = int(rng() % 4); k > 0; --k) {
                    const double x = at(size.width);
                    const double y = at(size.height);
                    m = m.united(Mask::filled(size, {x, y, x + 1 + rng() % 25, y + 1 + rng() % 25}));
                }
                return rng() % 3 == 0 ? m.subtracted(drawn(size, [&](int, int) { return rng() % 9 == 0; }))
                                      : m;
            };
            const Mask a = random();
            const Mask b = random();
            QVERIFY(std::abs(scorer.score(a, b).f - slowF(a, b)) < 1e-12);
        }
    }
    void meanRecallAndDecay()
    {
        // Nine values: bins of positions 0–2, 2–4, 4–6, 6–8.
        const MeasureStats m = MeasureStats::of({1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2});
        QVERIFY(std::abs(m.mean - 0.6) < 1e-12);
        QVERIFY(std::abs(m.recall - 5.0 / 9) < 1e-12);
        QVERIFY(std::abs(m.decay - (0.9 - 0.3)) < 1e-12);
        // Ten: edges at 1, 3.25, 5.5, 7.75, 10; the half goes up by the little that is added.
        const MeasureStats ten = MeasureStats::of({1, 1, 1, 0, 0, 0, 0, 0, 0.5, 0.7});
        QVERIFY(std::abs(ten.decay - (1.0 - (0 + 0.5 + 0.7) / 3)) < 1e-12);
        const MeasureStats one = MeasureStats::of({0.7});
        QCOMPARE(one.decay, 0.0);
        QCOMPARE(one.mean, 0.7);
    }
};

REVSEG_TEST("metrics", TestMetrics)
#include "tst_metrics.moc"
