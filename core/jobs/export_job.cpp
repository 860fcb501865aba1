// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/export_job.h"

#include "core/formats/overlay_video.h"
#include "core/formats/project_masks.h"
#include "core/media/video_reader.h"

namespace revseg {

std::optional<Format> maskFormat(ExportKind kind)
{
    switch (kind) {
    case ExportKind::Davis2017:
        return Format::Davis2017;
    case ExportKind::Davis2016:
        return Format::Davis2016;
    case ExportKind::YoutubeVos:
        return Format::YoutubeVos;
    case ExportKind::Coco:
        return Format::Coco;
    case ExportKind::YoutubeVis:
        return Format::YoutubeVis;
    default:
        return std::nullopt;
    }
}

bool isFrame(ExportKind kind)
{
    return kind == ExportKind::FrameOverlay || kind == ExportKind::FramePlain ||
           kind == ExportKind::FrameMask;
}

QString fileSuffix(ExportKind kind)
{
    if (isFrame(kind))
        return QStringLiteral("png");
    if (kind == ExportKind::OverlayMp4)
        return QStringLiteral("mp4");
    return kind == ExportKind::OverlayGif ? QStringLiteral("gif") : QString();
}

ExportJob::ExportJob(Spec spec)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Exporting"), {}})
    , m_spec(std::move(spec))
{
}

Result<ExchangeReport> ExportJob::write(std::stop_token stop)
{
    const auto project = Project::open(m_spec.project, Project::OpenMode::ReadOnly);
    if (!project)
        return fail(project.error());
    const auto source = projectMasks(**project, m_spec.videos);
    if (!source)
        return fail(source.error());
    WriteOptions options;
    options.with_pictures = m_spec.with_pictures;
    options.force = m_spec.replace;
    options.media = fileMedia();
    if (const auto format = maskFormat(m_spec.kind))
        return writeMasks(**source, *format, m_spec.target, options, reporter(), stop);
    if (m_spec.videos.size() != 1)
        return writeOverlayVideos(**source, m_spec.target, fileSuffix(m_spec.kind), m_spec.style, options,
                                  reporter(), stop);

    const QString media = (*project)->mediaPath(m_spec.videos.front());
    if (media.isEmpty()) {
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "The media of “%1” is missing"),
                    {(*source)->sequences().front().name},
                    QT_TRANSLATE_NOOP("core", "put it back, or link the video to its new place"));
    }
    const auto video = VideoReader::open(media, {}, stop);
    if (!video)
        return fail(video.error());
    std::vector<FrameTime> times;
    for (FrameIndex f = 0; f < (*video)->frameCount(); ++f)
        times.push_back((*video)->frameTime(f));
    if (!isFrame(m_spec.kind))
        return writeOverlayVideo(**source, 0, **video, times, m_spec.target, m_spec.style, reporter(), stop);
    const FramePicture picture = m_spec.kind == ExportKind::FrameOverlay ? FramePicture::Overlay
                                 : m_spec.kind == ExportKind::FrameMask  ? FramePicture::Mask
                                                                         : FramePicture::Plain;
    return writeFramePicture(**source, 0, m_spec.frame, **video, times, m_spec.target, picture, m_spec.style,
                             stop);
}

Result<void> ExportJob::run(std::stop_token stop)
{
    const auto report = write(stop);
    if (!report)
        return fail(report.error());
    Q_EMIT exported(*report);
    return {};
}

} // namespace revseg
