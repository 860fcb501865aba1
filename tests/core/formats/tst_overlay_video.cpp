// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/overlay_video.h"
#include "core/media/video_reader.h"
#include "tests/core/formats/formats_fixture.h"
#include "tests/support/memory_video.h"
#include "tests/support/test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace revseg;
using namespace revseg::test;

namespace {

constexpr Size kWide{64, 48};

/// A square that moves to the right, on all frames but 1 and 2.
class SquareSource final : public MaskSource
{
public:
    SquareSource(const QStringList& names, int frames)
    {
        for (const QString& name : names) {
            Sequence s;
            s.name = name;
            s.size = kWide;
            s.media = name;
            s.sha256 = QStringLiteral("cafe");
            s.objects = {{ObjectId{3}, {}, QColor(255, 0, 0)}};
            for (int i = 0; i < frames; ++i)
                s.frame_names << QString::number(i);
            m_sequences.push_back(s);
        }
    }
    const std::vector<Sequence>& sequences() const override { return m_sequences; }
    Result<std::vector<SequenceMask>> masks(size_t, int frame) override
    {
        if (frame == 1 || frame == 2)
            return std::vector<SequenceMask>();
        const double x = 4 + frame % 8;
        return std::vector<SequenceMask>{
            {ObjectId{3}, Presence::Annotated, Mask::filled(kWide, {x, 8, x + 20, 40}), false}};
    }

private:
    std::vector<Sequence> m_sequences;
};

class BlueVideo final : public FrameProvider
{
public:
    explicit BlueVideo(int frames, Rational rate = {25, 1})
    {
        m_info.path = QStringLiteral("blue");
        m_info.native = m_info.display = kWide;
        m_info.frames = frames;
        m_info.rate = rate;
    }
    const VideoInfo& info() const override { return m_info; }
    Result<Frame> frame(FrameIndex index, std::stop_token) override
    {
        Frame f;
        f.index = index;
        f.image = QImage(kWide.width, kWide.height, QImage::Format_RGB32);
        f.image.fill(qRgb(20, 40, 200));
        return f;
    }

private:
    VideoInfo m_info;
};

std::vector<FrameTime> times(int frames)
{
    std::vector<FrameTime> out;
    for (int i = 0; i < frames; ++i)
        out.push_back({i * 512, {1, 12800}, i * 0.04});
    return out;
}

const OverlayStyle kOpaque{1, false, false};

} // namespace

