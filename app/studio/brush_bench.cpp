// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/brush_bench.h"

#include "app/studio/main_window.h"
#include "core/media/video_reader.h"
#include "core/project/project.h"
#include "widgets/canvas/canvas_widget.h"

#include <QAction>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMouseEvent>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

namespace revseg::studio {

namespace {

constexpr int kPatience_ms = 120'000;
constexpr int kStrokes = 12;
constexpr int kMoves = 60; ///< a stroke

QImage texture(Size size)
{
    QImage image(size.width, size.height, QImage::Format_RGB32);
    for (int y = 0; y < size.height; ++y) {
        auto* const line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < size.width; ++x)
            line[x] = qRgb((x / 8 * 37) & 0xFF, (y / 8 * 59) & 0xFF, ((x + y) / 16 * 23) & 0xFF);
    }
    return image;
}

/// Two frames, and an object with a mask on the first one.
Result<void> makeProject(const QString& path, const QString& stills, Size size)
{
    QDir().mkpath(stills);
    const QImage image = texture(size);
    for (const char* name : {"00000.png", "00001.png"})
        image.save(QDir(stills).filePath(QLatin1String(name)), "PNG", 90);
    const auto reader = VideoReader::open(stills);
    if (!reader)
        return fail(reader.error());
    auto project = Project::create(path);
    if (!project)
        return fail(project.error());
    const auto video = (*project)->addVideo((*reader)->info());
    if (!video)
        return fail(video.error());
    const auto object = (*project)->addObject(*video);
    if (!object)
        return fail(object.error());
    auto record = std::make_shared<MaskRecord>();
    record->mask =
        Mask::filled(size, {size.width * 0.3, size.height * 0.3, size.width * 0.5, size.height * 0.6});
    return (*project)->setMask(*video, *object, 0, std::move(record), {"Mask", {}});
}

QJsonObject percentiles(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const auto at = [&values](double p) {
        return values[size_t(std::lround(p * double(values.size() - 1)))];
    };
    return {{QStringLiteral("p50"), at(0.5)}, {QStringLiteral("p95"), at(0.95)}};
}

bool waitUntil(const std::function<bool()>& done)
{
    QElapsedTimer clock;
    clock.start();
    while (!done() && clock.elapsed() < kPatience_ms)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    return done();
}

int refuse(const char* why)
{
    std::fprintf(stderr, "%s\n", why);
    return 1;
}

} // namespace

int runBrushBench(Size picture, MainWindow& window)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("bench.revseg"));
    if (const auto made = makeProject(path, folder.filePath(QStringLiteral("stills")), picture); !made)
        return refuse(qPrintable(made.error().message()));
    window.resize(1440, 900);
    window.show();
    auto* const canvas = window.findChild<CanvasWidget*>();
    window.openPaths({path});
    if (!waitUntil([canvas] { return canvas->hasFrame(); }))
        return refuse("no picture came");
    auto* const brush = window.findChild<QAction*>(QStringLiteral("tool.brush"));
    auto* const undo = window.findChild<QAction*>(QStringLiteral("edit.undo"));
    brush->trigger();
    // What is made in the background of a video that has just been opened (thumbnails) is not painting.
    QElapsedTimer settle;
    settle.start();
    waitUntil([&settle] { return settle.elapsed() > 2000; });

    // What `act` does, with all that it makes be painted at once.
    const auto timed = [&window](const auto& act) {
        QCoreApplication::processEvents();
        QElapsedTimer clock;
        clock.start();
        act();
        QCoreApplication::sendPostedEvents();
        QEvent paint(QEvent::UpdateRequest);
        QCoreApplication::sendEvent(&window, &paint);
        return double(clock.nsecsElapsed()) / 1e6;
    };
    const auto mouse = [canvas](QEvent::Type type, Point at, Qt::MouseButtons held) {
        const QPointF where = canvas->view().toWidget(at);
        QMouseEvent event(type, where, canvas->mapToGlobal(where),
                          type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, held, {});
        QCoreApplication::sendEvent(canvas, &event);
    };

    std::vector<double> moves;
    std::vector<double> stored;
    std::vector<double> undone;
    for (int s = 0; s < kStrokes; ++s) {
        // Over the whole picture, each stroke elsewhere.
        const auto at = [&](int step) {
            const double t = double(step) / kMoves;
            return Point{picture.width * (0.1 + 0.8 * t),
                         picture.height * (0.15 + 0.055 * s + 0.1 * std::sin(9 * t + s))};
        };
        timed([&] { mouse(QEvent::MouseButtonPress, at(0), Qt::LeftButton); });
        for (int i = 1; i <= kMoves; ++i)
            moves.push_back(timed([&] { mouse(QEvent::MouseMove, at(i), Qt::LeftButton); }));
        stored.push_back(timed([&] { mouse(QEvent::MouseButtonRelease, at(kMoves), Qt::NoButton); }));
        if (s % 2 == 1) {
            // The one undone is drawn again by nobody: half of the strokes stay.
            undone.push_back(timed([undo] { undo->trigger(); }));
        }
    }
    const auto project = Project::open(path, Project::OpenMode::ReadOnly);
    const VideoId video = project ? (*project)->videos().front().id : VideoId{};
    const auto mask = project ? (*project)->mask(video, (*project)->objects(video).front().id, 0)
                              : Result<MaskRecordPtr>(fail(project.error()));
    if (!mask || !*mask || (*mask)->provenance.source != QLatin1String("brush"))
        return refuse("no stroke has been stored");
    const QJsonObject figures{{QStringLiteral("move_ms"), percentiles(moves)},
                              {QStringLiteral("undo_ms"), percentiles(undone)},
                              {QStringLiteral("stored_ms"), percentiles(stored)}};
    std::printf("%s\n", QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    return 0;
}

} // namespace revseg::studio
