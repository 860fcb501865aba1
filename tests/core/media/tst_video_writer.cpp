// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video_reader.h"
#include "core/media/video_writer.h"
#include "tests/core/media/numbered_clip.h"
#include "tests/support/full_disk.h"
#include "tests/support/test.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace revseg;
using namespace revseg::test;

namespace {

QImage noise(int seed)
{
    QImage image(320, 240, QImage::Format_RGB32);
    QRandomGenerator random{quint32(seed)};
    for (int y = 0; y < image.height(); ++y)
        random.fillRange(reinterpret_cast<quint32*>(image.scanLine(y)), image.width());
    return image;
}

} // namespace

class TestVideoWriter final : public TestCase
{
    Q_OBJECT

    static QStringList filesIn(const QTemporaryDir& dir)
    {
        return QDir(dir.path()).entryList(QDir::Files | QDir::Hidden);
    }

private Q_SLOTS:
    void whatIsWrittenCanBeRead()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("a.mp4"));
        VERIFY_RESULT(writeClip(path, 20, {96, 64}, {30000, 1001}));
        QCOMPARE(filesIn(dir), QStringList{QStringLiteral("a.mp4")});
        const auto reader = VideoReader::open(path);
        VERIFY_RESULT(reader);
        QCOMPARE((*reader)->frameCount(), 20);
        QVERIFY(((*reader)->info().rate == Rational{30000, 1001}));
        QCOMPARE((*reader)->info().color_primaries, QStringLiteral("bt709"));
    }

    void theSuffixSaysWhatItBecomes_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QString>("codec");
        QTest::newRow("mp4") << QByteArray("ftyp") << QStringLiteral("h264");
        QTest::newRow("MOV") << QByteArray("ftypqt") << QStringLiteral("h264");
        QTest::newRow("mkv") << QByteArray("\x1a\x45\xdf\xa3") << QStringLiteral("h264");
        QTest::newRow("gif") << QByteArray("GIF89a") << QStringLiteral("gif");
    }
    void theSuffixSaysWhatItBecomes()
    {
        QFETCH(QByteArray, start);
        QFETCH(QString, codec);
        const QTemporaryDir dir;
        const QString path =
            dir.filePath(QStringLiteral("a.") + QString::fromLatin1(QTest::currentDataTag()));
        VERIFY_RESULT(VideoWriter::checkSuffix(path));
        VERIFY_RESULT(writeClip(path, 20, {97, 64}, {25, 1}));
        QVERIFY(bytesOf(path).left(16).contains(start));
        const auto reader = VideoReader::open(path);
        VERIFY_RESULT(reader);
        QCOMPARE((*reader)->info().codec, codec);
        QCOMPARE((*reader)->frameCount(), 20);
        QVERIFY(((*reader)->info().native == Size{codec == QLatin1String("gif") ? 97 : 98, 64}));
        for (const int i : {0, 7, 19}) {
            const auto frame = (*reader)->frame(i);
            VERIFY_RESULT(frame);
            QCOMPARE(numberOf(frame->image), i);
        }
        for (const char* name : {"a.avi", "a.", "a", "mp4", "a.mp4.txt"})
            VERIFY_ERROR(VideoWriter::create(dir.filePath(QLatin1String(name)), {96, 64}, {25, 1}),
                         ErrorKind::InvalidInput);
        QCOMPARE(filesIn(dir).size(), 1);
    }

    void aGifKeepsItsColours()
    {
        // A gradient of more than 256 colours, and three of them alone.
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("a.gif"));
        QImage gradient(96, 64, QImage::Format_RGB32);
        for (int y = 0; y < 64; ++y) {
            for (int x = 0; x < 96; ++x)
                gradient.setPixel(x, y, qRgb(x * 2, y * 3, 255 - x * 2));
        }
        QImage flat(96, 64, QImage::Format_RGB32);
        flat.fill(qRgb(10, 200, 30));
        flat.setPixel(5, 5, qRgb(255, 255, 255));
        auto writer = VideoWriter::create(path, {96, 64}, {10, 1});
        VERIFY_RESULT(writer);
        VERIFY_RESULT((*writer)->add(gradient));
        VERIFY_RESULT((*writer)->add(flat));
        VERIFY_RESULT((*writer)->add(gradient));
        VERIFY_RESULT((*writer)->finish());
        QCOMPARE((*writer)->leftOut(), 0);
        const auto reader = VideoReader::open(path);
        VERIFY_RESULT(reader);
        QCOMPARE((*reader)->frameCount(), 3);
        for (const int i : {0, 2}) {
            const auto frame = (*reader)->frame(i);
            VERIFY_RESULT(frame);
            qint64 off = 0;
            for (int y = 0; y < 64; ++y) {
                for (int x = 0; x < 96; ++x) {
                    const QRgb a = gradient.pixel(x, y);
                    const QRgb b = frame->image.pixel(x, y);
                    off += std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) +
                           std::abs(qBlue(a) - qBlue(b));
                }
            }
            QVERIFY2(off < 96 * 64 * 3 * 6, qPrintable(QString::number(off)));
        }
        const auto second = (*reader)->frame(1);
        VERIFY_RESULT(second);
        QCOMPARE(second->image.pixel(40, 40), flat.pixel(40, 40));
        QCOMPARE(second->image.pixel(5, 5), flat.pixel(5, 5));
    }

    void oddSizesBecomeEven()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("odd.mp4"));
        VERIFY_RESULT(writeClip(path, 5, {97, 65}));
        const auto reader = VideoReader::open(path);
        VERIFY_RESULT(reader);
        QVERIFY(((*reader)->info().native == Size{98, 66}));
        const auto frame = (*reader)->frame(4);
        VERIFY_RESULT(frame);
        QCOMPARE(numberOf(frame->image), 4);
    }

    void withoutFinishNothingStays()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("a.mp4"));
        QVERIFY(putBytes(path, "what was there"));
        {
            auto writer = VideoWriter::create(path, {96, 64}, {25, 1});
            VERIFY_RESULT(writer);
            for (int i = 0; i < 60; ++i)
                VERIFY_RESULT((*writer)->add(numberedPicture(i)));
        }
        QCOMPARE(filesIn(dir), QStringList{QStringLiteral("a.mp4")});
        QCOMPARE(bytesOf(path), QByteArray("what was there"));
    }

    void aFullDiskIsSaidAndNothingStays()
    {
        const QTemporaryDir dir;
        {
            auto writer = VideoWriter::create(dir.filePath(QStringLiteral("a.mp4")), {320, 240}, {25, 1});
            VERIFY_RESULT(writer);
            const FullDisk full(100'000);
            Result<void> done;
            for (int i = 0; i < 40 && done; ++i)
                done = (*writer)->add(noise(i));
            if (done)
                done = (*writer)->finish();
            VERIFY_ERROR(done, ErrorKind::Unreadable);
            QVERIFY(done.error().message().startsWith(QStringLiteral("Cannot write “")));
        }
        QCOMPARE(filesIn(dir), QStringList());
    }

    void aFullDiskAtTheEndIsSaid()
    {
        // So few pictures that the encoder still holds them all when finish() is called.
        const QTemporaryDir dir;
        {
            auto writer = VideoWriter::create(dir.filePath(QStringLiteral("a.mp4")), {320, 240}, {25, 1});
            VERIFY_RESULT(writer);
            for (int i = 0; i < 3; ++i)
                VERIFY_RESULT((*writer)->add(noise(i)));
            const FullDisk full(1000);
            VERIFY_ERROR((*writer)->finish(), ErrorKind::Unreadable);
        }
        QCOMPARE(filesIn(dir), QStringList());
    }

    void badInputs()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("a.mp4"));
        VERIFY_ERROR(VideoWriter::create(path, {0, 64}, {25, 1}), ErrorKind::InvalidInput);
        VERIFY_ERROR(VideoWriter::create(dir.filePath(QStringLiteral("none/a.mp4")), {96, 64}, {25, 1}),
                     ErrorKind::Unreadable);
        auto writer = VideoWriter::create(path, {96, 64}, {25, 1});
        VERIFY_RESULT(writer);
        VERIFY_ERROR((*writer)->add(QImage()), ErrorKind::InvalidInput);
        VERIFY_ERROR((*writer)->finish(), ErrorKind::InvalidInput); // no picture
        writer->reset();
        QCOMPARE(filesIn(dir), QStringList());

        writer = VideoWriter::create(path, {96, 64}, {25, 1});
        VERIFY_RESULT(writer);
        VERIFY_RESULT((*writer)->add(numberedPicture(1)));
        VERIFY_RESULT((*writer)->finish());
        VERIFY_ERROR((*writer)->finish(), ErrorKind::InvalidInput);
        VERIFY_ERROR((*writer)->add(numberedPicture(2)), ErrorKind::InvalidInput);
        QCOMPARE(filesIn(dir), QStringList{QStringLiteral("a.mp4")});
    }
};

REVSEG_TEST("video_writer", TestVideoWriter)
#include "tst_video_writer.moc"
