// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: numbered pictures as a video.
#pragma once

#include "core/media/video_file_private.h"

namespace revseg::ff {

class StillsFolder final : public VideoReader
{
public:
    static Result<std::unique_ptr<StillsFolder>> open(const QString& folder, std::stop_token stop);

    const VideoInfo& info() const override { return m_info; }
    void setHash(const QString& sha256) { m_info.sha256 = sha256; }
    Result<Frame> frame(FrameIndex index, std::stop_token stop) override;
    Result<QByteArray> planes(FrameIndex index, std::stop_token stop) override;
    FrameTime frameTime(FrameIndex index) const override;

private:
    StillsFolder() = default;
    Result<std::unique_ptr<VideoFile>> still(FrameIndex index, std::stop_token stop) const;

    QStringList m_files;
    VideoInfo m_info;
};

} // namespace revseg::ff
