// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/brush.h"
#include "tests/support/test.h"

#include <cmath>

using namespace revseg;

namespace {

double distanceToSegment(Point p, Point a, Point b)
{
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t =
        length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

} // namespace

class TestBrush final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void aStrokeIsWhatLiesNearTheLine()
    {
        const Size size{200, 150};
        const Point a{30.5, 40.5};
        const Point b{160.5, 110.5};
        BrushPainter painter(Mask::empty(size), false);
        painter.addPoint(a, 12);
        painter.addPoint(b, 12);
        const Mask mask = painter.mask();
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                const double d = distanceToSegment({x + 0.5, y + 0.5}, a, b);
                if (d < 11.8)
                    QVERIFY2(mask.contains(x, y), qPrintable(QStringLiteral("%1,%2").arg(x).arg(y)));
                if (d > 12.01)
                    QVERIFY2(!mask.contains(x, y), qPrintable(QStringLiteral("%1,%2").arg(x).arg(y)));
            }
        }
    }
    void onlyTheDirtyBoxChanges()
    {
        const Size size{100, 80};
        BrushPainter painter(Mask::empty(size), false);
        painter.addPoint({20, 20}, 5);
        const Mask before = painter.mask();
        const Box dirty = painter.addPoint({30, 25}, 5);
        const Mask added = painter.mask().subtracted(before);
        QVERIFY(!added.isEmpty());
        const Box b = *added.bounds();
        QVERIFY(b.x1 >= dirty.x1 && b.y1 >= dirty.y1 && b.x2 <= dirty.x2 && b.y2 <= dirty.y2);
    }
    void erasingTakesAway()
    {
        const Size size{60, 60};
        BrushPainter painter(Mask::filled(size, {0, 0, 60, 60}), true);
        painter.addPoint({30.5, 30.5}, 10);
        QVERIFY(!painter.mask().contains(30, 30));
        QVERIFY(painter.mask().contains(2, 2));
    }
    void theThinnestBrushPaintsOnePixel()
    {
        BrushPainter painter(Mask::empty({20, 20}), false);
        painter.addPoint({7.9, 3.1}, 0);
        QCOMPARE(painter.mask().area(), 1);
        QVERIFY(painter.mask().contains(7, 3));
    }
    void pointsOutsideThePictureAreHarmless()
    {
        BrushPainter painter(Mask::empty({20, 20}), false);
        QVERIFY(painter.addPoint({-100, -100}, 5).isEmpty());
        painter.addPoint({500, 500}, 5); // passes over the picture
        QVERIFY(painter.mask().contains(10, 10));
        BrushPainter nothing(Mask(), false);
        QVERIFY(nothing.addPoint({1, 1}, 3).isEmpty());
    }
};

REVSEG_TEST("brush", TestBrush)
#include "tst_brush.moc"
