// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"
#include "core/jobs/job.h"

#include <QString>

#include <vector>

namespace revseg {

/// Decodes every frame of a video, to find the damaged ones.
class DamageJob final : public Job
{
    Q_OBJECT
public:
    explicit DamageJob(QString path);

Q_SIGNALS:
    void found(const std::vector<revseg::FrameRange>& damaged);

private:
    Result<void> run(std::stop_token stop) override;

    const QString m_path;
};

} // namespace revseg
