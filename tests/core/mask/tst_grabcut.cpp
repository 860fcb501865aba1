// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/grabcut.h"
#include "tests/support/test.h"

#include <QPainter>

#include <random>

using namespace revseg;

namespace {

/// A red disc on a noisy green ground.
QImage discPicture(Size size, Point centre, double radius)
{
    std::mt19937 rng(5);
    QImage image(size.width, size.height, QImage::Format_RGB32);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const int n = int(rng() % 40);
            const bool in = std::hypot(x + 0.5 - centre.x, y + 0.5 - centre.y) <= radius;
            image.setPixel(x, y, in ? qRgb(190 + n, 30 + n, 30) : qRgb(40, 120 + n, 50 + n));
        }
    }
    return image;
}

Mask disc(Size size, Point centre, double radius)
{
    std::vector<uint8_t> bytes(size_t(size.width * size.height));
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x)
            bytes[size_t(y * size.width + x)] = std::hypot(x + 0.5 - centre.x, y + 0.5 - centre.y) <= radius;
    }
    return Mask::fromBytes(size, bytes.data(), size.width);
}

} // namespace

class TestGrabCut final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void theObjectInTheBoxIsFound_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::newRow("small") << 160 << 120;
        QTest::newRow("large, worked on at a smaller size") << 1280 << 720;
    }
    void theObjectInTheBoxIsFound()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        const Size size{width, height};
        const Point centre{width * 0.5, height * 0.45};
        const double r = height * 0.25;
        const auto mask = grabCut(discPicture(size, centre, r), {centre.x - r * 1.15, centre.y - r * 1.15,
                                                                 centre.x + r * 1.15, centre.y + r * 1.15});
        VERIFY_RESULT(mask);
        QVERIFY2(mask->iou(disc(size, centre, r)) > 0.93,
                 qPrintable(QString::number(mask->iou(disc(size, centre, r)))));
    }
    void theSameBoxGivesTheSameMask()
    {
        const QImage picture = discPicture({160, 120}, {80, 60}, 25);
        QCOMPARE(*grabCut(picture, {50, 30, 110, 90}), *grabCut(picture, {50, 30, 110, 90}));
    }
    void theMaskStaysInTheBoxAndIsNeverEmpty()
    {
        QImage plain(100, 80, QImage::Format_RGB32);
        plain.fill(Qt::gray);
        for (const Box& box : {Box{20, 10, 60, 50}, Box{-30, -30, 200, 200}, Box{0, 0, 3, 3}}) {
            const auto mask = grabCut(plain, box);
            VERIFY_RESULT(mask);
            QVERIFY(!mask->isEmpty());
            QVERIFY(mask->subtracted(Mask::filled({100, 80}, box)).isEmpty());
        }
    }
    void aBoxOutsideThePictureIsRefused()
    {
        QImage plain(100, 80, QImage::Format_RGB32);
        plain.fill(Qt::gray);
        VERIFY_ERROR(grabCut(plain, {200, 10, 260, 50}), ErrorKind::InvalidInput);
        VERIFY_ERROR(grabCut(plain, {10, 10, 10.5, 50}), ErrorKind::InvalidInput);
    }
    void aStopIsObeyed()
    {
        std::stop_source stop;
        stop.request_stop();
        VERIFY_ERROR(grabCut(discPicture({160, 120}, {80, 60}, 25), {50, 30, 110, 90}, stop.get_token()),
                     ErrorKind::Cancelled);
    }
};

REVSEG_TEST("grabcut", TestGrabCut)
#include "tst_grabcut.moc"
