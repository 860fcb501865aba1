// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/overlay_video.h"

#include "core/base/file_output.h"
#include "core/formats/frame_table_p.h"
#include "core/media/video_reader.h"
#include "core/media/video_writer.h"

#include <algorithm>
#include <set>

namespace revseg {

namespace {

QColor colorOf(const Sequence& sequence, ObjectId object)
{
    for (const SequenceObject& o : sequence.objects) {
        if (o.id == object && o.color.isValid())
            return o.color;
    }
    return objectColor(int(object.value) - 1);
}

} // namespace

Result<ExchangeReport> writeOverlayVideo(MaskSource& source, size_t sequence, FrameProvider& video,
                                         const QString& path, const OverlayStyle& style,
                                         const ProgressFn& progress, std::stop_token stop)
{
    const Sequence& s = source.sequences()[sequence];
    const VideoInfo& info = video.info();
    if (info.native != s.size || info.frames < s.frameCount()) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "The masks of “%1” were made for another video than “%2”"),
                    {s.name, info.path}, QT_TRANSLATE_NOOP("core", "put the right video in its place"));
    }
    const Rational rate = info.rate.num > 0 && info.rate.den > 0 ? info.rate : Rational{25, 1};
    auto writer = VideoWriter::create(path, info.display.isEmpty() ? info.native : info.display, rate);
    if (!writer)
        return fail(writer.error());
    ExchangeReport report;
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
        std::vector<MaskOverlay> overlays;
        for (SequenceMask& m : *masks) {
            if (m.mask.isEmpty())
                continue;
            objects.insert(m.object);
            overlays.push_back({std::move(m.mask), colorOf(s, m.object), int(m.object.value)});
        }
        report.masks += qint64(overlays.size());
        if (overlays.empty())
            report.lose(QStringLiteral("frames_without_mask"));
        const QImage picture = blendMasks(std::move(frame->image), overlays, style);
        if (auto done = (*writer)->add(displayImage(picture, info)); !done)
            return fail(done.error());
        ++report.frames;
        if (progress)
            progress({i + 1, s.frameCount()});
    }
    if (auto done = (*writer)->finish(); !done)
        return fail(done.error());
    report.objects = qint64(objects.size());
    if (info.variable_rate)
        report.lose(QStringLiteral("variable_frame_times"), s.frameCount());
    return report;
}

Result<ExchangeReport> writeOverlayVideos(MaskSource& source, const QString& folder,
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
        if (s.media.isEmpty() || !options.media.open) {
            return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "The media of “%1” is missing"),
                        {s.name},
                        QT_TRANSLATE_NOOP("core", "put it back, or link the video to its new place"));
        }
        auto video = options.media.open(s.media);
        if (!video)
            return fail(video.error());
        const qint64 before = at.done;
        const auto step = [&](Progress p) {
            at.done = before + p.done;
            if (progress)
                progress(at);
        };
        const auto report = writeOverlayVideo(
            source, i, **video, output->filePath(s.name + QStringLiteral(".mp4")), style, step, stop);
        if (!report)
            return report;
        all.frames += report->frames;
        all.objects += report->objects;
        all.masks += report->masks;
        for (const auto& [name, count] : report->losses)
            all.lose(name, count);
        auto times = timesOf(s, options.media);
        if (!times)
            return fail(times.error());
        table.add(s, *times);
    }
    if (auto done = writeFile(output->filePath(QStringLiteral("frames.csv")), table.text()); !done)
        return fail(done.error());
    if (auto done = output->commit(); !done)
        return fail(done.error());
    return all;
}

} // namespace revseg
