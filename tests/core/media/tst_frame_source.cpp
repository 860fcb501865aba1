// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/frame_source.h"
#include "core/media/video_reader.h"
#include "tests/core/media/ffmpeg_program.h"
#include "tests/core/media/numbered_clip.h"
#include "tests/support/test.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QThread>

using namespace revseg;
using namespace revseg::test;

namespace {

constexpr int kFrames = 130;
constexpr qint64 kFrameBytes = 96 * 64 * 4;
constexpr int kPatience_ms = 60'000;

/// What a source has said so far.
struct Heard
{
    std::optional<VideoInfo> opened;
    std::optional<VideoInfo> described;
    std::optional<Error> failed;
    int indexed = 0;
    bool complete = false;
    std::vector<Frame> frames;
    std::map<FrameIndex, QImage> thumbnails;
    int cacheChanges = 0;
    bool otherThread = false;

    explicit Heard(FrameSource& source)
    {
        const auto noteThread = [this, &source] {
            otherThread = otherThread || QThread::currentThread() != source.thread();
        };
        QObject::connect(&source, &FrameSource::opened, [this, noteThread](const VideoInfo& info) {
            noteThread();
            opened = info;
        });
        QObject::connect(&source, &FrameSource::described,
                         [this](const VideoInfo& info) { described = info; });
        QObject::connect(&source, &FrameSource::failed, [this, noteThread](const Error& error) {
            noteThread();
            failed = error;
        });
        QObject::connect(&source, &FrameSource::indexGrew, [this](int count, bool all) {
            indexed = count;
            complete = all;
        });
        QObject::connect(&source, &FrameSource::frameReady, [this, noteThread](const Frame& frame) {
            noteThread();
            frames.push_back(frame);
        });
        QObject::connect(&source, &FrameSource::thumbnailReady,
                         [this](FrameIndex index, const QImage& image) { thumbnails[index] = image; });
        QObject::connect(&source, &FrameSource::cacheChanged, [this] { ++cacheChanges; });
    }

    bool has(FrameIndex index) const
    {
        return std::any_of(frames.begin(), frames.end(),
                           [index](const Frame& f) { return f.index == index; });
    }
};

bool isCached(const FrameSource& source, FrameIndex first, FrameIndex last)
{
    const auto ranges = source.cachedRanges();
    return std::any_of(ranges.begin(), ranges.end(),
                       [first, last](const FrameRange& r) { return r.first <= first && r.last >= last; });
}

} // namespace

class TestFrameSource final : public TestCase
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_clip = m_dir.filePath(QStringLiteral("clip.mp4"));

