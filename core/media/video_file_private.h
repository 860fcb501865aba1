// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: one video file.
#pragma once

#include "core/media/decoder_private.h"
#include "core/media/frame_index_private.h"
#include "core/media/picture_conversion_private.h"
#include "core/media/picture_source_private.h"

#include <map>
#include <thread>

namespace revseg::ff {

class VideoFile final : public PictureSource
{
public:
    /// With the whole index.
    static Result<std::unique_ptr<VideoFile>> open(const QString& path, int threads, std::stop_token stop);
    /// The index may still grow.
    static Result<std::unique_ptr<VideoFile>> openGrowing(const QString& path, std::stop_token stop);
    /// One picture: nothing is looked for behind the first.
    static Result<std::unique_ptr<VideoFile>> openStill(const QString& path, std::stop_token stop);
    /// What its first picture and its container tell of a video.
    static Result<VideoInfo> glance(const QString& path, std::stop_token stop);

    /// Decodes every frame, to find the damaged ones.
    Result<void> verify(std::stop_token stop, const ProgressFn& progress);

    const VideoInfo& info() const override { return m_info; }
    void setHash(const QString& sha256, const MediaStamp& stamp)
    {
        m_info.sha256 = sha256;
        m_info.stamp = stamp;
    }
    FrameTime frameTime(FrameIndex index) const override;
    Result<std::unique_ptr<PictureSource>> again(std::stop_token stop) const override;
    int knownFrames() const override { return m_index->count(); }
    bool isComplete() const override { return m_index->isComplete(); }
    std::optional<Error> indexError() const override { return m_index->error(); }
    VideoInfo currentInfo() const override;
    FrameIndex keyAtOrBefore(FrameIndex index) const override { return m_index->keyAtOrBefore(index); }
    Result<DecodedPicture> picture(FrameIndex index, std::stop_token stop, const PassedFn& passed) override;
    Result<Frame> toFrame(const DecodedPicture& picture) override;

private:
    VideoFile() = default;

    using Planes = std::shared_ptr<const AVFrame>;
    void growIndex();
    bool isPhoto() const;
    Result<void> adoptPhoto(const std::stop_token& stop);
    Result<Planes> next(std::stop_token stop);
    Result<DecodedPicture> byTime(FrameIndex index, const std::stop_token& stop, const PassedFn& passed);
    Result<DecodedPicture> byCount(FrameIndex index, const std::stop_token& stop, const PassedFn& passed);
    bool beginCounting(FrameIndex index, const std::stop_token& stop);
    DecodedPicture made(FrameIndex index, Planes planes, bool lost = false);
    Error cannotDecode(FrameIndex index) const;
    void keepBehind(const DecodedPicture& picture);

    QString m_path;
    VideoInfo m_info;
    std::unique_ptr<Decoder> m_decoder;
    std::shared_ptr<FrameIndexTable> m_index = std::make_shared<FrameIndexTable>();
    Converter m_converter;
    std::optional<Orientation> m_photo;            ///< of a photograph, which says it with its pixels
    std::map<FrameIndex, DecodedPicture> m_behind; ///< before m_current, for whoever reads backward
    std::optional<DecodedPicture> m_current;       ///< the last picture; decoding goes on behind it
    Planes m_ahead;                                ///< decoded already, but lies behind m_current
    std::jthread m_builder;                        ///< of the index; the last member, so that it ends first
};

} // namespace revseg::ff
