// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/jobs/job.h"

#include <QImage>

#include <vector>

namespace revseg {

/// A small picture of each video, for a list of them: its first frame. What cannot be opened has none.
class ThumbnailJob final : public Job
{
    Q_OBJECT
public:
    struct Video
    {
        VideoId id;
        QString path;
    };
    ThumbnailJob(std::vector<Video> videos, int height);

Q_SIGNALS:
    void made(revseg::VideoId id, const QImage& image);

private:
    Result<void> run(std::stop_token stop) override;

    const std::vector<Video> m_videos;
    const int m_height;
};

} // namespace revseg
