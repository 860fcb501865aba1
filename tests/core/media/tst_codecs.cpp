// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every codec and oddity that a frame number must survive, made by the ffmpeg program and compared with what
// it decodes itself, picture by picture, whatever the order.
#include "core/media/video_reader.h"
#include "tests/core/media/ffmpeg_program.h"
#include "tests/support/test.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtEndian>

#include <algorithm>
#include <numeric>
#include <random>

using namespace revseg;
using namespace revseg::test;

namespace {

/// Ticks of the film (1/1000 s), first tick of the track (1/12800 s; −1: nothing is shown).
using Edit = std::pair<quint32, qint32>;

/// Gives an MP4 of ffmpeg, whose boxes with sizes lie behind the pictures, another edit list.
bool setEdits(const QString& path, const std::vector<Edit>& edits)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return false;
    QByteArray mp4 = file.readAll();
    const auto put = [](quint32 number) {
        QByteArray bytes(4, Qt::Uninitialized);
        qToBigEndian(number, bytes.data());
        return bytes;
    };
    const qsizetype list = mp4.lastIndexOf("elst") - 4;
    if (list < mp4.lastIndexOf("moov"))
        return false;
    QByteArray box = put(quint32(16 + 12 * edits.size())) + "elst" + put(0) + put(quint32(edits.size()));
    for (const auto& [duration, from] : edits)
        box += put(duration) + put(quint32(from)) + put(0x10000);
    const auto old = qFromBigEndian<quint32>(mp4.constData() + list);
    mp4.replace(list, old, box);
    for (const char* const around : {"edts", "trak", "moov"}) {
        const qsizetype at = mp4.lastIndexOf(around, list) - 4;
        const auto size = qFromBigEndian<quint32>(mp4.constData() + at);
        mp4.replace(at, 4, put(quint32(size + quint32(box.size()) - old)));
    }
    return file.seek(0) && file.write(mp4) == mp4.size();
}

constexpr const char* kPicture = "-f lavfi -i testsrc2=size=162x98:rate=25:duration=2 ";
constexpr const char* kFields = "-f lavfi -i testsrc2=size=160x96:rate=50:duration=1.6 -vf interlace ";
constexpr const char* kX264 = "-c:v libx264 -preset veryfast ";
constexpr const char* kX265 = "-c:v libx265 -preset veryfast -x265-params log-level=error:";

} // namespace

class TestCodecs final : public TestCase
{
    Q_OBJECT

    QTemporaryDir m_dir;

    /// Makes a clip; `from` is put before what is in `how`.
    bool make(const QString& name, const QByteArray& how)
    {
        ffmpeg(m_dir.path(), words(how.constData()) << name);
        return QFile::exists(m_dir.filePath(name));
    }

    void addRow(const char* name, const QByteArray& how) { QTest::newRow(name) << how; }

