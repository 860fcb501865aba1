// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/timeline/timeline_geometry.h"

#include <cmath>
#include <limits>

using namespace revseg;

namespace {

TimelineGeometry geometry(int frames, double width, double left = 100)
{
    TimelineGeometry g;
    g.setWidth(left + width, left);
    g.setFrames(frames);
    return g;
}

QStringList labels(const std::vector<RulerTick>& ticks)
{
    QStringList out;
    for (const RulerTick& t : ticks) {
        if (!t.label.isEmpty())
            out << t.label;
    }
    return out;
}

} // namespace

class TestTimelineGeometry final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void allFramesFitAtFirst()
    {
        const TimelineGeometry g = geometry(120, 600);
        QCOMPARE(g.scale(), 5.0);
        QCOMPARE(g.toX(0), 100.0);
        QCOMPARE(g.toX(120), 700.0);
        QVERIFY(!g.isZoomed());
        QCOMPARE(g.visible(), (FrameRange{0, 119}));
    }
    void everyPixelOfAFrameIsThatFrame()
    {
        const TimelineGeometry g = geometry(120, 600);
        QCOMPARE(g.toFrame(100), 0);
        QCOMPARE(g.toFrame(104.9), 0);
        QCOMPARE(g.toFrame(105), 1);
        QCOMPARE(g.toFrame(699), 119);
        QCOMPARE(g.toFrame(-1e9), 0);
        QCOMPARE(g.toFrame(1e9), 119);
    }
    void everyFrameIsFoundWhereItLies()
    {
        TimelineGeometry g = geometry(10'000, 600);
        g.zoomAt(40, 350);
        for (FrameIndex f = g.visible().first + 1; f < g.visible().last; ++f)
            QCOMPARE(g.toFrame(g.toX(f) + g.scale() / 2), f);
    }
    void ticksAreRoundNumbersFarEnoughApart()
    {
        TimelineGeometry g = geometry(10'000, 600);
        for (const double zoom : {1.0, 3.0, 7.0, 50.0}) {
            g.zoomAt(zoom, 300);
            const int step = g.tickStep(60);
            QVERIFY(step * g.scale() >= 60);
            const double mantissa = step / std::pow(10, std::floor(std::log10(step)));
            QVERIFY(mantissa == 1 || mantissa == 2 || mantissa == 5);
        }
    }
    void noFramesAreNoTrouble()
    {
        TimelineGeometry g = geometry(0, 600);
        g.zoomAt(2, 300);
        g.scrollBy(50);
        g.makeVisible(3);
        QCOMPARE(g.toFrame(300), 0);
        QVERIFY(g.visible().isEmpty());
        QVERIFY(rulerTicks(g, {}, RulerUnit::Frames, 40).empty());
        QVERIFY(rulerTicks(g, {}, RulerUnit::Time, 40).empty());
        QVERIFY(filmSlots(g, 70).empty());
        QVERIFY(pixelSpans({}, g).empty());
    }
    void zoomKeepsTheFrameAtThePointer()
    {
        TimelineGeometry g = geometry(1000, 500);
        for (const double x : {180.0, 333.0, 590.0}) {
            const double before = g.toPosition(x);
            g.zoomAt(1.7, x);
            QVERIFY(std::abs(g.toPosition(x) - before) < 1e-6);
        }
        QVERIFY(g.isZoomed());
    }
    void aPartThatWasShownComesBack()
    {
        TimelineGeometry g = geometry(1000, 500);
        g.zoomAt(6, 400);
        const double first = g.firstVisible();
        const double frames = g.visibleFrames();
        g.showAll();
        g.showPart(first, frames);
        QVERIFY(std::abs(g.firstVisible() - first) < 1e-6 && std::abs(g.visibleFrames() - frames) < 1e-6);
        // What does not fit is clamped, and nonsense is nothing.
        g.showPart(990, 100);
        QVERIFY(std::abs(g.firstVisible() + g.visibleFrames() - 1000) < 1e-6);
        g.showPart(0, 5000);
        QVERIFY(!g.isZoomed());
        g.showPart(0, 0);
        QVERIFY(!g.isZoomed());
    }
    void zoomEndsAtTheWholeVideoAndAtWideFrames()
    {
        TimelineGeometry g = geometry(1000, 500);
        for (int i = 0; i < 60; ++i)
            g.zoomAt(1.5, 300);
        QVERIFY(g.scale() > 20 && g.scale() < 200);
        for (int i = 0; i < 60; ++i)
            g.zoomAt(1 / 1.5, 300);
        QVERIFY(!g.isZoomed());
        QCOMPARE(g.toX(0), 100.0);
    }
    void scrollingStopsAtTheEnds()
    {
        TimelineGeometry g = geometry(1000, 500);
        g.zoomAt(4, 350);
        g.scrollBy(-1e6);
        QCOMPARE(g.firstVisible(), 0.0);
        g.scrollBy(1e6);
        QVERIFY(std::abs(g.toX(1000) - 600) < 1e-6);
    }
    void aFrameOutOfSightTurnsThePage()
    {
        TimelineGeometry g = geometry(1000, 500);
        g.zoomAt(10, 100); // 100 frames in sight
        g.makeVisible(50);
        QCOMPARE(g.firstVisible(), 0.0);
        g.makeVisible(100); // going on to the right there is room
        QVERIFY(g.toX(100) > 100 && g.toX(100) < 200);
        g.makeVisible(85); // and to the left when playing backwards
        QVERIFY(g.toX(85) > 500 && g.toX(86) <= 600);
    }
    void aWindowThatGrowsKeepsTheWholeVideoInSight()
    {
        TimelineGeometry g = geometry(100, 500);
        g.setWidth(1100, 100);
        QCOMPARE(g.scale(), 10.0);
        g.setFrames(200); // the index grew
        QCOMPARE(g.scale(), 5.0);
    }
    void rulerLabelsAreRoundFrames()
    {
        const TimelineGeometry g = geometry(120, 600);
        QCOMPARE(labels(rulerTicks(g, {}, RulerUnit::Frames, 40)),
                 QStringList({"0", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100", "110"}));
        for (const RulerTick& t : rulerTicks(g, {}, RulerUnit::Frames, 40)) {
            if (!t.label.isEmpty())
                QCOMPARE(t.x, g.toX(t.label.toInt()));
        }
    }
    void rulerLabelsAreRoundTimes()
    {
        const TimelineGeometry g = geometry(240, 480);
        QCOMPARE(labels(rulerTicks(g, {24, {}}, RulerUnit::Time, 60)),
                 QStringList({"0:00", "0:02", "0:04", "0:06", "0:08"}));
        QCOMPARE(labels(rulerTicks(geometry(24, 480), {24, {}}, RulerUnit::Time, 60)),
                 QStringList({"0:00.0", "0:00.2", "0:00.4", "0:00.6", "0:00.8"}));
    }
    void labelsNeverOverlap()
    {
        for (const int frames : {1, 2, 7, 119, 5000, 432'000}) {
            TimelineGeometry g = geometry(frames, 700);
            for (int zoom = 0; zoom < 12; ++zoom, g.zoomAt(2, 400)) {
                for (const auto unit : {RulerUnit::Frames, RulerUnit::Time}) {
                    const auto ticks = rulerTicks(g, {29.97, {}}, unit, 60);
                    QVERIFY2(ticks.size() <= 800, qPrintable(QString::number(ticks.size())));
                    double last = -1e9;
                    for (const RulerTick& t : ticks) {
                        if (t.label.isEmpty())
                            continue;
                        // A fraction of a pixel is lost where the last frame's own length is not seen.
                        QVERIFY2(t.x - last >= 59, qPrintable(QString::number(t.x - last)));
                        last = t.x;
                    }
                }
            }
        }
    }
    void aVariableRateHasItsOwnTimes()
    {
        const FrameClock clock{25, {0, 0.04, 1.04, 1.08}};
        QCOMPARE(clock.seconds(2), 1.04);
        QCOMPARE(clock.position(0.54), 1.5);
        QCOMPARE(clock.position(-1), 0.0);
        QCOMPARE(clock.position(9), 3.0);
        QCOMPARE(clock.seconds(99), 1.08);
        const FrameClock even{24, {}};
        QCOMPARE(even.position(even.seconds(77)), 77.0);
    }
    void times_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << 2 << "0:00.00";
        QTest::newRow("plain") << 62.5 << 2 << "1:02.50";
        QTest::newRow("whole") << 9.0 << 0 << "0:09";
        QTest::newRow("rounds up to a minute") << 59.996 << 2 << "1:00.00";
        QTest::newRow("hours") << 3723.0 << 0 << "1:02:03";
        QTest::newRow("before the start") << -0.1 << 1 << "0:00.0";
    }
    void times()
    {
        QFETCH(double, seconds);
        QFETCH(int, decimals);
        QFETCH(QString, text);
        QCOMPARE(clockText(seconds, decimals), text);
    }
    void rangesBecomeNoMoreSpansThanPixels()
    {
        std::vector<FrameRange> ranges;
        for (int f = 0; f < 100'000; f += 3)
            ranges.push_back({f, f + 1});
        const TimelineGeometry g = geometry(100'000, 500);
        const auto spans = pixelSpans(ranges, g);
        QVERIFY(!spans.empty() && spans.size() <= 500);
        QCOMPARE(spans.front().left, 100.0);
        QVERIFY(spans.back().right <= 600.5);
    }
    void aSingleFrameCanBeSeenAtAnyZoom()
    {
        const auto spans = pixelSpans({{5000, 5000}}, geometry(10'000, 100));
        QCOMPARE(spans.size(), size_t(1));
        QVERIFY(spans[0].right - spans[0].left >= 1);
    }
    void gapsOfAFrameShowWhereThereIsRoom()
    {
        const auto spans = pixelSpans({{0, 9}, {11, 19}}, geometry(100, 500));
        QCOMPARE(spans.size(), size_t(2));
        QCOMPARE(spans[0], (PixelSpan{100, 150}));
        QCOMPARE(spans[1], (PixelSpan{155, 200}));
    }
    void onlyWhatIsInSightIsGiven()
    {
        TimelineGeometry g = geometry(1000, 500);
        g.zoomAt(10, 100); // frames 0…99
        QVERIFY(pixelSpans({{200, 300}}, g).empty());
        const auto spans = pixelSpans({{90, 300}}, g);
        QCOMPARE(spans.size(), size_t(1));
        QCOMPARE(spans[0], (PixelSpan{550, 600}));
        QVERIFY(pixelTicks({150, 160}, g, 1).empty());
    }
    void ticksKeepTheirDistance()
    {
        std::vector<FrameIndex> frames(10'000);
        for (int f = 0; f < 10'000; ++f)
            frames[size_t(f)] = f;
        const auto ticks = pixelTicks(frames, geometry(10'000, 500), 3);
        QVERIFY(ticks.size() > 100 && ticks.size() <= 167);
        for (size_t i = 1; i < ticks.size(); ++i)
            QVERIFY(ticks[i] - ticks[i - 1] >= 3);
    }
    void oneBadScoreShowsAmongThousands()
    {
        std::vector<float> scores(10'000, 0.9F);
        scores[7777] = 0.1F;
        const auto worst = worstByColumn(scores, geometry(10'000, 100));
        QCOMPARE(worst.size(), size_t(100));
        QCOMPARE(worst[77], 0.1F);
        QCOMPARE(worst[76], 0.9F);
    }
    void missingScoresStayMissing()
    {
        std::vector<float> scores(50, std::numeric_limits<float>::quiet_NaN());
        scores[10] = 0.5F;
        const auto worst = worstByColumn(scores, geometry(100, 100));
        QVERIFY(std::isnan(worst[9]));
        QCOMPARE(worst[10], 0.5F);
        QVERIFY(std::isnan(worst[99])); // fewer scores than frames
    }
    void theFilmIsBoundToFrames()
    {
        TimelineGeometry g = geometry(10'000, 1000);
        g.zoomAt(20, 400);
        const auto before = filmSlots(g, 70);
        g.scrollBy(before[1].width * 2.5);
        const auto after = filmSlots(g, 70);
        QCOMPARE(after[0].frame, before[2].frame);
        QVERIFY(after[0].x <= 100 && after[0].x > 100 - after[0].width);
        QVERIFY(after.back().x < 1100 && after.back().x + after.back().width >= 1100);
        for (const FilmSlot& slot : after)
            QVERIFY(slot.width > 45 && slot.width < 110);
    }
    void rowsStandBelowOneAnother()
    {
        TimelineRows rows;
        rows.ruler = 30;
        rows.markers = 20;
        rows.film = 40;
        rows.lane = 25;
        rows.lanes = 50;
        rows.bottom = 194;
        QCOMPARE(rows.lanesTop(), 94);
        QCOMPARE(rows.lanesHeight(), 100);
        QCOMPARE(rows.laneAt(93), -1);
        QCOMPARE(rows.laneAt(94), 0);
        QCOMPARE(rows.laneAt(193), 3);
        QCOMPARE(rows.laneAt(194), -1);
        QCOMPARE(rows.lastLane(), 3);
        rows.scrollTo(30);
        QCOMPARE(rows.laneAt(94), 1);
        QCOMPARE(rows.laneTop(1), 89);
        rows.scrollTo(1'000'000);
        QCOMPARE(rows.scroll, 50 * 25 - 100);
        QCOMPARE(rows.lastLane(), 49);
        rows.makeLaneVisible(0);
        QCOMPARE(rows.scroll, 0);
        rows.makeLaneVisible(10);
        QCOMPARE(rows.scroll, 11 * 25 - 100);
        rows.lanes = 0;
        rows.scrollTo(5);
        QCOMPARE(rows.laneAt(100), -1);
        QVERIFY(rows.lastLane() < rows.firstLane());
    }
    void aGapTooNarrowToBeSeenIsStillTold()
    {
        const TimelineGeometry g = geometry(10'000, 500); // 20 frames or more a pixel
        const std::vector<FrameRange> masks{{0, 999}, {1001, 1003}, {1005, 4999}, {5000, 5999}, {8000, 9999}};
        // Two single frames fall together, touching ranges have no gap, and 2000 frames are seen anyway.
        const auto gaps = narrowGaps(masks, g, 3);
        QCOMPARE(gaps.size(), size_t(1));
        QVERIFY(std::abs(gaps[0] - g.toX(1000.5)) < 0.5);
        QVERIFY(narrowGaps({}, g, 3).empty());
    }
};

REVSEG_TEST("timeline_geometry", TestTimelineGeometry)
#include "tst_timeline_geometry.moc"
