// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video_reader.h"
#include "tests/core/media/numbered_clip.h"
#include "tests/support/test.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>
#include <QtEndian>

#include <algorithm>
#include <random>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace revseg;
using namespace revseg::test;

namespace {

constexpr int kFrames = 130; ///< three groups of pictures

/// The H.264 stream of an MP4 that VideoWriter wrote, without container: no packet has a time.
QByteArray rawStream(const QByteArray& mp4)
{
    const QByteArray start = QByteArray::fromHex("00000001");
    const auto number = [&mp4](qsizetype at, int bytes) {
        qsizetype n = 0;
        for (int i = 0; i < bytes; ++i)
            n = n << 8 | uchar(mp4[at + i]);
        return n;
    };
    QByteArray out;
    qsizetype at = mp4.indexOf("avcC") + 4 + 5; // to the count of sequence parameter sets
    for (int kind = 0; kind < 2; ++kind) {
        const int count = mp4[at++] & 0x1f;
        for (int i = 0; i < count; ++i) {
            const qsizetype size = number(at, 2);
            out += start + mp4.mid(at + 2, size);
            at += 2 + size;
        }
    }
    const qsizetype data = mp4.indexOf("mdat");
    const qsizetype end = data - 4 + number(data - 4, 4);
    for (at = data + 4; at < end;) {
        const qsizetype size = number(at, 4);
        out += start + mp4.mid(at + 4, size);
        at += 4 + size;
    }
    return out;
}

} // namespace

