// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/selection.h"
#include "tests/support/test.h"

using namespace revseg;

class TestSelection final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void aPolygonHoldsThePixelsWhoseCentresItHolds()
    {
        QCOMPARE(polygonMask({20, 10}, {{2, 1}, {8, 1}, {8, 5}, {2, 5}}),
                 Mask::filled({20, 10}, {2, 1, 8, 5}));
        QCOMPARE(polygonMask({20, 10}, {{2.4, 1.4}, {7.6, 1.4}, {7.6, 5.4}, {2.4, 5.4}}),
                 Mask::filled({20, 10}, {2, 1, 8, 5}));
        QCOMPARE(polygonMask({20, 10}, {{0, 0}, {10, 0}, {0, 10}}).area(), int64_t(45));
    }
    void aPolygonIsCutAtTheBorder()
    {
        QCOMPARE(polygonMask({20, 10}, {{-50, -50}, {70, -50}, {70, 60}, {-50, 60}}).area(), int64_t(200));
        QVERIFY(polygonMask({20, 10}, {{-5, -5}, {-1, -5}, {-1, 20}}).isEmpty());
    }
    void aLineIsNoPolygon()
    {
        QVERIFY(polygonMask({20, 10}, {}).isEmpty());
        QVERIFY(polygonMask({20, 10}, {{1, 1}, {9, 9}}).isEmpty());
    }
    void twiceEnclosedIsOutside()
    {
        // A star drawn in one line: its middle is left out.
        const Mask star = polygonMask({100, 100}, {{50, 5}, {76, 90}, {8, 38}, {92, 38}, {24, 90}});
        QVERIFY(star.contains(50, 20));
        QVERIFY(!star.contains(50, 52));
    }
    void aFloodStaysWithinItsToleranceAndItsRegion()
    {
        QImage picture(40, 30, QImage::Format_RGB32);
        picture.fill(qRgb(10, 10, 10));
        for (int y = 5; y < 15; ++y) {
            for (int x = 5; x < 25; ++x)
                picture.setPixel(x, y, qRgb(100 + x, 50, 50));
            for (int x = 30; x < 35; ++x)
                picture.setPixel(x, y, qRgb(110, 50, 50)); // alike, but apart
        }
        QCOMPARE(floodMask(picture, {10.5, 7.2}, 30), Mask::filled({40, 30}, {5, 5, 25, 15}));
        QCOMPARE(floodMask(picture, {10.5, 7.2}, 2), Mask::filled({40, 30}, {8, 5, 13, 15}));
        QVERIFY(floodMask(picture, {-1, 3}, 30).isEmpty());
    }
};

REVSEG_TEST("selection", TestSelection)
#include "tst_selection.moc"
