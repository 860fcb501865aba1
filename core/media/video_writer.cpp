// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video_writer.h"

#include "core/media/ffmpeg_private.h"
#include "core/media/gif_palette_private.h"

#include <QFile>
#include <QFileInfo>
#include <QPainter>
#include <QRandomGenerator>

#include <cstdio>
#include <cstring>
#include <utility>

extern "C" {
#include <libavutil/opt.h>
}

namespace revseg {

namespace {

/// FFmpeg's name of the container that a suffix stands for; null: none.
const char* containerOf(const QString& path)
{
    static constexpr std::pair<const char*, const char*> kContainers[] = {
        {"mp4", "mp4"}, {"m4v", "mp4"}, {"mov", "mov"}, {"mkv", "matroska"}, {"gif", "gif"}};
    const QString suffix = QFileInfo(path).suffix().toLower();
    for (const auto& [name, container] : kContainers) {
        if (suffix == QLatin1String(name))
            return container;
    }
    return nullptr;
}

constexpr int64_t kShortestGif = 2; ///< hundredths of a second

Error outOfMemory()
{
    return makeError(ErrorKind::OutOfMemory,
                     QT_TRANSLATE_NOOP("core", "There is not enough memory for this"));
}

} // namespace

struct VideoWriter::Encoder
{
    QString path;
    QString part; ///< written here; empty once it is in its place
    Size size;    ///< even
    AVFormatContext* format = nullptr;
    ff::Codec codec;
    ff::Packet packet{av_packet_alloc()};
    ff::Picture picture{av_frame_alloc()};
    ff::Scaler scaler;
    AVStream* stream = nullptr;
    Rational rate;
    bool gif = false;
    int64_t frames = 0;           ///< given to add()
    int64_t left_out = 0;         ///< of these
    int64_t last = -kShortestGif; ///< GIF: when the last one is shown
    bool ended = false;           ///< finish() was called

    ~Encoder()
    {
        if (format != nullptr) {
            avio_closep(&format->pb);
            avformat_free_context(format);
        }
        if (!part.isEmpty())
            QFile::remove(part);
    }

    tl::unexpected<Error> cannotWrite(int code) const
    {
        return fail(
            ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "Cannot write “%1” (%2)"),
            {path, ff::words(code)},
            QT_TRANSLATE_NOOP(
                "core", "check the free space of the disk and the permissions, or choose another place"));
    }

    tl::unexpected<Error> hasEnded() const
    {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” is already written"), {path});
    }

    Result<void> openH264();
    Result<void> openGif();
    Result<void> openFile(const AVCodec* encoder);

    /// Hands what the encoder has ready to the file. A null picture ends the stream.
    Result<void> encode(const AVFrame* frame)
    {
        int code = avcodec_send_frame(codec.get(), frame);
        while (code >= 0) {
            code = avcodec_receive_packet(codec.get(), packet.get());
            if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
                return {};
            if (code < 0)
                break;
            av_packet_rescale_ts(packet.get(), codec->time_base, stream->time_base);
            packet->stream_index = stream->index;
            code = av_interleaved_write_frame(format, packet.get());
            // Buffered bytes are pushed out, so that a full disk is noticed now and not at the end.
            if (code >= 0 && format->pb != nullptr) {
                avio_flush(format->pb);
                code = format->pb->error;
            }
        }
        return cannotWrite(code);
    }
};

VideoWriter::VideoWriter(std::unique_ptr<Encoder> encoder) : m_encoder(std::move(encoder)) {}

VideoWriter::~VideoWriter() = default;

