// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/vote_job.h"

namespace revseg {

VoteJob::VoteJob(std::vector<Run> runs, std::vector<TrackSource> sources)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Voting"), {}})
    , m_runs(std::move(runs))
    , m_sources(std::move(sources))
{
}

Result<void> VoteJob::run(std::stop_token stop)
{
    std::vector<std::vector<RunTrack>> tracks;
    for (const TrackSource& source : m_sources) {
        if (stop.stop_requested())
            return fail(cancelled());
        const auto read = source.read();
        if (!read)
            return fail(read.error());
        tracks.push_back(*read ? **read : TrackSet());
    }
    const auto vote = voteOf(m_runs, tracks, stop);
    if (!vote)
        return fail(vote.error());
    Q_EMIT voted(*vote);
    return {};
}

} // namespace revseg
