// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/jobs/job.h"
#include "core/media/video_info.h"
#include "core/project/records.h"

#include <vector>

namespace revseg {

/// Looks for media that have been moved: walks through a folder and compares first sizes, then contents.
class RelinkJob final : public Job
{
    Q_OBJECT
public:
    RelinkJob(std::vector<VideoRecord> missing, QString folder);

    int found() const { return m_found; } ///< once it is over

Q_SIGNALS:
    void relinked(revseg::VideoId id, const revseg::VideoInfo& info);

private:
    Result<void> run(std::stop_token stop) override;
    Result<void> compare(const QString& path, bool stills, const std::stop_token& stop);

    std::vector<VideoRecord> m_missing;
    const QString m_folder;
    int m_found = 0;
};

} // namespace revseg
