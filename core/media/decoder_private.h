// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: the packets and the pictures of a file's first video stream, in FFmpeg's order.
#pragma once

#include "core/base/result.h"
#include "core/media/ffmpeg_private.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <utility>
#include <vector>

namespace revseg::ff {

/// Was part of the picture concealed, as far as the decoder tells?
bool isDamaged(const AVFrame& picture);

/// One thread at a time.
class Decoder
{
public:
    /// threads 0: all cores.
    static Result<std::unique_ptr<Decoder>> open(const QString& path, int threads, std::stop_token stop);

    const QString& path() const { return m_path; }
    const AVStream& stream() const { return *m_stream; }
    AVFormatContext& input() { return *m_input; }

    // Both are Unreadable where the file breaks off that was longer when it was opened.
    /// The next packet of the stream, without decoding it; null at the end. Valid until the next call.
    Result<const AVPacket*> nextPacket(std::stop_token stop);
    /// The next picture in output order; null at the end. Valid until the next call.
    Result<const AVFrame*> nextPicture(std::stop_token stop);
    /// The packet that nextPicture() read last, for whoever wants to know where pictures lie in the file.
    using PacketFn = std::function<void(const AVPacket&)>;
    void setPacketListener(PacketFn fn) { m_listener = std::move(fn); }

    /// From now on, notes the packets that the decoder complains about.
    void watchSuspects() { m_watches = true; }
    /// Those since the last call. Complete only with one decoding thread.
    struct Place
    {
        int64_t pts = AV_NOPTS_VALUE;
        int64_t position = -1;
    };
    std::vector<Place> takeSuspects() { return std::exchange(m_suspects, {}); }

    /// To the very first packet. False when the file can be read only once.
    bool rewind();
    /// To the last key packet at or before this time stamp of the stream.
    bool seek(int64_t timestamp);
    bool seekToByte(int64_t position);

private:
    Decoder() = default;
    Result<void> openInput(std::stop_token stop);
    Result<void> openCodec(int threads);
    Result<void> checkEnd() const;
    bool isAtStart();
    void forget();
    int readPacket();

    QString m_path;
    Input m_input;
    Codec m_codec;
    Packet m_packet{av_packet_alloc()};
    Picture m_picture{av_frame_alloc()};
    AVStream* m_stream = nullptr;
    int64_t m_size = 0;      ///< bytes, when the file was opened
    std::stop_token m_stop;  ///< of the call in progress, for FFmpeg's interrupt callback
    bool m_waiting = false;  ///< m_packet has been read but not used
    bool m_draining = false; ///< the file is at its end, the decoder not yet
    bool m_begun = false;    ///< a packet has been read since the file was opened
    /// Of the first packet; −1 and AV_NOPTS_VALUE where the format has none.
    struct Begin
    {
        int64_t pts = AV_NOPTS_VALUE;
        int64_t dts = AV_NOPTS_VALUE;
        int64_t position = -1;
        bool operator==(const Begin&) const = default;
    };
    Begin m_first;
    PacketFn m_listener;
    Place m_lastSent;
    int64_t m_complaints = 0; ///< complaints() before the packet in work
    bool m_watches = false;
    std::vector<Place> m_suspects;
};

} // namespace revseg::ff
