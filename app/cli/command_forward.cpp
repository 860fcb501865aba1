// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/media/video_reader.h"
#include "core/tracker/sam2_engine.h"
#include "core/vlm/local_engine.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

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

Result<QImage> read(QImageReader& reader, ErrorKind otherwise, const QString& name)
{
    reader.setAutoTransform(true);
    const QImage image = reader.read();
    if (image.isNull())
        return fail(otherwise, QT_TRANSLATE_NOOP("core", "The picture “%1” cannot be read"), {oneLine(name)},
                    QT_TRANSLATE_NOOP("core", "give a PNG or JPEG"));
    return onWhite(image);
}

Result<QImage> readPicture(const QString& path)
{
    QImageReader reader(path);
    return read(reader, QFileInfo::exists(path) ? ErrorKind::Corrupt : ErrorKind::NotFound, path);
}

/// Of `image` (a path), or of `image_url` as chat servers take it: a text or an object with `url`, which is a
/// path, a file: or a data: address.
Result<QImage> pictureOf(const QJsonObject& part, const QDir& base)
{
    if (part.contains(u"image"))
        return readPicture(base.filePath(part[u"image"].toString()));
    const QJsonValue given = part[u"image_url"];
    const QString address = given.isObject() ? given[u"url"].toString() : given.toString();
    if (address.startsWith(QLatin1String("data:"))) {
        QByteArray bytes = QByteArray::fromBase64(address.section(QLatin1Char(','), 1).toLatin1());
        QBuffer buffer(&bytes);
        QImageReader reader(&buffer);
        return read(reader, ErrorKind::Corrupt, address.left(40));
    }
    const QUrl url(address);
    if (url.scheme() == u"http" || url.scheme() == u"https")
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "The picture “%1” is on another computer"), {oneLine(address)},
                    QT_TRANSLATE_NOOP("core", "download it and give its path"));
    return readPicture(base.filePath(url.isLocalFile() ? url.toLocalFile() : address));
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

Result<QJsonObject> readJson(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(file.exists() ? ErrorKind::Unreadable : ErrorKind::NotFound,
                    QT_TRANSLATE_NOOP("core", "The request “%1” cannot be read"), {oneLine(path)});
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    if (!json[u"messages"].isArray() && !json[u"image"].isString())
        return fail(ErrorKind::Corrupt,
                    QT_TRANSLATE_NOOP("core", "The request “%1” has neither a list of messages nor an image"),
                    {oneLine(path)}, QT_TRANSLATE_NOOP("core", "write it as the manual of “forward” shows"));
    return json;
}

std::optional<std::vector<double>> numbers(const QJsonValue& value, qsizetype count)
{
    const QJsonArray array = value.toArray();
    if (array.size() != count)
        return std::nullopt;
    std::vector<double> out;
    for (const QJsonValue& number : array) {
        if (!number.isDouble())
            return std::nullopt;
        out.push_back(number.toDouble());
    }
    return out;
}

/// For SAM 2: one picture and what was clicked on it.
Result<Sam2ForwardRequest> readClicks(const QJsonObject& json, const QString& path)
{
    const auto wrong = [&path](const char* what) {
        return fail(ErrorKind::InvalidInput, what, {oneLine(path)},
                    QT_TRANSLATE_NOOP("core", "write it as the manual of “forward” shows"));
    };
    Sam2ForwardRequest out;
    auto picture = readPicture(QFileInfo(path).absoluteDir().filePath(json[u"image"].toString()));
    if (!picture)
        return tl::unexpected(picture.error());
    out.image = std::move(*picture);
    const QJsonArray points = json[u"points"].toArray();
    const QJsonArray labels = json[u"labels"].toArray();
    if (points.size() != labels.size())
        return wrong(QT_TRANSLATE_NOOP("core", "The request “%1” has not one label for each point"));
    for (qsizetype i = 0; i < points.size(); ++i) {
        const auto at = numbers(points[i], 2);
        const int label = labels[i].toInt(-1);
        if (!at || (label != 0 && label != 1))
            return wrong(
                QT_TRANSLATE_NOOP("core", "A point of the request “%1” is not [x, y] with a label 0 or 1"));
        out.points.push_back({{(*at)[0], (*at)[1]}, label == 1});
    }
    if (json.contains(u"box")) {
        const auto box = numbers(json[u"box"], 4);
        if (!box)
            return wrong(QT_TRANSLATE_NOOP("core", "The box of the request “%1” is not four numbers"));
        out.box = Box{(*box)[0], (*box)[1], (*box)[2], (*box)[3]};
    }
    out.several = json[u"multimask"].toBool(true);
    return out;
}

Result<ForwardRequest> readMessages(const QJsonObject& json, const QString& path, const Context& c)
{
    const QDir base = QFileInfo(path).absoluteDir();
    ForwardRequest out;
    out.messages = json[u"messages"].toArray();
    for (const QJsonValue& message : std::as_const(out.messages)) {
        for (const QJsonValue& value : message[u"content"].toArray()) {
            const QJsonObject part = value.toObject();
            if (part.contains(u"image") || part.contains(u"image_url")) {
                auto picture = pictureOf(part, base);
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

Result<void> forwardClicks(const Context& c, const QJsonObject& json, bool bfloat16)
{
    auto request = readClicks(json, c.args.value("request"));
    if (!request)
        return tl::unexpected(request.error());
    request->model.path = c.args.value("model");
    request->model.bfloat16 = bfloat16;
    request->model.threads = c.threads;
    request->out = c.args.value("out");
    const auto engine = sam2Engine();
    if (!engine)
        return tl::unexpected(engine.error());
    return (*engine)->forward(*request, c.stop);
}

Result<void> forwardMessages(const Context& c, const QJsonObject& json, bool bfloat16)
{
    auto request = readMessages(json, c.args.value("request"), c);
    if (!request)
        return tl::unexpected(request.error());
    auto spec = LocalSpec::parse(c.args.value("model"));
    if (!spec)
        return tl::unexpected(spec.error());
    if (!spec->precision && bfloat16)
        spec->precision = Precision::BFloat16;
    request->spec = *spec;
    request->threads = c.threads;
    request->out = c.args.value("out");
    const auto engine = localEngine();
    if (!engine)
        return tl::unexpected(engine.error());
    return (*engine)->forward(*request, c.stop);
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
    const QString path = c.args.value("request");
    const auto json = readJson(path);
    if (!json)
        return failed(json.error());
    const QString out = c.args.value("out");
    const bool bfloat16 = precision == u"bfloat16";
    const auto done = (*json)[u"image"].isString() ? forwardClicks(c, *json, bfloat16)
                                                   : forwardMessages(c, *json, bfloat16);
    if (!done)
        return failed(done.error());
    c.terminal.line(out);
    c.terminal.document({{QStringLiteral("out"), out}});
    return 0;
}

} // namespace

Command forwardCommand()
{
    return {"forward",
            "one pass of a model with its inner tensors, as safetensors",
            "--model DIR --request R.json --out T.safetensors [--precision float32|bfloat16]",
            {{"model", "DIR", "folder of a Qwen2.5-VL model, or file or folder of SAM 2"},
             {"request", "R.json", "messages, pictures and videos; for SAM 2 an image and clicks"},
             {"out", "T.safetensors", "file to write"},
             {"precision", "P", "float32 (default) or bfloat16"}},
            run};
}

} // namespace revseg::cli
