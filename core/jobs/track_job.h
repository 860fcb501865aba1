// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/tracker/shared_tracker.h"

namespace revseg {

/// Carries prompts through a video. What it finds is told frame by frame; what has been told stays good when
/// the job is cancelled.
class TrackJob final : public Job
{
    Q_OBJECT
public:
    TrackJob(QString media, SharedTrackerPtr tracker, TrackRequest request);

Q_SIGNALS:
    void tracked(const revseg::TrackedFrame& frame);

private:
    Result<void> run(std::stop_token stop) override;

    QString m_media;
    SharedTrackerPtr m_tracker;
    TrackRequest m_request;
};

} // namespace revseg
