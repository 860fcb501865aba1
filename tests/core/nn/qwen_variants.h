// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/qwen_tensors.h"
#include "tests/core/nn/qwen_cases.h"
#include "tests/core/nn/seeded.h"

#include <QDir>
#include <QTemporaryDir>

/// The tiny models of tests/parity/qwen_variants_fixture.py, which differ in everything a config can say, and
/// the requests to them.
namespace revseg::nn::test {

/// A request: its pictures and videos as the tower reads them.
struct VariantMedia
{
    std::vector<Patches> images;
    std::vector<QwenVideo> videos;
};

class QwenVariants
{
public:
    QwenVariants()
    {
        QFile file(QStringLiteral(REVSEG_FIXTURES "/qwen_variants.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no variants");
        m_all = QJsonDocument::fromJson(file.readAll()).array();
    }

    const QJsonArray& all() const { return m_all; }
    QString path(const QString& name) const { return m_dir.filePath(name); }

    std::shared_ptr<const Qwen> model(const QJsonObject& variant)
    {
        auto& kept = m_models[variant[u"name"].toString().toStdString()];
        if (!kept)
            kept = must(Qwen::open(written(variant), Qwen::Precision::Float32));
        return kept;
    }
    VariantMedia media(const QJsonObject& variant, const QJsonObject& asked)
    {
        const auto qwen = model(variant);
        const QwenVisionConfig& vision = qwen->config().vision;
        const PixelLimits limits{256, variant[u"most_pixels"].toInteger()};
        VariantMedia out;
        for (const QJsonValue& p : asked[u"pictures"].toArray()) {
            const Picture picture =
                seededPicture(uint64_t(p[0].toInteger()), p[1].toInteger(), p[2].toInteger());
            out.images.push_back(must(patchesOf(std::span(&picture, 1), vision, qwen->pixels(), limits)));
        }
        for (const QJsonValue& v : asked[u"videos"].toArray()) {
            std::vector<Picture> frames;
            for (qint64 i = 0; i < v[1].toInteger(); ++i)
                frames.push_back(
                    seededPicture(uint64_t(v[0].toInteger() + 100 * i), v[2].toInteger(), v[3].toInteger()));
            out.videos.push_back(
                {must(patchesOf(frames, vision, qwen->pixels(), limits)), 2 / v[4].toDouble()});
        }
        return out;
    }
    QwenPrompt prompt(const QJsonObject& variant, const QJsonObject& asked, VariantMedia media)
    {
        return must(model(variant)->prompt(chatOf(asked[u"messages"].toArray()), std::move(media.images),
                                           std::move(media.videos), true, Tokenizer::Added::Recognised));
    }
    /// Of a case in the fixtures' tensors.
    static std::string name(const QJsonObject& variant, const QJsonObject& asked)
    {
        return (variant[u"name"].toString() + QLatin1Char('.') + asked[u"name"].toString()).toStdString();
    }

private:
    /// A tensor's name in the files of newer libraries.
    static std::string newer(const std::string& name)
    {
        if (name.starts_with("visual."))
            return "model." + name;
        return name.starts_with("model.") ? "model.language_model." + name.substr(6) : name;
    }

    /// The model's folder, its weights made from the seed under the names of its config.
    std::string written(const QJsonObject& variant)
    {
        const QString folder = m_dir.filePath(variant[u"name"].toString());
        QDir().mkpath(folder);
        QFile::copy(QStringLiteral(REVSEG_FIXTURES "/qwen/tokenizer.json"),
                    folder + QStringLiteral("/tokenizer.json"));
        QFile config(folder + QStringLiteral("/config.json"));
        if (!config.open(QIODevice::WriteOnly))
            qFatal("no config");
        config.write(QJsonDocument(variant[u"config"].toObject()).toJson());
        config.close();
        const auto seed = uint64_t(variant[u"seed"].toInteger());
        std::map<std::string, torch::Tensor> tensors;
        for (const auto& [name, shape] : qwenTensors(must(QwenConfig::open(folder.toStdString())))) {
            if (name == "lm_head.weight" && variant[u"config"][u"tie_word_embeddings"].toBool())
                continue;
            torch::Tensor tensor = torch::empty(shape);
            Fnv hash;
            hash.add(name.data(), name.size());
            float* const to = tensor.data_ptr<float>();
            for (int64_t i = 0; i < tensor.numel(); ++i)
                to[i] = seededWeight(seed, hash.value(), uint64_t(i), name, shape.size() == 1);
            tensors[variant[u"naming"] == QLatin1String("new") ? newer(name) : name] =
                tensor.to(torch::kBFloat16);
        }
        if (!writeTensorFile(folder.toStdString() + "/model.safetensors", tensors))
            qFatal("no weights");
        return folder.toStdString();
    }

    QTemporaryDir m_dir;
    QJsonArray m_all;
    std::map<std::string, std::shared_ptr<const Qwen>> m_models;
};

} // namespace revseg::nn::test
