// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benches.h"
#include "core/media/frame_source.h"
#include "core/media/video_reader.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QProcess>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <random>

namespace revseg::cli {

namespace {

constexpr int kRepetitions = 5;
constexpr int kSeeks = 60;
constexpr int kPatience_ms = 60'000;

double milliseconds(const QElapsedTimer& clock)
{
    return double(clock.nsecsElapsed()) / 1e6;
}

/// Seconds from request to frame; negative when it did not come.
double askFor(FrameSource& source, FrameIndex frame)
{
    QEventLoop loop;
    bool came = false;
    const auto connection = QObject::connect(&source, &FrameSource::frameReady, &loop, [&](const Frame& f) {
        if (f.index == frame) {
            came = true;
            loop.quit();
        }
    });
    QTimer::singleShot(kPatience_ms, &loop, &QEventLoop::quit);
    QElapsedTimer clock;
    clock.start();
    source.request(frame, PlayDirection::None);
    loop.exec();
    QObject::disconnect(connection);
    return came ? milliseconds(clock) : -1;
}

} // namespace

double percentile(std::vector<double> values, double p)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[size_t(std::lround(p * double(values.size() - 1)))];
}

QJsonObject percentiles(const std::vector<double>& values)
{
    return {{QStringLiteral("p50"), percentile(values, 0.5)},
            {QStringLiteral("p95"), percentile(values, 0.95)}};
}

BenchResult benchDecode(const Context& c, const QString& video)
{
    const int threads = c.threads > 0 ? c.threads : QThread::idealThreadCount();
    std::vector<double> ours;
    std::vector<double> theirs;
    int frames = 0;
    for (int i = 0; i < kRepetitions; ++i) {
        QElapsedTimer clock;
        clock.start();
        ReaderOptions options;
        options.threads = threads;
        const auto reader = VideoReader::open(video, options, c.stop);
        if (!reader)
            return tl::unexpected(Failure(reader.error()));
        frames = (*reader)->frameCount();
        for (FrameIndex f = 0; f < frames; ++f) {
            if (const auto done = (*reader)->decode(f, c.stop); !done)
                return tl::unexpected(Failure(done.error()));
        }
        ours.push_back(frames / (milliseconds(clock) / 1000));

        clock.start();
        QProcess ffmpeg;
        ffmpeg.start(QStringLiteral("ffmpeg"),
                     {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-threads"),
                      QString::number(threads), QStringLiteral("-i"), video, QStringLiteral("-map"),
                      QStringLiteral("0:v:0"), QStringLiteral("-fps_mode"), QStringLiteral("passthrough"),
                      QStringLiteral("-f"), QStringLiteral("null"), QStringLiteral("-")});
        if (!ffmpeg.waitForFinished(-1) || ffmpeg.exitCode() != 0) {
            return tl::unexpected(Failure(makeError(
                ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "The ffmpeg program cannot be run on “%1”"),
                {video}, QT_TRANSLATE_NOOP("core", "install ffmpeg to compare with it"))));
        }
        theirs.push_back(frames / (milliseconds(clock) / 1000));
        c.terminal.progress(QStringLiteral("measuring"), {i + 1, kRepetitions});
    }
    const double a = percentile(ours, 0.5);
    const double b = percentile(theirs, 0.5);
    return QJsonObject{{QStringLiteral("frames_per_s"), a},
                       {QStringLiteral("ffmpeg_frames_per_s"), b},
                       {QStringLiteral("ratio"), a / b}};
}

BenchResult benchSeek(const Context& c, const QString& video)
{
    ReaderOptions options;
    options.threads = c.threads;
    const auto plain = VideoReader::open(video, options, c.stop);
    if (!plain)
        return tl::unexpected(Failure(plain.error()));
    const VideoInfo& info = (*plain)->info();
    std::mt19937 random(1);
    std::vector<FrameIndex> targets(kSeeks);
    for (FrameIndex& f : targets)
        f = FrameIndex(random() % unsigned(info.frames));

    // A cache that holds next to nothing: each target has to be decoded.
    FrameSource uncached(video, 1);
    FrameSource cached(video);
    std::vector<double> inside;
    std::vector<double> outside;
    std::vector<double> decoding;
    askFor(uncached, 0);
    FrameIndex before = 0;
    for (const FrameIndex f : targets) {
        if (c.stop.stop_requested())
            return tl::unexpected(Failure(cancelled()));
        if (f == before)
            continue;
        // The same way of the same decoder without a window: from the key picture before it, from far away.
        if (auto done = (*plain)->decode(before, c.stop); !done)
            return tl::unexpected(Failure(done.error()));
        QElapsedTimer clock;
        clock.start();
        if (auto done = (*plain)->decode(f, c.stop); !done)
            return tl::unexpected(Failure(done.error()));
        decoding.push_back(milliseconds(clock));
        outside.push_back(askFor(uncached, f));
        askFor(cached, f);
        inside.push_back(askFor(cached, f));
        before = f;
        c.terminal.progress(QStringLiteral("measuring"), {qint64(decoding.size()), kSeeks});
    }
    return QJsonObject{{QStringLiteral("cached_ms"), percentiles(inside)},
                       {QStringLiteral("uncached_ms"), percentiles(outside)},
                       {QStringLiteral("plain_decode_ms"), percentiles(decoding)}};
}

} // namespace revseg::cli
