// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Folders of pictures as videos, and what photographs say of the way they are held.
#include "core/media/media_file.h"
#include "core/media/video_reader.h"
#include "tests/core/media/ffmpeg_program.h"
#include "tests/core/media/numbered_clip.h"
#include "tests/support/test.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>
#include <QtEndian>

#include <array>

using namespace revseg;
using namespace revseg::test;

namespace {

constexpr int kStills = 12; ///< "10" comes after "9", and not after "1"

/// Turned and mirrored pictures differ most where each corner has its own colour.
QImage corners()
{
    QImage image(96, 64, QImage::Format_RGB32);
    image.fill(Qt::gray);
    QPainter painter(&image);
    painter.fillRect(0, 0, 48, 32, Qt::red);
    painter.fillRect(48, 0, 48, 32, Qt::green);
    painter.fillRect(0, 32, 48, 32, Qt::blue);
    return image;
}

/// Puts what a camera says of how it was held into a JPEG.
QByteArray withOrientation(const QByteArray& jpeg, int orientation)
{
    QByteArray exif("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 24);
    exif += char(orientation);
    exif += QByteArray(7, '\0');
    QByteArray length(2, Qt::Uninitialized);
    qToBigEndian(quint16(exif.size() + 2), length.data());
    return jpeg.left(2) + QByteArray::fromHex("ffe1") + length + exif + jpeg.mid(2);
}

/// Another display matrix for the only track of an MP4 that ffmpeg has written.
bool setMatrix(const QString& path, const std::array<int, 4>& abcd)
{
    QByteArray mp4 = bytesOf(path);
    const qsizetype header = mp4.indexOf("tkhd");
    if (header < 0)
        return false;
    // Version and flags, five numbers, two reserved, layer and volume: 40 bytes before the matrix.
    char* const matrix = mp4.data() + header + 4 + 40;
    const std::array<int, 9> values{abcd[0] << 16, abcd[1] << 16, 0, abcd[2] << 16, abcd[3] << 16, 0, 0, 0,
                                    1 << 30};
    for (size_t i = 0; i < values.size(); ++i)
        qToBigEndian(qint32(values[i]), matrix + 4 * i);
    return putBytes(path, mp4);
}

double meanDifference(const QImage& a, const QImage& b)
{
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            sum += std::abs(qRed(a.pixel(x, y)) - qRed(b.pixel(x, y))) +
                   std::abs(qGreen(a.pixel(x, y)) - qGreen(b.pixel(x, y))) +
                   std::abs(qBlue(a.pixel(x, y)) - qBlue(b.pixel(x, y)));
    }
    return sum / (3.0 * a.width() * a.height());
}

} // namespace

class TestStills final : public TestCase
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString at(const QString& name) const { return m_dir.filePath(name); }

    /// Its first frame is what the ffmpeg program shows: turned, mirrored, and of that size.
    void compareWithShown(const QString& video, const QString& file)
    {
        QVERIFY(ffmpeg(m_dir.path(), QStringList{QStringLiteral("-i"), file} +
                                         words("-frames:v 1 -pix_fmt rgb24 shown.png"))
                    .isEmpty());
        const QImage shown(at(QStringLiteral("shown.png")));
        const auto reader = VideoReader::open(video);
        VERIFY_RESULT(reader);
        const auto frame = (*reader)->frame(0);
        VERIFY_RESULT(frame);
        QCOMPARE(frame->image.size(), shown.size());
        const VideoInfo& info = (*reader)->info();
        QCOMPARE(QSize(info.native.width, info.native.height), shown.size());
        const double difference = meanDifference(frame->image, shown);
        QVERIFY2(difference < 6, qPrintable(QString::number(difference)));
    }

