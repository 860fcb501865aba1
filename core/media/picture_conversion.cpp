// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/picture_conversion_private.h"

#include <QTransform>

#include <cmath>

extern "C" {
#include <libavutil/display.h>
#include <libavutil/pixdesc.h>
}

namespace revseg::ff {

namespace {

/// The deprecated "J" formats mean the plain ones in full range; swscale warns about them.
AVPixelFormat withoutJ(AVPixelFormat format, bool& full)
{
    switch (format) {
    case AV_PIX_FMT_YUVJ420P:
        full = true;
        return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_YUVJ422P:
        full = true;
        return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_YUVJ444P:
        full = true;
        return AV_PIX_FMT_YUV444P;
    case AV_PIX_FMT_YUVJ440P:
        full = true;
        return AV_PIX_FMT_YUV440P;
    case AV_PIX_FMT_YUVJ411P:
        full = true;
        return AV_PIX_FMT_YUV411P;
    default:
        return format;
    }
}

int matrixOf(const AVFrame& picture)
{
    switch (picture.colorspace) {
    case AVCOL_SPC_BT709:
        return SWS_CS_ITU709;
    case AVCOL_SPC_FCC:
        return SWS_CS_FCC;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
        return SWS_CS_ITU601;
    case AVCOL_SPC_SMPTE240M:
        return SWS_CS_SMPTE240M;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
        return SWS_CS_BT2020;
    default:
        return picture.height >= 720 ? SWS_CS_ITU709 : SWS_CS_ITU601;
    }
}

} // namespace

QImage Converter::toRgb(const AVFrame& picture)
{
    bool full = picture.color_range == AVCOL_RANGE_JPEG;
    const AVPixelFormat format = withoutJ(AVPixelFormat(picture.format), full);
    const AVPixFmtDescriptor* const description = av_pix_fmt_desc_get(format);
    if (description == nullptr || picture.width <= 0 || picture.height <= 0)
        return {};
    if (description->nb_components <= 2 && picture.color_range == AVCOL_RANGE_UNSPECIFIED)
        full = true;
    // Transparent pictures are shown over black; blending needs straight RGBA first.
    const bool alpha = (description->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
    m_scaler.reset(sws_getCachedContext(
        m_scaler.release(), picture.width, picture.height, format, picture.width, picture.height,
        AV_PIX_FMT_BGRA, SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT, nullptr, nullptr, nullptr));
    if (!m_scaler)
        return {};
    sws_setColorspaceDetails(m_scaler.get(), sws_getCoefficients(matrixOf(picture)), full ? 1 : 0,
                             sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16);
    QImage image(picture.width, picture.height, alpha ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    if (image.isNull())
        return {};
    uint8_t* const target[4] = {image.bits(), nullptr, nullptr, nullptr};
    const int stride[4] = {int(image.bytesPerLine()), 0, 0, 0};
    if (sws_scale(m_scaler.get(), picture.data, picture.linesize, 0, picture.height, target, stride) < 0)
        return {};
    return alpha ? image.convertToFormat(QImage::Format_ARGB32_Premultiplied)
                       .convertToFormat(QImage::Format_RGB32)
                 : image;
}

namespace {

/// As the ffmpeg program turns and flips pictures; angles between go to the nearest quarter.
Orientation orientationOf(const int32_t* matrix)
{
    const double counterClockwise = av_display_rotation_get(matrix);
    if (!std::isfinite(counterClockwise))
        return {};
    switch ((int(std::lround(-counterClockwise / 90.0)) % 4 + 4) % 4) {
    case 1:
        return {90, matrix[3] > 0};
    case 2:
        return matrix[4] < 0 ? Orientation{180, matrix[0] >= 0} : Orientation{0, matrix[0] < 0};
    case 3:
        return {270, matrix[3] < 0};
    default:
        return matrix[4] < 0 ? Orientation{180, true} : Orientation{};
    }
}

} // namespace

Orientation orientationOf(const AVStream& stream)
{
    const auto* const matrix = reinterpret_cast<const int32_t*>(
        av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, nullptr));
    return matrix != nullptr ? orientationOf(matrix) : Orientation{};
}

std::optional<Orientation> orientationOf(const AVFrame& picture)
{
    const AVFrameSideData* const data = av_frame_get_side_data(&picture, AV_FRAME_DATA_DISPLAYMATRIX);
    if (data == nullptr || data->size < 9 * sizeof(int32_t))
        return std::nullopt;
    return orientationOf(reinterpret_cast<const int32_t*>(data->data));
}

QImage oriented(const QImage& image, Orientation orientation)
{
    const QImage turned = orientation.rotation == 0
                              ? image
                              : image.transformed(QTransform().rotate(orientation.rotation));
    return orientation.mirrored ? turned.mirrored(true, false) : turned;
}

} // namespace revseg::ff
