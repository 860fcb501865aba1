// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The annotator's work without a window: a large project, scoring, tracking.
#include "app/cli/benches.h"
#include "core/evaluation/evaluate.h"
#include "core/mask/label_picture.h"
#include "core/media/video_reader.h"
#include "core/project/project.h"
#include "core/tracker/flow_tracker.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <malloc.h>
#include <unistd.h>

namespace revseg::cli {

namespace {

constexpr int kRepetitions = 5;
constexpr int kEdits = 200;
constexpr int kFlowFrames = 40;
constexpr int kScoredFrames = 60;
constexpr Size kProjectSize{1920, 1080};
constexpr Size kScoreSize{854, 480}; ///< of DAVIS

double seconds(const QElapsedTimer& clock)
{
    return double(clock.nsecsElapsed()) / 1e9;
}

/// Memory of this process now.
double residentBytes()
{
    QFile statm(QStringLiteral("/proc/self/statm"));
    if (!statm.open(QIODevice::ReadOnly))
        return 0;
    return statm.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE));
}

Mask disc(Size size, Point middle, double radius)
{
    std::vector<uint8_t> bytes(size_t(size.width) * size_t(size.height));
    for (int y = std::max(0, int(middle.y - radius)); y < std::min(size.height, int(middle.y + radius));
         ++y) {
        const double half = std::sqrt(std::max(0.0, radius * radius - (y - middle.y) * (y - middle.y)));
        const int from = std::clamp(int(middle.x - half), 0, size.width);
        const int to = std::clamp(int(middle.x + half), from, size.width);
        std::fill(bytes.begin() + qsizetype(y) * size.width + from,
                  bytes.begin() + qsizetype(y) * size.width + to, uint8_t(1));
    }
    return Mask::fromBytes(size, bytes.data(), size.width);
}

/// Every object has a mask on every frame: one of a few dozen discs.
Result<void> fill(const QString& path, int objects, int frames, const Context& c)
{
    std::vector<MaskRecordPtr> discs;
    for (int i = 0; i < 64; ++i) {
        auto record = std::make_shared<MaskRecord>();
        record->mask =
            disc(kProjectSize,
                 {kProjectSize.width * (0.1 + 0.0125 * i), kProjectSize.height * (0.2 + 0.01 * i)}, 40.0 + i);
        discs.push_back(std::move(record));
    }
    auto made = Project::create(path);
    if (!made)
        return fail(made.error());
    Project& project = **made;
    project.setHistoryLimit(0);
    VideoInfo info;
    info.path = QFileInfo(path).absoluteDir().filePath(QStringLiteral("video.mp4"));
    info.native = info.coded = info.display = kProjectSize;
    info.frames = frames;
    info.rate = {25, 1};
    info.duration_s = frames / 25.0;
    info.sha256 = QStringLiteral("00");
    const auto video = project.addVideo(info);
    if (!video)
        return fail(video.error());
    for (int o = 0; o < objects; ++o) {
        const auto object = project.addObject(*video);
        if (!object)
            return fail(object.error());
        Edit edit{{"Track", {}}, {*video, 0}, {}};
        for (int f = 0; f < frames; ++f)
            edit.changes.emplace_back(
                MaskChange{*video, *object, f, nullptr, discs[size_t(f + 7 * o) % discs.size()]});
        if (c.stop.stop_requested())
            return fail(cancelled());
        if (auto done = project.apply(std::move(edit)); !done)
            return done;
        c.terminal.progress(QStringLiteral("filling"), {o + 1, objects});
    }
    return {};
}

} // namespace

