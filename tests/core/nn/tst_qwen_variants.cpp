// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tiny models that differ in everything a config can say, against the reference
// (tests/parity/qwen_variants_fixture.py): prompts, patches, positions, embeddings, logits, 200 tokens.
#include "core/nn/qwen_forward.h"
#include "core/nn/qwen_tensors.h"
#include "tests/core/nn/qwen_cases.h"
#include "tests/core/nn/seeded.h"

#include <QDir>
#include <QTemporaryDir>

using namespace revseg;
using namespace revseg::nn;
using namespace revseg::nn::test;

namespace {

constexpr double kTolerance = 2e-4; // of logits, float32

double farthest(const torch::Tensor& a, const torch::Tensor& b)
{
    if (a.sizes() != b.sizes())
        return std::numeric_limits<double>::infinity();
    return (a.to(torch::kFloat64) - b.to(torch::kFloat64)).abs().max().item<double>();
}

/// A tensor's name in the files of newer libraries.
std::string newer(const std::string& name)
{
    if (name.starts_with("visual."))
        return "model." + name;
    return name.starts_with("model.") ? "model.language_model." + name.substr(6) : name;
}

} // namespace

class TestQwenVariants final : public revseg::test::TestCase
{
    Q_OBJECT
    QTemporaryDir m_dir;
    QJsonArray m_variants;
    std::optional<TensorFile> m_file;
    std::map<std::string, std::shared_ptr<const Qwen>> m_models;

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
    std::shared_ptr<const Qwen> model(const QJsonObject& variant)
    {
        auto& kept = m_models[variant[u"name"].toString().toStdString()];
        if (!kept)
            kept = must(Qwen::open(written(variant), Qwen::Precision::Float32));
        return kept;
    }

private Q_SLOTS:
    void initTestCase()
    {
        torch::set_num_threads(1);
        QFile file(QStringLiteral(REVSEG_FIXTURES "/qwen_variants.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_variants = QJsonDocument::fromJson(file.readAll()).array();
        m_file = must(TensorFile::open(kFixtures + "/qwen_variants.safetensors"));
        QVERIFY(m_variants.size() >= 4);
    }

    void allOfItIsTheReferences_data()
    {
        QTest::addColumn<QJsonObject>("variant");
        QTest::addColumn<QJsonObject>("asked");
        for (const QJsonValue& variant : m_variants) {
            for (const QJsonValue& c : variant[u"cases"].toArray())
                QTest::addRow("%s, %s", qPrintable(variant[u"name"].toString()),
                              qPrintable(c[u"name"].toString()))
                    << variant.toObject() << c.toObject();
        }
    }
    void allOfItIsTheReferences()
    {
        QFETCH(QJsonObject, variant);
        QFETCH(QJsonObject, asked);
        const auto qwen = model(variant);
        const QwenVisionConfig& vision = qwen->config().vision;
        const PixelLimits limits{256, variant[u"most_pixels"].toInteger()};
        std::vector<Patches> images;
        std::vector<QwenVideo> videos;
        Fnv levels;
        for (const QJsonValue& p : asked[u"pictures"].toArray()) {
            const Picture picture =
                seededPicture(uint64_t(p[0].toInteger()), p[1].toInteger(), p[2].toInteger());
            images.push_back(must(patchesOf(std::span(&picture, 1), vision, qwen->pixels(), limits)));
        }
        for (const QJsonValue& v : asked[u"videos"].toArray()) {
            std::vector<Picture> frames;
            for (qint64 i = 0; i < v[1].toInteger(); ++i)
                frames.push_back(
                    seededPicture(uint64_t(v[0].toInteger() + 100 * i), v[2].toInteger(), v[3].toInteger()));
            videos.push_back({must(patchesOf(frames, vision, qwen->pixels(), limits)), 2 / v[4].toDouble()});
        }
        std::vector<float> values;
        for (const Patches& p : images)
            values.insert(values.end(), p.values.begin(), p.values.end());
        if (!images.empty())
            QCOMPARE(QString::fromStdString(levelsHash(values, vision.patchValues(), qwen->pixels())),
                     asked[u"image_levels"].toString());
        if (!videos.empty())
            QCOMPARE(QString::fromStdString(
                         levelsHash(videos[0].patches.values, vision.patchValues(), qwen->pixels())),
                     asked[u"video_levels"].toString());

        const QwenPrompt prompt = must(qwen->prompt(chatOf(asked[u"messages"].toArray()), std::move(images),
                                                    std::move(videos), true, Tokenizer::Added::Recognised));
        const std::string path = m_dir.filePath(QStringLiteral("f.safetensors")).toStdString();
        const auto done = writeForward(qwen, prompt, 200, path);
        QVERIFY2(done, done ? "" : done.error().what.c_str());
        const TensorFile ours = must(TensorFile::open(path));
        const std::string at =
            (variant[u"name"].toString() + QLatin1Char('.') + asked[u"name"].toString() + QLatin1Char('.'))
                .toStdString();
        const auto theirs = [&](const char* name) { return must(m_file->tensor(at + name)); };
        for (const char* const name : {"input_ids", "position_ids", "generated_ids"})
            QVERIFY2(torch::equal(must(ours.tensor(name)), theirs(name).to(torch::kInt64)), name);
        for (const char* const name : {"image_embeds", "video_embeds"}) {
            QCOMPARE(ours.has(name), m_file->has(at + name));
            if (ours.has(name))
                QVERIFY2(farthest(must(ours.tensor(name)), theirs(name)) < 5e-5, name);
        }
        const double off =
            farthest(must(ours.tensor("logits")).index_select(0, theirs("logit_rows")), theirs("logits"));
        QVERIFY2(off <= kTolerance, qPrintable(QString::number(off)));
    }

    void theyDifferInWhatCounts()
    {
        std::set<int64_t> groups, windows;
        std::set<bool> tied;
        std::set<QString> naming;
        for (const QJsonValue& variant : m_variants) {
            const QwenConfig& config = model(variant.toObject())->config();
            groups.insert(config.text.heads / config.text.keyHeads);
            windows.insert(config.vision.window / config.vision.patch);
            tied.insert(config.tied);
            naming.insert(variant[u"naming"].toString());
        }
        QVERIFY(groups.size() >= 3 && windows.size() >= 3 && tied.size() == 2 && naming.size() == 2);
    }
};

REVSEG_TEST("qwen_variants", TestQwenVariants)
#include "tst_qwen_variants.moc"
