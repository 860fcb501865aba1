// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/model_folder.h"

#include "core/nn/qwen_config.h"
#include "core/vlm/local_messages_private.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QtEndian>

#include <algorithm>

namespace revseg {

namespace {

constexpr qint64 kMostHeader = 100'000'000; ///< as the reference has it
constexpr qint64 kUsualTokens = 4096;       ///< of a chain with its answers
constexpr qint64 kWorkingBytes = 256 << 20; ///< pictures, activations, the libraries themselves

const QMap<QString, int>& typeBytes()
{
    static const QMap<QString, int> sizes{{QStringLiteral("F64"), 8}, {QStringLiteral("F32"), 4},
                                          {QStringLiteral("F16"), 2}, {QStringLiteral("BF16"), 2},
                                          {QStringLiteral("I64"), 8}, {QStringLiteral("I32"), 4},
                                          {QStringLiteral("I16"), 2}, {QStringLiteral("I8"), 1},
                                          {QStringLiteral("U8"), 1},  {QStringLiteral("BOOL"), 1}};
    return sizes;
}

tl::unexpected<Error> corrupt(const QString& path, const QString& why)
{
    return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” is damaged: %2"),
                {oneLine(path), oneLine(why)}, QT_TRANSLATE_NOOP("core", "download the model again"));
}

Result<QByteArray> contents(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(file.exists() ? ErrorKind::Unreadable : ErrorKind::NotFound,
                    QT_TRANSLATE_NOOP("core", "“%1” cannot be read (%2)"),
                    {oneLine(path), file.errorString()},
                    QT_TRANSLATE_NOOP("core", "choose the folder of a whole Qwen2.5-VL model"));
    }
    return file.readAll();
}

/// The files that hold weights.
Result<QStringList> weightFiles(const QString& folder)
{
    const QString index = folder + QStringLiteral("/model.safetensors.index.json");
    if (!QFileInfo::exists(index))
        return QStringList{QStringLiteral("model.safetensors")};
    const auto text = contents(index);
    if (!text)
        return fail(text.error());
    const QJsonObject map = QJsonDocument::fromJson(*text).object()[u"weight_map"].toObject();
    QStringList out;
    for (const QJsonValue& file : map) {
        const QString name = file.toString();
        if (name.isEmpty() || name.contains(QLatin1Char('/')) || name == u"." || name == u"..")
            return corrupt(index, QStringLiteral("it names no files beside it"));
        if (!out.contains(name))
            out.append(name);
    }
    if (out.isEmpty())
        return corrupt(index, QStringLiteral("it has no weight_map"));
    out.sort();
    return out;
}

} // namespace

qint64 StoredTensor::values() const
{
    qint64 out = 1;
    for (const qint64 n : shape)
        out *= n;
    return out;
}

Result<QMap<QString, StoredTensor>> readTensorHeader(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(file.exists() ? ErrorKind::Unreadable : ErrorKind::NotFound,
                    QT_TRANSLATE_NOOP("core", "“%1” cannot be read (%2)"),
                    {oneLine(path), file.errorString()},
                    QT_TRANSLATE_NOOP("core", "choose the folder of a whole Qwen2.5-VL model"));
    }
    const QByteArray front = file.read(8);
    const quint64 length = front.size() == 8 ? qFromLittleEndian<quint64>(front.constData()) : 0;
    if (length < 2 || length > quint64(kMostHeader) || qint64(length) > file.size() - 8)
        return corrupt(path, QStringLiteral("its header is longer than the file"));
    const QJsonDocument header = QJsonDocument::fromJson(file.read(qint64(length)));
    if (!header.isObject())
        return corrupt(path, QStringLiteral("its header is no JSON object"));
    const qint64 data = file.size() - 8 - qint64(length);
    const QJsonObject entries = header.object();
    QMap<QString, StoredTensor> out;
    qint64 sum = 0;
    for (auto it = entries.begin(); it != entries.end(); ++it) {
        if (it.key() == u"__metadata__")
            continue;
        const QJsonValue entry = it.value();
        StoredTensor tensor;
        tensor.file = QFileInfo(path).fileName();
        tensor.type = entry[u"dtype"].toString();
        const QJsonArray offsets = entry[u"data_offsets"].toArray();
        const qint64 begin = offsets.at(0).toInteger(-1);
        const qint64 end = offsets.at(1).toInteger(-1);
        qint64 bytes = typeBytes().value(tensor.type, 0);
        for (const QJsonValue& n : entry[u"shape"].toArray()) {
            const qint64 side = n.toInteger(-1);
            if (side < 0 || (side > 0 && bytes > data / side))
                bytes = -1;
            bytes = bytes < 0 ? -1 : bytes * side;
            tensor.shape.push_back(side);
        }
        if (!entry[u"shape"].isArray() || bytes < 0 || !typeBytes().contains(tensor.type) ||
            offsets.size() != 2 || begin < 0 || end > data || end - begin != bytes)
            return corrupt(path, QStringLiteral("the place of the tensor “%1” is wrong").arg(it.key()));
        tensor.bytes = bytes;
        sum += bytes;
        out.insert(it.key(), tensor);
    }
    if (sum != data)
        return corrupt(path, QStringLiteral("its tensors are not all of it"));
    return out;
}

