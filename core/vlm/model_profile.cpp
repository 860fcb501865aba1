// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/model_profile.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <utility>

namespace revseg {

namespace {

template <class E>
using Names = std::initializer_list<std::pair<const char*, E>>;

const Names<ModelProfile::Coordinates> kCoordinates{{"absolute", ModelProfile::Coordinates::Absolute},
                                                    {"0-1000", ModelProfile::Coordinates::Thousandths}};
const Names<ModelProfile::VideoEncoding> kEncodings{
    {"video_jpeg", ModelProfile::VideoEncoding::JpegVideo},
    {"images", ModelProfile::VideoEncoding::Images},
    {"labelled_images", ModelProfile::VideoEncoding::LabelledImages}};
const Names<ModelProfile::PictureFormat> kFormats{{"png", ModelProfile::PictureFormat::Png},
                                                  {"jpeg", ModelProfile::PictureFormat::Jpeg}};

template <class E>
QString nameOf(Names<E> names, E value)
{
    for (const auto& [name, v] : names) {
        if (v == value)
            return QLatin1String(name);
    }
    return {};
}

tl::unexpected<Error> wrongValue(const QString& source, const QString& key)
{
    return fail(ErrorKind::Corrupt,
                QT_TRANSLATE_NOOP("core", "The model profile “%1” has a wrong value for “%2”"), {source, key},
                QT_TRANSLATE_NOOP("core", "correct the file; the built-in profiles show the form"));
}

/// Takes keys out of an object one by one, so that what is left over are the unknown ones.
class Reader
{
public:
    Reader(QJsonObject json, QString source) : m_json(std::move(json)), m_source(std::move(source)) {}

    void text(const char* key, QString& into)
    {
        const QJsonValue v = m_json.take(QLatin1String(key));
        if (v.isString())
            into = v.toString();
        else
            check(v, key);
    }
    template <class Int>
    void integer(const char* key, Int& into, double least, double most)
    {
        const QJsonValue v = m_json.take(QLatin1String(key));
        const double d = v.toDouble(-1);
        if (v.isDouble() && d >= least && d <= most && d == std::floor(d))
            into = Int(d);
        else
            check(v, key);
    }
    /// Whether the key is there; it is left as it is otherwise.
    bool number(const char* key, double& into, double least, double most)
    {
        const QJsonValue v = m_json.take(QLatin1String(key));
        const double d = v.toDouble(-1);
        if (v.isDouble() && d >= least && d <= most) {
            into = d;
            return true;
        }
        check(v, key);
        return false;
    }
    template <class E>
    void oneOf(const char* key, Names<E> names, E& into)
    {
        const QJsonValue v = m_json.take(QLatin1String(key));
        for (const auto& [name, value] : names) {
            if (v.toString() == QLatin1String(name)) {
                into = value;
                return;
            }
        }
        check(v, key);
    }
    void flag(const char* key, bool& out)
    {
        const QJsonValue v = m_json.take(QLatin1String(key));
        if (v.isBool())
            out = v.toBool();
        else
            check(v, key);
    }
    QJsonObject object(const char* key)
    {
        const QJsonValue v = m_json.take(QLatin1String(key));
        if (!v.isObject())
            check(v, key);
        return v.toObject();
    }
    QJsonObject rest() const { return m_json; }
    const QString& wrong() const { return m_wrong; }

private:
    void check(const QJsonValue& v, const char* key)
    {
        if (!v.isUndefined() && m_wrong.isEmpty())
            m_wrong = QLatin1String(key);
    }
    QJsonObject m_json;
    QString m_source;
    QString m_wrong;
};

} // namespace

Result<ModelProfile> ModelProfile::fromJson(const QJsonObject& json, const QString& source)
{
    ModelProfile p;
    Reader in(json, source);
    in.text("name", p.name);
    in.integer("image_factor", p.image_factor, 1, 1024);
    in.integer("min_pixels", p.min_pixels, 0, 1e12);
    in.integer("max_pixels", p.max_pixels, 0, 1e12);
    in.oneOf("coordinates", kCoordinates, p.coordinates);
    in.oneOf("video", kEncodings, p.video);
    in.text("frame_label", p.frame_label);
    in.oneOf("pictures", kFormats, p.pictures);
    in.integer("jpeg_quality", p.jpeg_quality, 1, 100);
    in.flag("reuse_media", p.reuse_media);
    Reader keys(in.object("keys"), source);
    keys.text("frame", p.keys.frame);
    keys.text("description", p.keys.description);
    keys.text("box", p.keys.box);
    Reader defaults(in.object("defaults"), source);
    defaults.integer("frames", p.defaults.frames, 1, 768);
    defaults.number("fps", p.defaults.fps, 1e-3, 1000);
    defaults.integer("max_tokens", p.defaults.max_tokens, 1, 1 << 20);
    if (double temperature = 0; defaults.number("temperature", temperature, 0, 2))
        p.defaults.temperature = temperature;
    p.request = in.object("request");
    p.other = in.rest();
    if (!in.wrong().isEmpty())
        return wrongValue(source, in.wrong());
    if (!keys.wrong().isEmpty())
        return wrongValue(source, QStringLiteral("keys.") + keys.wrong());
    if (!defaults.wrong().isEmpty())
        return wrongValue(source, QStringLiteral("defaults.") + defaults.wrong());
    if (p.name.isEmpty())
        return wrongValue(source, QStringLiteral("name"));
    if (p.max_pixels > 0 && p.max_pixels < p.min_pixels)
        return wrongValue(source, QStringLiteral("max_pixels"));
    return p;
}

QJsonObject ModelProfile::toJson() const
{
    QJsonObject json = other;
    json[QStringLiteral("name")] = name;
    json[QStringLiteral("image_factor")] = image_factor;
    json[QStringLiteral("min_pixels")] = min_pixels;
    json[QStringLiteral("max_pixels")] = max_pixels;
    json[QStringLiteral("coordinates")] = nameOf(kCoordinates, coordinates);
    json[QStringLiteral("video")] = nameOf(kEncodings, video);
    json[QStringLiteral("frame_label")] = frame_label;
    json[QStringLiteral("pictures")] = nameOf(kFormats, pictures);
    json[QStringLiteral("jpeg_quality")] = jpeg_quality;
    if (reuse_media)
        json[QStringLiteral("reuse_media")] = true;
    json[QStringLiteral("keys")] = QJsonObject{{QStringLiteral("frame"), keys.frame},
                                               {QStringLiteral("description"), keys.description},
                                               {QStringLiteral("box"), keys.box}};
    QJsonObject usual;
    if (defaults.frames > 0)
        usual[QStringLiteral("frames")] = defaults.frames;
    if (defaults.fps > 0)
        usual[QStringLiteral("fps")] = defaults.fps;
    if (defaults.temperature)
        usual[QStringLiteral("temperature")] = *defaults.temperature;
    if (defaults.max_tokens > 0)
        usual[QStringLiteral("max_tokens")] = defaults.max_tokens;
    if (!usual.isEmpty())
        json[QStringLiteral("defaults")] = usual;
    json[QStringLiteral("request")] = request;
    return json;
}

QStringList ModelProfile::builtInNames()
{
    return {QStringLiteral("qwen2.5-vl"), QStringLiteral("qwen3-vl"), QStringLiteral("plain")};
}

Result<ModelProfile> ModelProfile::load(const QString& nameOrPath)
{
    const bool builtIn = builtInNames().contains(nameOrPath);
    if (!builtIn && !nameOrPath.endsWith(QLatin1String(".json"), Qt::CaseInsensitive)) {
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no model profile “%1”"),
                    {nameOrPath},
                    QT_TRANSLATE_NOOP("core", "use one of %1, or give the path of a .json file"),
                    {builtInNames().join(QStringLiteral(", "))});
    }
    QFile file(builtIn ? QStringLiteral(":/revseg/profiles/%1.json").arg(nameOrPath) : nameOrPath);
    if (!builtIn && !QFileInfo::exists(nameOrPath)) {
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no model profile “%1”"),
                    {nameOrPath});
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Unreadable,
                    QT_TRANSLATE_NOOP("core", "The model profile “%1” cannot be read (%2)"),
                    {nameOrPath, file.errorString()});
    }
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(file.readAll(), &error);
    if (!json.isObject()) {
        return fail(ErrorKind::Corrupt,
                    QT_TRANSLATE_NOOP("core", "The model profile “%1” is no JSON object (%2 at byte %3)"),
                    {nameOrPath, error.errorString(), QString::number(error.offset)},
                    QT_TRANSLATE_NOOP("core", "correct the file; the built-in profiles show the form"));
    }
    return fromJson(json.object(), nameOrPath);
}