class TestVideoReader final : public TestCase
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString at(const char* name) const { return m_dir.filePath(QString::fromLatin1(name)); }

    /// Every frame in order, checked for its number.
    void readAll(VideoReader& reader, std::vector<QImage>& images)
    {
        for (int i = 0; i < reader.frameCount(); ++i) {
            const auto frame = reader.frame(i);
            VERIFY_RESULT(frame);
            QCOMPARE(frame->index, i);
            QCOMPARE(numberOf(frame->image), i);
            images.push_back(frame->image);
        }
    }

    void sameInAnyOrder(const QString& path)
    {
        auto opened = VideoReader::open(path);
        VERIFY_RESULT(opened);
        VideoReader& reader = **opened;
        QCOMPARE(reader.frameCount(), kFrames);
        std::vector<QImage> images;
        readAll(reader, images);
        QCOMPARE(images.size(), size_t(kFrames));
        const auto compare = [&](int i) {
            const auto frame = reader.frame(i);
            VERIFY_RESULT(frame);
            QVERIFY2(frame->image == images[size_t(i)], qPrintable(QString::number(i)));
        };
        for (int i = kFrames - 1; i >= 0; --i)
            compare(i);
        std::mt19937 random(7);
        for (int n = 0; n < 150; ++n)
            compare(int(random() % kFrames));
        // A reader that has decoded nothing yet jumps to the same pictures.
        for (const int i : {kFrames - 1, 47, 48, 49, 1}) {
            auto fresh = VideoReader::open(path, {1, false});
            VERIFY_RESULT(fresh);
            const auto frame = (*fresh)->frame(i);
            VERIFY_RESULT(frame);
            QVERIFY(frame->image == images[size_t(i)]);
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_RESULT(writeClip(at("clip.mp4"), kFrames));
        QVERIFY(putBytes(at("clip.h264"), rawStream(bytesOf(at("clip.mp4")))));
    }

    void describesTheVideo()
    {
        const auto reader = VideoReader::open(at("clip.mp4"), {0, true});
        VERIFY_RESULT(reader);
        const VideoInfo& info = (*reader)->info();
        QCOMPARE(info.kind, VideoInfo::Kind::File);
        QCOMPARE(info.frames, kFrames);
        QVERIFY(info.native == (Size{96, 64}));
        QVERIFY(info.display == info.native);
        QVERIFY(info.rate == (Rational{25, 1}));
        QVERIFY(!info.variable_rate);
        QCOMPARE(info.duration_s, kFrames / 25.0);
        QCOMPARE(info.codec, QStringLiteral("h264"));
        QCOMPARE(info.pixel_format, QStringLiteral("yuv420p"));
        QCOMPARE(info.color_matrix, QStringLiteral("bt709"));
        QCOMPARE(info.color_range, QStringLiteral("tv"));
        QVERIFY(!info.key_frames.empty());
        QCOMPARE(info.key_frames.front(), 0);
        QCOMPARE((*reader)->keyFrameBefore(kFrames - 1), info.key_frames.back());
        const QByteArray hash = QCryptographicHash::hash(bytesOf(at("clip.mp4")), QCryptographicHash::Sha256);
        QCOMPARE(info.sha256, QString::fromLatin1(hash.toHex()));
        const auto frame = (*reader)->frame(25);
        VERIFY_RESULT(frame);
        QCOMPARE(frame->time_s, 1.0);
        QCOMPARE(frame->image.format(), QImage::Format_RGB32);
    }

    void framesAreTheSameInAnyOrder() { sameInAnyOrder(at("clip.mp4")); }

    void framesWithoutTimesAreCounted() { sameInAnyOrder(at("clip.h264")); }

    void leadingPicturesThatCannotBeDecodedHaveNoNumber()
    {
        // The first key picture is taken away: what follows it cannot be decoded up to the next one.
        QByteArray stream = bytesOf(at("clip.h264"));
        const QByteArray start = QByteArray::fromHex("00000001");
        qsizetype key = -1;
        for (qsizetype i = stream.indexOf(start); i >= 0 && key < 0; i = stream.indexOf(start, i + 4)) {
            if ((stream[i + 4] & 0x1f) == 5)
                key = i;
        }
        QVERIFY(key > 0);
        stream.remove(key, stream.indexOf(start, key + 4) - key);
        QVERIFY(putBytes(at("headless.h264"), stream));
        const auto whole = VideoReader::open(at("clip.h264"));
        VERIFY_RESULT(whole);
        const auto reader = VideoReader::open(at("headless.h264"));
        VERIFY_RESULT(reader);
        QVERIFY((*whole)->info().key_frames.size() > 1);
        const int second = (*whole)->info().key_frames[1];
        QCOMPARE((*reader)->frameCount(), kFrames - second);
        const auto first = (*reader)->frame(0);
        VERIFY_RESULT(first);
        QCOMPARE(numberOf(first->image), second);
        const auto last = (*reader)->frame(kFrames - second - 1);
        VERIFY_RESULT(last);
        QCOMPARE(numberOf(last->image), kFrames - 1);
    }

    void coloursSurvive()
    {
        QImage picture(64, 64, QImage::Format_RGB32);
        const QList<QColor> colours{Qt::red, Qt::green, Qt::blue, Qt::white, QColor(200, 120, 40)};
        auto writer = VideoWriter::create(at("colours.mp4"), {64, 64}, {25, 1});
        VERIFY_RESULT(writer);
        for (const QColor& colour : colours) {
            picture.fill(colour);
            VERIFY_RESULT((*writer)->add(picture));
        }
        VERIFY_RESULT((*writer)->finish());
        const auto reader = VideoReader::open(at("colours.mp4"));
        VERIFY_RESULT(reader);
        for (int i = 0; i < colours.size(); ++i) {
            const auto frame = (*reader)->frame(i);
            VERIFY_RESULT(frame);
            const QColor seen = frame->image.pixelColor(32, 32);
            // The wrong matrix is off by 20 and more.
            QVERIFY2(std::abs(seen.red() - colours[i].red()) <= 6 &&
                         std::abs(seen.green() - colours[i].green()) <= 6 &&
                         std::abs(seen.blue() - colours[i].blue()) <= 6,
                     qPrintable(seen.name() + QLatin1Char(' ') + colours[i].name()));
        }
    }

    void theDisplayMatrixTurnsThePicture()
    {
        QByteArray mp4 = bytesOf(at("clip.mp4"));
        const qsizetype matrix = mp4.indexOf("tkhd") + 44;
        const qint32 quarter[] = {0, 0x10000, 0, -0x10000, 0, 0};
        for (int i = 0; i < 6; ++i)
            qToBigEndian(quarter[i], mp4.data() + matrix + i * 4);
        QVERIFY(putBytes(at("turned.mp4"), mp4));
        const auto straight = VideoReader::open(at("clip.mp4"));
        const auto turned = VideoReader::open(at("turned.mp4"));
        VERIFY_RESULT(straight);
        VERIFY_RESULT(turned);
        const VideoInfo& info = (*turned)->info();
        QCOMPARE(info.rotation, 90);
        QVERIFY(info.coded == (Size{96, 64}));
        QVERIFY(info.native == (Size{64, 96}));
        const auto a = (*straight)->frame(5);
        const auto b = (*turned)->frame(5);
        VERIFY_RESULT(a);
        VERIFY_RESULT(b);
        QCOMPARE(b->image.size(), QSize(64, 96));
        for (const QPoint p : {QPoint(0, 0), QPoint(95, 0), QPoint(17, 30), QPoint(60, 63)})
            QCOMPARE(b->image.pixel(63 - p.y(), p.x()), a->image.pixel(p));
    }

    void sampleAspectIsAppliedForDisplay()
    {
        VideoInfo info;
        info.native = {96, 64};
        info.display = {128, 64};
        QCOMPARE(displayImage(numberedPicture(1), info).size(), QSize(128, 64));
        info.display = info.native;
        QVERIFY(displayImage(numberedPicture(1), info) == numberedPicture(1));
    }

    void stillsAreAVideoInNaturalOrder()
    {
        QVERIFY(QDir(m_dir.path()).mkpath(QStringLiteral("stills")));
        for (const int i : {1, 2, 9, 10, 11, 100}) {
            QVERIFY(numberedPicture(i).save(m_dir.filePath(QStringLiteral("stills/f%1.png").arg(i))));
        }
        QVERIFY(putBytes(at("stills/notes.txt"), "not a picture"));
        const auto reader = VideoReader::open(at("stills"));
        VERIFY_RESULT(reader);
        QCOMPARE((*reader)->info().kind, VideoInfo::Kind::Stills);
        QCOMPARE((*reader)->frameCount(), 6);
        const QList<int> order{1, 2, 9, 10, 11, 100};
        for (const int i : {5, 0, 3, 1, 2, 4}) {
            const auto frame = (*reader)->frame(i);
            VERIFY_RESULT(frame);
            QVERIFY(frame->image == numberedPicture(order[i]));
        }
        VERIFY_ERROR((*reader)->frame(6), ErrorKind::InvalidInput);
    }

    void aBadStillIsReplacedByItsNeighbour_data()
    {
        QTest::addColumn<QList<int>>("bad");
        QTest::addColumn<QList<int>>("shown");
        QTest::newRow("first") << QList<int>{0} << QList<int>{1, 1, 2, 3};
        QTest::newRow("first two") << QList<int>{0, 1} << QList<int>{2, 2, 2, 3};
        QTest::newRow("middle") << QList<int>{2} << QList<int>{0, 1, 1, 3};
        QTest::newRow("last") << QList<int>{3} << QList<int>{0, 1, 2, 2};
    }
    void aBadStillIsReplacedByItsNeighbour()
    {
        QFETCH(QList<int>, bad);
        QFETCH(QList<int>, shown);
        QTemporaryDir folder;
        for (int i = 0; i < 4; ++i) {
            const QString path = folder.filePath(QStringLiteral("%1.png").arg(i));
            QVERIFY(bad.contains(i) ? putBytes(path, "not a picture") : numberedPicture(i).save(path));
        }
        ReaderOptions options;
        options.verify = true;
        const auto reader = VideoReader::open(folder.path(), options);
        VERIFY_RESULT(reader);
        const VideoInfo& info = (*reader)->info();
        QCOMPARE(info.frames, 4);
        QVERIFY(info.native == (Size{96, 64}));
        QCOMPARE(info.damaged.size(), size_t(1));
        QVERIFY(info.damaged.front() == (FrameRange{bad.front(), bad.back()}));
        for (const int i : {3, 0, 2, 1}) {
            const auto frame = (*reader)->frame(i);
            VERIFY_RESULT(frame);
            QCOMPARE(frame->index, i);
            QCOMPARE(frame->damaged, bad.contains(i));
            QCOMPARE(numberOf(frame->image), shown[i]);
            VERIFY_RESULT((*reader)->planes(i));
        }
        VERIFY_ERROR((*reader)->frame(4), ErrorKind::InvalidInput);
    }

    void aFolderOfBadStillsIsRefused()
    {
        QTemporaryDir folder;
        for (const char* const name : {"a.png", "b.png"})
            QVERIFY(putBytes(folder.filePath(QString::fromLatin1(name)), "not a picture"));
        const auto reader = VideoReader::open(folder.path());
        VERIFY_ERROR(reader, ErrorKind::Corrupt);
        QVERIFY(reader.error().message().contains(QStringLiteral("a.png")));
    }

    void aPictureOfAbsurdSizeIsRefused()
    {
        // Some kilobytes that claim 256 million pixels.
        QImage huge(16000, 16000, QImage::Format_Mono);
        huge.fill(0);
        QVERIFY(huge.save(at("huge.png")));
        QVERIFY(QFile(at("huge.png")).size() < 100'000);
        const auto reader = VideoReader::open(at("huge.png"));
        QVERIFY(!reader);
        QVERIFY(reader.error().message().contains(at("huge.png")));
    }

    void badInputs_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("says");
        const auto row = [this](const char* name, const char* kind, const char* says) {
            QTest::newRow(name) << at(name) << QString::fromLatin1(kind) << QString::fromUtf8(says);
        };
        QDir(m_dir.path()).mkpath(QStringLiteral("empty-folder"));
        putBytes(at("text.mp4"), QByteArray("These are only words.\n").repeated(50));
        putBytes(at("nothing.mp4"), {});
        putBytes(at("cut.mp4"), bytesOf(at("clip.mp4")).left(2000));
        QByteArray sound = "RIFF" + QByteArray::fromHex("24080000") + "WAVEfmt " +
                           QByteArray::fromHex("10000000010001004000000040000000") +
                           QByteArray::fromHex("01000800") + "data" + QByteArray::fromHex("00080000") +
                           QByteArray(2048, char(128));
        putBytes(at("sound.wav"), sound);
        mkfifo(QFile::encodeName(at("pipe")).constData(), 0600);
        row("missing.mp4", "NotFound", "There is no file");
        row("empty-folder", "Unsupported", "There are no pictures in the folder");
        row("text.mp4", "Unsupported", "is not a video");
        row("nothing.mp4", "Unsupported", "is not a video");
        row("cut.mp4", "Unsupported", "is not a video");
        row("sound.wav", "Unsupported", "There is no picture in");
        row("pipe", "Unsupported", "is a device or a pipe");
        QTest::newRow("device") << QStringLiteral("/dev/null") << QStringLiteral("Unsupported")
                                << QStringLiteral("is a device or a pipe");
    }
    void badInputs()
    {
        QFETCH(QString, path);
        QFETCH(QString, kind);
        QFETCH(QString, says);
        const auto reader = VideoReader::open(path);
        QVERIFY(!reader);
        QCOMPARE(errorKindName(reader.error().kind), kind);
        QVERIFY2(reader.error().message().contains(says), qPrintable(reader.error().message()));
        QVERIFY(reader.error().message().contains(path));
    }

    void aFileThatMayNotBeReadIsSaid()
    {
        if (geteuid() == 0)
            QSKIP("root may read everything");
        QVERIFY(putBytes(at("locked.mp4"), bytesOf(at("clip.mp4"))));
        QVERIFY(QFile::setPermissions(at("locked.mp4"), {}));
        const auto reader = VideoReader::open(at("locked.mp4"));
        VERIFY_ERROR(reader, ErrorKind::Unreadable);
        QVERIFY(reader.error().message().contains(QStringLiteral("may not be read")));
    }

    void damagedFramesAreMarked()
    {
        const auto whole = VideoReader::open(at("clip.h264"));
        VERIFY_RESULT(whole);
        QVERIFY((*whole)->info().damaged.empty());
        // Part of the first key picture is overwritten: it is concealed, and the frames after it stay in
        // place.
        QByteArray stream = bytesOf(at("clip.h264"));
        const QByteArray start = QByteArray::fromHex("00000001");
        qsizetype key = stream.indexOf(start);
        while (key >= 0 && (stream[key + 4] & 0x1f) != 5)
            key = stream.indexOf(start, key + 4);
        const qsizetype end = stream.indexOf(start, key + 4);
        QVERIFY(key > 0 && end > key + 60);
        for (qsizetype i = key + 40; i < end; ++i)
            stream[i] = char(0x55);
        QVERIFY(putBytes(at("scratched.h264"), stream));
        // One thread: with several, FFmpeg 5.1 may hand a picture out before it has marked it.
        const auto reader = VideoReader::open(at("scratched.h264"), {1, false});
        VERIFY_RESULT(reader);
        QCOMPARE((*reader)->frameCount(), kFrames);
        QVERIFY(!(*reader)->info().damaged.empty());
        QCOMPARE((*reader)->info().damaged.front().first, 0);
        const auto first = (*reader)->frame(0);
        VERIFY_RESULT(first);
        QVERIFY(first->damaged);
        const auto last = (*reader)->frame(kFrames - 1);
        VERIFY_RESULT(last);
        QVERIFY(!last->damaged);
        QCOMPARE(numberOf(last->image), kFrames - 1);
    }

    void aStreamWithoutAnyKeyPictureIsCorrupt()
    {
        QByteArray stream = bytesOf(at("clip.h264"));
        const QByteArray start = QByteArray::fromHex("00000001");
        QByteArray left;
        for (qsizetype i = 0; i >= 0;) {
            const qsizetype next = stream.indexOf(start, i + 4);
            if ((stream[i + 4] & 0x1f) != 5)
                left += stream.mid(i, next < 0 ? -1 : next - i);
            i = next;
        }
        // Up to where x264 would put its next non-IDR key picture, nothing can be decoded.
        QVERIFY(putBytes(at("keyless.h264"), left.left(left.size() / 4)));
        const auto reader = VideoReader::open(at("keyless.h264"));
        VERIFY_ERROR(reader, ErrorKind::Corrupt);
    }

    void aFileThatVanishesWhileItIsOpenIsReadToItsEnd()
    {
        QVERIFY(putBytes(at("vanishes.mp4"), bytesOf(at("clip.mp4"))));
        const auto reader = VideoReader::open(at("vanishes.mp4"), {1, false});
        VERIFY_RESULT(reader);
        QVERIFY(QFile::remove(at("vanishes.mp4")));
        for (const int i : {0, kFrames - 1, 60}) {
            const auto frame = (*reader)->frame(i);
            VERIFY_RESULT(frame);
            QCOMPARE(numberOf(frame->image), i);
        }
    }

    void indicesOutsideAreRefused()
    {
        const auto reader = VideoReader::open(at("clip.mp4"));
        VERIFY_RESULT(reader);
        VERIFY_ERROR((*reader)->frame(-1), ErrorKind::InvalidInput);
        const auto past = (*reader)->frame(kFrames);
        VERIFY_ERROR(past, ErrorKind::InvalidInput);
        QVERIFY(past.error().message().contains(QStringLiteral("frames 0 to 129")));
    }

    void cancelLeavesTheReaderUsable_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("times") << at("clip.mp4");
        QTest::newRow("counted") << at("clip.h264");
    }
    void cancelLeavesTheReaderUsable()
    {
        QFETCH(QString, path);
        std::stop_source over;
        over.request_stop();
        VERIFY_ERROR(VideoReader::open(path, {}, over.get_token()), ErrorKind::Cancelled);
        const auto reader = VideoReader::open(path);
        VERIFY_RESULT(reader);
        for (const int i : {10, 90, 30, 31}) {
            VERIFY_RESULT((*reader)->frame(i));
            VERIFY_ERROR((*reader)->frame(129, over.get_token()), ErrorKind::Cancelled);
            const auto again = (*reader)->frame(i);
            VERIFY_RESULT(again);
            QCOMPARE(numberOf(again->image), i);
        }
        // Stopped somewhere in the middle of decoding.
        for (int n = 0; n < 20; ++n) {
            std::stop_source later;
            std::jthread stopper([&later, n] {
                std::this_thread::sleep_for(std::chrono::microseconds(n * 200));
                later.request_stop();
            });
            const int i = n * 37 % kFrames;
            const auto some = (*reader)->frame(i, later.get_token());
            QVERIFY(some || some.error().isCancelled());
            const auto again = (*reader)->frame(i);
            VERIFY_RESULT(again);
            QCOMPARE(numberOf(again->image), i);
        }
    }
};

REVSEG_TEST("video_reader", TestVideoReader)
#include "tst_video_reader.moc"
