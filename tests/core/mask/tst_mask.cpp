// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/mask.h"
#include "tests/support/test.h"

#include <random>

using namespace revseg;

namespace {

Mask fromText(const QStringList& rows)
{
    const Size size{int(rows[0].size()), int(rows.size())};
    std::vector<uint8_t> bytes;
    for (const QString& row : rows) {
        for (const QChar c : row)
            bytes.push_back(c == QLatin1Char('1') ? 1 : 0);
    }
    return Mask::fromBytes(size, bytes.data(), size.width);
}

Mask random(Size size, unsigned seed)
{
    std::mt19937 rng(seed);
    std::vector<uint8_t> bytes(size_t(size.width * size.height));
    for (auto& b : bytes)
        b = rng() % 3 == 0;
    return Mask::fromBytes(size, bytes.data(), size.width);
}

} // namespace

class TestMask final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void runsAreRowByRowAndStartWithZeros()
    {
        const Mask m = fromText({QStringLiteral("0110"), QStringLiteral("0010"), QStringLiteral("1000")});
        QCOMPARE(m.runs(), (std::vector<uint32_t>{1, 2, 3, 1, 1, 1, 3}));
        QCOMPARE(m.area(), 4);
        QVERIFY(m.bounds() == (Box{0, 0, 3, 3}));
        QVERIFY(m.contains(1, 0) && m.contains(0, 2) && !m.contains(3, 2) && !m.contains(-1, 0));
    }
    void boundsOfARunThatGoesRoundTheEdge()
    {
        const Mask m = fromText({QStringLiteral("0011"), QStringLiteral("1000")});
        QVERIFY(m.bounds() == (Box{0, 0, 4, 2}));
    }
    void bytesThereAndBack()
    {
        for (unsigned seed = 0; seed < 20; ++seed) {
            const Size size{int(1 + seed * 7 % 33), int(1 + seed * 5 % 17)};
            const Mask m = random(size, seed);
            const auto bytes = m.toBytes();
            QCOMPARE(Mask::fromBytes(size, bytes.data(), size.width), m);
        }
    }
    void setOperationsAgreeWithPixels()
    {
        const Size size{31, 13};
        const Mask a = random(size, 1);
        const Mask b = random(size, 2);
        int64_t both = 0;
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                const bool p = a.contains(x, y);
                const bool q = b.contains(x, y);
                both += p && q;
                QCOMPARE(a.united(b).contains(x, y), p || q);
                QCOMPARE(a.intersected(b).contains(x, y), p && q);
                QCOMPARE(a.subtracted(b).contains(x, y), p && !q);
            }
        }
        QCOMPARE(a.intersectionArea(b), both);
        QCOMPARE(a.iou(b), double(both) / double(a.area() + b.area() - both));
        QCOMPARE(Mask::empty(size).iou(Mask::empty(size)), 1.0);
    }
    void aBoxCoversPixelsWhoseCentresItHolds()
    {
        const Mask m = Mask::filled({10, 8}, {2, 1, 5, 3});
        QVERIFY(m.bounds() == (Box{2, 1, 5, 3}));
        QCOMPARE(m.area(), 6);
        QCOMPARE(Mask::filled({10, 8}, {2.6, 1, 3.4, 3}).area(), 0);
        QCOMPARE(Mask::filled({10, 8}, {-5, -5, 50, 50}).area(), 80);
        QVERIFY(m.centroid() == (Point{3.5, 2.0}));
    }
    void encodingThereAndBack()
    {
        for (const Mask& m :
             {random({64, 48}, 3), Mask::empty({5, 5}), Mask::filled({4, 4}, {0, 0, 4, 4}), Mask()}) {
            const auto back = Mask::decode(m.encode());
            VERIFY_RESULT(back);
            QCOMPARE(*back, m);
        }
    }
    void damagedBytesAreRefused()
    {
        const QByteArray good = random({64, 48}, 4).encode();
        VERIFY_ERROR(Mask::decode({}), ErrorKind::Corrupt);
        VERIFY_ERROR(Mask::decode(QByteArray("M\x01\xff\xff\xff\xff", 6)), ErrorKind::Corrupt);
        VERIFY_ERROR(Mask::fromRuns({4, 4}, {3, 4}), ErrorKind::Corrupt);
        VERIFY_ERROR(Mask::fromRuns({4, 4}, {3, 0, 13}), ErrorKind::Corrupt);
        // Qt logs each of them too; what matters is that no cut is taken for a mask.
        for (int cut = 6; cut < good.size(); cut += 7) {
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("^qUncompress")));
            VERIFY_ERROR(Mask::decode(good.left(cut)), ErrorKind::Corrupt);
        }
    }
};

REVSEG_TEST("mask", TestMask)
#include "tst_mask.moc"
