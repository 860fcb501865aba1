// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/model_store.h"

#include "core/nn/qwen_tensors.h"
#include "core/nn/tokenizer.h"
#include "core/vlm/local_messages_private.h"
#include "core/vlm/model_folder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

namespace revseg {

namespace {

constexpr qsizetype kMostNamed = 10; ///< more names than that help nobody

bool isSha256(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^[0-9a-fA-F]{64}$"));
    return form.match(text).hasMatch();
}

QString firstWords(const QString& path, int line)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromLatin1(file.read(4096)).section(QLatin1Char('\n'), line, line);
    return text.simplified().section(QLatin1Char(' '), 0, 0);
}

QString shapeText(const std::vector<qint64>& shape)
{
    QStringList sides;
    for (const qint64 n : shape)
        sides.append(QString::number(n));
    return QLatin1Char('[') + sides.join(QLatin1String(", ")) + QLatin1Char(']');
}

/// What config.json asks for and the files do not have, and the other way round.
QStringList tensorProblems(const ModelFolder& folder, const nn::QwenConfig& config)
{
    QStringList missing, misshaped, strange;
    auto expected = nn::qwenTensors(config);
    for (auto it = folder.tensors().begin(); it != folder.tensors().end(); ++it) {
        const std::string name = nn::publishedName(it.key().toStdString());
        const auto found = expected.find(name);
        if (found == expected.end()) {
            if (!it.key().endsWith(QLatin1String("inv_freq"))) // tables that were stored once
                strange.append(it.key());
            continue;
        }
        if (!std::ranges::equal(found->second, it.value().shape))
            misshaped.append(QStringLiteral("%1 %2").arg(it.key(), shapeText(it.value().shape)));
        expected.erase(found);
    }
    if (config.tied)
        expected.erase("lm_head.weight");
    for (const auto& [name, shape] : expected)
        missing.append(QString::fromStdString(name));
    QStringList out;
    for (const auto& [names, what] : {std::pair(&missing, "missing: %1"),
                                      {&misshaped, "of the wrong shape: %1"},
                                      {&strange, "not of this model: %1"}}) {
        if (names->isEmpty())
            continue;
        QString list = names->mid(0, kMostNamed).join(QLatin1String(", "));
        if (names->size() > kMostNamed)
            list += QStringLiteral(" and %1 more").arg(names->size() - kMostNamed);
        out.append(QString::fromLatin1(what).arg(list));
    }
    return out;
}

/// Tensors that lie elsewhere than the index says.
QStringList indexProblems(const ModelFolder& folder)
{
    QFile file(folder.path() + QStringLiteral("/model.safetensors.index.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject map = QJsonDocument::fromJson(file.readAll()).object()[u"weight_map"].toObject();
    for (auto it = map.begin(); it != map.end(); ++it) {
        const auto found = folder.tensors().find(it.key());
        if (found == folder.tensors().end() || found->file != it.value().toString())
            return {QStringLiteral("the index has “%1” in “%2”, where it is not")
                        .arg(it.key(), it.value().toString())};
    }
    return {};
}

} // namespace

QString defaultModelsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/revseg/models");
}

QStringList modelFoldersIn(const QString& folder)
{
    QStringList out;
    const auto look = [&out](const QDir& at, bool deeper, const auto& self) -> void {
        for (const QString& name : at.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
            const QString path = at.filePath(name);
            if (QFile::exists(path + QStringLiteral("/config.json")))
                out.append(path);
            else if (deeper)
                self(QDir(path), false, self);
        }
    };
    look(QDir(folder), true, look);
    return out;
}

QString knownSha256(const QString& path)
{
    const QFileInfo file(path);
    const QString beside = firstWords(path + QStringLiteral(".sha256"), 0);
    const QString hub = firstWords(QStringLiteral("%1/.cache/huggingface/download/%2.metadata")
                                       .arg(file.absolutePath(), file.fileName()),
                                   1);
    const QString blob = QFileInfo(file.canonicalFilePath()).fileName();
    for (const QString& sum : {beside, hub, file.isSymLink() ? blob : QString()}) {
        if (isSha256(sum))
            return sum.toLower();
    }
    return {};
}

Result<QString> sha256Of(const QString& path, const ProgressFn& progress, std::stop_token stop)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    bool good = file.open(QIODevice::ReadOnly);
    while (good && !file.atEnd()) {
        if (stop.stop_requested())
            return fail(cancelled());
        const QByteArray block = file.read(4 << 20);
        good = !block.isEmpty();
        hash.addData(block);
        if (progress)
            progress({file.pos(), file.size()});
    }
    if (!good) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "“%1” cannot be read (%2)"),
                    {oneLine(path), file.errorString()});
    }
    return QString::fromLatin1(hash.result().toHex());
}

Result<ModelReport> verifyModel(const QString& folder, const ProgressFn& progress, std::stop_token stop)
{
    ModelReport out;
    const auto config = nn::QwenConfig::open(folder.toStdString());
    if (!config)
        return fail(errorOf(config.error()));
    const auto note = [&out](const nn::Failure& failure) {
        out.problems.append(oneLine(QString::fromStdString(failure.what)));
    };
    if (const auto pixels = nn::PixelConfig::open(folder.toStdString()); !pixels)
        note(pixels.error());
    if (const auto defaults = nn::GenerationDefaults::open(folder.toStdString()); !defaults)
        note(defaults.error());
    if (const auto tokenizer = nn::Tokenizer::open(folder.toStdString()); !tokenizer)
        note(tokenizer.error());
    const auto opened = ModelFolder::open(folder);
    if (!opened) {
        out.problems.append(opened.error().message());
        return out;
    }
    out.problems += tensorProblems(*opened, *config) + indexProblems(*opened);
    for (const QString& name : QDir(folder).entryList(QDir::Files, QDir::Name)) {
        const QString path = folder + QLatin1Char('/') + name;
        const QString known = knownSha256(path);
        if (known.isEmpty())
            continue;
        const auto sum = sha256Of(path, progress, stop);
        if (!sum)
            return fail(sum.error());
        if (*sum == known)
            out.hashed.append(name);
        else
            out.problems.append(QStringLiteral("“%1” has another SHA-256 than it should").arg(name));
    }
    return out;
}

} // namespace revseg
