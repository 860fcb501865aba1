// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/compare_pair_job.h"

namespace revseg {

ComparePairJob::ComparePairJob(Side before, Side after)
    : Job(Lane::Quick, {QT_TRANSLATE_NOOP("core", "Comparing runs"), {}}, Kind::Background)
    , m_before(std::move(before))
    , m_after(std::move(after))
{
}

Result<void> ComparePairJob::run(std::stop_token stop)
{
    TrackSet tracks[2];
    for (int i = 0; i < 2; ++i) {
        const Side& side = i == 0 ? m_before : m_after;
        const auto read = side.tracks.read();
        if (!read)
            return fail(read.error());
        if (*read)
            tracks[i] = **read;
        if (stop.stop_requested())
            return fail(cancelled());
    }
    const RunComparison comparison = compareRuns(m_before.run, tracks[0], m_after.run, tracks[1]);
    Q_EMIT compared(comparison);
    return {};
}

} // namespace revseg
