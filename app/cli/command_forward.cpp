// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/media/video_reader.h"
#include "core/vlm/local_engine.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>

namespace revseg::cli {

namespace {

/// As the model sees a picture: turned as its camera says, on white where it is transparent.
QImage onWhite(const QImage& image)
{
    if (!image.hasAlphaChannel())
        return image.convertToFormat(QImage::Format_RGB888);
    const QImage from = image.convertToFormat(QImage::Format_RGBA8888);
    QImage out(image.size(), QImage::Format_RGB888);
    for (int y = 0; y < from.height(); ++y) {
        const uchar* in = from.constScanLine(y);
        uchar* to = out.scanLine(y);
        for (int x = 0; x < from.width(); ++x, in += 4) {
            for (int k = 0; k < 3; ++k)
                *to++ = uchar((255 * (255 - in[3]) + in[k] * in[3] + 127) / 255);
        }
    }
    return out;
}

Result<QImage> readPicture(const QString& path)
{
    QImageReader reader(path);
    reader.setAutoTransform(true);
    const QImage image = reader.read();
    if (image.isNull())
        return fail(QFileInfo::exists(path) ? ErrorKind::Corrupt : ErrorKind::NotFound,
                    QT_TRANSLATE_NOOP("core", "The picture “%1” cannot be read"), {oneLine(path)},
                    QT_TRANSLATE_NOOP("core", "give a PNG or JPEG"));
    return onWhite(image);
}

Result<LocalMedium> readVideo(const QJsonObject& part, const QDir& base, const Context& c)
{
    LocalMedium out;
    out.framesPerSecond = part[u"fps"].toDouble(2);
    if (!(out.framesPerSecond > 0))
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "A video's fps is not above 0"), {},
                    QT_TRANSLATE_NOOP("core", "give the rate of the frames, or leave it out"));
    for (const QJsonValue& still : part[u"video"].toArray()) {
        auto picture = readPicture(base.filePath(still.toString()));
        if (!picture)
            return tl::unexpected(picture.error());
        out.frames.push_back(std::move(*picture));
    }
    if (part[u"video"].isArray())
        return out;
    ReaderOptions options;
    options.threads = c.threads;
    const auto reader = VideoReader::open(base.filePath(part[u"video"].toString()), options, c.stop);
    if (!reader)
        return tl::unexpected(reader.error());
    for (FrameIndex i = 0; i < (*reader)->info().frames; ++i) {
        const auto frame = (*reader)->frame(i, c.stop);
        if (!frame)
            return tl::unexpected(frame.error());
        out.frames.push_back(
            displayImage(frame->image, (*reader)->info()).convertToFormat(QImage::Format_RGB888));
    }
    return out;
}

Result<ForwardRequest> readRequest(const QString& path, const Context& c)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(file.exists() ? ErrorKind::Unreadable : ErrorKind::NotFound,
                    QT_TRANSLATE_NOOP("core", "The request “%1” cannot be read"), {oneLine(path)});
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (!document.object()[u"messages"].isArray())
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "The request “%1” has no list of messages"),
                    {oneLine(path)}, QT_TRANSLATE_NOOP("core", "write it as the manual of “forward” shows"));
    const QJsonObject json = document.object();
    const QDir base = QFileInfo(path).absoluteDir();
    ForwardRequest out;
    out.messages = json[u"messages"].toArray();
    for (const QJsonValue& message : std::as_const(out.messages)) {
        for (const QJsonValue& value : message[u"content"].toArray()) {
            const QJsonObject part = value.toObject();
            if (part.contains(u"image")) {
                auto picture = readPicture(base.filePath(part[u"image"].toString()));
                if (!picture)
                    return tl::unexpected(picture.error());
                out.images.push_back({{std::move(*picture)}, 2});
            } else if (part.contains(u"video")) {
                auto video = readVideo(part, base, c);
                if (!video)
                    return tl::unexpected(video.error());
                out.videos.push_back(std::move(*video));
            }
        }
    }
    if (json[u"min_pixels"].isDouble())
        out.minPixels = json[u"min_pixels"].toInteger();
    if (json[u"max_pixels"].isDouble())
        out.maxPixels = json[u"max_pixels"].toInteger();
    out.answer = json[u"add_generation_prompt"].toBool(true);
    out.generate = json[u"generate"].toInteger(0);
    return out;
}

Outcome run(const Context& c)
{
    if (const auto none = c.args.exactly({}); !none)
        return tl::unexpected(none.error());
    for (const char* const name : {"model", "request", "out"}) {
        if (const auto given = c.args.required(name); !given)
            return tl::unexpected(given.error());
    }
    const QString precision = c.args.value("precision", QStringLiteral("float32"));
    if (precision != u"float32" && precision != u"bfloat16")
        return wrongUsage(QT_TRANSLATE_NOOP("core", "“%1” is no precision: float32 and bfloat16 are"),
                          {precision});
    auto request = readRequest(c.args.value("request"), c);
    if (!request)
        return failed(request.error());
    request->model = c.args.value("model");
    request->bfloat16 = precision == u"bfloat16";
    request->threads = c.threads;
    request->out = c.args.value("out");
    const auto engine = localEngine();
    if (!engine)
        return failed(engine.error());
    if (const auto done = (*engine)->forward(*request, c.stop); !done)
        return failed(done.error());
    c.terminal.line(request->out);
    c.terminal.document({{QStringLiteral("out"), request->out}});
    return 0;
}

} // namespace

Command forwardCommand()
{
    return {"forward",
            "one pass of a vision-language model with its inner tensors, as safetensors",
            "--model DIR --request R.json --out T.safetensors [--precision float32|bfloat16]",
            {{"model", "DIR", "folder of a Qwen2.5-VL model"},
             {"request", "R.json", "messages, pictures and videos"},
             {"out", "T.safetensors", "file to write"},
             {"precision", "P", "float32 (default) or bfloat16"}},
            run};
}

} // namespace revseg::cli
