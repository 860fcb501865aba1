// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/project/run_masks.h"
#include "core/project/track_source.h"

namespace revseg {

/// Reads the masks of a run. In the background, but somebody waits, who may keep and change them.
class ReadTracksJob final : public Job
{
    Q_OBJECT
public:
    explicit ReadTracksJob(TrackSource source);

Q_SIGNALS:
    void read(const std::shared_ptr<revseg::TrackSet>& tracks);

private:
    Result<void> run(std::stop_token stop) override;

    TrackSource m_source;
};

} // namespace revseg