private Q_SLOTS:
    void picturesAreThoseOfFFmpeg_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QString>("how");
        QTest::newRow("JPEG") << "jpg"
                              << "";
        QTest::newRow("JPEG 4:4:4") << "jpeg"
                                    << "-pix_fmt yuvj444p";
        QTest::newRow("PNG") << "png"
                             << "-pix_fmt rgb24";
        QTest::newRow("PNG with alpha") << "png"
                                        << "-pix_fmt rgba";
        QTest::newRow("PNG 16 bit") << "png"
                                    << "-pix_fmt rgb48be";
        QTest::newRow("PNG grey") << "png"
                                  << "-pix_fmt gray";
        QTest::newRow("BMP") << "bmp"
                             << "";
        QTest::newRow("TIFF") << "tiff"
                              << "";
        QTest::newRow("TIF") << "tif"
                             << "-pix_fmt rgb24";
        QTest::newRow("WebP") << "webp"
                              << "-c:v libwebp";
        QTest::newRow("WebP lossless") << "webp"
                                       << "-c:v libwebp -lossless 1 -pix_fmt bgra";
    }
    void picturesAreThoseOfFFmpeg()
    {
        QFETCH(QString, suffix);
        QFETCH(QString, how);
        const QString folder = at(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(ffmpeg(folder, words("-f lavfi -i testsrc2=size=98x62:rate=25 -frames:v 12") +
                                   words(how.toLatin1().constData()) +
                                   QStringList{QStringLiteral("frame%d.") + suffix})
                    .isEmpty());
        QVERIFY(putBytes(folder + QStringLiteral("/notes.txt"), "left out"));
        std::vector<FrameIndex> order{11, 3, 0, 7, 8, 9, 10, 1, 2, 6, 5, 4};
        const auto reader = VideoReader::open(folder);
        VERIFY_RESULT(reader);
        QCOMPARE((*reader)->frameCount(), kStills);
        for (const FrameIndex f : order) {
            const auto official = officialSums(folder, QStringLiteral("frame%1.%2").arg(f + 1).arg(suffix));
            QCOMPARE(official.size(), size_t(1));
            const auto planes = (*reader)->planes(f);
            VERIFY_RESULT(planes);
            QCOMPARE(QCryptographicHash::hash(*planes, QCryptographicHash::Md5).toHex(), official[0]);
        }
    }

    /// As the ffmpeg program does with the numbered files of a folder.
    void aStillOfAnotherSizeIsGivenAtThatOfTheFirst()
    {
        const QString folder = at(QStringLiteral("sizes"));
        QVERIFY(QDir().mkpath(folder));
        const auto make = [&](const char* size, const char* name) {
            return ffmpeg(folder, words("-f lavfi -i") +
                                      QStringList{QStringLiteral("testsrc2=size=") + QLatin1String(size)} +
                                      words("-frames:v 1 -pix_fmt yuvj420p") + words(name))
                .isEmpty();
        };
        QVERIFY(make("98x62", "1.jpg") && make("160x96", "2.jpg"));
        const auto official = officialSums(folder, QStringLiteral("%d.jpg"));
        QCOMPARE(official.size(), size_t(2));
        const auto reader = VideoReader::open(folder);
        VERIFY_RESULT(reader);
        for (const FrameIndex f : {1, 0}) {
            const auto planes = (*reader)->planes(f);
            VERIFY_RESULT(planes);
            QCOMPARE(QCryptographicHash::hash(*planes, QCryptographicHash::Md5).toHex(), official[size_t(f)]);
        }
    }

    void photographsAreShownAsTheyWereTaken_data()
    {
        QTest::addColumn<int>("orientation");
        QTest::addColumn<int>("rotation");
        QTest::addColumn<bool>("mirrored");
        QTest::newRow("upright") << 1 << 0 << false;
        QTest::newRow("mirrored") << 2 << 0 << true;
        QTest::newRow("upside down") << 3 << 180 << false;
        QTest::newRow("upside down, mirrored") << 4 << 180 << true;
        QTest::newRow("transposed") << 5 << 90 << true;
        QTest::newRow("to the right") << 6 << 90 << false;
        QTest::newRow("transposed the other way") << 7 << 270 << true;
        QTest::newRow("to the left") << 8 << 270 << false;
    }
    void photographsAreShownAsTheyWereTaken()
    {
        QFETCH(int, orientation);
        QFETCH(int, rotation);
        QFETCH(bool, mirrored);
        const QString folder = at(QStringLiteral("photo%1").arg(orientation));
        QVERIFY(QDir().mkpath(folder));
        const QString file = folder + QStringLiteral("/1.jpg");
        QVERIFY(corners().save(file, "JPEG", 100));
        QVERIFY(putBytes(file, withOrientation(bytesOf(file), orientation)));
        for (const QString& video : {folder, file}) {
            const auto reader = VideoReader::open(video);
            VERIFY_RESULT(reader);
            QCOMPARE((*reader)->info().rotation, rotation);
            QCOMPARE((*reader)->info().mirrored, mirrored);
            compareWithShown(video, file);
        }
        const auto seen = glance(file);
        VERIFY_RESULT(seen);
        QCOMPARE(seen->rotation, rotation);
        QCOMPARE(seen->mirrored, mirrored);
    }

    void videosAreTurnedAndMirroredAsTheySay_data()
    {
        QTest::addColumn<int>("a");
        QTest::addColumn<int>("b");
        QTest::addColumn<int>("c");
        QTest::addColumn<int>("d");
        QTest::addColumn<int>("rotation");
        QTest::addColumn<bool>("mirrored");
        QTest::newRow("90") << 0 << 1 << -1 << 0 << 90 << false;
        QTest::newRow("180") << -1 << 0 << 0 << -1 << 180 << false;
        QTest::newRow("270") << 0 << -1 << 1 << 0 << 270 << false;
        QTest::newRow("left and right") << -1 << 0 << 0 << 1 << 0 << true;
        QTest::newRow("top and bottom") << 1 << 0 << 0 << -1 << 180 << true;
        QTest::newRow("transposed") << 0 << 1 << 1 << 0 << 90 << true;
        QTest::newRow("transposed the other way") << 0 << -1 << -1 << 0 << 270 << true;
    }
    void videosAreTurnedAndMirroredAsTheySay()
    {
        QFETCH(int, a);
        QFETCH(int, b);
        QFETCH(int, c);
        QFETCH(int, d);
        QFETCH(int, rotation);
        QFETCH(bool, mirrored);
        QVERIFY(corners().save(at(QStringLiteral("corners.png"))));
        QVERIFY(ffmpeg(m_dir.path(), words("-loop 1 -i corners.png -frames:v 3 -c:v libx264 -preset veryfast "
                                           "-crf 8 -pix_fmt yuv444p matrix.mp4"))
                    .isEmpty());
        const QString path = at(QStringLiteral("matrix.mp4"));
        QVERIFY(setMatrix(path, {a, b, c, d}));
        const auto reader = VideoReader::open(path);
        VERIFY_RESULT(reader);
        QCOMPARE((*reader)->info().rotation, rotation);
        QCOMPARE((*reader)->info().mirrored, mirrored);
        compareWithShown(path, path);
    }

    void whatIsMeantByAPath()
    {
        const QString folder = at(QStringLiteral("mixed"));
        QVERIFY(QDir().mkpath(folder));
        for (const char* name : {"take10.MP4", "take2.mkv", "cover.jpg", "notes.txt"})
            QVERIFY(putBytes(folder + QLatin1Char('/') + QLatin1String(name), "x"));
        QCOMPARE(mediaAt(folder), (QStringList{folder + QStringLiteral("/take2.mkv"),
                                               folder + QStringLiteral("/take10.MP4")}));
        for (const char* name : {"1.jpg", "2.jpg"})
            QVERIFY(putBytes(folder + QLatin1Char('/') + QLatin1String(name), "xy"));
        QCOMPARE(mediaAt(folder), QStringList{folder});
        QCOMPARE(mediaStamp(folder).bytes, 5); // of the pictures
        QVERIFY(mediaStamp(folder).modified_ms > 0);
        QVERIFY(mediaStamp(at(QStringLiteral("nowhere"))) == MediaStamp());
        QCOMPARE(mediaAt(at(QStringLiteral("nowhere"))), QStringList{at(QStringLiteral("nowhere"))});
    }

    void aGlanceTellsWhatAListNeeds()
    {
        const QString clip = at(QStringLiteral("clip.mp4"));
        VERIFY_RESULT(writeClip(clip, 50));
        const auto seen = glance(clip);
        VERIFY_RESULT(seen);
        QVERIFY(seen->native == (Size{96, 64}));
        QVERIFY(seen->frames >= 1 && seen->frames <= 50);
        QVERIFY(std::abs(seen->duration_s - 2) < 0.1);
        QVERIFY(seen->sha256.isEmpty());
        QVERIFY(seen->stamp == mediaStamp(clip));
        QVERIFY(putBytes(at(QStringLiteral("letter.mp4")), "dear aunt"));
        VERIFY_ERROR(glance(at(QStringLiteral("letter.mp4"))), ErrorKind::Unsupported);
        VERIFY_ERROR(glance(at(QStringLiteral("nothing.mp4"))), ErrorKind::NotFound);
    }
};

REVSEG_TEST("stills", TestStills)
#include "tst_stills.moc"
