// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/decoder_private.h"
#include "core/media/frame_index_private.h"
#include "core/media/picture_conversion_private.h"
#include "core/media/video_description_private.h"

#include <algorithm>
#include <cmath>

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace revseg::ff {

namespace {

QString name(const char* text)
{
    return text == nullptr ? QStringLiteral("unknown") : QString::fromLatin1(text);
}

void describePixels(VideoInfo& info, Decoder& decoder)
{
    const AVStream& stream = decoder.stream();
    const AVCodecParameters* const par = stream.codecpar;
    const auto format = AVPixelFormat(par->format);
    info.codec = name(avcodec_get_name(par->codec_id));
    info.pixel_format = name(av_get_pix_fmt_name(format));
    if (const AVPixFmtDescriptor* const d = av_pix_fmt_desc_get(format))
        info.bit_depth = d->comp[0].depth;
    info.coded = {par->width, par->height};
    const AVRational aspect =
        av_guess_sample_aspect_ratio(&decoder.input(), const_cast<AVStream*>(&stream), nullptr);
    info.sample_aspect = aspect.num > 0 && aspect.den > 0 ? Rational{aspect.num, aspect.den} : Rational{1, 1};
    setOrientation(info, orientationOf(stream));
    info.color_matrix = name(av_color_space_name(par->color_space));
    info.color_range = name(av_color_range_name(par->color_range));
    info.color_primaries = name(av_color_primaries_name(par->color_primaries));
    info.color_transfer = name(av_color_transfer_name(par->color_trc));
}

void describeTimes(VideoInfo& info, Decoder& decoder, const std::vector<IndexEntry>& index, bool complete,
                   bool counted)
{
    // The rate that the pictures really have; the container's is a guess where it varies.
    const AVStream& stream = decoder.stream();
    AVRational rate = av_guess_frame_rate(&decoder.input(), const_cast<AVStream*>(&stream), nullptr);
    const size_t n = index.size();
    const double tick = av_q2d(stream.time_base);
    const bool timed = complete && !counted && n > 1;
    if (timed) {
        const int64_t span = index.back().pts - index.front().pts;
        const double mean = double(span) / double(n - 1);
        for (size_t i = 1; i < n && !info.variable_rate; ++i)
            info.variable_rate =
                std::abs(double(index[i].pts - index[i - 1].pts) - mean) > std::max(1.01, mean * 0.05);
        if (info.variable_rate) {
            for (const IndexEntry& e : index)
                info.times_s.push_back(double(e.pts - index.front().pts) * tick);
        }
        if (info.variable_rate || rate.num <= 0)
            rate = av_d2q(double(n - 1) / (double(span) * tick), 1'000'000);
    }
    if (rate.num <= 0 || rate.den <= 0)
        rate = {25, 1};
    info.rate = {rate.num, rate.den};
    info.duration_s = timed ? double(index.back().pts - index.front().pts) * tick + 1 / av_q2d(rate)
                            : double(n) / av_q2d(rate);
    if (!complete && decoder.input().duration > 0)
        info.duration_s = double(decoder.input().duration) / AV_TIME_BASE;
}

} // namespace

void setOrientation(VideoInfo& info, Orientation orientation)
{
    info.rotation = orientation.rotation;
    info.mirrored = orientation.mirrored;
    const bool turned = info.rotation % 180 != 0;
    const int wide = std::max(1, int(std::lround(info.coded.width * info.sample_aspect.value())));
    info.native = turned ? Size{info.coded.height, info.coded.width} : info.coded;
    info.display = turned ? Size{info.coded.height, wide} : Size{wide, info.coded.height};
}

VideoInfo describe(Decoder& decoder, const FrameIndexTable& table)
{
    const bool complete = table.isComplete();
    const std::vector<IndexEntry> index = table.entries();
    VideoInfo info;
    info.path = decoder.path();
    info.kind = VideoInfo::Kind::File;
    info.frames = int(index.size());
    describePixels(info, decoder);
    describeTimes(info, decoder, index, complete, table.isCounted());
    for (size_t i = 0; i < index.size(); ++i) {
        const auto at = FrameIndex(i);
        if (index[i].key)
            info.key_frames.push_back(at);
        if (!index[i].damaged)
            continue;
        if (!info.damaged.empty() && info.damaged.back().last == at - 1)
            info.damaged.back().last = at;
        else
            info.damaged.push_back({at, at});
    }
    return info;
}

} // namespace revseg::ff
