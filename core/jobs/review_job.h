// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/project/project.h"
#include "core/project/review.h"

namespace revseg {

/// Looks for the frames of objects that deserve a look. It reads the project in its own thread, so it knows
/// what is on disk.
class ReviewJob final : public Job
{
    Q_OBJECT
public:
    ReviewJob(QString project, VideoId video, std::vector<ObjectId> objects);

Q_SIGNALS:
    void reviewed(revseg::ObjectId object, const std::vector<revseg::ReviewProblem>& problems);

private:
    Result<void> run(std::stop_token stop) override;

    QString m_project;
    VideoId m_video;
    std::vector<ObjectId> m_objects;
};

} // namespace revseg
