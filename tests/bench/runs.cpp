// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_runs [OBJECTS] [FRAMES]: how long the window's thread is busy, painting included, with runs of the
// chain that have a mask of each object on each frame: 2 objects on 3,000 frames unless said otherwise. 16 ms
// are allowed.
#include "app/studio/chain_controller.h"
#include "app/studio/main_window.h"
#include "core/media/video_reader.h"
#include "core/media/video_writer.h"
#include "core/project/run_edits.h"
#include "core/tracker/shared_tracker.h"
#include "widgets/canvas/canvas_widget.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

#include "resources/resources.h"

using namespace revseg;
using namespace revseg::studio;

namespace {

constexpr int kRepeats = 9;
constexpr Size kSize{640, 360};
constexpr int kRuns = 3;

/// A blob with a ragged outline, of some hundred run lengths as those of a real object.
Mask blob(int seed)
{
    std::vector<uint8_t> bytes(size_t(kSize.width) * kSize.height);
    for (int y = 30; y < 330; ++y) {
        const int from = 150 + seed % 90 + int(20 * std::sin(0.11 * y + seed));
        const int to = 330 + seed % 70 + int(25 * std::sin(0.07 * y + 2 * seed));
        std::fill_n(bytes.begin() + size_t(y) * kSize.width + from, to - from, uint8_t(1));
    }
    return Mask::fromBytes(kSize, bytes.data(), kSize.width);
}

/// Finds a blob for each object on each frame, at once.
class BlobTracker final : public Tracker
{
public:
    explicit BlobTracker(std::vector<Mask> blobs) : m_blobs(std::move(blobs)) {}
    QString spec() const override { return QStringLiteral("flow"); }
    Result<TrackedFrame> segment(const std::vector<Prompt>& prompts, FrameProvider&, std::stop_token) override
    {
        return at(prompts.front().frame, prompts);
    }
    Result<void> track(const TrackRequest& request, FrameProvider& video, const FrameFn& onFrame,
                       const ProgressFn& progress, std::stop_token) override
    {
        for (FrameIndex f = 0; f < video.info().frames; ++f) {
            onFrame(at(f, request.prompts));
            progress({f + 1, video.info().frames});
        }
        ++m_round;
        return {};
    }

private:
    TrackedFrame at(FrameIndex frame, const std::vector<Prompt>& prompts) const
    {
        TrackedFrame out{frame, {}};
        for (const Prompt& p : prompts)
            out.masks.push_back(
                {p.object, m_blobs[size_t(frame + 3 * m_round + p.object.value) % m_blobs.size()], 1});
        return out;
    }

