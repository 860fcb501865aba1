// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/timeline/timeline_geometry.h"

#include <cmath>

using namespace revseg;

class TestTimelineGeometry final : public test::TestCase
{
    Q_OBJECT
    static TimelineGeometry geometry(int frames = 300, double width = 700, double left = 100)
    {
        TimelineGeometry g;
        g.setWidth(width, left);
        g.setFrames(frames);
        return g;
    }
private Q_SLOTS:
    void atFirstTheWholeVideoIsShown()
    {
        const TimelineGeometry g = geometry();
        QCOMPARE(g.toX(0), 100.0);
        QCOMPARE(g.toX(300), 700.0);
        QVERIFY(!g.isZoomed());
        QVERIFY(g.visible() == (FrameRange{0, 299}));
    }
    void everyFrameIsFoundWhereItLies()
    {
        TimelineGeometry g = geometry(10'000);
        g.zoomAt(40, 350);
        for (FrameIndex f = g.visible().first + 1; f < g.visible().last; ++f)
            QCOMPARE(g.toFrame(g.toX(f) + g.scale() / 2), f);
    }
    void zoomKeepsTheFrameUnderThePointer()
    {
        TimelineGeometry g = geometry();
        const FrameIndex before = g.toFrame(400);
        g.zoomAt(5, 400);
        QVERIFY(g.isZoomed());
        QCOMPARE(g.toFrame(400), before);
    }
    void placesOutsideAreClamped()
    {
        const TimelineGeometry g = geometry();
        QCOMPARE(g.toFrame(-50), 0);
        QCOMPARE(g.toFrame(5000), 299);
        QCOMPARE(geometry(0).toFrame(300), 0);
        QVERIFY(geometry(0).visible().isEmpty());
    }
    void scrollingStopsAtTheEnds()
    {
        TimelineGeometry g = geometry();
        g.zoomAt(10, 400);
        g.scrollBy(1e9);
        QCOMPARE(g.visible().last, 299);
        g.scrollBy(-1e9);
        QCOMPARE(g.visible().first, 0);
    }
    void aFrameCanBeBroughtIntoView()
    {
        TimelineGeometry g = geometry(10'000);
        g.zoomAt(100, 100);
        g.makeVisible(7000);
        QVERIFY(g.visible().contains(7000));
    }
    void ticksAreRoundNumbersFarEnoughApart()
    {
        TimelineGeometry g = geometry(10'000);
        for (const double zoom : {1.0, 3.0, 7.0, 50.0}) {
            g.zoomAt(zoom, 300);
            const int step = g.tickStep(60);
            QVERIFY(step * g.scale() >= 60);
            const double mantissa = step / std::pow(10, std::floor(std::log10(step)));
            QVERIFY(mantissa == 1 || mantissa == 2 || mantissa == 5);
        }
    }
};

REVSEG_TEST("timeline_geometry", TestTimelineGeometry)
#include "tst_timeline_geometry.moc"