Result<void> VideoWriter::Encoder::openH264()
{
    const AVCodec* encoder = avcodec_find_encoder_by_name("libx264");
    if (encoder == nullptr)
        encoder = avcodec_find_encoder(AV_CODEC_ID_MPEG4);
    codec.reset(encoder != nullptr ? avcodec_alloc_context3(encoder) : nullptr);
    if (!codec)
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "FFmpeg here can encode neither H.264 nor MPEG-4"));
    AVCodecContext& c = *codec;
    c.pix_fmt = AV_PIX_FMT_YUV420P;
    c.time_base = {int(rate.den), int(rate.num)};
    c.gop_size = 48;
    c.colorspace = AVCOL_SPC_BT709;
    c.color_primaries = AVCOL_PRI_BT709;
    c.color_trc = AVCOL_TRC_BT709;
    c.color_range = AVCOL_RANGE_MPEG;
    if (encoder->id == AV_CODEC_ID_H264) {
        if (av_opt_set(c.priv_data, "preset", "veryfast", 0) < 0 ||
            av_opt_set(c.priv_data, "crf", "18", 0) < 0)
            return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "The encoder cannot be used (%1)"),
                        {QStringLiteral("x264")});
    } else {
        c.bit_rate = int64_t(size.width) * size.height * 4;
    }
    scaler.reset(sws_getContext(size.width, size.height, AV_PIX_FMT_BGRA, size.width, size.height, c.pix_fmt,
                                SWS_BICUBIC | SWS_ACCURATE_RND, nullptr, nullptr, nullptr));
    if (!scaler)
        return fail(outOfMemory());
    if (sws_setColorspaceDetails(scaler.get(), sws_getCoefficients(SWS_CS_DEFAULT), 1,
                                 sws_getCoefficients(SWS_CS_ITU709), 0, 0, 1 << 16, 1 << 16) < 0)
        return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "The encoder cannot be used (%1)"),
                    {ff::words(AVERROR(EINVAL))});
    return openFile(encoder);
}

Result<void> VideoWriter::Encoder::openGif()
{
    const AVCodec* const encoder = avcodec_find_encoder(AV_CODEC_ID_GIF);
    codec.reset(encoder != nullptr ? avcodec_alloc_context3(encoder) : nullptr);
    if (!codec)
        return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "FFmpeg here cannot encode GIF"));
    codec->pix_fmt = AV_PIX_FMT_PAL8;
    codec->time_base = {1, 100};
    return openFile(encoder);
}

Result<void> VideoWriter::Encoder::openFile(const AVCodec* encoder)
{
    AVCodecContext& c = *codec;
    c.width = size.width;
    c.height = size.height;
    c.framerate = {int(rate.num), int(rate.den)};
    if (avformat_alloc_output_context2(&format, nullptr, containerOf(path), nullptr) < 0 || !picture ||
        !packet)
        return fail(outOfMemory());
    if ((format->oformat->flags & AVFMT_GLOBALHEADER) != 0)
        c.flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    int code = avcodec_open2(&c, encoder, nullptr);
    if (code < 0)
        return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "The encoder cannot be used (%1)"),
                    {ff::words(code)});
    stream = avformat_new_stream(format, nullptr);
    if (stream == nullptr)
        return fail(outOfMemory());
    stream->time_base = c.time_base;
    stream->avg_frame_rate = c.framerate;
    code = avcodec_parameters_from_context(stream->codecpar, &c);
    if (code >= 0)
        code = avio_open(&format->pb, QByteArray("file:" + QFile::encodeName(part)).constData(),
                         AVIO_FLAG_WRITE);
    if (code >= 0)
        code = avformat_write_header(format, nullptr);
    if (code < 0)
        return cannotWrite(code);
    picture->format = c.pix_fmt;
    picture->width = c.width;
    picture->height = c.height;
    picture->colorspace = c.colorspace;
    picture->color_range = c.color_range;
    if (av_frame_get_buffer(picture.get(), 0) < 0)
        return fail(outOfMemory());
    return {};
}

Result<void> VideoWriter::checkSuffix(const QString& path)
{
    if (containerOf(path) == nullptr) {
        return fail(
            ErrorKind::InvalidInput,
            QT_TRANSLATE_NOOP("core", "The end of the name “%1” is that of no video that can be written"),
            {QFileInfo(path).fileName()}, QT_TRANSLATE_NOOP("core", "end it in .mp4, .mov, .mkv or .gif"));
    }
    return {};
}

