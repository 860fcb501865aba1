// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_timeline [OBJECTS] [FRAMES]: how long the window's thread is busy, painting included, for what is
// done most on a large project: 50 objects with a mask on each of 10,000 frames unless said otherwise. 16 ms
// are allowed.
#include "app/studio/edit_writer.h"
#include "app/studio/main_window.h"
#include "app/studio/session.h"
#include "core/media/video_reader.h"
#include "core/media/video_writer.h"
#include "core/project/project.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/player/player.h"
#include "widgets/timeline/timeline_widget.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QWheelEvent>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <utility>
#include <vector>

#include "resources/resources.h"

using namespace revseg;
using namespace revseg::studio;

namespace {

constexpr int kRepeats = 100;
constexpr Size kSize{160, 96};

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
    (*project)->setHistoryLimit(0);
    const auto video = (*project)->addVideo((*reader)->info());
    if (!video)
        return fail(video.error());
    std::vector<MaskRecordPtr> masks;
    for (int i = 0; i < 32; ++i) {
        auto record = std::make_shared<MaskRecord>();
        record->mask = Mask::filled(kSize, {4.0 + i, 8, 30.0 + 2 * i, 60});
        record->provenance.source = QStringLiteral("flow");
        record->provenance.origin = Provenance::Origin::Tracked;
        masks.push_back(std::move(record));
    }
    for (int o = 0; o < objects; ++o) {
        const auto object = (*project)->addObject(*video);
        if (!object)
            return fail(object.error());
        Edit edit{{"Track", {}}, {*video, 0}, {}};
        for (int f = 0; f < frames; ++f) {
            if ((f + 37 * o) % 400 > 5) // gaps
                edit.changes.emplace_back(
                    MaskChange{*video, *object, f, nullptr, masks[size_t(f + o) % masks.size()]});
        }
        if (auto done = (*project)->apply(std::move(edit)); !done)
            return done;
    }
    return {};
}

void print(const char* name, std::vector<double> stretches)
{
    std::sort(stretches.begin(), stretches.end());
    std::printf("%-24s longest stretch p50 %6.2f  p95 %6.2f  most %6.2f ms\n", name,
                stretches[stretches.size() / 2], stretches[stretches.size() * 95 / 100], stretches.back());
}

/// The longest stretch of `act` and of what it sets off without a return to the event loop.
void measure(const char* name, const std::function<void(int)>& act)
{
    std::vector<double> longest;
    for (int i = 0; i < kRepeats; ++i) {
        QElapsedTimer clock;
        double most = 0;
        const auto timed = [&](const auto& step) {
            clock.start();
            step();
            most = std::max(most, double(clock.nsecsElapsed()) * 1e-6);
        };
        timed([&] { act(i); });
        QElapsedTimer rest;
        rest.start();
        while (rest.elapsed() < 60) // until its timers have come, too
            timed([] { QCoreApplication::processEvents(); });
        longest.push_back(most);
    }
    print(name, std::move(longest));
}

/// The stretches of something that takes a while, until `isOver`.
void measureAll(const char* name, const std::function<void()>& start, const std::function<bool()>& isOver)
{
    std::vector<double> stretches;
    QElapsedTimer all;
    all.start();
    const auto timed = [&](const auto& step) {
        QElapsedTimer clock;
        clock.start();
        step();
        stretches.push_back(double(clock.nsecsElapsed()) * 1e-6);
    };
    timed(start);
    while (!isOver())
        timed([] { QCoreApplication::processEvents(); });
    std::printf("%-24s %6lld ms, ", name, static_cast<long long>(all.elapsed()));
    print("", std::move(stretches));
}

/// Two more objects with a mask on each frame.
Edit import(const Project& project, int frames)
{
    const VideoId video = project.videos().front().id;
    const auto ids = project.freeObjectIds(video);
    Edit edit{{"Import", {}}, {video, 0}, {}};
    for (size_t o = 0; o < 2; ++o) {
        edit.changes.emplace_back(RecordChange<ObjectRecord>{std::nullopt, project.newObject(video, ids[o])});
        for (int f = 0; f < frames; ++f) {
            auto record = std::make_shared<MaskRecord>();
            record->mask = Mask::filled(kSize, {double(f % 60), 8, 90 + double(f % 50), 90});
            record->provenance.origin = Provenance::Origin::Imported;
            edit.changes.emplace_back(MaskChange{video, ids[o], f, nullptr, std::move(record)});
        }
    }
    return edit;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    QApplication application(argc, argv);
    initResources();
    const int objects = argc > 1 ? std::atoi(argv[1]) : 50;
    const int frames = argc > 2 ? std::atoi(argv[2]) : 10'000;
    const QString path = folder.filePath(QStringLiteral("large.revseg"));
    if (const auto made = make(path, folder.filePath(QStringLiteral("clip.mp4")), objects, frames); !made) {
        std::fprintf(stderr, "%s\n", qPrintable(made.error().message()));
        return 1;
    }
    Theme theme;
    MainWindow window(theme);
    window.resize(1440, 900);
    window.show();
    QElapsedTimer clock;
    clock.start();
    window.openPaths({path});
    std::printf("%-24s %6.2f ms\n", "openPaths returns after", double(clock.nsecsElapsed()) * 1e-6);
    auto* const canvas = window.findChild<CanvasWidget*>();
    auto* const timeline = window.findChild<TimelineWidget*>();
    auto* const player = window.findChild<Player*>();
    while (!canvas->hasFrame() || int(timeline->scene().lanes.size()) != objects)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    std::printf("%-24s %6.2f ms\n", "picture and lanes after", double(clock.nsecsElapsed()) * 1e-6);
    clock.start();
    while (clock.elapsed() < 3000) // thumbnails
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);

    measure("step", [&](int i) { player->goTo(100 + i); });
    measure("scrub", [&](int i) { player->goTo((i * 977) % frames); });
    const auto wheel = [&](QPoint angle, Qt::KeyboardModifiers modifiers) {
        const QPointF at(timeline->width() / 2.0, 60);
        QWheelEvent event(at, timeline->mapToGlobal(at), {}, angle, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(timeline, &event);
    };
    measure("zoom", [&](int i) { wheel({0, i < kRepeats / 2 ? 120 : -120}, Qt::ControlModifier); });
    measure("scroll the objects", [&](int i) { wheel({0, i % 2 == 0 ? -120 : 120}, {}); });
    measure("another object",
            [&](int) { window.findChild<QAction*>(QStringLiteral("object.next"))->trigger(); });
    measure("mark and undo", [&](int i) {
        window.findChild<QAction*>(i % 2 == 0 ? QStringLiteral("mask.absent") : QStringLiteral("edit.undo"))
            ->trigger();
    });
    auto* const writer = window.findChild<EditWriter*>();
    bool over = false;
    const auto done = [&](const Result<Place>& place) {
        if (!place)
            std::fprintf(stderr, "%s\n", qPrintable(place.error().message()));
        over = true;
    };
    const auto isOver = [&] { return std::exchange(over, false); };
    Edit edit = import(*window.findChild<Session*>()->project(), frames);
    measureAll(
        "import two", [&] { writer->apply(std::move(edit), done); }, isOver);
    measureAll(
        "undo that", [&] { writer->undo(done); }, isOver);
    measureAll(
        "redo that", [&] { writer->redo(done); }, isOver);
    return 0;
}
