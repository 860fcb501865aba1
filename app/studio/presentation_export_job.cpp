// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/presentation_export_job.h"

#include "core/media/video_reader.h"
#include "core/media/video_writer.h"

#include <QPainter>

#include <cmath>

namespace revseg::studio {

namespace {
constexpr Size kSize{1280, 720};
constexpr int kFramesPerSecond = 25;
constexpr int kSampleHeight = 160;
} // namespace

PresentationExportJob::PresentationExportJob(QString media, PresentationPainter painter, QString target)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Writing the presentation"), {}})
    , m_media(std::move(media))
    , m_painter(std::move(painter))
    , m_target(std::move(target))
{
}

Result<void> PresentationExportJob::run(std::stop_token stop)
{
    const auto video = VideoReader::open(m_media, {}, stop);
    if (!video)
        return fail(video.error());
    const Presentation& presentation = m_painter.presentation();
    for (const SampledFrame& s : presentation.run().sampled) {
        const auto frame = (*video)->frame(s.frame, stop);
        if (!frame)
            return fail(frame.error());
        m_painter.setSample(s.frame, displayImage(frame->image, (*video)->info())
                                         .scaledToHeight(kSampleHeight, Qt::SmoothTransformation));
    }
    const auto writer = VideoWriter::create(m_target, kSize, {kFramesPerSecond, 1});
    if (!writer)
        return fail(writer.error());
    const auto count = int64_t(std::ceil(presentation.seconds() * kFramesPerSecond));
    Frame shown;
    shown.index = -1;
    const ProgressFn tell = reporter();
    for (int64_t i = 0; i < count; ++i) {
        if (stop.stop_requested())
            return fail(cancelled());
        const PresentedMoment moment = presentation.at(double(i) / kFramesPerSecond);
        if (moment.frame != shown.index) {
            auto frame = (*video)->frame(moment.frame, stop);
            if (!frame)
                return fail(frame.error());
            shown = std::move(*frame);
        }
        QImage page(kSize.width, kSize.height, QImage::Format_RGB32);
        QPainter painter(&page);
        m_painter.paint(painter, page.rect(), moment, shown.image);
        painter.end();
        if (auto added = (*writer)->add(page); !added)
            return added;
        tell({i + 1, count});
    }
    return (*writer)->finish();
}

} // namespace revseg::studio
