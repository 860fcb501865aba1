// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/read_tracks_job.h"

namespace revseg {

ReadTracksJob::ReadTracksJob(TrackSource source)
    : Job(Lane::Quick, {QT_TRANSLATE_NOOP("core", "Reading the masks of a run"), {}}, Kind::Background)
    , m_source(std::move(source))
{
}

Result<void> ReadTracksJob::run(std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(cancelled());
    const auto tracks = m_source.read();
    if (!tracks)
        return fail(tracks.error());
    Q_EMIT read(*tracks ? std::make_shared<TrackSet>(**tracks) : std::make_shared<TrackSet>());
    return {};
}

} // namespace revseg
