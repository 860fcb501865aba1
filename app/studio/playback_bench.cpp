// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/playback_bench.h"

#include "app/studio/main_window.h"
#include "app/studio/theme.h"
#include "core/media/video_reader.h"
#include "core/project/project.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/player/player.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <functional>
#include <optional>
#include <thread>
#include <unistd.h>

namespace revseg::studio {

namespace {

constexpr int kPatience_ms = 120'000;
constexpr int kLongest_ms = 20'000; ///< of playing

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

bool waitUntil(const std::function<bool()>& done)
{
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
}

/// Milliseconds that this process has lived, to about 10: what came before main() counts as well.
double processAge_ms()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    timespec now{};
    if (!file.open(QIODevice::ReadOnly) || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return 0;
    // Behind the name, which may hold anything, the start time is the twentieth field.
    const QByteArray line = file.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    const double started = fields.value(19).toDouble() / double(sysconf(_SC_CLK_TCK));
    return (double(now.tv_sec) + double(now.tv_nsec) / 1e9 - started) * 1e3;
}

/// What the system keeps of a file in memory is dropped, as far as it lets us.
void forgetFile(const QString& path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    ::fdatasync(file);
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
}

struct FirstPicture
{
    double from_start_ms = 0;   ///< of the program
    double from_opening_ms = 0; ///< from when the window was given the video
};

/// As somebody starts the program with a video that it has never seen: no index, no project, no file in
/// memory. The picture counts once it has been painted.
std::optional<FirstPicture> firstPicture(const QString& video, const QString& folder, Theme& theme)
{
    // A link of its own, so that the project that is made lies beside it and not beside the video.
    const QString link = QDir(folder).filePath(QFileInfo(video).fileName());
    if (!QFile::link(QFileInfo(video).absoluteFilePath(), link))
        return std::nullopt;
    forgetFile(video);
    setIndexFolder(QDir(folder).filePath(QStringLiteral("frames")));
    MainWindow window(theme);
    window.resize(1440, 900);
    window.show();
    auto* const canvas = window.findChild<CanvasWidget*>();
    QElapsedTimer clock;
    clock.start();
    window.openPaths({link});
    if (!waitUntil([canvas] { return canvas->hasFrame(); }))
        return std::nullopt;
    canvas->repaint();
    return FirstPicture{processAge_ms(), double(clock.nsecsElapsed()) / 1e6};
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

int runPlaybackBench(const PlaybackBench& bench, Theme& theme)
{
    const QTemporaryDir folder;
    const auto first = firstPicture(bench.video, folder.path(), theme);
    if (!first) {
        std::fprintf(stderr, "no picture came\n");
        return 1;
    }
    MainWindow window(theme);
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

    QElapsedTimer clock;
    clock.start();
    window.openPaths({path});
    if (!waitUntil([&] { return canvas->hasFrame(); })) {
        std::fprintf(stderr, "no picture came\n");
        return 1;
    }
    // What is made in the background of a video that has just been opened (thumbnails, its hash) is not
    // playing.
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
    QTimer::singleShot(kLongest_ms, &loop, &QEventLoop::quit);
    loop.exec();
    player->pause();
    heartbeat.request_stop();
    heartbeat.join();
    QCoreApplication::removePostedEvents(&window, QEvent::MetaCall);

    const QJsonObject figures{{QStringLiteral("shown"), player->shownFrames()},
                              {QStringLiteral("dropped"), player->dropped()},
                              {QStringLiteral("late"), player->late()},
                              {QStringLiteral("block_ms"), distribution(blocks)},
                              {QStringLiteral("first_picture_ms"), first->from_start_ms},
                              {QStringLiteral("open_ms"), first->from_opening_ms}};
    std::printf("%s\n", QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    return 0;
}

} // namespace revseg::studio
