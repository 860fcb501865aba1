// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_cancel VIDEO [TRACKER]: how long each kind of work takes to end after Cancel, from the press to the
// job's last signal on the GUI thread, at moments spread over the work. 100 ms are promised. With a tracker
// (sam2:FILE), its work alone: a frame's features, which are the same on all frames, and following an object
// over frames whose features are there.
#include "core/jobs/chain_job.h"
#include "core/jobs/export_job.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/prepare_job.h"
#include "core/jobs/probe_job.h"
#include "core/jobs/review_job.h"
#include "core/jobs/samples_job.h"
#include "core/jobs/segment_job.h"
#include "core/jobs/track_job.h"
#include "core/media/video_reader.h"
#include "core/project/project.h"
#include "tests/support/chat_server.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <functional>

#include "resources/resources.h"

using namespace revseg;
using test::ChatServer;

namespace {

constexpr int kRepeats = 15;
constexpr int kSpread_ms = 45;    ///< the n-th repetition is cancelled after n times this
constexpr int kNetworkFrames = 6; ///< followed by a network, then a new one for each repetition

QTemporaryDir g_dir;

/// Milliseconds from cancel() to the last signal; below 0 when the work was over before.
double cancelledAfter(int delay_ms, const std::shared_ptr<Job>& job)
{
    JobQueue queue;
    QEventLoop loop;
    QElapsedTimer clock;
    bool pressed = false;
    QObject::connect(job.get(), &Job::finished, &loop, &QEventLoop::quit);
    queue.add(job);
    QTimer::singleShot(delay_ms, &loop, [&] {
        pressed = true;
        clock.start();
        job->cancel();
    });
    loop.exec();
    if (job->state() == Job::State::Failed)
        std::fprintf(stderr, "%s\n", qPrintable(job->error()->message()));
    return pressed ? double(clock.nsecsElapsed()) * 1e-6 : -1;
}

void measure(const char* name, const std::function<std::shared_ptr<Job>()>& make, int spread_ms = kSpread_ms)
{
    std::vector<double> times;
    for (int i = 0; i < kRepeats; ++i) {
        const double ms = cancelledAfter(5 + i * spread_ms, make());
        if (ms >= 0)
            times.push_back(ms);
    }
    if (times.empty()) {
        std::printf("%-44s over before it could be cancelled\n", name);
        return;
    }
    std::sort(times.begin(), times.end());
    std::printf("%-44s %7.1f %7.1f  (%zu)\n", name, times[times.size() / 2], times.back(), times.size());
}

Result<QString> projectWithMasks(const VideoInfo& info)
{
    const QString path = g_dir.filePath(QStringLiteral("bench.revseg"));
    auto project = Project::create(path);
    if (!project)
        return fail(project.error());
    const auto video = (*project)->addVideo(info);
    if (!video)
        return fail(video.error());
    const auto object = (*project)->addObject(*video);
    if (!object)
        return fail(object.error());
    auto record = std::make_shared<MaskRecord>();
    record->mask = Mask::filled(info.native, Box{20, 20, 200, 160});
    Edit edit{Sentence{"Track", {}}, {*video, 0}, {}};
    for (int frame = 0; frame < info.frames; ++frame)
        edit.changes.emplace_back(MaskChange{*video, *object, frame, nullptr, record});
    if (const auto applied = (*project)->apply(std::move(edit)); !applied)
        return fail(applied.error());
    return path;
}

/// Milliseconds to the end.
int untilDone(const std::shared_ptr<Job>& job)
{
    QElapsedTimer clock;
    clock.start();
    JobQueue queue;
    QEventLoop loop;
    QObject::connect(job.get(), &Job::finished, &loop, &QEventLoop::quit);
    queue.add(job);
    loop.exec();
    if (job->state() == Job::State::Failed)
        std::fprintf(stderr, "%s\n", qPrintable(job->error()->message()));
    return int(clock.elapsed());
}

void measureNetwork(const QString& video, const QString& spec, const Prompt& prompt)
{
    const auto tracker = std::make_shared<SharedTracker>(spec);
    const auto prepare = [&](FrameIndex frame) {
        return std::make_shared<PrepareJob>(video, tracker, std::vector{frame});
    };
    const auto track = [&] {
        TrackRequest request;
        request.prompts = {prompt};
        request.range = FrameRange{0, kNetworkFrames - 1};
        return std::make_shared<TrackJob>(video, tracker, request);
    };
    untilDone(prepare(0)); // with the weights
    const int encoder_ms = untilDone(prepare(1));
    untilDone(track());
    const int track_ms = untilDone(track());
    std::printf("features of a frame %d ms, following over %d frames %d ms\n", encoder_ms, kNetworkFrames,
                track_ms);
    FrameIndex frame = kNetworkFrames;
    measure(
        "features of a frame", [&] { return prepare(frame++); }, encoder_ms / kRepeats);
    measure("follow over known frames", track, track_ms / kRepeats);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    initResources();
    const auto reader =
        argc == 2 || argc == 3 ? VideoReader::open(QString::fromLocal8Bit(argv[1])) : fail(cancelled());
    if (!reader) {
        std::fprintf(stderr, "usage: bench_cancel VIDEO [TRACKER]\n");
        return 2;
    }
    const QString video = (*reader)->info().path;
    const VideoInfo info = (*reader)->info();
    const auto first = (*reader)->frame(0);
    const auto project = projectWithMasks(info);
    if (!first || !project) {
        std::fprintf(stderr, "%s\n", qPrintable((first ? project.error() : first.error()).message()));
        return 1;
    }
    const QSize size = first->image.size();
    const Box box{size.width() * 0.3, size.height() * 0.3, size.width() * 0.6, size.height() * 0.7};
    const auto flow = std::make_shared<SharedTracker>(QStringLiteral("flow"));
    Prompt prompt;
    prompt.box = box;
    std::printf("%-44s %7s %7s  cancelled of %d\n", "ms from Cancel to the end", "median", "most", kRepeats);
    if (argc == 3) {
        measureNetwork(video, QString::fromLocal8Bit(argv[2]), prompt);
        return 0;
    }

    ChatServer silent;
    silent.always({ChatServer::hang()});
    ChatServer streaming;
    streaming.always(ChatServer::answer(QStringLiteral("word ").repeated(4000), 5));
    ChatServer busy;
    busy.always(ChatServer::whole(503, "text/plain", "busy"));
    const auto ask = [&](const ChatServer& server) {
        ChainJob::Spec spec;
        spec.media = video;
        spec.query = QStringLiteral("the cup");
        spec.vlm = server.url() + QStringLiteral("#m");
        return std::make_shared<ChainJob>(spec);
    };

    measure("look at a video", [&] { return std::make_shared<ProbeJob>(QStringList{video}); });
    measure("ask, the server is silent", [&] { return ask(silent); });
    measure("ask, the answer streams", [&] { return ask(streaming); });
    measure("ask, the server is busy", [&] { return ask(busy); });
    measure("four samples", [&] {
        SamplesJob::Spec spec;
        spec.media = video;
        spec.query = QStringLiteral("the cup");
        spec.vlm = streaming.url() + QStringLiteral("#m");
        spec.tracker = flow;
        spec.seeds = {0, 1, 2, 3};
        return std::make_shared<SamplesJob>(spec);
    });
    measure("box to mask",
            [&] { return std::make_shared<SegmentJob>(flow, info, *first, std::vector{prompt}); });
    measure("track", [&] {
        TrackRequest request;
        request.prompts = {prompt};
        return std::make_shared<TrackJob>(video, std::make_shared<SharedTracker>(QStringLiteral("flow")),
                                          request);
    });
    const auto exportAs = [&](ExportKind kind, const char* name) {
        ExportJob::Spec spec;
        spec.project = *project;
        spec.videos = {VideoId{1}};
        spec.kind = kind;
        spec.replace = true;
        spec.target = g_dir.filePath(QLatin1String(name));
        return std::make_shared<ExportJob>(spec);
    };
    measure("export DAVIS", [&] { return exportAs(ExportKind::Davis2017, "davis"); });
    measure("export overlay video", [&] { return exportAs(ExportKind::OverlayMp4, "o.mp4"); });
    measure("review",
            [&] { return std::make_shared<ReviewJob>(*project, VideoId{1}, std::vector{ObjectId{1}}); });
    return 0;
}