    /// The reader gives what FFmpeg gives, picture by picture. What lies before the first key picture of a
    /// file cut in mid-group is made from nothing, and differs with what was in memory: it is only counted.
    void compareWithFFmpeg(const QString& name, bool cut = false)
    {
        const std::vector<QByteArray> official = officialSums(m_dir.path(), name);
        QVERIFY(!official.empty());

        std::vector<FrameIndex> order(official.size());
        std::iota(order.begin(), order.end(), 0);
        for (const char* kind : {"sequential", "reverse", "random"}) {
            if (kind == std::string_view("reverse"))
                std::reverse(order.begin(), order.end());
            if (kind == std::string_view("random"))
                std::shuffle(order.begin(), order.end(), std::mt19937(11));
            // A reader of its own: nothing is left of what another order decoded.
            const auto reader = VideoReader::open(QDir(m_dir.path()).absoluteFilePath(name));
            VERIFY_RESULT(reader);
            QCOMPARE((*reader)->frameCount(), int(official.size()));
            const std::vector<FrameIndex>& keys = (*reader)->info().key_frames;
            QVERIFY(!cut || !keys.empty());
            for (const FrameIndex f : order) {
                const auto planes = (*reader)->planes(f);
                VERIFY_RESULT(planes);
                if (cut && f < keys.front())
                    continue;
                const QByteArray sum = QCryptographicHash::hash(*planes, QCryptographicHash::Md5).toHex();
                QVERIFY2(sum == official[size_t(f)],
                         qPrintable(QStringLiteral("%1, frame %2").arg(QLatin1String(kind)).arg(f)));
            }
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        // Others are made from these without encoding again.
        QVERIFY(make(QStringLiteral("b.mp4"), QByteArray(kPicture) + kX264 + "-bf 3 -g 12 -pix_fmt yuv420p"));
        QVERIFY(
            make(QStringLiteral("group.mp4"), QByteArray(kPicture) + kX264 + "-bf 2 -g 50 -pix_fmt yuv420p"));
        QVERIFY(make(QStringLiteral("plain.mkv"), QByteArray(kPicture) + "-c:v ffv1 -pix_fmt yuv420p"));
        QVERIFY(make(QStringLiteral("small.ts"), QByteArray(kPicture) + kX264 + "-bf 2 -pix_fmt yuv420p"));
        QVERIFY(make(QStringLiteral("large.ts"),
                     QByteArray("-f lavfi -i testsrc2=size=240x136:rate=25:duration=1 ") + kX264 +
                         "-bf 2 -pix_fmt yuv420p -output_ts_offset 2"));
        QFile sizes(m_dir.filePath(QStringLiteral("sizes.ts")));
        QVERIFY(sizes.open(QIODevice::WriteOnly));
        for (const char* part : {"small.ts", "large.ts"}) {
            QFile file(m_dir.filePath(QLatin1String(part)));
            QVERIFY(file.open(QIODevice::ReadOnly));
            sizes.write(file.readAll());
        }
    }

    void framesAreThoseOfFFmpeg_data()
    {
        QTest::addColumn<QByteArray>("how");
        const QByteArray x264 = QByteArray(kPicture) + kX264;
        const QByteArray x265 = QByteArray(kPicture) + kX265;
        addRow("h264 B-pictures.mp4", x264 + "-bf 3 -g 12 -pix_fmt yuv420p");
        addRow("h264 open groups.mp4", x264 + "-x264-params open-gop=1:keyint=10:bframes=3 -pix_fmt yuv420p");
        addRow("h264 open groups.ts", x264 + "-x264-params open-gop=1:keyint=10:bframes=3 -pix_fmt yuv420p");
        addRow("h264 10 bit.mkv", x264 + "-pix_fmt yuv420p10le");
        addRow("h264 4:2:2.mp4", x264 + "-pix_fmt yuv422p");
        addRow("h264 4:4:4.mp4", x264 + "-pix_fmt yuv444p");
        addRow("h264 full range.mp4", x264 + "-pix_fmt yuvj420p");
        addRow("h264 intra only.mp4", x264 + "-g 1 -pix_fmt yuv420p");
        addRow("h264 intra refresh.mp4",
               x264 + "-x264-params intra-refresh=1:keyint=20 -bf 0 -pix_fmt yuv420p");
        addRow("h264 intra refresh.ts",
               x264 + "-x264-params intra-refresh=1:keyint=20 -bf 0 -pix_fmt yuv420p");
        addRow("h264 fragments.mp4", x264 + "-movflags frag_keyframe+empty_moov -pix_fmt yuv420p");
        addRow("h264 interlaced.mp4", QByteArray(kFields) + kX264 + "-flags +ildct+ilme -x264opts tff=1");
        addRow("h264 interlaced.ts", QByteArray(kFields) + kX264 + "-flags +ildct+ilme -x264opts tff=1");
        addRow("h264.flv", x264 + "-bf 2 -pix_fmt yuv420p");
        addRow("h264 one picture.mp4", x264 + "-frames:v 1 -pix_fmt yuv420p");
        addRow("h264 sound first.mp4", QByteArray("-f lavfi -i sine=duration=2 ") + x264 +
                                           "-map 0:a -map 1:v -c:a aac -pix_fmt yuv420p");
        addRow("h264 BT.2020.mp4", x264 + "-colorspace bt2020nc -color_primaries bt2020 -color_trc bt2020-10 "
                                          "-pix_fmt yuv420p10le");
        addRow("h264 wide pixels.mp4", x264 + "-vf setsar=4/3 -pix_fmt yuv420p");
        addRow("hevc.mp4", x265 + "keyint=15:bframes=4 -pix_fmt yuv420p");
        addRow("hevc open groups.mkv", x265 + "keyint=12:open-gop=1:bframes=4 -pix_fmt yuv420p");
        addRow("hevc 10 bit.mp4", x265 + "keyint=15 -pix_fmt yuv420p10le");
        addRow("vp8 hidden pictures.webm",
               QByteArray(kPicture) +
                   "-c:v libvpx -auto-alt-ref 1 -lag-in-frames 16 -b:v 200k -g 30 -cpu-used 8");
        addRow("vp9.webm", QByteArray(kPicture) + "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 20");
        addRow("vp9 hidden pictures.webm", QByteArray(kPicture) +
                                               "-c:v libvpx-vp9 -deadline good -cpu-used 8 "
                                               "-auto-alt-ref 1 -lag-in-frames 16 -b:v 200k -g 30");
        addRow("av1.mkv", QByteArray(kPicture) + "-c:v libaom-av1 -usage realtime -cpu-used 8 -g 20");
        addRow("mpeg4.avi", QByteArray(kPicture) + "-c:v mpeg4 -bf 2 -g 12");
        addRow("mpeg4.mp4", QByteArray(kPicture) + "-c:v mpeg4 -bf 2 -g 12");
        addRow("mpeg2.mpg", QByteArray(kPicture) + "-c:v mpeg2video -bf 2 -g 12");
        addRow("mpeg2.ts", QByteArray(kPicture) + "-c:v mpeg2video -bf 2 -g 12");
        addRow("mpeg2 interlaced.mpg", QByteArray(kFields) + "-c:v mpeg2video -flags +ildct+ilme -bf 2");
        addRow("mpeg2 telecine.mpg", QByteArray("-f lavfi -i testsrc2=size=160x96:rate=24000/1001:duration=2 "
                                                "-vf telecine -c:v mpeg2video -bf 2"));
        addRow("mjpeg.avi", QByteArray(kPicture) + "-c:v mjpeg");
        addRow("mjpeg 4:4:4.mov", QByteArray(kPicture) + "-c:v mjpeg -pix_fmt yuvj444p");
        addRow("ffv1 RGB.mkv", QByteArray(kPicture) + "-c:v ffv1 -pix_fmt bgr0");
        addRow("ffv1 16 bit.mkv", QByteArray(kPicture) + "-c:v ffv1 -pix_fmt yuv444p16le");
        addRow("ffv1 grey.mkv", QByteArray(kPicture) + "-c:v ffv1 -pix_fmt gray");
        const QByteArray odd = "-f lavfi -i testsrc=size=161x97:rate=25:duration=1 ";
        addRow("h264 odd size.mp4", odd + kX264 + "-pix_fmt yuv444p");
        addRow("ffv1 odd size.mkv", odd + "-c:v ffv1 -pix_fmt yuv420p");
        addRow("vp9 odd size.webm", odd + "-c:v libvpx-vp9 -deadline realtime -cpu-used 8");
        addRow("ffv1 10 bit.mkv", odd + "-c:v ffv1 -pix_fmt yuv420p10le");
        addRow("vp9 10 bit.webm",
               odd + "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -pix_fmt yuv420p10le");
        addRow("vp9 4:4:4.webm", odd + "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -pix_fmt yuv444p");
        addRow("hevc 4:2:2.mp4", x265 + "keyint=15 -frames:v 25 -pix_fmt yuv422p");
        addRow("hevc 4:4:4.mp4", x265 + "keyint=15 -frames:v 25 -pix_fmt yuv444p");
        addRow("hevc 12 bit.mkv", x265 + "keyint=15 -frames:v 25 -pix_fmt yuv420p12le");
        addRow("prores 4:2:2.mov", odd + "-c:v prores_ks -profile:v 2 -pix_fmt yuv422p10le");
        addRow("times wrap.ts", "-i b.mp4 -c copy -output_ts_offset 95442.5");
        addRow("prores.mov", QByteArray(kPicture) + "-c:v prores_ks -profile:v 3");
        addRow("prores alpha.mov",
               QByteArray(kPicture) + "-c:v prores_ks -profile:v 4 -pix_fmt yuva444p10le");
        addRow("gif.gif", kPicture);
        addRow("gif varying.gif", QByteArray(kPicture) + "-vf select=not(mod(n\\,3))");
        addRow("varying rate.mp4", QByteArray(kPicture) +
                                       "-vf select='lt(n,10)+gt(mod(n,4),1)' -fps_mode vfr " + kX264 +
                                       "-bf 2");
        addRow("varying rate.mkv", QByteArray(kPicture) +
                                       "-vf select='lt(n,10)+gt(mod(n,4),1)' -fps_mode vfr " + kX264 +
                                       "-bf 2");
        addRow("edit list.mp4", "-ss 0.5 -i b.mp4 -c copy");
        addRow("negative times.mkv", "-itsoffset -0.4 -i b.mp4 -c copy -avoid_negative_ts disabled");
        addRow("late start.ts", "-i b.mp4 -c copy -output_ts_offset 95000");
        addRow("no times.h264", "-i b.mp4 -c copy -bsf:v h264_mp4toannexb");
        addRow("no times.avi", "-i b.mp4 -c copy");
        addRow("doubled times.mkv", "-i plain.mkv -c copy -bsf:v setts=ts='floor(N/2)*80'");
        addRow("some times doubled.mkv",
               "-i b.mp4 -c copy -bsf:v setts=pts='if(eq(mod(N,7),3),PREV_OUTPTS,PTS)'");
        addRow("other size in mid-stream.ts", "-i sizes.ts -c copy -copyts");
        addRow("other size in mid-stream.h264", "-i sizes.ts -c copy -bsf:v h264_mp4toannexb");
        addRow("turned.mp4", "-i b.mp4 -c copy -metadata:s:v rotate=90");
    }

    void framesAreThoseOfFFmpeg()
    {
        QFETCH(QByteArray, how);
        const QString name = QString::fromLatin1(QTest::currentDataTag())
                                 .replace(QLatin1Char(' '), QLatin1Char('_'))
                                 .replace(QLatin1Char(':'), QLatin1Char('-'));
        QVERIFY(make(name, how));
        compareWithFFmpeg(name);
    }

    /// Masks live in one space: a picture of another size is shown at that of the first.
    void aPictureOfAnotherSizeIsShownAtTheSizeOfTheFirst()
    {
        const auto reader = VideoReader::open(m_dir.filePath(QStringLiteral("sizes.ts")));
        VERIFY_RESULT(reader);
        for (const FrameIndex f : {0, (*reader)->frameCount() - 1}) {
            const auto frame = (*reader)->frame(f);
            VERIFY_RESULT(frame);
            QCOMPARE(frame->image.size(), QSize(162, 98));
        }
    }

    /// Real clips, where REVSEG_DATA names a folder of some.
    void realClips_data()
    {
        QTest::addColumn<QString>("path");
        const QDir data(qEnvironmentVariable("REVSEG_DATA"));
        if (qEnvironmentVariableIsSet("REVSEG_DATA")) {
            for (const QFileInfo& file : data.entryInfoList(QDir::Files, QDir::Name))
                QTest::newRow(qPrintable(file.fileName())) << file.absoluteFilePath();
        }
    }
    void realClips()
    {
        if (!qEnvironmentVariableIsSet("REVSEG_DATA"))
            QSKIP("REVSEG_DATA does not name a folder of videos");
        QFETCH(QString, path);
        compareWithFFmpeg(path);
    }

    void editsAreApplied_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<std::vector<Edit>>("edits");
        constexpr qint32 s = 12800; // ticks in a second
        const std::pair<const char*, std::vector<Edit>> lists[] = {
            {"two from one key picture", {{800, 1024}, {800, 1024 + s / 2}}},
            {"three", {{400, 1024}, {480, 1024 + s}, {400, 1024 + s / 5}}},
            {"one back", {{600, 1024 + s}, {600, 1024}}},
            {"the same twice", {{600, 1024}, {600, 1024}}},
            {"nothing first", {{400, -1}, {800, 1024 + s / 4}}},
            {"nothing between", {{400, 1024}, {400, -1}, {800, 1024 + s / 2}}},
        };
        for (const char* const source : {"b.mp4", "group.mp4"}) {
            for (const auto& [name, edits] : lists)
                QTest::newRow((QByteArray(name) + " of " + source).constData())
                    << QByteArray(source) << edits;
        }
    }

