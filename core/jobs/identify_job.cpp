// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/identify_job.h"

#include "core/media/media_file.h"
#include "core/media/video_reader.h"

namespace revseg {

IdentifyJob::IdentifyJob(std::vector<Video> videos)
    : Job(Lane::Idle, {QT_TRANSLATE_NOOP("core", "Reading videos through"), {}}, Kind::Background)
    , m_videos(std::move(videos))
{
}

Result<void> IdentifyJob::run(std::stop_token stop)
{
    for (size_t i = 0; i < m_videos.size(); ++i) {
        report({qint64(i), qint64(m_videos.size())});
        if (m_videos[i].known != MediaStamp() && mediaStamp(m_videos[i].path) == m_videos[i].known)
            continue;
        ReaderOptions options;
        options.hash = true;
        options.threads = 1; // the cores are for what somebody looks at
        const auto reader = VideoReader::open(m_videos[i].path, options, stop);
        if (reader)
            Q_EMIT identified(m_videos[i].id, (*reader)->info());
        else if (reader.error().isCancelled())
            return fail(reader.error());
        else
            Q_EMIT unreadable(m_videos[i].id, reader.error());
    }
    return {};
}

} // namespace revseg
