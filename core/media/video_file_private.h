// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: one video file.
#pragma once

#include "core/media/picture_conversion_private.h"
#include "core/media/video_reader.h"

#include <optional>
#include <vector>

namespace revseg::ff {

class VideoFile final : public VideoReader
{
public:
    static Result<std::unique_ptr<VideoFile>> open(const QString& path, int threads, std::stop_token stop);

    /// One picture: nothing is looked for behind the first.
    static Result<std::unique_ptr<VideoFile>> openStill(const QString& path, std::stop_token stop);

    const VideoInfo& info() const override { return m_info; }
    void setHash(const QString& sha256) { m_info.sha256 = sha256; }
    Result<Frame> frame(FrameIndex index, std::stop_token stop) override;
    Result<QByteArray> planes(FrameIndex index, std::stop_token stop) override;
    FrameTime frameTime(FrameIndex index) const override;

private:
    VideoFile() = default;

    struct Entry
    {
        int64_t pts;
        int64_t seek; ///< what to seek to when decoding begins here
        bool key;
        bool corrupt; ///< marked by the container, or the decoder had to conceal something
    };

    Result<void> openStream(const QString& path, int threads, std::stop_token stop);
    Result<void> scan(std::stop_token stop);
    Result<void> scanByDecoding(std::stop_token stop);
    Result<void> describe();
    void noteDamage(FrameIndex index);
    bool rewind();
    bool seekTo(size_t entry);
    /// The next picture in output order; null at the end.
    Result<const AVFrame*> decodeNext(std::stop_token stop);
    Result<const AVFrame*> decodeTo(FrameIndex index, std::stop_token stop);
    double timeOf(int64_t pts) const;
    Error cannotDecode(FrameIndex index) const;

    QString m_path;
    VideoInfo m_info;
    Input m_input;
    Codec m_codec;
    Packet m_packet{av_packet_alloc()};
    Picture m_picture{av_frame_alloc()};
    Converter m_converter;
    AVStream* m_stream = nullptr;
    std::stop_token m_stop; ///< of the call in progress, for FFmpeg's interrupt callback

    std::vector<Entry> m_index; ///< in presentation order
    bool m_byCount = false;     ///< time stamps do not tell frames apart: frames are counted from the start
    bool m_draining = false;
    int64_t m_decoded = 0;               ///< pictures since the last rewind, when counting
    std::optional<FrameIndex> m_current; ///< frame that m_picture holds
};

} // namespace revseg::ff