    void editsAreApplied()
    {
        QFETCH(QByteArray, source);
        QFETCH(std::vector<Edit>, edits);
        const QString name = QStringLiteral("edits.mp4");
        QFile::remove(m_dir.filePath(name));
        QVERIFY(QFile::copy(m_dir.filePath(QString::fromLatin1(source)), m_dir.filePath(name)));
        QVERIFY(setEdits(m_dir.filePath(name), edits));
        compareWithFFmpeg(name);
    }

    /// A recording that begins anywhere: what cannot be decoded before and around its first key picture has
    /// no number.
    void recordingsBeginInMidGroup_data()
    {
        QTest::addColumn<QByteArray>("how");
        QTest::addColumn<int>("percent"); ///< of the file that are missing
        const QByteArray x264 = QByteArray(kPicture) + kX264;
        const QByteArray x265 = QByteArray(kPicture) + kX265;
        const std::pair<const char*, QByteArray> clips[] = {
            {"hevc", x265 + "keyint=12:open-gop=1:bframes=4 -pix_fmt yuv420p"},
            {"h264", x264 + "-x264-params open-gop=1:keyint=10:bframes=3 -pix_fmt yuv420p"},
            {"mpeg2", QByteArray(kPicture) + "-c:v mpeg2video -bf 2 -g 12"},
        };
        for (const auto& [name, how] : clips) {
            for (const int percent : {5, 15, 30})
                QTest::addRow("%s without %d", name, percent) << how << percent;
        }
    }

