// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Qwen2.5-VL against the reference implementation, on the tiny model of tests/parity/qwen_fixture.py.
#include "core/nn/qwen_language.h"
#include "core/nn/qwen_vision.h"
#include "tests/core/nn/qwen_cases.h"

#include <QDir>
#include <QTemporaryDir>

using namespace revseg;
using namespace revseg::nn;
using namespace revseg::nn::test;

namespace {

constexpr double kTolerance = 2e-4; // of logits, float32

/// Everything that is read from the fixture's folder.
struct Model
{
    QwenConfig config;
    PixelConfig pixels;
    Tokenizer tokenizer;
    std::unique_ptr<QwenVision> vision;
    std::unique_ptr<QwenLanguage> language;

    explicit Model(const std::string& folder, torch::ScalarType type = torch::kFloat32)
        : config(must(QwenConfig::open(folder)))
        , pixels(must(PixelConfig::open(folder)))
        , tokenizer(must(Tokenizer::open(kFixtures + "/qwen")))
    {
        const Weights weights = must(Weights::open(folder));
        WeightLoader loader(weights, type, torch::kCPU);
        vision = std::make_unique<QwenVision>(config.vision, loader);
        language = std::make_unique<QwenLanguage>(config, loader);
        if (const auto done = loader.finish(); !done)
            qFatal("%s", done.error().what.c_str());
    }
};

/// A case after everything that comes before the language model.
struct Prompt
{
    std::vector<int64_t> ids;
    torch::Tensor patches, videoPatches;
    std::vector<PatchGrid> grids;
    std::vector<VideoGrid> videoGrids;
    torch::Tensor positions; // [3, n]
    int64_t next = 0;
};

torch::Tensor tensorOf(const std::vector<Patches>& all, int64_t columns)
{
    std::vector<torch::Tensor> parts;
    for (const Patches& p : all)
        parts.push_back(torch::tensor(p.values).view({-1, columns}));
    return parts.empty() ? torch::Tensor() : torch::cat(parts);
}

Prompt prepared(const Model& m, const Case& c)
{
    Prompt out;
    std::vector<Patches> images, videos;
    const PixelLimits limits{m.pixels.minPixels, m.pixels.maxPixels};
    for (const Picture& p : c.images) {
        images.push_back(must(patchesOf(std::span(&p, 1), m.config.vision, m.pixels, limits)));
        out.grids.push_back(images.back().grid);
    }
    for (size_t i = 0; i < c.videos.size(); ++i) {
        videos.push_back(must(patchesOf(c.videos[i], m.config.vision, m.pixels, limits)));
        out.videoGrids.push_back({videos.back().grid, c.secondsPerPair[i]});
    }
    out.patches = tensorOf(images, m.config.vision.patchValues());
    out.videoPatches = tensorOf(videos, m.config.vision.patchValues());
    const auto raw = must(encodeChat(m.tokenizer, c.messages, true, Tokenizer::Added::Recognised));
    out.ids = must(expandPads(m.config, raw, out.grids, out.videoGrids));
    const Positions p = must(qwenPositions(m.config, out.ids, out.grids, out.videoGrids));
    out.positions = torch::stack({torch::tensor(p.t), torch::tensor(p.h), torch::tensor(p.w)});
    out.next = p.next;
    return out;
}

std::vector<PatchGrid> gridsOf(const std::vector<VideoGrid>& videos)
{
    std::vector<PatchGrid> out;
    for (const VideoGrid& v : videos)
        out.push_back(v.grid);
    return out;
}

torch::Tensor embedded(const Model& m, const Prompt& p)
{
    const torch::Tensor ids = torch::tensor(p.ids);
    torch::Tensor x = m.language->embed(ids);
    if (p.patches.defined())
        x.index_copy_(0, (ids == m.config.imageToken).nonzero().squeeze(1),
                      m.vision->forward(p.patches, p.grids));
    if (p.videoPatches.defined())
        x.index_copy_(0, (ids == m.config.videoToken).nonzero().squeeze(1),
                      m.vision->forward(p.videoPatches, gridsOf(p.videoGrids)));
    return x;
}

double farthest(const torch::Tensor& a, const torch::Tensor& b)
{
    if (a.sizes() != b.sizes())
        return std::numeric_limits<double>::infinity();
    return (a.to(torch::kFloat64) - b.to(torch::kFloat64)).abs().max().item<double>();
}

#define VERIFY_NEAR(a, b, most)                                                                              \
    do {                                                                                                     \
        const double d_ = farthest(a, b);                                                                    \
        QVERIFY2(d_ <= (most), qPrintable(QStringLiteral("differs by %1").arg(d_)));                         \
        qInfo("%s: differs by %g", QTest::currentDataTag(), d_);                                             \
    } while (false)

} // namespace

