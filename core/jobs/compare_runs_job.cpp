// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/compare_runs_job.h"

namespace revseg {

CompareRunsJob::CompareRunsJob(std::vector<Run> runs, std::vector<TrackSource> sources)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Comparing runs"), {}}, Kind::Background)
    , m_runs(std::move(runs))
    , m_sources(std::move(sources))
{
}

Result<void> CompareRunsJob::run(std::stop_token stop)
{
    const auto tracks = std::make_shared<Tracks>();
    for (size_t i = 0; i < m_runs.size(); ++i) {
        if (stop.stop_requested())
            return fail(cancelled());
        // Damaged masks are told of when their run is shown; here it only agrees with nobody.
        const auto read = m_sources[i].read();
        TrackSet set = read && *read ? **read : TrackSet();
        setAnnotations(set, m_runs[i]);
        tracks->push_back(std::move(set));
    }
    const Agreement agreement = agreementOf(*tracks);
    Q_EMIT compared(tracks, agreement);
    return {};
}

} // namespace revseg