class TestOverlayVideo final : public TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    QString at(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
    QStringList files() const
    {
        return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }
    QJsonObject report(const char* name) const { return QJsonDocument::fromJson(bytesOf(at(name))).object(); }

protected:
    void prepare() override { m_dir = std::make_unique<QTemporaryDir>(); }

private Q_SLOTS:
    void aVideoWithItsTableAndReport_data()
    {
        QTest::addColumn<QString>("suffix");
        for (const char* suffix : {"mp4", "gif", "mkv"})
            QTest::newRow(suffix) << QString::fromLatin1(suffix);
    }
    void aVideoWithItsTableAndReport()
    {
        QFETCH(QString, suffix);
        SquareSource source({QStringLiteral("clip")}, 6);
        BlueVideo video(6);
        const QString path = m_dir->filePath(QStringLiteral("a.") + suffix);
        const auto out = writeOverlayVideo(source, 0, video, times(6), path, kOpaque, {}, {});
        VERIFY_RESULT(out);
        QCOMPARE(out->frames, 6);
        QCOMPARE(out->masks, 4);
        QCOMPARE(files(), (QStringList{QStringLiteral("a.frames.csv"), QStringLiteral("a.") + suffix,
                                       QStringLiteral("a.report.json")}));
        const auto lines = bytesOf(at("a.frames.csv")).split('\n');
        QCOMPARE(lines.size(), 8);
        QCOMPARE(lines[3], QByteArray("clip,2,2,1024,1/12800,0.080000,cafe"));
        QCOMPARE(report("a.report.json")[QStringLiteral("places")][QStringLiteral("frames_without_mask")]
                                        [QStringLiteral("clip")]
                                            .toArray(),
                 (QJsonArray{QJsonArray{1, 2}}));
        const auto back = VideoReader::open(path);
        VERIFY_RESULT(back);
        QCOMPARE((*back)->frameCount(), 6);
        const auto frame = (*back)->frame(0);
        VERIFY_RESULT(frame);
        const QColor inside = frame->image.pixelColor(12, 24);
        const QColor outside = frame->image.pixelColor(50, 24);
        QVERIFY2(inside.red() > 200 && inside.blue() < 60, qPrintable(inside.name()));
        QVERIFY2(outside.blue() > 150 && outside.red() < 70, qPrintable(outside.name()));
    }
    void aGifLeavesOutWhatNoViewerShows()
    {
        SquareSource source({QStringLiteral("clip")}, 20);
        BlueVideo video(20, {100, 1});
        const auto out = writeOverlayVideo(source, 0, video, times(20), at("a.gif"), kOpaque, {}, {});
        VERIFY_RESULT(out);
        QCOMPARE(out->losses.at(QStringLiteral("frames_left_out")), 10);
        // The table has the pictures that are in it.
        const auto lines = bytesOf(at("a.frames.csv")).split('\n');
        QCOMPARE(lines.size(), 12);
        QVERIFY2(lines[2].startsWith("clip,2,2,"), lines[2].constData());
    }
    void aNameThatIsOfNoVideoIsRefused()
    {
        SquareSource source({QStringLiteral("clip")}, 2);
        BlueVideo video(2);
        for (const char* name : {"a.png", "a", "a.mp5"}) {
            const auto refused = writeOverlayVideo(source, 0, video, times(2), at(name), kOpaque, {}, {});
            VERIFY_ERROR(refused, ErrorKind::InvalidInput);
            QVERIFY(refused.error().remedyText().contains(QStringLiteral(".gif")));
        }
        QCOMPARE(files(), QStringList());
    }
    void allVideosInOneFolder()
    {
        SquareSource source({QStringLiteral("a"), QStringLiteral("b")}, 4);
        const MediaAccess media{[](const QString&) -> Result<std::unique_ptr<FrameProvider>> {
                                    return std::make_unique<BlueVideo>(4);
                                },
                                [](const QString&) -> Result<std::vector<FrameTime>> { return times(4); }};
        const auto out = writeOverlayVideos(source, at("out"), QStringLiteral("gif"), kOpaque,
                                            {false, media, false}, {}, {});
        VERIFY_RESULT(out);
        QCOMPARE(out->frames, 8);
        QCOMPARE(QDir(at("out")).entryList(QDir::Files, QDir::Name),
                 (QStringList{QStringLiteral("a.gif"), QStringLiteral("b.gif"), QStringLiteral("frames.csv"),
                              QStringLiteral("report.json")}));
        QCOMPARE(bytesOf(at("out/frames.csv")).count('\n'), 9);
        VERIFY_ERROR(writeOverlayVideos(source, at("out"), QStringLiteral("gif"), kOpaque,
                                        {false, media, false}, {}, {}),
                     ErrorKind::InvalidInput);
    }
    void aFrameAsPicture()
    {
        SquareSource source({QStringLiteral("clip")}, 6);
        BlueVideo video(6);
        VERIFY_RESULT(writeFramePicture(source, 0, 4, video, times(6), at("over.png"), FramePicture::Overlay,
                                        kOpaque, {})
                          .map([](auto) {}));
        VERIFY_RESULT(writeFramePicture(source, 0, 4, video, times(6), at("plain.png"), FramePicture::Plain,
                                        kOpaque, {})
                          .map([](auto) {}));
        const auto out =
            writeFramePicture(source, 0, 4, video, {}, at("mask.png"), FramePicture::Mask, kOpaque, {});
        VERIFY_RESULT(out);
        QCOMPARE(out->masks, 1);
        QCOMPARE(out->losses.at(QStringLiteral("frame_times")), 1);
        QCOMPARE(QImage(at("over.png")).pixel(10, 20), qRgb(255, 0, 0));
        QCOMPARE(QImage(at("plain.png")).pixel(10, 20), qRgb(20, 40, 200));
        const QImage mask(at("mask.png"));
        QCOMPARE(mask.format(), QImage::Format_Indexed8);
        QCOMPARE(mask.pixelIndex(10, 20), 3);
        QCOMPARE(mask.pixelIndex(50, 20), 0);
        QCOMPARE(bytesOf(at("over.frames.csv")).split('\n')[1],
                 QByteArray("clip,4,4,2048,1/12800,0.160000,cafe"));
        QCOMPARE(report("mask.report.json")[QStringLiteral("format")].toString(), QStringLiteral("png"));
    }
    void stoppedNothingStays()
    {
        SquareSource source({QStringLiteral("clip")}, 6);
        BlueVideo video(6);
        std::stop_source stop;
        const auto stopped = writeOverlayVideo(
            source, 0, video, times(6), at("a.gif"), kOpaque,
            [&stop](Progress p) {
                if (p.done == 3)
                    stop.request_stop();
            },
            stop.get_token());
        VERIFY_ERROR(stopped, ErrorKind::Cancelled);
        QCOMPARE(files(), QStringList());
    }
};

REVSEG_TEST("overlay_video", TestOverlayVideo)
#include "tst_overlay_video.moc"
