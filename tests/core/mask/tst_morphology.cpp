// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/morphology.h"
#include "tests/support/test.h"

#include <cmath>

using namespace revseg;

namespace {

constexpr Size kSize{64, 48};

Mask disc(Point centre, double radius, double hole = 0)
{
    std::vector<uint8_t> bytes(size_t(kSize.width * kSize.height));
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            const double d = std::hypot(x + 0.5 - centre.x, y + 0.5 - centre.y);
            bytes[size_t(y * kSize.width + x)] = d <= radius && d >= hole;
        }
    }
    return Mask::fromBytes(kSize, bytes.data(), kSize.width);
}

} // namespace

class TestMorphology final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void holesAreFilledButNotBays()
    {
        QCOMPARE(filledHoles(disc({30, 24}, 15, 6)), disc({30, 24}, 15));
        // An open bay is no hole.
        const Mask bay =
            Mask::filled(kSize, {10, 10, 40, 40}).subtracted(Mask::filled(kSize, {20, 10, 30, 30}));
        QCOMPARE(filledHoles(bay), bay);
        // Nor is background that the border of the picture closes off.
        const Mask wall = Mask::filled(kSize, {10, 0, 12, 48});
        QCOMPARE(filledHoles(wall), wall);
    }
    void theLargestPieceStays()
    {
        const Mask large = Mask::filled(kSize, {30, 20, 50, 40});
        const Mask both = large.united(Mask::filled(kSize, {2, 2, 8, 8}));
        QCOMPARE(pieceCount(both), 2);
        QCOMPARE(largestPiece(both), large);
        // Corners touch.
        QCOMPARE(pieceCount(Mask::filled(kSize, {0, 0, 5, 5}).united(Mask::filled(kSize, {5, 5, 9, 9}))), 1);
        QCOMPARE(pieceCount(Mask::empty(kSize)), 0);
    }
    void growingAndShrinkingGoAsFarAsTheySay()
    {
        const Mask point = Mask::filled(kSize, {30, 20, 31, 21});
        QCOMPARE(grown(point, 1).area(), int64_t(5)); // a round neighbourhood: the pixel and four
        QCOMPARE(grown(point, 3).bounds(), std::optional(Box{27, 17, 34, 24}));
        QCOMPARE(shrunk(Mask::filled(kSize, {10, 10, 30, 30}), 2), Mask::filled(kSize, {12, 12, 28, 28}));
        QVERIFY(shrunk(point, 1).isEmpty());
        // The border of the picture is background.
        QCOMPARE(shrunk(Mask::filled(kSize, {0, 0, 10, 10}), 1), Mask::filled(kSize, {1, 1, 9, 9}));
        QCOMPARE(grown(Mask::filled(kSize, {0, 0, 64, 48}), 5).area(), int64_t(64 * 48));
    }
    void smoothingTakesSpikesAndKeepsTheRest()
    {
        const Mask body = disc({30, 24}, 14);
        const Mask spiked = body.united(Mask::filled(kSize, {44, 24, 60, 25}));
        const Mask smooth = smoothed(spiked, 2);
        QVERIFY(smooth.iou(body) > 0.95);
        QVERIFY(!smooth.contains(55, 24));
    }
    void aMaskIsMovedByWholePixelsWithoutLoss()
    {
        const Mask body = disc({20, 20}, 8);
        QCOMPARE(transformed(body, 1, {}, {5, -3}), disc({25, 17}, 8));
        QCOMPARE(transformed(transformed(body, 1, {}, {5, -3}), 1, {}, {-5, 3}), body);
        QVERIFY(transformed(body, 1, {}, {500, 0}).isEmpty());
    }
    void aMaskIsScaledAboutAPlace()
    {
        const Mask box = Mask::filled(kSize, {20, 20, 30, 26});
        QCOMPARE(transformed(box, 2, {20, 20}, {}), Mask::filled(kSize, {20, 20, 40, 32}));
        QVERIFY(transformed(disc({30, 24}, 8), 1.5, {30, 24}, {}).iou(disc({30, 24}, 12)) > 0.93);
    }
    void betweenTwoMasksLiesAMaskOnTheWay()
    {
        // They do not touch: plain signed distance would lose the object half-way.
        const Mask middle = interpolated(disc({12, 12}, 6), disc({50, 34}, 10), 0.5);
        QVERIFY2(middle.iou(disc({31, 23}, 8)) > 0.9, qPrintable(QString::number(middle.area())));
        QCOMPARE(interpolated(disc({12, 12}, 6), disc({50, 34}, 10), 0), disc({12, 12}, 6));
        QCOMPARE(interpolated(disc({12, 12}, 6), disc({50, 34}, 10), 1), disc({50, 34}, 10));
        QVERIFY(interpolated(disc({12, 12}, 6), Mask::empty(kSize), 0.5).isEmpty());
    }
};

REVSEG_TEST("morphology", TestMorphology)
#include "tst_morphology.moc"
