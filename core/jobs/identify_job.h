// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/jobs/job.h"
#include "core/media/video_info.h"

#include <QString>

#include <vector>

namespace revseg {

/// Reads videos from end to end, in the background: their content is known again by its hash, their frames
/// are counted. One that still looks as it is known is left alone; one that cannot be read is told by
/// `unreadable`.
class IdentifyJob final : public Job
{
    Q_OBJECT
public:
    struct Video
    {
        VideoId id;
        QString path;
        MediaStamp known; ///< zero: it is to be read whatever it looks like
    };
    explicit IdentifyJob(std::vector<Video> videos);

Q_SIGNALS:
    void identified(revseg::VideoId id, const revseg::VideoInfo& info);
    void unreadable(revseg::VideoId id, const revseg::Error& error);

private:
    Result<void> run(std::stop_token stop) override;

    const std::vector<Video> m_videos;
};

} // namespace revseg
