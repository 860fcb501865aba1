// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/write_edit_job.h"

namespace revseg {

WriteEditJob::WriteEditJob(std::shared_ptr<EditWrite> write, bool stoppable)
    : Job(Lane::Quick, {QT_TRANSLATE_NOOP("core", "Writing masks"), {}})
    , m_write(std::move(write))
    , m_stoppable(stoppable)
{
}

Result<void> WriteEditJob::run(std::stop_token stop)
{
    return m_write->run(m_stoppable ? stop : std::stop_token(), reporter());
}

} // namespace revseg
