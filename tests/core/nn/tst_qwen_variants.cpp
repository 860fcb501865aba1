// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tiny models that differ in everything a config can say, against the reference
// (tests/parity/qwen_variants_fixture.py): prompts, patches, positions, embeddings, logits, 200 tokens.
#include "core/nn/qwen_forward.h"
#include "tests/core/nn/qwen_variants.h"

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

} // namespace

class TestQwenVariants final : public revseg::test::TestCase
{
    Q_OBJECT
    std::optional<QwenVariants> m_variants;
    std::optional<TensorFile> m_file;

private Q_SLOTS:
    void initTestCase()
    {
        torch::set_num_threads(1);
        m_variants.emplace();
        m_file = must(TensorFile::open(kFixtures + "/qwen_variants.safetensors"));
        QVERIFY(m_variants->all().size() >= 4);
    }

    void allOfItIsTheReferences_data()
    {
        QTest::addColumn<QJsonObject>("variant");
        QTest::addColumn<QJsonObject>("asked");
        for (const QJsonValue& variant : m_variants->all()) {
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
        const auto qwen = m_variants->model(variant);
        const QwenVisionConfig& vision = qwen->config().vision;
        const auto& [images, videos] = m_variants->media(variant, asked);
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

        const QwenPrompt prompt = m_variants->prompt(variant, asked, {images, videos});
        const std::string path = m_variants->path(QStringLiteral("f.safetensors")).toStdString();
        const auto done = writeForward(qwen, prompt, 200, path);
        QVERIFY2(done, done ? "" : done.error().what.c_str());
        const TensorFile ours = must(TensorFile::open(path));
        const std::string at = QwenVariants::name(variant, asked) + '.';
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
        for (const QJsonValue& variant : m_variants->all()) {
            const QwenConfig& config = m_variants->model(variant.toObject())->config();
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
