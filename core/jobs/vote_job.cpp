// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/vote_job.h"

namespace revseg {

VoteJob::VoteJob(std::vector<Run> runs)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Voting"), {}})
    , m_runs(std::move(runs))
{
}

Result<void> VoteJob::run(std::stop_token stop)
{
    std::vector<std::vector<RunTrack>> tracks;
    for (const Run& run : m_runs) {
        if (stop.stop_requested())
            return fail(cancelled());
        auto read = tracksOf(run);
        if (!read)
            return fail(read.error());
        tracks.push_back(std::move(*read));
    }
    const auto vote = voteOf(m_runs, tracks, stop);
    if (!vote)
        return fail(vote.error());
    Q_EMIT voted(*vote);
    return {};
}

} // namespace revseg