private Q_SLOTS:
    void initTestCase() { VERIFY_RESULT(writeClip(m_clip, kFrames)); }

    void opensInTheBackground()
    {
        FrameSource source(m_clip);
        Heard heard(source);
        QVERIFY(!heard.opened); // only the event loop brings news
        QTRY_VERIFY_WITH_TIMEOUT(heard.opened, kPatience_ms);
        QVERIFY(heard.opened->frames > 0 && heard.opened->frames <= kFrames);
        QVERIFY(heard.opened->native == (Size{96, 64}));
        QTRY_COMPARE(heard.indexed, kFrames);
        QVERIFY(heard.complete);
        QTRY_VERIFY(heard.described);
        QCOMPARE(heard.described->frames, kFrames);
        QCOMPARE(heard.described->duration_s, kFrames / 25.0);
        QVERIFY(!heard.failed);
        QVERIFY(!heard.otherThread);
    }

    /// Where time stamps do not tell the pictures apart they are counted by decoding all of them, which takes
    /// long: what is counted can be looked at.
    void aFilmCanBeSeenWhileItIsCounted()
    {
        constexpr int kLong = 1000;
        const QString clip = m_dir.filePath(QStringLiteral("counted.mp4"));
        VERIFY_RESULT(writeClip(clip, kLong, {320, 240}));
        QVERIFY(ffmpeg(m_dir.path(), words("-i counted.mp4 -c copy -bsf:v h264_mp4toannexb counted.h264"))
                    .isEmpty());
        FrameSource source(m_dir.filePath(QStringLiteral("counted.h264")));
        Heard heard(source);
        QTRY_VERIFY_WITH_TIMEOUT(heard.opened, kPatience_ms);
        QVERIFY2(heard.opened->frames < kLong, qPrintable(QString::number(heard.opened->frames)));
        for (const int i : {0, 30, 400, 12}) {
            heard.frames.clear();
            source.request(i, PlayDirection::None);
            QTRY_VERIFY_WITH_TIMEOUT(heard.has(i), 6 * kPatience_ms);
            QCOMPARE(numberOf(heard.frames.back().image), i);
        }
        QTRY_VERIFY_WITH_TIMEOUT(heard.complete, 6 * kPatience_ms);
        QCOMPARE(heard.indexed, kLong);
        for (const int i : {kLong - 1, 500, 0}) {
            heard.frames.clear();
            source.request(i, PlayDirection::None);
            QTRY_VERIFY_WITH_TIMEOUT(heard.has(i), 6 * kPatience_ms);
            QCOMPARE(numberOf(heard.frames.back().image), i);
        }
        QVERIFY(!heard.failed);
    }

    void tellsWhyItCannotOpen()
    {
        FrameSource source(m_dir.filePath(QStringLiteral("missing.mp4")));
        Heard heard(source);
        QTRY_VERIFY_WITH_TIMEOUT(heard.failed, kPatience_ms);
        QCOMPARE(heard.failed->kind, ErrorKind::NotFound);
        QVERIFY(!heard.opened);
        source.request(3, PlayDirection::None); // harmless
    }

    void givesTheFrameThatWasAskedFor()
    {
        const auto reader = VideoReader::open(m_clip);
        VERIFY_RESULT(reader);
        FrameSource source(m_clip);
        Heard heard(source);
        for (const int i : {77, 3, 129, 0, 50}) {
            source.request(i, PlayDirection::None);
            QTRY_VERIFY_WITH_TIMEOUT(heard.has(i), kPatience_ms);
            const auto expected = (*reader)->frame(i);
            VERIFY_RESULT(expected);
            QVERIFY(heard.frames.back().image == expected->image);
            QCOMPARE(heard.frames.back().index, i);
            const auto kept = source.cached(i);
            QVERIFY(kept);
            QVERIFY(kept->image == expected->image);
        }
        QVERIFY(!heard.otherThread);
    }

    void requestsOutsideAreClamped()
    {
        FrameSource source(m_clip);
        Heard heard(source);
        source.request(5000, PlayDirection::None);
        QTRY_VERIFY_WITH_TIMEOUT(heard.has(kFrames - 1), kPatience_ms);
        source.request(-4, PlayDirection::None);
        QTRY_VERIFY_WITH_TIMEOUT(heard.has(0), kPatience_ms);
        QVERIFY(!heard.failed);
    }

    void theNewestRequestWins()
    {
        FrameSource source(m_clip);
        Heard heard(source);
        for (int i = 0; i < kFrames; ++i)
            source.request(i, PlayDirection::None);
        source.request(60, PlayDirection::None);
        QTRY_VERIFY_WITH_TIMEOUT(heard.has(60), kPatience_ms);
        QVERIFY(heard.frames.size() < 20); // the others were passed over
    }

    void readsAheadInTheDirectionOfPlay()
    {
        FrameSource source(m_clip);
        Heard heard(source);
        source.request(40, PlayDirection::Forward);
        QTRY_VERIFY_WITH_TIMEOUT(isCached(source, 40, 80), kPatience_ms);
        QVERIFY(!isCached(source, 20, 20));
        // The next ones are ready to be shown.
        QTRY_VERIFY_WITH_TIMEOUT(source.cached(42), kPatience_ms);
        QCOMPARE(numberOf(source.cached(42)->image), 42);

        FrameSource back(m_clip);
        Heard heardBack(back);
        back.request(100, PlayDirection::Backward);
        QTRY_VERIFY_WITH_TIMEOUT(heardBack.has(100), kPatience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(isCached(back, 80, 100), kPatience_ms);
        QVERIFY(!isCached(back, 110, 110));
        QTRY_VERIFY_WITH_TIMEOUT(back.cached(98), kPatience_ms);
        QCOMPARE(numberOf(back.cached(98)->image), 98);
    }

    void everyStepBackIsShown()
    {
        FrameSource source(m_clip, 40 * kFrameBytes);
        Heard heard(source);
        for (int i = 100; i >= 40; --i) {
            source.request(i, PlayDirection::Backward);
            QTRY_VERIFY_WITH_TIMEOUT(heard.has(i), kPatience_ms);
            QCOMPARE(numberOf(heard.frames.back().image), i);
            QVERIFY(source.cacheBytes() <= 40 * kFrameBytes);
        }
    }

    void theCacheKeepsItsLimit()
    {
        FrameSource source(m_clip, 10 * kFrameBytes);
        Heard heard(source);
        QCOMPARE(source.cacheLimit(), 10 * kFrameBytes);
        for (const int i : {0, 30, 60, 90, 120, 15}) {
            source.request(i, PlayDirection::Forward);
            QTRY_VERIFY_WITH_TIMEOUT(heard.has(i), kPatience_ms);
            QTRY_VERIFY_WITH_TIMEOUT(source.cached(i), kPatience_ms);
            QVERIFY(source.cacheBytes() <= source.cacheLimit());
        }
        // A smaller one holds at once, a larger one from then on.
        source.setCacheLimit(4 * kFrameBytes);
        QVERIFY(source.cacheBytes() <= 4 * kFrameBytes);
        source.setCacheLimit(0);
        QCOMPARE(source.cacheLimit(), FrameSource::defaultCacheLimit());
        QVERIFY(FrameSource::largestCacheLimit() >= FrameSource::defaultCacheLimit());
        FrameSource usual(m_clip);
        QVERIFY(usual.cacheLimit() >= (64 << 20) && usual.cacheLimit() <= qint64(2) << 30);
    }

    void newsOfTheCacheIsNotAFlood()
    {
        FrameSource source(m_clip);
        Heard heard(source);
        QTRY_VERIFY_WITH_TIMEOUT(heard.opened, kPatience_ms);
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < kFrames; i += 4) {
            source.request(i, PlayDirection::Forward);
            QTRY_VERIFY_WITH_TIMEOUT(heard.has(i), kPatience_ms);
        }
        QTRY_VERIFY_WITH_TIMEOUT(isCached(source, 0, kFrames - 1), kPatience_ms);
        // The last change is told too, so that what a timeline shows is true in the end.
        const int before = heard.cacheChanges;
        QTest::qWait(500);
        QVERIFY(heard.cacheChanges >= 1);
        QVERIFY(heard.cacheChanges - before <= 1);
        QVERIFY2(heard.cacheChanges <= clock.elapsed() / 200 + 1,
                 qPrintable(QStringLiteral("%1 in %2 ms").arg(heard.cacheChanges).arg(clock.elapsed())));
    }

    void makesThumbnails()
    {
        FrameSource source(m_clip);
        Heard heard(source);
        source.requestThumbnails({0, 64, 129}, 32);
        QTRY_COMPARE_WITH_TIMEOUT(heard.thumbnails.size(), size_t(3), kPatience_ms);
        for (const int i : {0, 64, 129}) {
            const QImage& image = heard.thumbnails.at(i);
            QCOMPARE(image.size(), QSize(48, 32));
            QCOMPARE(numberOf(image.scaled(96, 64)), i);
        }
    }

    void endsInTheMiddleOfWork()
    {
        const QString large = m_dir.filePath(QStringLiteral("large.mp4"));
        VERIFY_RESULT(writeClip(large, 60, {1280, 720}));
        for (const int wait : {0, 20, 100, 250}) {
            auto source = std::make_unique<FrameSource>(large);
            source->request(59, PlayDirection::Backward);
            source->requestThumbnails({0, 10, 20, 30, 40, 50}, 64);
            QTest::qWait(wait);
            source.reset();
        }
    }
};

REVSEG_TEST("frame_source", TestFrameSource)
#include "tst_frame_source.moc"
