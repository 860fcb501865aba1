// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/label_picture.h"
#include "tests/support/test.h"

#include <QFile>
#include <QTemporaryDir>

using namespace revseg;

class TestLabelPicture final : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString file() const { return m_dir.filePath(QStringLiteral("a.png")); }

private Q_SLOTS:
    void valuesThereAndBack()
    {
        LabelPicture picture = LabelPicture::blank({13, 7});
        for (size_t i = 0; i < picture.values.size(); ++i)
            picture.values[i] = uint8_t(i * 29);
        for (const bool palette : {true, false}) {
            picture.palette = palette;
            VERIFY_RESULT(writeLabelPicture(file(), picture));
            const auto back = readLabelPicture(file());
            VERIFY_RESULT(back);
            QVERIFY(back->values == picture.values);
            QCOMPARE(back->palette, palette);
            VERIFY_RESULT(labelPictureSize(file()));
            QFile png(file());
            QVERIFY(png.open(QIODevice::ReadOnly));
            QCOMPARE(png.read(26).mid(24, 2),
                     palette ? QByteArray("\x08\x03", 2) : QByteArray("\x08\x00", 2));
        }
    }
    void aPictureOfOneObjectKeepsItsValue()
    {
        // Few values must not become a packed picture with another meaning.
        LabelPicture picture = LabelPicture::blank({9, 9});
        picture.paint(Mask::filled({9, 9}, {1, 1, 4, 4}), 1);
        VERIFY_RESULT(writeLabelPicture(file(), picture));
        const auto back = readLabelPicture(file());
        VERIFY_RESULT(back);
        QCOMPARE(back->counts()[1], 9);
        QCOMPARE(back->mask(1), Mask::filled({9, 9}, {1, 1, 4, 4}));
        QCOMPARE(back->foreground().area(), 9);
    }
    void allMasksAtOnce()
    {
        // Pieces, neighbours, the first and the last pixel, and void beside them.
        LabelPicture picture = LabelPicture::blank({37, 11});
        for (size_t i = 0; i < picture.values.size(); ++i)
            picture.values[i] = i / 5 % 7 == 3 ? uint8_t(i % 3 + 1) : i % 41 > 30 ? 255 : 0;
        picture.values.front() = 9;
        picture.values.back() = 2;
        const auto masks = picture.masks();
        QCOMPARE(masks.size(), 4U);
        std::array<int64_t, 256> slow{};
        for (const uint8_t v : picture.values)
            ++slow[v];
        QVERIFY(picture.counts() == slow);
        for (const auto& [value, mask] : masks) {
            QCOMPARE(mask, picture.mask(uint8_t(value)));
            QCOMPARE(mask.area(), slow[size_t(value)]);
        }
        QVERIFY(LabelPicture::blank({3, 3}).masks().empty());
        QVERIFY(LabelPicture().masks().empty());
    }
    void packedPicturesAreRead()
    {
        QImage image(16, 4, QImage::Format_Mono);
        image.setColorTable({qRgb(0, 0, 0), qRgb(128, 0, 0)});
        image.fill(0);
        image.setPixel(3, 2, 1);
        QVERIFY(image.save(file()));
        const auto back = readLabelPicture(file());
        VERIFY_RESULT(back);
        QCOMPARE(back->counts()[1], 1);
        QCOMPARE(back->values[2 * 16 + 3], uint8_t(1));
    }
    void theColours()
    {
        QCOMPARE(labelColors().size(), 256);
        QCOMPARE(labelColors()[1], qRgb(128, 0, 0));
        QCOMPARE(labelColors()[2], qRgb(0, 128, 0));
        QCOMPARE(labelColors()[4], qRgb(0, 0, 128));
        QCOMPARE(labelColors()[8], qRgb(64, 0, 0));
        QCOMPARE(labelColors()[255], qRgb(224, 224, 192));
    }
    void whatIsNoMask()
    {
        QImage image(4, 4, QImage::Format_RGB32);
        image.fill(Qt::red);
        QVERIFY(image.save(file()));
        VERIFY_ERROR(readLabelPicture(file()), ErrorKind::Corrupt);
        VERIFY_ERROR(readLabelPicture(m_dir.filePath(QStringLiteral("none.png"))), ErrorKind::Corrupt);
        VERIFY_ERROR(
            writeLabelPicture(m_dir.filePath(QStringLiteral("no/such/a.png")), LabelPicture::blank({4, 4})),
            ErrorKind::Unreadable);
    }
};

REVSEG_TEST("label_picture", TestLabelPicture)
#include "tst_label_picture.moc"
