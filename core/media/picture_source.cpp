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
    const AVFrame& p = *decoded->planes;
    const auto format = AVPixelFormat(p.format);
    const int size = av_image_get_buffer_size(format, p.width, p.height, 1);
    if (size <= 0) {
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "Frame %1 of “%2” cannot be decoded"),
                    {QString::number(index), info().path});
    }
    QByteArray out(size, Qt::Uninitialized);
    av_image_copy_to_buffer(reinterpret_cast<uint8_t*>(out.data()), size, p.data, p.linesize, format, p.width,
                            p.height, 1);
    return out;
}

} // namespace revseg::ff
