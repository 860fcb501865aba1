// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: owners for FFmpeg's structs.
#pragma once

#include <QString>

#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
#include <libswscale/swscale.h>
}

namespace revseg::ff {

struct Delete
{
    void operator()(AVFormatContext* p) const { avformat_close_input(&p); }
    void operator()(AVCodecContext* p) const { avcodec_free_context(&p); }
    void operator()(AVPacket* p) const { av_packet_free(&p); }
    void operator()(AVFrame* p) const { av_frame_free(&p); }
    void operator()(SwsContext* p) const { sws_freeContext(p); }
};
using Input = std::unique_ptr<AVFormatContext, Delete>;
using Codec = std::unique_ptr<AVCodecContext, Delete>;
using Packet = std::unique_ptr<AVPacket, Delete>;
using Picture = std::unique_ptr<AVFrame, Delete>;
using Scaler = std::unique_ptr<SwsContext, Delete>;

/// What FFmpeg has to say about files is told by errors and marks, not on stderr: of its messages, only the errors
/// are counted. Called before its first use.
void beQuiet();

/// Errors that FFmpeg has logged on this thread so far.
int64_t complaints();

/// FFmpeg's words for one of its codes.
inline QString words(int code)
{
    char text[AV_ERROR_MAX_STRING_SIZE] = {};
    av_strerror(code, text, sizeof text);
    return QString::fromUtf8(text);
}

} // namespace revseg::ff
