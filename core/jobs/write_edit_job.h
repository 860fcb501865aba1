// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/project/edit_write.h"

#include <memory>

namespace revseg {

/// Writes an edit that Project::start() has begun; Project::finish() has to follow, however the job ends.
/// Cancelled, it leaves the file as it was; one that is not `stoppable` goes on all the same.
class WriteEditJob final : public Job
{
    Q_OBJECT
public:
    explicit WriteEditJob(std::shared_ptr<EditWrite> write, bool stoppable = true);
    const std::shared_ptr<EditWrite>& write() const { return m_write; }

private:
    Result<void> run(std::stop_token stop) override;

    const std::shared_ptr<EditWrite> m_write;
    const bool m_stoppable;
};

} // namespace revseg