class TestQwen final : public revseg::test::TestCase
{
    Q_OBJECT
    std::vector<Case> m_cases;
    std::unique_ptr<Model> m_model;
    QTemporaryDir m_dir;

    const Case& current() const
    {
        return *std::find_if(m_cases.begin(), m_cases.end(),
                             [](const Case& c) { return c.name == QTest::currentDataTag(); });
    }
    void allCases() const
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < m_cases.size(); ++i)
            QTest::newRow(m_cases[i].name.c_str()) << int(i);
    }
    void casesWith(const char* what) const
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < m_cases.size(); ++i) {
            if (m_cases[i].has(what))
                QTest::newRow(m_cases[i].name.c_str()) << int(i);
        }
    }
    /// A copy of the model's folder in one file, after `change`.
    std::string folderWith(const char* name, bool tied,
                           const std::function<void(std::map<std::string, torch::Tensor>&)>& change) const
    {
        const QString folder = m_dir.filePath(QLatin1String(name));
        QDir().mkpath(folder);
        const std::string from = kFixtures + "/qwen";
        for (const char* const file :
             {"preprocessor_config.json", "generation_config.json", "tokenizer.json"})
            QFile::copy(QString::fromStdString(from + "/" + file),
                        folder + QLatin1Char('/') + QLatin1String(file));
        QFile config(QString::fromStdString(from + "/config.json"));
        QFile copy(folder + QStringLiteral("/config.json"));
        if (!config.open(QIODevice::ReadOnly) || !copy.open(QIODevice::WriteOnly))
            qFatal("no config");
        QJsonObject o = QJsonDocument::fromJson(config.readAll()).object();
        o[u"tie_word_embeddings"] = tied;
        copy.write(QJsonDocument(o).toJson());
        const Weights weights = must(Weights::open(from));
        std::map<std::string, torch::Tensor> tensors;
        for (const std::string& tensor : weights.names())
            tensors[tensor] = must(weights.tensor(tensor)).clone();
        change(tensors);
        if (!writeTensorFile(folder.toStdString() + "/model.safetensors", tensors))
            qFatal("no weights");
        return folder.toStdString();
    }
    static std::string loadingError(const std::string& folder)
    {
        const auto weights = Weights::open(folder);
        if (!weights)
            return weights.error().what;
        const QwenConfig config = must(QwenConfig::open(folder));
        WeightLoader loader(*weights, torch::kFloat32, torch::kCPU);
        const QwenVision vision(config.vision, loader);
        const QwenLanguage language(config, loader);
        const auto done = loader.finish();
        return done ? std::string() : done.error().what;
    }

