// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/thumbnail_job.h"

#include "core/media/video_reader.h"

namespace revseg {

ThumbnailJob::ThumbnailJob(std::vector<Video> videos, int height)
    : Job(Lane::Quick, {QT_TRANSLATE_NOOP("core", "Making thumbnails"), {}}, Kind::Background)
    , m_videos(std::move(videos))
    , m_height(height)
{
}

Result<void> ThumbnailJob::run(std::stop_token stop)
{
    for (size_t i = 0; i < m_videos.size(); ++i) {
        report({qint64(i), qint64(m_videos.size())});
        const auto frame = firstFrame(m_videos[i].path, stop);
        if (frame)
            Q_EMIT made(m_videos[i].id, frame->scaledToHeight(m_height, Qt::SmoothTransformation));
        else if (frame.error().isCancelled())
            return fail(frame.error());
    }
    return {};
}

} // namespace revseg
