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
    for (Side* side : {&m_before, &m_after}) {
        if (side->tracks)
            continue;
        auto tracks = tracksOf(side->run);
        if (!tracks)
            return fail(tracks.error());
        side->tracks = std::move(*tracks);
        if (stop.stop_requested())
            return fail(cancelled());
    }
    const RunComparison comparison =
        compareRuns(m_before.run, *m_before.tracks, m_after.run, *m_after.tracks);
    Q_EMIT compared(comparison);
    return {};
}

} // namespace revseg