Result<std::unique_ptr<VideoWriter>> VideoWriter::create(const QString& path, Size size, Rational rate)
{
    if (const auto fits = checkSuffix(path); !fits)
        return fail(fits.error());
    if (size.isEmpty() || size.width > 16384 || size.height > 16384) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "A video of %1 × %2 pixels cannot be written"),
                    {QString::number(size.width), QString::number(size.height)});
    }
    if (rate.num <= 0 || rate.den <= 0 || rate.num > INT32_MAX || rate.den > INT32_MAX)
        rate = {25, 1};
    ff::beQuiet();
    auto e = std::make_unique<Encoder>();
    e->path = path;
    e->rate = rate;
    e->gif = qstrcmp(containerOf(path), "gif") == 0;
    e->size = e->gif ? size : Size{(size.width + 1) / 2 * 2, (size.height + 1) / 2 * 2};
    const QFileInfo info(path);
    e->part = QStringLiteral("%1/.%2.part-%3.%4")
                  .arg(info.absolutePath(), info.fileName(),
                       QString::number(QRandomGenerator::global()->generate(), 36), info.suffix());
    if (auto opened = e->gif ? e->openGif() : e->openH264(); !opened)
        return fail(opened.error());
    return std::unique_ptr<VideoWriter>(new VideoWriter(std::move(e)));
}

int64_t VideoWriter::leftOut() const
{
    return m_encoder->left_out;
}

Result<void> VideoWriter::add(const QImage& picture)
{
    Encoder& e = *m_encoder;
    if (picture.isNull()) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "An empty picture cannot be written to “%1”"), {e.path});
    }
    if (e.ended)
        return e.hasEnded();
    QImage image = picture.convertToFormat(QImage::Format_RGB32);
    if (image.isNull())
        return fail(outOfMemory());
    if (image.width() != e.size.width || image.height() != e.size.height) {
        if (image.width() >= e.size.width - 1 && image.width() <= e.size.width &&
            image.height() >= e.size.height - 1 && image.height() <= e.size.height) {
            // An odd size: the last column and row once more.
            QImage even(e.size.width, e.size.height, QImage::Format_RGB32);
            QPainter painter(&even);
            for (const QPoint& at : {QPoint(1, 1), QPoint(1, 0), QPoint(0, 1), QPoint(0, 0)})
                painter.drawImage(at, image);
            painter.end();
            image = even;
        } else {
            image =
                image.scaled(e.size.width, e.size.height, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        }
    }
    const int64_t number = e.frames++;
    if (e.gif) {
        const int64_t at = av_rescale(number, 100 * e.rate.den, e.rate.num);
        if (at - e.last < kShortestGif) {
            ++e.left_out;
            return {};
        }
        e.picture->pts = e.last = at;
    } else {
        e.picture->pts = number;
    }
    int code = av_frame_make_writable(e.picture.get());
    if (code < 0)
        return e.cannotWrite(code);
    if (e.gif) {
        const GifPalette palette = gifPalette(image);
        std::memcpy(e.picture->data[1], palette.data(), sizeof palette);
        toPalette(image, palette, e.picture->data[0], e.picture->linesize[0]);
        return e.encode(e.picture.get());
    }
    const uint8_t* const from[4] = {image.constBits(), nullptr, nullptr, nullptr};
    const int stride[4] = {int(image.bytesPerLine()), 0, 0, 0};
    code = sws_scale(e.scaler.get(), from, stride, 0, e.size.height, e.picture->data, e.picture->linesize);
    if (code < 0)
        return e.cannotWrite(code);
    return e.encode(e.picture.get());
}

Result<void> VideoWriter::finish()
{
    Encoder& e = *m_encoder;
    if (e.ended)
        return e.hasEnded();
    e.ended = true;
    if (e.frames == 0) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "There is no picture for “%1”"),
                    {e.path}, QT_TRANSLATE_NOOP("core", "choose at least one frame"));
    }
    if (auto done = e.encode(nullptr); !done)
        return done;
    int code = av_write_trailer(e.format);
    if (code >= 0) {
        avio_flush(e.format->pb);
        code = e.format->pb->error;
    }
    const int closed = avio_closep(&e.format->pb);
    if (code < 0 || closed < 0)
        return e.cannotWrite(code < 0 ? code : closed);
    if (std::rename(QFile::encodeName(e.part).constData(), QFile::encodeName(e.path).constData()) != 0)
        return e.cannotWrite(AVERROR(errno));
    e.part.clear();
    return {};
}

} // namespace revseg
