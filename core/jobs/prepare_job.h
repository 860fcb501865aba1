// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/tracker/shared_tracker.h"

#include <vector>

namespace revseg {

/// Lets a tracker get ready for frames, in their order, so that prompts on them are answered at once.
/// Nobody waits for it.
class PrepareJob final : public Job
{
    Q_OBJECT
public:
    PrepareJob(QString media, SharedTrackerPtr tracker, std::vector<FrameIndex> frames);

Q_SIGNALS:
    void prepared(int frame);

private:
    Result<void> run(std::stop_token stop) override;

    QString m_media;
    SharedTrackerPtr m_tracker;
    std::vector<FrameIndex> m_frames;
};

} // namespace revseg
