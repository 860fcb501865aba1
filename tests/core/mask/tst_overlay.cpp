// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/overlay.h"
#include "tests/support/test.h"

using namespace revseg;

class TestOverlay final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void pixelsOutsideTheMaskAreUntouched()
    {
        QImage grey(40, 30, QImage::Format_RGB32);
        grey.fill(qRgb(100, 100, 100));
        const Mask mask = Mask::filled({40, 30}, {10, 8, 30, 22});
        const QImage out = blendMasks(grey, {{mask, QColor(200, 0, 0)}}, {0.5, true});
        for (int y = 0; y < 30; ++y) {
            for (int x = 0; x < 40; ++x) {
                const QRgb p = out.pixel(x, y);
                if (!mask.contains(x, y))
                    QCOMPARE(p, qRgb(100, 100, 100));
                else if (x == 10 || x == 29 || y == 8 || y == 21)
                    QCOMPARE(p, qRgb(200, 0, 0));
                else
                    QCOMPARE(p, qRgb(150, 50, 50));
            }
        }
        QCOMPARE(grey.pixel(15, 15), qRgb(100, 100, 100));
    }
    void edgesOfHolesAndPiecesAreOutlined()
    {
        QImage black(9, 9, QImage::Format_RGB32);
        black.fill(Qt::black);
        const Size size{9, 9};
        const Mask ring = Mask::filled(size, {0, 0, 9, 9}).subtracted(Mask::filled(size, {3, 3, 6, 6}));
        const QImage out = blendMasks(black, {{ring, Qt::white}}, {0.0, true});
        QCOMPARE(out.pixel(4, 2), qRgb(255, 255, 255)); // above the hole
        QCOMPARE(out.pixel(2, 4), qRgb(255, 255, 255)); // left of it
        QCOMPARE(out.pixel(4, 4), qRgb(0, 0, 0));
        QCOMPARE(out.pixel(1, 1), qRgb(0, 0, 0));
    }
    void patternsDifferWhereColoursDoNot()
    {
        QImage black(120, 90, QImage::Format_RGB32);
        black.fill(Qt::black);
        const Mask mask = Mask::filled({120, 90}, {0, 0, 120, 90});
        std::vector<QImage> seen;
        for (int i = 0; i < kOverlayPatterns; ++i) {
            const QImage out = blendMasks(black, {{mask, QColor(200, 100, 0), i}}, {0.4, true, true});
            for (const QImage& other : seen)
                QVERIFY(out != other);
            seen.push_back(out);
            QCOMPARE(
                blendMasks(black, {{mask, QColor(200, 100, 0), i + kOverlayPatterns}}, {0.4, true, true}),
                out);
            // Off, all are the same.
            QCOMPARE(blendMasks(black, {{mask, QColor(200, 100, 0), i}}, {0.4, true}),
                     blendMasks(black, {{mask, QColor(200, 100, 0)}}, {0.4, true}));
        }
    }
    void aMaskOfAnotherSizeIsLeftOut()
    {
        QImage black(9, 9, QImage::Format_RGB32);
        black.fill(Qt::black);
        QCOMPARE(blendMasks(black, {{Mask::filled({8, 9}, {0, 0, 8, 9}), Qt::white}}), black);
    }
};

REVSEG_TEST("overlay", TestOverlay)
#include "tst_overlay.moc"