private Q_SLOTS:
    void initTestCase()
    {
        torch::set_num_threads(2);
        m_cases = readCases();
        m_model = std::make_unique<Model>(kFixtures + "/qwen");
        QVERIFY(m_cases.size() >= 8);
    }

    void promptIsTheReferences_data() { allCases(); }
    void promptIsTheReferences()
    {
        const Case& c = current();
        const Prompt p = prepared(*m_model, c);
        QVERIFY(p.ids == listOf(c.tensor("input_ids")));
        QVERIFY(torch::equal(p.positions, c.tensor("position_ids").to(torch::kInt64)));
    }

    void patchesAreTheReferences_data() { allCases(); }
    void patchesAreTheReferences()
    {
        const Case& c = current();
        const Prompt p = prepared(*m_model, c);
        for (const auto& [ours, name] :
             {std::pair(p.patches, "image_levels"), {p.videoPatches, "video_levels"}}) {
            QCOMPARE(ours.defined(), c.has(name));
            if (!ours.defined())
                continue;
            const torch::Tensor theirs = c.tensor(name).to(torch::kFloat32);
            QVERIFY(ours.sizes() == theirs.sizes());
            const torch::Tensor by = ours.view({ours.size(0), 3, -1});
            const torch::Tensor mean = torch::tensor({0.48145466, 0.4578275, 0.40821073}).view({3, 1});
            const torch::Tensor deviation = torch::tensor({0.26862954, 0.26130258, 0.27577711}).view({3, 1});
            const torch::Tensor levels = ((by * deviation + mean) * 255).view(ours.sizes());
            QVERIFY((levels - levels.round()).abs().max().item<double>() < 1e-3);
            const torch::Tensor off = (levels - theirs).abs().round();
            qInfo("%s: %g %% of values differ, by %g levels at most", name,
                  100 * (off > 0).to(torch::kFloat32).mean().item<double>(), off.max().item<double>());

            QVERIFY(off.max().item<double>() == 0);
        }
    }

    void visionIsTheReferences_data() { allCases(); }
    void visionIsTheReferences()
    {
        const Case& c = current();
        const Prompt p = prepared(*m_model, c);
        if (p.patches.defined())
            VERIFY_NEAR(m_model->vision->forward(p.patches, p.grids), c.tensor("image_embeds"), 5e-5);
        if (p.videoPatches.defined())
            VERIFY_NEAR(m_model->vision->forward(p.videoPatches, gridsOf(p.videoGrids)),
                        c.tensor("video_embeds"), 5e-5);
    }

    void logitsAreTheReferences_data() { allCases(); }
    void logitsAreTheReferences()
    {
        const Case& c = current();
        const Prompt p = prepared(*m_model, c);
        QwenCache cache = m_model->language->newCache();
        const torch::Tensor hidden = m_model->language->forward(embedded(*m_model, p), p.positions, cache);
        const torch::Tensor logits = m_model->language->logits(hidden);
        VERIFY_NEAR(logits.index_select(0, c.tensor("logit_rows")), c.tensor("logits"), kTolerance);
        QVERIFY(torch::equal(logits.argmax(-1), c.tensor("argmax").to(torch::kInt64)));
        QCOMPARE(cache.length(), int64_t(p.ids.size()));
    }

    void aTiedHeadIsTheEmbedding_data() { allCases(); }
    void aTiedHeadIsTheEmbedding()
    {
        const Case& c = current();
        static const Model tied(
            folderWith("tied", true, [](auto& tensors) { tensors.erase("lm_head.weight"); }));
        const Prompt p = prepared(tied, c);
        QwenCache cache = tied.language->newCache();
        const torch::Tensor hidden = tied.language->forward(embedded(tied, p), p.positions, cache);
        VERIFY_NEAR(tied.language->logits(hidden)[-1], c.tensor("tied_last_logits"), kTolerance);
    }

    void wrongWeightsAreNamed()
    {
        const std::string missing = loadingError(folderWith("missing", false, [](auto& tensors) {
            tensors.erase("model.layers.1.mlp.up_proj.weight");
            tensors["model.layers.0.self_attn.q_proj.bias"] = torch::zeros({63});
            tensors["model.layers.7.mlp.up_proj.weight"] = torch::zeros({2, 2});
        }));
        QVERIFY(missing.find("missing: model.layers.1.mlp.up_proj.weight") != std::string::npos);
        QVERIFY(missing.find("q_proj.bias [63] instead of [64]") != std::string::npos);
        QVERIFY(missing.find("not of this model: model.layers.7.mlp.up_proj.weight") != std::string::npos);
        const std::string untied =
            loadingError(folderWith("untied", false, [](auto& tensors) { tensors.erase("lm_head.weight"); }));
        QVERIFY(untied.find("lm_head.weight") != std::string::npos);
        const std::string adapter = loadingError(folderWith("adapter", false, [](auto& tensors) {
            tensors["base_model.model.lora_A.weight"] = torch::zeros({2});
        }));
        QVERIFY(adapter.find("LoRA") != std::string::npos);
    }
    void newerNamesAreTheSame()
    {
        const std::string folder = folderWith("newer", false, [](auto& tensors) {
            std::map<std::string, torch::Tensor> renamed;
            for (const auto& [name, tensor] : tensors) {
                if (name.rfind("visual.", 0) == 0)
                    renamed["model." + name] = tensor;
                else if (name.rfind("model.", 0) == 0)
                    renamed["model.language_model." + name.substr(6)] = tensor.to(torch::kFloat16);
                else
                    renamed[name] = tensor.to(torch::kFloat32);
            }
            tensors = renamed;
        });
        QCOMPARE(loadingError(folder), std::string());
    }

    /// Logits of many rows are as exact as those of a few.
    void wideProductsAreNotRounded()
    {
        torch::manual_seed(4);
        const Linear head{torch::randn({60, 96}).to(torch::kBFloat16), {}};
        const torch::Tensor rows = torch::randn({21, 96}).to(torch::kBFloat16);
        const torch::Tensor expected =
            torch::mm(rows.to(torch::kFloat64), head.weight.to(torch::kFloat64).t());
        for (const int64_t n : {1, 8, 9, 21}) {
            const torch::Tensor wide = head.wide(rows.narrow(0, 0, n));
            QCOMPARE(int(wide.scalar_type()), int(torch::kFloat32));
            const double off =
                (wide.to(torch::kFloat64) - expected.narrow(0, 0, n)).abs().max().item<double>();
            QVERIFY2(off < 1e-4, qPrintable(QStringLiteral("%1: %2").arg(n).arg(off)));
        }
    }
};

REVSEG_TEST("qwen", TestQwen)
#include "tst_qwen.moc"
