// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/media/video_info.h"

#include <QStringList>

#include <vector>

namespace revseg {

/// A first look at videos that are to be added to a project: enough to list and to show them, long before
/// their contents have been read. Of a folder that holds videos, all of them. Those that cannot be opened are
/// told by `skipped` and left out.
class ProbeJob final : public Job
{
    Q_OBJECT
public:
    explicit ProbeJob(QStringList paths);

Q_SIGNALS:
    void skipped(const revseg::Error& error);
    /// Those that have been looked at since the last time; more than once where there are many.
    void seen(const std::vector<revseg::VideoInfo>& infos);

private:
    Result<void> run(std::stop_token stop) override;

    QStringList m_paths;
};

} // namespace revseg