BenchResult benchProject(const Context& c)
{
    const auto objects = c.args.integer("objects", 1, 254);
    if (!objects)
        return tl::unexpected(objects.error());
    const auto frames = c.args.integer("frames", 1, 1'000'000);
    if (!frames)
        return tl::unexpected(frames.error());
    const int count = int(objects->value_or(200));
    const int length = int(frames->value_or(10'000));
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("bench.revseg"));
    if (const auto filled = fill(path, count, length, c); !filled)
        return tl::unexpected(Failure(filled.error()));
    malloc_trim(0); // what filling has left behind is not the open project's

    std::vector<double> opening;
    std::vector<double> edits;
    double resident = 0;
    for (int i = 0; i < kRepetitions; ++i) {
        QElapsedTimer clock;
        clock.start();
        auto project = Project::open(path);
        if (!project)
            return tl::unexpected(Failure(project.error()));
        opening.push_back(seconds(clock));
        const VideoId video = (*project)->videos().front().id;
        for (int e = 0; e < kEdits / kRepetitions; ++e) {
            if (c.stop.stop_requested())
                return tl::unexpected(Failure(cancelled()));
            const ObjectId object{1 + (e * 37 + i) % count};
            const FrameIndex frame = FrameIndex((qint64(e) * 7919 + i) % length);
            auto record = std::make_shared<MaskRecord>();
            record->mask = disc(kProjectSize, {400.0 + 20 * e, 300.0 + 10 * e}, 90);
            clock.start();
            if (const auto done = (*project)->setMask(video, object, frame, std::move(record), {"Brush", {}});
                !done)
                return tl::unexpected(Failure(done.error()));
            edits.push_back(1000 * seconds(clock));
        }
        resident = std::max(resident, residentBytes());
    }
    return QJsonObject{{QStringLiteral("open_s"), percentile(opening, 0.5)},
                       {QStringLiteral("rss_bytes"), resident},
                       {QStringLiteral("edit_ms"), percentiles(edits)}};
}

BenchResult benchScore(const Context& c)
{
    const QTemporaryDir folder;
    for (const bool truth : {true, false}) {
        const QDir out(folder.filePath(truth ? QStringLiteral("truth") : QStringLiteral("pred")));
        out.mkpath(QStringLiteral("."));
        for (int f = 0; f < kScoredFrames; ++f) {
            // A prediction that lags behind and is a little too small, on each of two objects.
            const double late = truth ? 0 : 6;
            LabelPicture picture = LabelPicture::blank(kScoreSize);
            for (int id = 1; id <= 2; ++id)
                picture.paint(disc(kScoreSize, {150.0 + 8 * f - late, 130.0 * id + late},
                                   (truth ? 92 : 88) - 10.0 * id),
                              uint8_t(id));
            if (const auto done = writeLabelPicture(
                    out.filePath(QStringLiteral("%1.png").arg(f, 5, 10, QLatin1Char('0'))), picture);
                !done)
                return tl::unexpected(Failure(done.error()));
        }
    }
    std::vector<double> rates;
    for (int i = 0; i < kRepetitions; ++i) {
        QElapsedTimer clock;
        clock.start();
        const auto scored =
            evaluate(folder.filePath(QStringLiteral("truth")), folder.filePath(QStringLiteral("pred")),
                     {Protocol::Davis2017, false, c.threads}, {}, c.stop);
        if (!scored)
            return tl::unexpected(Failure(scored.error()));
        rates.push_back(scored->frames / seconds(clock));
        c.terminal.progress(QStringLiteral("measuring"), {i + 1, kRepetitions});
    }
    return QJsonObject{{QStringLiteral("frames_per_s"), percentile(rates, 0.5)}};
}

BenchResult benchFlow(const Context& c, const QString& path)
{
    ReaderOptions options;
    options.threads = c.threads;
    const auto video = VideoReader::open(path, options, c.stop);
    if (!video)
        return tl::unexpected(Failure(video.error()));
    const Size size = (*video)->info().native;
    TrackRequest request;
    request.direction = TrackDirection::Forward;
    request.range = FrameRange{0, std::min(kFlowFrames, (*video)->frameCount()) - 1};
    Prompt prompt;
    prompt.mask = disc(size, {size.width * 0.5, size.height * 0.5}, size.height * 0.2);
    request.prompts = {prompt};
    std::vector<double> rates;
    for (int i = 0; i < kRepetitions; ++i) {
        FlowTracker tracker;
        int frames = 0;
        QElapsedTimer clock;
        clock.start();
        const auto done = tracker.track(
            request, **video, [&frames](const TrackedFrame&) { ++frames; }, {}, c.stop);
        if (!done)
            return tl::unexpected(Failure(done.error()));
        rates.push_back(frames / seconds(clock));
        c.terminal.progress(QStringLiteral("measuring"), {i + 1, kRepetitions});
    }
    return QJsonObject{{QStringLiteral("frames_per_s"), percentile(rates, 0.5)}};
}

} // namespace revseg::cli