    void recordingsBeginInMidGroup()
    {
        QFETCH(QByteArray, how);
        QFETCH(int, percent);
        QVERIFY(make(QStringLiteral("whole.ts"), how));
        QFile whole(m_dir.filePath(QStringLiteral("whole.ts")));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        constexpr qsizetype packet = 188;
        const QString name = QStringLiteral("begun.ts");
        QFile begun(m_dir.filePath(name));
        QVERIFY(begun.open(QIODevice::WriteOnly));
        // The tables at the start stay.
        begun.write(bytes.left(3 * packet) + bytes.mid(bytes.size() / packet * percent / 100 * packet));
        begun.close();
        compareWithFFmpeg(name, true);
    }

    void aFileThatIsCutWhileItIsOpenIsSaid()
    {
        QVERIFY(make(QStringLiteral("shrinks.mov"), QByteArray(kPicture) + "-c:v rawvideo -pix_fmt uyvy422"));
        const QString path = m_dir.filePath(QStringLiteral("shrinks.mov"));
        const qint64 size = QFileInfo(path).size();
        QVERIFY(size > 300'000); // much more than FFmpeg reads ahead
        ReaderOptions options;
        options.threads = 1;
        const auto reader = VideoReader::open(path, options);
        VERIFY_RESULT(reader);
        VERIFY_RESULT((*reader)->frame(0));
        QVERIFY(QFile::resize(path, size / 3));
        const auto frame = (*reader)->frame((*reader)->frameCount() - 1);
        VERIFY_ERROR(frame, ErrorKind::Unreadable);
        QVERIFY(frame.error().message().contains(QStringLiteral("shorter")));
    }

    void damagedFilesAreShownAsFarAsTheyGo_data()
    {
        QTest::addColumn<QByteArray>("how");
        QTest::addColumn<bool>("cut");  ///< or scratched in the middle
        QTest::addColumn<bool>("seen"); ///< the codec can tell that something is amiss
        const QByteArray x264 = QByteArray(kPicture) + kX264;
        for (const bool cut : {true, false}) {
            const auto row = [cut](const char* name, const QByteArray& how, bool seen = true) {
                QTest::newRow((QByteArray(cut ? "cut " : "scratched ") + name).constData())
                    << how << cut << (seen && !cut);
            };
            row("fragments.mp4", x264 + "-g 12 -movflags frag_keyframe+empty_moov -pix_fmt yuv420p");
            row("groups.ts", x264 + "-x264-params open-gop=1:keyint=10:bframes=3 -pix_fmt yuv420p");
            row("raw.h264", "-i b.mp4 -c copy -bsf:v h264_mp4toannexb");
            row("mpeg2.ts", QByteArray(kPicture) + "-c:v mpeg2video -bf 2 -g 12");
            row("mjpeg.avi", QByteArray(kPicture) + "-c:v mjpeg");
            row("ffv1.mkv", "-i plain.mkv -c copy", false);
            row("ffv1 sums.mkv", "-i plain.mkv -c:v ffv1 -level 3 -slicecrc 1");
            row("vp9.webm", QByteArray(kPicture) + "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 20",
                false);
        }
    }

    void damagedFilesAreShownAsFarAsTheyGo()
    {
        QFETCH(QByteArray, how);
        QFETCH(bool, cut);
        QFETCH(bool, seen);
        const QString name =
            QString::fromLatin1(QTest::currentDataTag()).replace(QLatin1Char(' '), QLatin1Char('_'));
        QVERIFY(make(name, how));
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        if (cut) {
            QVERIFY(file.resize(bytes.size() * 6 / 10));
        } else {
            std::mt19937 random(5);
            for (int scratch = 0; scratch < 6; ++scratch) {
                for (int i = 0; i < 40; ++i)
                    bytes[qsizetype(double(bytes.size()) * (0.3 + 0.08 * scratch)) + i] = char(random());
            }
            QVERIFY(file.seek(0));
            file.write(bytes);
        }
        file.close();

        ReaderOptions options;
        options.verify = true;
        const auto checked = VideoReader::open(file.fileName(), options);
        VERIFY_RESULT(checked);
        const VideoInfo& info = (*checked)->info();
        QVERIFY(info.frames >= 20 && info.frames <= 50);
        QVERIFY(!seen || !info.damaged.empty());

        // Each frame gives a picture of the right size, wherever one comes from.
        const auto reader = VideoReader::open(file.fileName());
        VERIFY_RESULT(reader);
        QCOMPARE((*reader)->frameCount(), info.frames);
        std::mt19937 random(3);
        for (int n = 0; n < 60; ++n) {
            const auto frame = (*reader)->frame(int(random() % unsigned(info.frames)));
            VERIFY_RESULT(frame);
            QCOMPARE(frame->image.size(), QSize(info.native.width, info.native.height));
        }
    }
};

REVSEG_TEST("codecs", TestCodecs)
#include "tst_codecs.moc"
