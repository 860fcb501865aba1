// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/prepare_job.h"

#include "core/media/video_reader.h"

namespace revseg {

PrepareJob::PrepareJob(QString media, SharedTrackerPtr tracker, std::vector<FrameIndex> frames)
    : Job(Lane::Gpu, {QT_TRANSLATE_NOOP("core", "Looking at frames ahead"), {}}, Kind::Background)
    , m_media(std::move(media))
    , m_tracker(std::move(tracker))
    , m_frames(std::move(frames))
{
}

Result<void> PrepareJob::run(std::stop_token stop)
{
    const auto video = VideoReader::open(m_media, {}, stop);
    if (!video)
        return fail(video.error());
    for (const FrameIndex frame : m_frames) {
        const auto done =
            m_tracker->with([&](Tracker& tracker) { return tracker.prepare(frame, **video, stop); });
        if (!done)
            return done;
        Q_EMIT prepared(frame);
    }
    return {};
}

} // namespace revseg
