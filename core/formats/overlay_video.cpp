// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/overlay_video.h"

#include "core/base/file_output.h"
#include "core/formats/frame_table_p.h"
#include "core/formats/overlay_files_p.h"
#include "core/media/video_reader.h"
#include "core/media/video_writer.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <set>

namespace revseg {

namespace {

Error missingMedia(const Sequence& sequence)
{
    return makeError(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "The media of “%1” is missing"),
                     {sequence.name},
                     QT_TRANSLATE_NOOP("core", "put it back, or link the video to its new place"));
}

/// What encoding one video gave.
struct Encoded
{
    ExchangeReport report;
    std::vector<int> frames; ///< those that are in it
};

/// Opens what has been written, as anybody would.
Result<void> lookAgain(const QString& path, Size size, size_t frames)
{
    const auto back = VideoReader::open(path);
    const auto wrong = [](const QString& what) {
        return fail(ErrorKind::Corrupt,
                    QT_TRANSLATE_NOOP("core", "What was written could not be read back: %1"), {what},
                    QT_TRANSLATE_NOOP("core", "check the disk, then export again"));
    };
    if (!back)
        return wrong(back.error().message());
    const VideoInfo& info = (*back)->info();
    // An odd size has become even.
    if (size_t(info.frames) != frames || std::abs(info.native.width - size.width) > 1 ||
        std::abs(info.native.height - size.height) > 1)
        return wrong(QStringLiteral("%1 frames of %2×%3 pixels instead of %4 of %5×%6")
                         .arg(info.frames)
                         .arg(info.native.width)
                         .arg(info.native.height)
                         .arg(frames)
                         .arg(size.width)
                         .arg(size.height));
    return {};
}

Result<Encoded> encode(MaskSource& source, size_t sequence, FrameProvider& video, const QString& path,
                       const OverlayStyle& style, const ProgressFn& progress, std::stop_token stop)
{
    const Sequence& s = source.sequences()[sequence];
    const VideoInfo& info = video.info();
    if (auto fits = checkMedia(s, info); !fits)
        return fail(fits.error());
    const Rational rate = info.rate.num > 0 && info.rate.den > 0 ? info.rate : Rational{25, 1};
    const Size whole = info.display.isEmpty() ? info.native : info.display;
    Size size = whole;
    if (path.endsWith(QLatin1String(".gif"), Qt::CaseInsensitive)) {
        const QSize shrunk = QSize(size.width, size.height).scaled(kGifSide, kGifSide, Qt::KeepAspectRatio);
        if (shrunk.width() < size.width)
            size = {std::max(1, shrunk.width()), std::max(1, shrunk.height())};
    }
    auto writer = VideoWriter::create(path, size, rate);
    if (!writer)
        return fail(writer.error());
    Encoded out;
    std::set<ObjectId> objects;
    for (int i = 0; i < s.frameCount(); ++i) {
        if (stop.stop_requested())
            return fail(cancelled());
        auto frame = video.frame(i, stop);
        if (!frame)
            return fail(frame.error());
        auto masks = source.masks(sequence, i);
        if (!masks)
            return fail(masks.error());
        countMasks(s, i, *masks, objects, out.report);
        const QImage picture = blendMasks(std::move(frame->image), overlaysOf(s, *masks), style);
        const int64_t before = (*writer)->leftOut();
        if (auto done = (*writer)->add(displayImage(picture, info)); !done)
            return fail(done.error());
        if ((*writer)->leftOut() == before)
            out.frames.push_back(i);
        if (progress)
            progress({i + 1, s.frameCount()});
    }
    if (auto done = (*writer)->finish(); !done)
        return fail(done.error());
    out.report.objects = qint64(objects.size());
    if (info.variable_rate)
        out.report.lose(QStringLiteral("variable_frame_times"), s.frameCount());
    out.report.lose(QStringLiteral("frames_left_out"), (*writer)->leftOut());
    if (size != whole)
        out.report.lose(QStringLiteral("smaller_pictures"), qint64(out.frames.size()));
    if (auto same = lookAgain(path, size, out.frames.size()); !same) {
        QFile::remove(path);
        return fail(same.error());
    }
    return out;
}

} // namespace

Result<ExchangeReport> writeOverlayVideo(MaskSource& source, size_t sequence, FrameProvider& video,
                                         const std::vector<FrameTime>& times, const QString& path,
                                         const OverlayStyle& style, const ProgressFn& progress,
                                         std::stop_token stop)
{
    auto encoded = encode(source, sequence, video, path, style, progress, stop);
    if (!encoded)
        return fail(encoded.error());
    const Sequence& s = source.sequences()[sequence];
    if (auto done = writeBeside(path, s, times, encoded->frames, encoded->report); !done) {
        QFile::remove(path);
        return fail(done.error());
    }
    return std::move(encoded->report);
}

Result<ExchangeReport> writeOverlayVideos(MaskSource& source, const QString& folder, const QString& suffix,
                                          const OverlayStyle& style, const WriteOptions& options,
                                          const ProgressFn& progress, std::stop_token stop)
{
    auto output = FolderOutput::create(folder, options.force);
    if (!output)
        return fail(output.error());
    ExchangeReport all;
    FrameTable table;
    Progress at;
    for (const Sequence& s : source.sequences())
        at.total += s.frameCount();
    for (size_t i = 0; i < source.sequences().size(); ++i) {
        const Sequence& s = source.sequences()[i];
        if (s.media.isEmpty() || !options.media.open)
            return fail(missingMedia(s));
        auto video = options.media.open(s.media);
        if (!video)
            return fail(video.error());
        const qint64 before = at.done;
        const auto step = [&](Progress p) {
            at.done = before + p.done;
            if (progress)
                progress(at);
        };
        const QString path = output->filePath(s.name + QLatin1Char('.') + suffix);
        const auto encoded = encode(source, i, **video, path, style, step, stop);
        if (!encoded)
            return fail(output->named(encoded.error()));
        all.add(encoded->report);
        const auto times = timesOf(s, options.media);
        if (!times)
            return fail(times.error());
        table.add(s, *times, encoded->frames);
    }
    if (auto done = writeFile(output->filePath(QStringLiteral("frames.csv")), table.text()); !done)
        return fail(output->named(done.error()));
    if (auto done = writeFile(output->filePath(QStringLiteral("report.json")), all.file(suffix)); !done)
        return fail(output->named(done.error()));
    if (auto done = output->commit(); !done)
        return fail(done.error());
    return all;
}

} // namespace revseg
