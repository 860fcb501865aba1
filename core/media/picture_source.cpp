// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/picture_source_private.h"
#include "core/media/stills_folder_private.h"
#include "core/media/video_file_private.h"

#include <QFileInfo>

extern "C" {
#include <libavutil/imgutils.h>
}

namespace revseg::ff {

namespace {

Error cannotDecode(FrameIndex index, const VideoInfo& info)
{
    return makeError(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "Frame %1 of “%2” cannot be decoded"),
                     {QString::number(index), info.path});
}

/// A picture of another size in mid-stream, as the ffmpeg program gives it to its encoders: at the size of
/// the first one. Null when swscale refuses.
Picture scaledTo(Size size, const AVFrame& picture)
{
    Picture out(av_frame_alloc());
    out->format = picture.format;
    out->width = size.width;
    out->height = size.height;
    const auto format = AVPixelFormat(picture.format);
    const Scaler scaler(sws_getContext(picture.width, picture.height, format, size.width, size.height, format,
                                       SWS_BICUBIC, nullptr, nullptr, nullptr));
    if (!scaler || av_frame_get_buffer(out.get(), 0) < 0)
        return nullptr;
    sws_scale(scaler.get(), picture.data, picture.linesize, 0, picture.height, out->data, out->linesize);
    return out;
}

} // namespace

Result<std::unique_ptr<PictureSource>> PictureSource::openGrowing(const QString& path, std::stop_token stop)
{
    beQuiet();
    if (auto readable = checkReadable(path); !readable)
        return fail(readable.error());
    if (QFileInfo(path).isDir()) {
        auto stills = StillsFolder::open(path, stop);
        if (!stills)
            return fail(stills.error());
        return std::move(*stills);
    }
    auto file = VideoFile::openGrowing(path, stop);
    if (!file)
        return fail(file.error());
    return std::move(*file);
}

Result<Frame> PictureSource::frame(FrameIndex index, std::stop_token stop)
{
    const auto decoded = picture(index, std::move(stop));
    if (!decoded)
        return fail(decoded.error());
    return toFrame(*decoded);
}

Result<void> PictureSource::decode(FrameIndex index, std::stop_token stop)
{
    const auto decoded = picture(index, std::move(stop));
    if (!decoded)
        return fail(decoded.error());
    return {};
}

Result<QByteArray> PictureSource::planes(FrameIndex index, std::stop_token stop)
{
    const auto decoded = picture(index, std::move(stop));
    if (!decoded)
        return fail(decoded.error());
    Picture scaled;
    const Size size = info().coded;
    if (decoded->planes->width != size.width || decoded->planes->height != size.height) {
        scaled = scaledTo(size, *decoded->planes);
        if (!scaled)
            return fail(cannotDecode(index, info()));
    }
    const AVFrame& p = scaled ? *scaled : *decoded->planes;
    const auto format = AVPixelFormat(p.format);
    const int bytes = av_image_get_buffer_size(format, p.width, p.height, 1);
    if (bytes <= 0)
        return fail(cannotDecode(index, info()));
    QByteArray out(bytes, Qt::Uninitialized);
    av_image_copy_to_buffer(reinterpret_cast<uint8_t*>(out.data()), bytes, p.data, p.linesize, format, p.width,
                            p.height, 1);
    return out;
}

} // namespace revseg::ff

namespace revseg {

Result<QImage> firstFrame(const QString& path, std::stop_token stop)
{
    const auto source = ff::PictureSource::openGrowing(path, stop);
    if (!source)
        return fail(source.error());
    const auto frame = (*source)->frame(0, std::move(stop));
    if (!frame)
        return fail(frame.error());
    return displayImage(frame->image, (*source)->info());
}

} // namespace revseg
