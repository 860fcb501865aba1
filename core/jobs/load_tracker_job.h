// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/tracker/shared_tracker.h"

namespace revseg {

/// Makes a tracker before anybody needs it, so that a model that cannot be used is told of at once.
class LoadTrackerJob final : public Job
{
    Q_OBJECT
public:
    explicit LoadTrackerJob(SharedTrackerPtr tracker);

private:
    Result<void> run(std::stop_token stop) override;

    SharedTrackerPtr m_tracker;
};

} // namespace revseg
