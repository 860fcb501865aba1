// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/export_job.h"

#include "core/formats/overlay_video.h"
#include "core/formats/project_masks.h"
#include "core/media/video_reader.h"

namespace revseg {

ExportJob::ExportJob(Spec spec)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Exporting"), {}})
    , m_spec(std::move(spec))
{
}

Result<void> ExportJob::run(std::stop_token stop)
{
    const auto project = Project::open(m_spec.project, Project::OpenMode::ReadOnly);
    if (!project)
        return fail(project.error());
    const auto source = projectMasks(**project, {m_spec.video});
    if (!source)
        return fail(source.error());
    Result<ExchangeReport> report;
    if (m_spec.format == Format::Davis) {
        WriteOptions options;
        options.with_pictures = m_spec.with_pictures;
        options.force = true;
        options.media = fileMedia();
        report = writeMasks(**source, revseg::Format::Davis2017, m_spec.target, options, reporter(), stop);
    } else {
        const auto video = VideoReader::open((*project)->mediaPath(m_spec.video), {}, stop);
        if (!video)
            return fail(video.error());
        report = writeOverlayVideo(**source, 0, **video, m_spec.target, m_spec.style, reporter(), stop);
    }
    if (!report)
        return fail(report.error());
    Q_EMIT exported(*report);
    return {};
}

} // namespace revseg
