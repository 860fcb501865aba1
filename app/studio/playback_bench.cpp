// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/playback_bench.h"

#include "app/studio/main_window.h"
#include "core/media/video_reader.h"
#include "core/project/project.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/player/player.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <thread>

namespace revseg::studio {

namespace {

constexpr int kPatience_ms = 120'000;

Result<void> fill(Project& project, const PlaybackBench& bench)
{
    const auto reader = VideoReader::open(bench.video);
    if (!reader)
        return fail(reader.error());
    const auto video = project.addVideo((*reader)->info());
    if (!video)
        return fail(video.error());
    const Size size = (*reader)->info().native;
    for (int o = 0; o < bench.overlays; ++o) {
        const auto object = project.addObject(*video);
        if (!object)
            return fail(object.error());
        Edit edit;
        for (FrameIndex f = 0; f < (*reader)->frameCount(); ++f) {
            // A disc of a tenth of the height that goes around, each at its own place.
            const double angle = 0.02 * f + 6.28 * o / bench.overlays;
            const double r = size.height * 0.1;
            const Point middle{size.width * (0.5 + 0.35 * std::cos(angle)),
                               size.height * (0.5 + 0.35 * std::sin(angle))};
            std::vector<uint8_t> bytes(size_t(size.width) * size_t(size.height));
            for (int y = std::max(0, int(middle.y - r)); y < std::min(size.height, int(middle.y + r)); ++y) {
                const double half = std::sqrt(std::max(0.0, r * r - (y - middle.y) * (y - middle.y)));
                const int from = std::clamp(int(middle.x - half), 0, size.width);
                const int to = std::clamp(int(middle.x + half), from, size.width);
                std::fill(bytes.begin() + qsizetype(y) * size.width + from,
                          bytes.begin() + qsizetype(y) * size.width + to, uint8_t(1));
            }
            auto record = std::make_shared<MaskRecord>();
            record->mask = Mask::fromBytes(size, bytes.data(), size.width);
            edit.changes.push_back(MaskChange{*video, *object, f, nullptr, std::move(record)});
        }
        if (auto done = project.apply(std::move(edit)); !done)
            return fail(done.error());
    }
    return {};
}

QJsonObject distribution(std::vector<double> values)
{
    if (values.empty())
        return {};
    std::sort(values.begin(), values.end());
    return {{QStringLiteral("p99"), values[size_t(std::lround(0.99 * double(values.size() - 1)))]},
            {QStringLiteral("max"), values.back()}};
}

} // namespace

int runPlaybackBench(const PlaybackBench& bench, MainWindow& window)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("bench.revseg"));
    {
        auto project = Project::create(path);
        const auto filled = project ? fill(**project, bench) : Result<void>(fail(project.error()));
        if (!filled) {
            std::fprintf(stderr, "%s\n", qPrintable(filled.error().message()));
            return 1;
        }
    }
    window.resize(1440, 900);
    window.show();
    auto* const player = window.findChild<Player*>();
    auto* const canvas = window.findChild<CanvasWidget*>();

    const auto waitUntil = [](const std::function<bool()>& done) {
        QEventLoop loop;
        QTimer poll;
        QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
            if (done())
                loop.quit();
        });
        QTimer::singleShot(kPatience_ms, &loop, &QEventLoop::quit);
        poll.start(1);
        loop.exec();
        return done();
    };
    QElapsedTimer clock;
    clock.start();
    window.openPaths({path});
    if (!waitUntil([&] { return canvas->hasFrame(); })) {
        std::fprintf(stderr, "no picture came\n");
        return 1;
    }
    const double firstPicture = double(clock.nsecsElapsed()) / 1e6;
    // What is made in the background of a video that has just been opened (thumbnails) is not playing.
    waitUntil([&clock] { return clock.elapsed() > 3000; });

    // How long an event waits that another thread posts every few milliseconds.
    std::vector<double> blocks;
    std::jthread heartbeat([&](std::stop_token over) {
        while (!over.stop_requested()) {
            QElapsedTimer posted;
            posted.start();
            QMetaObject::invokeMethod(
                &window, [&blocks, posted] { blocks.push_back(double(posted.nsecsElapsed()) / 1e6); },
                Qt::QueuedConnection);
            std::this_thread::sleep_for(std::chrono::milliseconds(3));
        }
    });
    player->setChosenSpeed(bench.speed);
    player->play();
    QEventLoop loop;
    QObject::connect(player, &Player::stateChanged, &loop, [&] {
        if (!player->isPlaying())
            loop.quit();
    });
    QTimer::singleShot(kPatience_ms, &loop, &QEventLoop::quit);
    loop.exec();
    heartbeat.request_stop();
    heartbeat.join();
    QCoreApplication::removePostedEvents(&window, QEvent::MetaCall);

    const QJsonObject figures{{QStringLiteral("shown"), player->shownFrames()},
                              {QStringLiteral("dropped"), player->dropped()},
                              {QStringLiteral("late"), player->late()},
                              {QStringLiteral("block_ms"), distribution(blocks)},
                              {QStringLiteral("first_picture_ms"), firstPicture}};
    std::printf("%s\n", QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    return 0;
}

} // namespace revseg::studio
