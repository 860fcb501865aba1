// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_output.h"
#include "core/formats/format_files_p.h"
#include "core/formats/frame_table_p.h"
#include "core/formats/overlay_files_p.h"
#include "core/formats/overlay_video.h"
#include "core/media/video_reader.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace revseg {

Result<void> checkMedia(const Sequence& sequence, const VideoInfo& info)
{
    if (info.native != sequence.size || info.frames < sequence.frameCount()) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "The masks of “%1” were made for another video than “%2”"),
                    {sequence.name, info.path},
                    QT_TRANSLATE_NOOP("core", "put the right video in its place"));
    }
    return {};
}

std::vector<MaskOverlay> overlaysOf(const Sequence& sequence, const std::vector<SequenceMask>& masks)
{
    std::vector<MaskOverlay> out;
    for (const SequenceMask& m : masks) {
        if (m.mask.isEmpty())
            continue;
        QColor color = objectColor(int(m.object.value) - 1);
        for (const SequenceObject& o : sequence.objects) {
            if (o.id == m.object && o.color.isValid())
                color = o.color;
        }
        out.push_back({m.mask, color, int(m.object.value)});
    }
    return out;
}

void countMasks(const Sequence& sequence, int frame, const std::vector<SequenceMask>& masks,
                std::set<ObjectId>& objects, ExchangeReport& report)
{
    qint64 there = 0;
    for (const SequenceMask& m : masks) {
        if (m.mask.isEmpty())
            continue;
        objects.insert(m.object);
        ++there;
    }
    ++report.frames;
    report.masks += there;
    if (there == 0)
        report.loseAt(QStringLiteral("frames_without_mask"), sequence.name, frame);
}

Result<void> writeBeside(const QString& path, const Sequence& sequence, const std::vector<FrameTime>& times,
                         const std::vector<int>& frames, ExchangeReport& report)
{
    const QFileInfo info(path);
    const QString base = info.absolutePath() + QLatin1Char('/') + info.completeBaseName();
    if (times.empty())
        report.lose(QStringLiteral("frame_times"), qint64(frames.size()));
    FrameTable table;
    table.add(sequence, times, frames);
    const QString tablePath = base + QStringLiteral(".frames.csv");
    if (auto done = writeFile(tablePath, table.text()); !done)
        return done;
    if (auto done = writeFile(base + QStringLiteral(".report.json"), report.file(info.suffix().toLower()));
        !done) {
        QFile::remove(tablePath);
        return done;
    }
    return {};
}

Result<ExchangeReport> writeFramePicture(MaskSource& source, size_t sequence, FrameIndex frame,
                                         FrameProvider& video, const std::vector<FrameTime>& times,
                                         const QString& path, FramePicture kind, const OverlayStyle& style,
                                         std::stop_token stop)
{
    const Sequence& s = source.sequences()[sequence];
    if (auto fits = checkMedia(s, video.info()); !fits)
        return fail(fits.error());
    auto masks = source.masks(sequence, frame);
    if (!masks)
        return fail(masks.error());
    ExchangeReport report;
    std::set<ObjectId> objects;
    QImage image;
    if (kind == FramePicture::Mask) {
        LabelPicture picture = LabelPicture::blank(s.size);
        Mask covered = Mask::empty(s.size);
        qint64 hidden = 0;
        for (const SequenceMask& m : *masks) { // later ones on top
            hidden += m.mask.intersectionArea(covered);
            covered = covered.united(m.mask);
            picture.paint(m.mask, uint8_t(m.object.value));
        }
        report.loseAt(QStringLiteral("overlap_pixels"), s.name, frame, hidden);
        image = labelImage(picture);
    } else {
        auto shown = video.frame(frame, stop);
        if (!shown)
            return fail(shown.error());
        image = std::move(shown->image);
        if (kind == FramePicture::Overlay)
            image = blendMasks(std::move(image), overlaysOf(s, *masks), style);
        image = displayImage(image, video.info());
    }
    if (kind != FramePicture::Plain)
        countMasks(s, frame, *masks, objects, report);
    else
        report.frames = 1;
    report.objects = qint64(objects.size());

    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "png")) {
        return fail(ErrorKind::OutOfMemory, QT_TRANSLATE_NOOP("core", "There is not enough memory for this"));
    }
    if (auto done = writeFile(path, bytes); !done)
        return fail(done.error());
    const QImage back(path);
    const bool same = back.size() == image.size() && back.convertToFormat(QImage::Format_RGB32) ==
                                                         image.convertToFormat(QImage::Format_RGB32);
    Result<void> done;
    if (!same) {
        done =
            fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "What was written could not be read back: %1"),
                 {path}, QT_TRANSLATE_NOOP("core", "check the disk, then export again"));
    } else {
        done = writeBeside(path, s, times, {frame}, report);
    }
    if (!done) {
        QFile::remove(path);
        return fail(done.error());
    }
    return report;
}

} // namespace revseg
