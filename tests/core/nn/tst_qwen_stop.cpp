// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stopping Qwen2.5-VL at any moment: it is asked for often, ends the work at once, and nothing is lost by it.
// How long it takes is measured by tests/bench/qwen_stop.cpp.
#include "core/nn/weights.h"
#include "tests/core/nn/qwen_cases.h"

#include <QTemporaryDir>

using namespace revseg;
using namespace revseg::nn;
using namespace revseg::nn::test;

class TestQwenStop final : public revseg::test::TestCase
{
    Q_OBJECT
    std::vector<Case> m_cases;
    std::shared_ptr<const Qwen> m_model;

    const Case& named(const std::string& name) const
    {
        return *std::find_if(m_cases.begin(), m_cases.end(), [&](const Case& c) { return c.name == name; });
    }

private Q_SLOTS:
    void initTestCase()
    {
        torch::set_num_threads(1);
        m_cases = readCases();
        m_model = must(Qwen::open(kFixtures + "/qwen", Qwen::Precision::Float32));
    }

    /// Between the tensors, and while the tokenizer is read before them.
    void loadingEndsWhereverItIsStopped()
    {
        int all = 0;
        Qwen::Loading loading;
        loading.stop = [&] { return ++all < 0; };
        QVERIFY(Qwen::open(kFixtures + "/qwen", Qwen::Precision::Float32, loading));
        QVERIFY2(all > 100, qPrintable(QString::number(all))); // more than one for each tensor
        for (int at = 1; at <= all; at += 11) {
            int asked = 0;
            loading.stop = [&] { return ++asked >= at; };
            const auto model = Qwen::open(kFixtures + "/qwen", Qwen::Precision::Float32, loading);
            QVERIFY(!model && model.error().kind == Failure::Kind::Cancelled);
            QCOMPARE(asked, at); // and nothing was asked after it
        }
    }

    /// One weight alone may take a second: it is converted in pieces.
    void largeWeightsAreConvertedInPieces()
    {
        const QTemporaryDir dir;
        const torch::Tensor large = torch::randn({5000, 1000}).to(torch::kBFloat16);
        QVERIFY(writeTensorFile(dir.filePath(QStringLiteral("model.safetensors")).toStdString(),
                                {{"large.weight", large}}));
        const Weights weights = must(Weights::open(dir.path().toStdString()));
        int all = 0;
        WeightLoader whole(weights, torch::kFloat32, torch::kCPU, {{}, [&] { return ++all < 0; }});
        QVERIFY(torch::equal(whole.take("large.weight", {5000, 1000}), large.to(torch::kFloat32)));
        QVERIFY(all > 2 && whole.finish());
        int asked = 0;
        WeightLoader stopped(weights, torch::kFloat32, torch::kCPU, {{}, [&] { return ++asked >= 3; }});
        stopped.take("large.weight", {5000, 1000});
        QCOMPARE(asked, 3);
        const auto done = stopped.finish();
        QVERIFY(!done && done.error().kind == Failure::Kind::Cancelled);
    }

    void picturesEndWhereverTheyAreStopped()
    {
        const std::vector<Picture> frames(3, Picture{90, 70, std::vector<uint8_t>(90 * 70 * 3, 9)});
        const auto made = [&](const StopAsked& stop) {
            return patchesOf(frames, m_model->config().vision, m_model->pixels(), {256, 4096}, stop);
        };
        int all = 0;
        const Patches whole = must(made([&] { return ++all < 0; }));
        QVERIFY(whole.values == must(made({})).values);
        QVERIFY(all > 3 * (70 + 40)); // for each row of each frame
        for (int at = 1; at <= all; at += 37) {
            int asked = 0;
            const auto patches = made([&] { return ++asked >= at; });
            QVERIFY(!patches && patches.error().kind == Failure::Kind::Cancelled);
            QCOMPARE(asked, at);
        }
    }

    /// A stop is asked for inside a chunk too, and takes effect wherever it comes.
    void aStopWhileReadingTakesEffectInsideAChunk()
    {
        const Case& c = named("video");
        const QwenPrompt prompt = promptOf(m_model, c, c.messages);
        QVERIFY(prompt.ids.size() < 512); // one chunk
        int all = 0;
        QwenConversation counted(m_model);
        QVERIFY(counted.read(prompt, [&] { return ++all < 0; }));
        QVERIFY2(all > int(m_model->config().text.layers) * 7, qPrintable(QString::number(all)));
        QwenConversation conversation(m_model);
        for (int at = 1; at <= all; at += 7) {
            conversation = QwenConversation(m_model); // one that has made no room yet
            int asked = 0;
            const auto read = conversation.read(prompt, [&] { return ++asked >= at; });
            QVERIFY(!read && read.error().kind == Failure::Kind::Cancelled);
            QCOMPARE(asked, at); // and nothing was asked after it
            QVERIFY(conversation.ids().empty());
        }
        QVERIFY(conversation.read(prompt));
        const std::vector<int64_t> said = must(conversation.answer(greedy(20))).ids;
        QVERIFY(std::equal(said.begin(), said.end(), listOf(c.tensor("generated_ids")).begin()));
    }

    void aStopKeepsWhatWasSaid()
    {
        const Case& c = named("image");
        QwenConversation conversation(m_model);
        const QwenPrompt prompt = promptOf(m_model, c, c.messages);
        const auto stopped = conversation.read(prompt, [] { return true; });
        QVERIFY(!stopped && stopped.error().kind == Failure::Kind::Cancelled);
        QVERIFY(conversation.ids().empty());
        QVERIFY(conversation.read(prompt));
        // Also in the middle of a token: what follows is what would have followed.
        const std::vector<int64_t> reference = listOf(c.tensor("generated_ids"));
        std::set<size_t> lengths;
        for (int at = 1; at < 700; at += 61) {
            QwenConversation begun = conversation;
            int asked = 0;
            const QwenAnswer answer = must(begun.answer(greedy(200), [&] { return ++asked >= at; }));
            QCOMPARE(int(answer.end), int(QwenAnswer::End::Stopped));
            QCOMPARE(asked, at); // and nothing was asked after it
            lengths.insert(answer.ids.size());
            std::vector<int64_t> all = answer.ids;
            const std::vector<int64_t> rest = must(begun.answer(greedy(10))).ids;
            all.insert(all.end(), rest.begin(), rest.end());
            QVERIFY(std::equal(all.begin(), all.end(), reference.begin()));
        }
        QVERIFY(lengths.size() > 5 && *lengths.begin() == 0);
    }
};

REVSEG_TEST("qwen_stop", TestQwenStop)
#include "tst_qwen_stop.moc"
