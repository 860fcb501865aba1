// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: numbered pictures as a video.
#pragma once

#include "core/media/video_file_private.h"

namespace revseg {

/// Files whose names fit one of the patterns, in natural order, absolute paths.
QStringList filesIn(const QString& folder, const QStringList& patterns);

} // namespace revseg

namespace revseg::ff {

class StillsFolder final : public PictureSource
{
public:
    static Result<std::unique_ptr<StillsFolder>> open(const QString& folder, std::stop_token stop);

    const VideoInfo& info() const override { return m_info; }
    void setHash(const QString& sha256, const MediaStamp& stamp)
    {
        m_info.sha256 = sha256;
        m_info.stamp = stamp;
    }
    FrameTime frameTime(FrameIndex index) const override;
    Result<std::unique_ptr<PictureSource>> again(std::stop_token stop) const override;
    int knownFrames() const override { return m_info.frames; }
    bool isComplete() const override { return true; }
    std::optional<Error> indexError() const override { return std::nullopt; }
    VideoInfo currentInfo() const override { return m_info; }
    FrameIndex keyAtOrBefore(FrameIndex index) const override { return index; }
    Result<DecodedPicture> picture(FrameIndex index, std::stop_token stop, const PassedFn& passed) override;
    Result<Frame> toFrame(const DecodedPicture& picture) override;
    /// Reads every picture, to find the damaged ones.
    Result<void> verify(std::stop_token stop, const ProgressFn& progress);

private:
    StillsFolder() = default;
    Result<std::unique_ptr<VideoFile>> still(FrameIndex index, std::stop_token stop) const;
    Result<DecodedPicture> read(FrameIndex index, std::stop_token stop) const;

    QStringList m_files;
    VideoInfo m_info;
    Converter m_converter;
};

} // namespace revseg::ff
