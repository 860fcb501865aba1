// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/picture.h"
#include "tests/support/test.h"

using namespace revseg;

class TestPicture final : public test::TestCase
{
    Q_OBJECT
    static QImage ramp(int width, int height)
    {
        QImage image(width, height, QImage::Format_RGB888);
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x)
                image.setPixelColor(x, y, QColor((x * 7 + y * 3) % 256, (x * x + y) % 256, (x * y) % 256));
        }
        return image;
    }
    static QList<int> reds(const QImage& image, int y)
    {
        QList<int> out;
        for (int x = 0; x < image.width(); ++x)
            out << image.pixelColor(x, y).red();
        return out;
    }

private Q_SLOTS:
    void oneColourStaysThatColour()
    {
        QImage image(37, 21, QImage::Format_RGB32);
        image.fill(QColor(12, 200, 255));
        for (const Size size : {Size{448, 448}, Size{5, 3}, Size{37, 40}}) {
            const QImage out = resizedBicubic(image, size);
            QCOMPARE(out.size(), QSize(size.width, size.height));
            for (int y = 0; y < out.height(); ++y) {
                for (int x = 0; x < out.width(); ++x)
                    QCOMPARE(out.pixelColor(x, y), QColor(12, 200, 255));
            }
        }
    }
    void theSameSizeIsTheSamePicture() { QCOMPARE(resizedBicubic(ramp(9, 7), {9, 7}), ramp(9, 7)); }
    void bicubicValuesAreThoseOfTheKernel()
    {
        QImage step(4, 1, QImage::Format_RGB888);
        step.fill(Qt::black);
        step.setPixelColor(2, 0, Qt::white);
        step.setPixelColor(3, 0, Qt::white);
        QCOMPARE(reds(resizedBicubic(step, {8, 1}), 0), (QList<int>{0, 0, 0, 52, 203, 255, 255, 255}));
        QCOMPARE(reds(resizedBicubic(step, {3, 1}), 0), (QList<int>{0, 128, 255}));
    }
    /// Hashes of what Pillow 12 makes of the same picture (Image.resize, BICUBIC): the preparation that the
    /// models were trained with.
    void pixelsAreThoseOfTheUsualPreparation_data()
    {
        QTest::addColumn<int>("w");
        QTest::addColumn<int>("h");
        QTest::addColumn<QString>("hash");
        QTest::newRow("448") << 448 << 448
                             << "b2e865b755428122422e528e583eaba27ca01e3583eca29c349c8312ed662d81";
        QTest::newRow("840") << 840 << 840
                             << "bf3353910bcda2b4ba8660ad353258b985a21114dfc68b73c8d154ef8c8eaedc";
        QTest::newRow("small") << 20 << 31
                               << "705986767d740923b25683bb898feee1f6f44300f503e8730cf706de4fdf4e54";
        QTest::newRow("one side larger")
            << 50 << 200 << "ad0d62b373f0059e07d23c2a5715bb11cef6fe232eb5729dee6179c0f868233f";
    }
    void pixelsAreThoseOfTheUsualPreparation()
    {
        QFETCH(int, w);
        QFETCH(int, h);
        QFETCH(QString, hash);
        QCOMPARE(pictureHash(resizedBicubic(ramp(97, 61), {w, h})), hash);
    }
    void hashesAreOfTheRgbBytes()
    {
        // Width 3: rows of 9 bytes are padded in memory, which must not count.
        QImage image(3, 2, QImage::Format_RGB888);
        image.fill(QColor(1, 2, 3));
        QCOMPARE(pictureHash(image),
                 QStringLiteral("0091b5fc5f4513c9db36c625fb2a1034cc0403811a24dbfc9ceb2297d0a59ab5"));
        QCOMPARE(pictureHash(image.convertToFormat(QImage::Format_RGB32)), pictureHash(image));
        QVERIFY(pictureHash(ramp(3, 2)) != pictureHash(image));
    }
    void nothingGivesNothing()
    {
        QVERIFY(resizedBicubic({}, {4, 4}).isNull());
        QVERIFY(resizedBicubic(ramp(4, 4), {0, 4}).isNull());
    }
};

REVSEG_TEST("picture", TestPicture)
#include "tst_picture.moc"
