// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/compare_runs_job.h"

namespace revseg {

CompareRunsJob::CompareRunsJob(std::vector<Run> runs)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Comparing runs"), {}}, Kind::Background)
    , m_runs(std::move(runs))
{
}

Result<void> CompareRunsJob::run(std::stop_token stop)
{
    const auto tracks = std::make_shared<Tracks>();
    for (const Run& run : m_runs) {
        if (stop.stop_requested())
            return fail(cancelled());
        // Damaged masks are told of when their run is shown; here it only agrees with nobody.
        tracks->push_back(tracksOf(run).value_or(std::vector<RunTrack>()));
    }
    const Agreement agreement = agreementOf(*tracks);
    Q_EMIT compared(tracks, agreement);
    return {};
}

} // namespace revseg