Result<ModelFolder> ModelFolder::open(const QString& folder)
{
    const auto config = nn::QwenConfig::open(folder.toStdString());
    if (!config)
        return fail(errorOf(config.error()));
    ModelFolder out;
    out.m_path = folder;
    const auto files = weightFiles(folder);
    if (!files)
        return fail(files.error());
    out.m_files = *files;
    qint64 half = 0;
    for (const QString& name : *files) {
        const auto header = readTensorHeader(folder + QLatin1Char('/') + name);
        if (!header)
            return fail(header.error());
        for (auto it = header->begin(); it != header->end(); ++it) {
            if (out.m_tensors.contains(it.key()))
                return corrupt(folder, QStringLiteral("the tensor “%1” is there twice").arg(it.key()));
            out.m_tensors.insert(it.key(), it.value());
            half += it.value().type == u"F32" ? 0 : it.value().bytes;
        }
    }
    out.m_stored = half * 2 > out.bytes() ? Precision::BFloat16 : Precision::Float32;
    out.m_cacheValues = 2 * config->text.layers * config->text.keyHeads * config->text.headSize();
    return out;
}

Result<ModelProfile> ModelFolder::profile(const QString& folder)
{
    auto out = ModelProfile::load(QStringLiteral("qwen2.5-vl"));
    const auto config = nn::QwenConfig::open(folder.toStdString());
    const auto pixels = nn::PixelConfig::open(folder.toStdString());
    if (!config)
        return fail(errorOf(config.error()));
    if (!pixels)
        return fail(errorOf(pixels.error()));
    if (out) {
        out->image_factor = int(config->vision.factor());
        out->min_pixels = pixels->minPixels;
        out->max_pixels = pixels->maxPixels;
        out->video = ModelProfile::VideoEncoding::JpegVideo; // one video; nothing is compressed on the way
    }
    return out;
}

QString ModelFolder::nameOf(const QString& folder)
{
    const QStringList parts = QDir::cleanPath(folder).split(QLatin1Char('/'));
    if (parts.size() >= 3 && parts[parts.size() - 2] == u"snapshots" &&
        parts[parts.size() - 3].startsWith(QLatin1String("models--")))
        return parts[parts.size() - 3].mid(8).replace(QLatin1String("--"), QLatin1String("/"));
    return parts.last();
}

qint64 ModelFolder::parameters() const
{
    qint64 out = 0;
    for (const StoredTensor& tensor : m_tensors)
        out += tensor.values();
    return out;
}

qint64 ModelFolder::bytes() const
{
    qint64 out = 0;
    for (const StoredTensor& tensor : m_tensors)
        out += tensor.bytes;
    return out;
}

qint64 ModelFolder::memoryNeeded(Precision precision) const
{
    const qint64 each = precision == Precision::Float32 ? 4 : 2;
    return (parameters() + m_cacheValues * kUsualTokens) * each + kWorkingBytes;
}

qint64 ModelFolder::memoryToLoad(Precision precision) const
{
    const QString kept = precision == Precision::BFloat16  ? QStringLiteral("BF16")
                         : precision == Precision::Float16 ? QStringLiteral("F16")
                                                           : QStringLiteral("F32");
    qint64 inFile = 0;
    for (const StoredTensor& tensor : m_tensors)
        inFile += tensor.type == kept ? tensor.bytes : 0;
    return memoryNeeded(precision) - inFile;
}

} // namespace revseg
