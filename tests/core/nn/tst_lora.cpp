// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/lora.h"
#include "core/nn/qwen.h"
#include "core/nn/weights.h"
#include "tests/core/nn/qwen_cases.h"

#include <QDir>
#include <QTemporaryDir>

using namespace revseg;
using namespace revseg::nn;
using namespace revseg::nn::test;

namespace {

const std::string kWeight = "model.layers.1.self_attn.q_proj.weight"; // 64 × 64 in the tiny model
const std::string kModule = "base_model.model.model.language_model.layers.1.self_attn.q_proj";

} // namespace

class TestLora final : public revseg::test::TestCase
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    torch::Tensor m_a, m_b;

    std::string folder() const { return m_dir->path().toStdString(); }
    void writeConfig(const QByteArray& json)
    {
        QFile file(m_dir->filePath(QStringLiteral("adapter_config.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(json);
    }
    void writeMatrices(const std::string& module)
    {
        QVERIFY(writeTensorFile(folder() + "/adapter_model.safetensors",
                                {{module + ".lora_A.weight", m_a}, {module + ".lora_B.weight", m_b}})
                    .has_value());
    }
    torch::Tensor changeOf(double scale, const torch::Tensor& weight) const
    {
        torch::Tensor out = weight.to(torch::kFloat64).clone();
        for (int64_t row = 0; row < out.size(0); ++row) {
            for (int64_t column = 0; column < out.size(1); ++column) {
                double sum = 0;
                for (int64_t k = 0; k < m_a.size(0); ++k)
                    sum += m_b[row][k].item<double>() * m_a[k][column].item<double>();
                out[row][column] += scale * sum;
            }
        }
        return out;
    }

protected:
    void prepare() override
    {
        m_dir = std::make_unique<QTemporaryDir>();
        torch::manual_seed(3);
        m_a = torch::randn({4, 12});
        m_b = torch::randn({10, 4});
        writeConfig(R"({"peft_type":"LORA","r":4,"lora_alpha":6,"bias":"none"})");
        writeMatrices(kModule);
    }

private Q_SLOTS:
    void weightsBecomeWPlusScaleTimesBA()
    {
        const torch::Tensor weight = torch::randn({10, 12});
        const auto merged = [&] { return must(must(LoraAdapter::open(folder())).merged(kWeight, weight)); };
        const auto close = [&](double scale) {
            return (merged().to(torch::kFloat64) - changeOf(scale, weight)).abs().max().item<double>() < 1e-5;
        };
        QVERIFY(must(LoraAdapter::open(folder())).names() == std::set<std::string>{kWeight});
        QVERIFY(close(6.0 / 4));
        writeConfig(R"({"peft_type":"LORA","r":4,"lora_alpha":6,"use_rslora":true})");
        QVERIFY(close(6.0 / 2));
        writeConfig(
            R"({"peft_type":"LORA","lora_alpha":6,"alpha_pattern":{"self_attn.q_proj":2,"k_proj":9}})");
        QVERIFY(close(2.0 / 4));
    }
    void loadingMerges()
    {
        m_a = torch::randn({4, 64});
        m_b = torch::randn({64, 4});
        writeMatrices(kModule);
        const auto logprobs = [](const std::string& model, const std::string& adapter) {
            Qwen::Loading loading;
            loading.adapter = adapter;
            const auto qwen = must(Qwen::open(model, Qwen::Precision::Float32, loading));
            QwenConversation talk(qwen);
            const std::vector<ChatMessage> messages{{"user", {{ChatPart::Kind::Text, "Hello there"}}}};
            must(talk.read(must(qwen->prompt(messages, {}, {}, true, Tokenizer::Added::AsText))).map([] {
                return 0;
            }));
            AnswerOptions options;
            options.most = 6;
            options.endAtEndToken = false;
            std::vector<double> out;
            for (const Choice& choice : must(talk.answer(options)).choices)
                out.push_back(choice.logprob);
            return out;
        };
        // The same model with the changed weight in its file.
        const Weights weights = must(Weights::open(kFixtures + "/qwen"));
        std::map<std::string, torch::Tensor> all;
        for (const std::string& name : weights.names())
            all[name] = must(weights.tensor(name)).to(torch::kFloat32);
        all[kWeight] = changeOf(6.0 / 4, all[kWeight]).to(torch::kFloat32);
        const QString changed = m_dir->filePath(QStringLiteral("changed"));
        QDir().mkpath(changed);
        const QDir from(QString::fromStdString(kFixtures + "/qwen"));
        for (const QString& name : from.entryList({QStringLiteral("*.json")}, QDir::Files)) {
            if (!name.contains(QLatin1String("index")))
                QFile::copy(from.filePath(name), changed + QLatin1Char('/') + name);
        }
        QVERIFY(writeTensorFile(changed.toStdString() + "/model.safetensors", all).has_value());
        const std::vector<double> expected = logprobs(changed.toStdString(), {});
        const std::vector<double> merged = logprobs(kFixtures + "/qwen", folder());
        const std::vector<double> plain = logprobs(kFixtures + "/qwen", {});
        double apart = 0;
        for (size_t i = 0; i < expected.size(); ++i) {
            QVERIFY(std::abs(expected[i] - merged[i]) < 1e-4);
            apart += std::abs(expected[i] - plain[i]);
        }
        QVERIFY2(apart > 1e-3, "the adapter has no effect");
    }
    void whatDoesNotFitIsRefused()
    {
        const auto kind = [&] {
            const auto adapter = LoraAdapter::open(folder());
            return adapter ? Failure::Kind::Bug : adapter.error().kind;
        };
        const torch::Tensor square = torch::zeros({10, 10});
        QVERIFY(!must(LoraAdapter::open(folder())).merged(kWeight, square).has_value());
        Qwen::Loading loading;
        loading.adapter = folder(); // 12 columns; the model has 64
        const auto misfit = Qwen::open(kFixtures + "/qwen", Qwen::Precision::Float32, loading);
        QVERIFY(!misfit.has_value() && misfit.error().kind == Failure::Kind::Corrupt);
        writeMatrices("base_model.model.model.layers.77.self_attn.q_proj");
        const auto stranger = Qwen::open(kFixtures + "/qwen", Qwen::Precision::Float32, loading);
        QVERIFY(!stranger.has_value() && stranger.error().what.find("layers.77") != std::string::npos);
        writeConfig(R"({"peft_type":"LORA","lora_alpha":6,"use_dora":true})");
        QVERIFY(kind() == Failure::Kind::Unsupported);
        writeConfig(R"({"peft_type":"IA3"})");
        QVERIFY(kind() == Failure::Kind::Unsupported);
        writeConfig(R"({"peft_type":"LORA"})");
        QVERIFY(kind() == Failure::Kind::Corrupt);
        QFile::remove(m_dir->filePath(QStringLiteral("adapter_config.json")));
        QVERIFY(kind() == Failure::Kind::NotFound);
    }
    void loadingCanBeStopped()
    {
        Qwen::Loading loading;
        int asked = 0;
        loading.stop = [&asked] { return ++asked > 2; };
        const auto stopped = Qwen::open(kFixtures + "/qwen", Qwen::Precision::Float32, loading);
        QVERIFY(!stopped.has_value() && stopped.error().kind == Failure::Kind::Cancelled);
    }
};

REVSEG_TEST("lora", TestLora)
#include "tst_lora.moc"