    std::vector<Mask> m_blobs;
    int m_round = 0;
};

std::vector<Mask> blobs()
{
    std::vector<Mask> out;
    for (int i = 0; i < 32; ++i)
        out.push_back(blob(7 * i));
    return out;
}

Result<void> make(const QString& path, const QString& media, int objects, int frames)
{
    auto writer = VideoWriter::create(media, kSize, {25, 1});
    if (!writer)
        return fail(writer.error());
    QImage picture(kSize.width, kSize.height, QImage::Format_RGB32);
    for (int f = 0; f < frames; ++f) {
        picture.fill(qRgb(f & 0xFF, (f >> 3) & 0xFF, 90));
        if (auto done = (*writer)->add(picture); !done)
            return done;
    }
    if (auto done = (*writer)->finish(); !done)
        return done;
    const auto reader = VideoReader::open(media);
    if (!reader)
        return fail(reader.error());
    auto project = Project::create(path);
    if (!project)
        return fail(project.error());
    const auto video = (*project)->addVideo((*reader)->info());
    if (!video)
        return fail(video.error());
    const auto query = (*project)->addQuery(*video, QStringLiteral("which one moves?"));
    if (!query)
        return fail(query.error());
    const std::vector<Mask> masks = blobs();
    std::vector<RunResult> results;
    for (int r = 0; r < kRuns; ++r) {
        RunResult result;
        result.run.status = Run::Status::Ok;
        result.run.sampled = sampleUniform(frames, 16);
        result.run.keyframe = Keyframe{3, result.run.sampled[3].frame};
        result.run.description = QStringLiteral("the one on the left");
        result.run.seed = r;
        for (int s = 0; s < kStageCount; ++s)
            result.run.setStage(Stage(s), StageStatus::Ok);
        TrackSet tracks;
        for (int o = 1; o <= objects; ++o) {
            result.run.objects.push_back({o, {100, 40, 300, 200}, {100, 40, 300, 200}, {}});
            RunTrack track;
            track.object = o;
            for (FrameIndex f = 0; f < frames; ++f)
                track.masks[f] = masks[size_t(f + o + 5 * r) % masks.size()];
            tracks.push_back(std::move(track));
        }
        result.tracks = std::make_shared<TrackSet>(std::move(tracks));
        results.push_back(std::move(result));
    }
    auto edit = runsEdit(**project, *query, std::move(results), 0, QStringLiteral("flow"), {"Run", {}});
    if (!edit)
        return fail(edit.error());
    if (auto done = (*project)->apply(std::move(edit->edit)); !done)
        return done;
    return {};
}

/// Of this thread: what others do to the machine does not count.
double busyMs()
{
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return double(t.tv_sec) * 1e3 + double(t.tv_nsec) * 1e-6;
}

/// The longest stretch without a return to the event loop until `done`, and how long it all takes.
void measure(const char* name, const std::function<void(int)>& act, const std::function<bool()>& done,
             const std::function<void(int)>& prepare = {})
{
    std::vector<double> longest;
    std::vector<double> whole;
    for (int i = 0; i < kRepeats; ++i) {
        if (prepare)
            prepare(i);
        double most = 0;
        const auto timed = [&](const auto& step) {
            const double from = busyMs();
            step();
            most = std::max(most, busyMs() - from);
        };
        QElapsedTimer all;
        all.start();
        timed([&] { act(i); });
        while (!done() && all.elapsed() < 60'000)
            timed([] { QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 2); });
        whole.push_back(double(all.nsecsElapsed()) * 1e-6);
        QElapsedTimer rest;
        rest.start();
        while (rest.elapsed() < 300) // until its timers have come, too
            timed([] { QCoreApplication::processEvents(QEventLoop::AllEvents, 2); });
        longest.push_back(most);
    }
    std::sort(longest.begin(), longest.end());
    std::sort(whole.begin(), whole.end());
    std::printf("%-24s longest stretch p50 %7.1f  most %7.1f ms   shown after p50 %7.1f ms\n", name,
                longest[kRepeats / 2], longest.back(), whole[kRepeats / 2]);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    QApplication application(argc, argv);
    initResources();
    const int objects = argc > 1 ? std::atoi(argv[1]) : 2;
    const int frames = argc > 2 ? std::atoi(argv[2]) : 3'000;
    const QString path = folder.filePath(QStringLiteral("runs.revseg"));
    if (const auto made = make(path, folder.filePath(QStringLiteral("clip.mp4")), objects, frames); !made) {
        std::fprintf(stderr, "%s\n", qPrintable(made.error().message()));
        return 1;
    }
    Theme theme;
    MainWindow window(theme);
    window.resize(1440, 900);
    window.show();
    window.openPaths({path});
    auto* const canvas = window.findChild<CanvasWidget*>();
    auto* const chain = window.findChild<ChainController*>();
    const auto shown = [chain] { return chain->run() != nullptr && chain->shownRun().isValid(); };
    QElapsedTimer clock;
    clock.start();
    while (!canvas->hasFrame() || !shown() || clock.elapsed() < 3000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    const std::vector<RunId> ids = chain->runIds();
    const auto action = [&window](const char* id) { return window.findChild<QAction*>(QLatin1String(id)); };

    RunId wanted;
    const auto isShown = [&] {
        return shown() && chain->shownRun() == wanted && action("chain.rerun")->isEnabled();
    };
    measure(
        "show another run",
        [&](int i) {
            wanted = ids[size_t(i) % ids.size()];
            chain->showRun(wanted);
        },
        isShown);
    measure(
        "judge a stage", [&](int) { action("chain.judge4")->trigger(); }, isShown);
    measure(
        "use a run's masks", [&](int) { chain->promote(); },
        [&] { return isShown() && isPromoted(*chain->run()); },
        [&](int i) {
            wanted = ids[size_t(i + 1) % ids.size()];
            chain->showRun(wanted);
            while (!isShown())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 2);
        });
    measure(
        "undo that", [&](int) { action("edit.undo")->trigger(); }, shown);
    const size_t before = chain->runIds().size();
    measure(
        "edit the description",
        [&](int i) { chain->editDescription(QStringLiteral("the one with number %1").arg(i)); },
        [&] { return chain->runIds().size() > before && shown() && action("chain.rerun")->isEnabled(); });
    chain->setTracker(std::make_shared<SharedTracker>(std::make_unique<BlobTracker>(blobs())));
    const auto redraw = [&](int i) {
        chain->setBox(chain->run()->keyframe->frame, {100, 40, 300.0 + i, 200});
    };
    const auto discard = [&](int i) {
        if (chain->hasResult())
            chain->discardResult();
        redraw(i);
    };
    measure(
        "track it again", [&](int) { action("chain.rerun")->trigger(); }, [&] { return chain->hasResult(); },
        discard);
    const auto trackAgain = [&](int i) {
        if (!chain->hasResult()) {
            redraw(100 + i);
            action("chain.rerun")->trigger();
        }
        while (!chain->hasResult())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 2);
    };
    measure(
        "accept that", [&](int) { action("chain.accept")->trigger(); },
        [&] { return isPromoted(*chain->run()) && action("chain.rerun")->isEnabled(); }, trackAgain);
    return 0;
}
