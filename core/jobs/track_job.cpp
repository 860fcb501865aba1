// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/track_job.h"

#include "core/media/video_reader.h"

namespace revseg {

TrackJob::TrackJob(QString media, SharedTrackerPtr tracker, TrackRequest request)
    : Job(Lane::Gpu, {QT_TRANSLATE_NOOP("core", "Tracking"), {}})
    , m_media(std::move(media))
    , m_tracker(std::move(tracker))
    , m_request(std::move(request))
{
}

Result<void> TrackJob::run(std::stop_token stop)
{
    const auto video = VideoReader::open(m_media, {}, stop);
    if (!video)
        return fail(video.error());
    return m_tracker->with([&](Tracker& tracker) {
        return tracker.track(
            m_request, **video, [this](const TrackedFrame& frame) { Q_EMIT tracked(frame); }, reporter(),
            stop);
    });
}

} // namespace revseg