QString ModelProfile::nameForModel(const QString& model)
{
    const QString name = model.toLower();
    // Fine-tuned relatives keep the conventions of what they were made from.
    for (const char* part : {"qwen2.5-vl", "qwen2_5-vl", "qwen2.5vl", "qwen25vl", "revseg"}) {
        if (name.contains(QLatin1String(part)))
            return QStringLiteral("qwen2.5-vl");
    }
    for (const char* part : {"qwen3", "qwen2-vl", "qwen2vl"}) {
        if (name.contains(QLatin1String(part)))
            return QStringLiteral("qwen3-vl");
    }
    return QStringLiteral("plain");
}

Size ModelProfile::seenSize(Size sent) const
{
    if (sent.isEmpty())
        return sent;
    const double factor = image_factor;
    const double w = sent.width;
    const double h = sent.height;
    // nearbyint: halves go to the even neighbour, as in Python.
    double outW = std::max(factor, std::nearbyint(w / factor) * factor);
    double outH = std::max(factor, std::nearbyint(h / factor) * factor);
    if (max_pixels > 0 && outW * outH > double(max_pixels)) {
        const double beta = std::sqrt(w * h / double(max_pixels));
        outW = std::max(factor, std::floor(w / beta / factor) * factor);
        outH = std::max(factor, std::floor(h / beta / factor) * factor);
    } else if (outW * outH < double(min_pixels)) {
        const double beta = std::sqrt(double(min_pixels) / (w * h));
        outW = std::ceil(w * beta / factor) * factor;
        outH = std::ceil(h * beta / factor) * factor;
    }
    return {int(outW), int(outH)};
}

Size ModelProfile::answerSpace(Size sent) const
{
    return coordinates == Coordinates::Thousandths ? Size{1000, 1000} : seenSize(sent);
}

} // namespace revseg
