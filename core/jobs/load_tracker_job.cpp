// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/load_tracker_job.h"

namespace revseg {

LoadTrackerJob::LoadTrackerJob(SharedTrackerPtr tracker)
    : Job(Lane::Gpu, {QT_TRANSLATE_NOOP("core", "Loading the tracker"), {}})
    , m_tracker(std::move(tracker))
{
}

Result<void> LoadTrackerJob::run(std::stop_token)
{
    return m_tracker->with([](Tracker&) -> Result<void> { return {}; });
}

} // namespace revseg
