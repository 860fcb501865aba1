// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Qwen2.5-VL says: with a cache, in turns, many at once, against the reference's whole passes.
#include "core/nn/qwen.h"
#include "core/nn/qwen_forward.h"
#include "tests/core/nn/qwen_cases.h"

#include <QDir>
#include <QTemporaryDir>

#include <stdexcept>

using namespace revseg;
using namespace revseg::nn;
using namespace revseg::nn::test;

namespace {

using Model = std::shared_ptr<const Qwen>;

AnswerOptions sampled(int64_t most, uint64_t seed)
{
    AnswerOptions options = greedy(most);
    options.sampling.temperature = 1.2;
    options.sampling.topK = 50;
    options.sampling.topP = 0.95;
    options.sampling.seed = seed;
    return options;
}

bool near(const std::vector<Choice>& a, const std::vector<Choice>& b, double most)
{
    for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        if (a[i].id != b[i].id || std::abs(a[i].logprob - b[i].logprob) > most)
            return false;
    }
    return a.size() == b.size();
}

} // namespace

class TestQwenAnswers final : public revseg::test::TestCase
{
    Q_OBJECT
    std::vector<Case> m_cases;
    Model m_model;

    const Case& named(const char* name) const
    {
        return *std::find_if(m_cases.begin(), m_cases.end(), [&](const Case& c) { return c.name == name; });
    }

private Q_SLOTS:
    void initTestCase()
    {
        torch::set_num_threads(1); // threads that wait for each other suffer most where tests share cores
        m_cases = readCases();
        m_model = must(Qwen::open(kFixtures + "/qwen", Qwen::Precision::Float32));
    }

    void twoHundredTokensAreTheReferences_data()
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < m_cases.size(); ++i) {
            if (m_cases[i].has("generated_ids"))
                QTest::newRow(m_cases[i].name.c_str()) << int(i);
        }
    }
    void twoHundredTokensAreTheReferences()
    {
        QFETCH(int, index);
        const Case& c = m_cases[size_t(index)];
        QwenConversation conversation(m_model);
        QVERIFY(conversation.read(promptOf(m_model, c, c.messages)));
        const QwenAnswer answer = must(conversation.answer(greedy(200)));
        QCOMPARE(answer.ids.size(), size_t(200));
        QVERIFY(answer.ids == listOf(c.tensor("generated_ids")));
    }

    void anAnswerInPiecesIsTheSame()
    {
        const Case& c = named("image");
        QwenConversation conversation(m_model);
        QVERIFY(conversation.read(promptOf(m_model, c, c.messages)));
        std::vector<int64_t> ids;
        for (const int64_t n : {1, 3, 0, 46}) {
            const QwenAnswer piece = must(conversation.answer(greedy(n)));
            ids.insert(ids.end(), piece.ids.begin(), piece.ids.end());
        }
        std::vector<int64_t> whole = listOf(c.tensor("generated_ids"));
        whole.resize(50);
        QVERIFY(ids == whole);
    }

    /// Drawn as one answer would be: the draws belong to places in the sequence.
    void aSampledAnswerInPiecesIsTheSame()
    {
        const Case& c = named("image");
        QwenConversation conversation(m_model);
        QVERIFY(conversation.read(promptOf(m_model, c, c.messages)));
        const auto options = [](int64_t most) {
            AnswerOptions out = sampled(most, 3);
            out.sampling.repetitionPenalty = 1.1;
            return out;
        };
        const QwenAnswer whole = must(QwenConversation(conversation).answer(options(40)));
        std::vector<int64_t> ids;
        for (const int64_t n : {7, 20, 13}) {
            const QwenAnswer piece = must(conversation.answer(options(n)));
            ids.insert(ids.end(), piece.ids.begin(), piece.ids.end());
        }
        QVERIFY(ids == whole.ids);
    }

    /// Whoever is called back may throw; the conversation stays what it was before.
    void anExceptionLeavesTheConversationAsItWas()
    {
        const Case& c = named("image");
        const QwenPrompt prompt = promptOf(m_model, c, c.messages);
        QwenConversation conversation(m_model);
        for (const int most : {0, 5, 30}) {
            int asked = 0;
            const auto read = conversation.read(prompt, [&]() -> bool {
                if (++asked > most)
                    throw std::runtime_error("thrown while reading");
                return false;
            });
            QVERIFY(!read && read.error().kind == Failure::Kind::Bug);
            QVERIFY(read.error().what.find("thrown while reading") != std::string::npos);
        }
        QVERIFY(conversation.ids().empty() && conversation.read(prompt));
        const std::vector<int64_t> reference = listOf(c.tensor("generated_ids"));
        const std::vector<int64_t> first = must(conversation.answer(greedy(3))).ids;
        AnswerOptions options = greedy(40);
        int shown = 0;
        options.onText = [&](int, std::string_view) {
            if (++shown == 6)
                throw std::runtime_error("thrown while speaking");
        };
        const size_t before = conversation.ids().size();
        const auto answer = conversation.answer(options);
        QVERIFY(!answer && answer.error().kind == Failure::Kind::Bug);
        QCOMPARE(conversation.ids().size(), before);
        const std::vector<int64_t> rest = must(conversation.answer(greedy(40))).ids;
        QVERIFY(std::equal(rest.begin(), rest.end(), reference.begin() + 3));
    }

    void whatIsTooLongIsRefused()
    {
        const QTemporaryDir dir;
        const QDir from(QString::fromStdString(kFixtures + "/qwen"));
        for (const QString& name : from.entryList(QDir::Files))
            QVERIFY(QFile::copy(from.filePath(name), dir.filePath(name)));
        QFile file(dir.filePath(QStringLiteral("config.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QJsonObject config = QJsonDocument::fromJson(file.readAll()).object();
        config[QStringLiteral("max_position_embeddings")] = 40;
        file.close();
        QVERIFY(file.remove() && file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(config).toJson());
        file.close();
        const Model small = must(Qwen::open(dir.path().toStdString(), Qwen::Precision::Float32));
        QwenConversation conversation(small);
        QwenPrompt prompt;
        prompt.ids.assign(30, 5);
        QVERIFY(conversation.read(prompt));
        const auto more = conversation.read(prompt);
        QVERIFY(!more && more.error().kind == Failure::Kind::InvalidInput);
        QVERIFY(more.error().what.find("40") != std::string::npos);
        QCOMPARE(conversation.ids().size(), size_t(30));
        prompt.ids.resize(10);
        QVERIFY(conversation.read(prompt));
    }

    void devicesAndPrecisionsThatAreNotThereAreRefused()
    {
        const auto half = Qwen::open(kFixtures + "/qwen", Qwen::Precision::Float16);
        QVERIFY(!half && half.error().kind == Failure::Kind::Unsupported);
        Qwen::Loading loading;
        loading.device = Qwen::Device::Cuda;
        const auto cuda = Qwen::open(kFixtures + "/qwen", Qwen::Precision::BFloat16, loading);
        if (torch::cuda::is_available())
            QVERIFY(cuda);
        else
            QVERIFY(!cuda && cuda.error().kind == Failure::Kind::Unsupported);
    }

    /// The second turn behind the cache of the first equals one reading of everything.
    void aSecondTurnGoesOn()
    {
        const Case& c = named("two turns");
        const std::span<const ChatMessage> all(c.messages);
        QwenConversation turns(m_model);
        QVERIFY(turns.read(promptOf(m_model, c, all.first(1))));
        // What the recorded dialogue has for an answer, as if it had been said.
        QwenPrompt said;
        said.ids = must(m_model->tokenizer().encode(c.messages[1].parts[0].text + "<|im_end|>",
                                                    Tokenizer::Added::Recognised));
        QVERIFY(turns.read(said));
        const QwenPrompt second = promptOf(m_model, c, all.last(1), 0, 1, ChatPlace::Later);
        QVERIFY(turns.readOn(all.last(1), second.images, second.videos, Tokenizer::Added::Recognised));
        QVERIFY(turns.ids() == listOf(c.tensor("input_ids")));
        const QwenAnswer answer = must(turns.answer(greedy(200)));
        QVERIFY(answer.ids == listOf(c.tensor("generated_ids")));
        QCOMPARE(turns.next(), c.tensor("position_ids").max().item<int64_t>() + 1 + 200);
    }

    /// Turns after real answers: the last id said is unread, the turn may be open.
    void turnsAfterAnswersEqualOneReading()
    {
        const Case& c = named("video");
        QwenConversation turns(m_model);
        QVERIFY(turns.read(promptOf(m_model, c, c.messages)));
        const QwenAnswer first = must(turns.answer(greedy(17)));
        const Case& other = named("image");
        const QwenPrompt media = promptOf(m_model, other, other.messages, 0, 0, ChatPlace::Later);
        QVERIFY(turns.readOn(other.messages, media.images, {}, Tokenizer::Added::Recognised));
        const QwenAnswer second = must(turns.answer(greedy(40)));

        QwenPrompt whole = promptOf(m_model, c, c.messages);
        whole.ids.insert(whole.ids.end(), first.ids.begin(), first.ids.end());
        const auto between = must(m_model->tokenizer().encode("<|im_end|>\n", Tokenizer::Added::Recognised));
        whole.ids.insert(whole.ids.end(), between.begin(), between.end());
        whole.ids.insert(whole.ids.end(), media.ids.begin(), media.ids.end());
        whole.images = media.images;
        QwenConversation once(m_model);
        QVERIFY(once.read(whole));
        QVERIFY(std::equal(whole.ids.begin(), whole.ids.end(), turns.ids().begin()));
        QVERIFY(near(must(once.answer(greedy(40))).choices, second.choices, 1e-4));
        QCOMPARE(once.next(), turns.next());
    }

    /// Long prompts go through in chunks; borders must not show.
    void chunksDoNotShow()
    {
        std::string text;
        for (int i = 0; i < 160; ++i)
            text += "word " + std::to_string(i) + " ";
        const std::vector<ChatMessage> messages{{"user", {{ChatPart::Kind::Text, text}}}};
        const QwenPrompt prompt = must(m_model->prompt(messages, {}, {}, true, Tokenizer::Added::AsText));
        QVERIFY(prompt.ids.size() > 1100);
        QwenConversation once(m_model);
        QVERIFY(once.read(prompt));
        const auto expected = must(once.answer(greedy(5))).choices;
        for (const size_t size : {1UL, 7UL, 700UL}) {
            QwenConversation pieces(m_model);
            for (size_t from = 0; from < prompt.ids.size(); from += size) {
                QwenPrompt piece;
                piece.ids.assign(prompt.ids.begin() + ptrdiff_t(from),
                                 prompt.ids.begin() + ptrdiff_t(std::min(from + size, prompt.ids.size())));
                QVERIFY(pieces.read(piece));
                if (size == 1 && from > 80)
                    break; // one by one takes long
            }
            if (size > 1)
                QVERIFY(near(must(pieces.answer(greedy(5))).choices, expected, 1e-4));
        }
    }

    void samplesShareTheirBeginning()
    {
        const Case& c = named("video");
        QwenConversation conversation(m_model);
        QVERIFY(conversation.read(promptOf(m_model, c, c.messages)));
        AnswerOptions options = sampled(30, 5);
        options.endAtEndToken = true; // so that some leave before others
        auto branches = must(conversation.answers(6, options));
        QCOMPARE(branches.size(), size_t(6));
        std::set<std::vector<int64_t>> different;
        int compared = 0;
        for (auto& branch : branches) {
            different.insert(branch.answer.ids);
            // A random model says anything, places for pictures too, which cannot be read again.
            const auto isPad = [&](int64_t id) {
                return id == m_model->config().imageToken || id == m_model->config().videoToken;
            };
            if (std::any_of(branch.answer.ids.begin(), branch.answer.ids.end(), isPad))
                continue;
            ++compared;
            // Reading it all again gives the same probabilities.
            QwenConversation again(m_model);
            QwenPrompt whole = promptOf(m_model, c, c.messages);
            whole.ids.insert(whole.ids.end(), branch.answer.ids.begin(), branch.answer.ids.end());
            QVERIFY(again.read(whole));
            QVERIFY(again.ids() == branch.conversation.ids());
            QCOMPARE(again.next(), branch.conversation.next());
            QVERIFY(near(must(branch.conversation.answer(greedy(10))).choices,
                         must(again.answer(greedy(10))).choices, 1e-4));
        }
        QVERIFY(different.size() > 3 && compared > 3);
        // A branch alone says what it says among others.
        QCOMPARE(must(conversation.answers(1, options))[0].answer.ids, branches[0].answer.ids);
        QwenConversation copy = conversation;
        QCOMPARE(must(copy.answer(options)).ids, branches[0].answer.ids);
        QCOMPARE(must(conversation.answers(6, options))[3].answer.ids, branches[3].answer.ids);
        options.sampling.seed = 6;
        QVERIFY(must(conversation.answers(1, options))[0].answer.ids != branches[0].answer.ids);
    }

    void aCopyIsABranch()
    {
        const Case& c = named("image");
        QwenConversation one(m_model);
        QVERIFY(one.read(promptOf(m_model, c, c.messages)));
        QwenConversation two = one;
        QVERIFY(must(two.answer(sampled(20, 9))).ids.size() == 20);
        const std::vector<int64_t> reference = listOf(c.tensor("generated_ids"));
        const auto ids = must(one.answer(greedy(30))).ids;
        QVERIFY(std::equal(ids.begin(), ids.end(), reference.begin()));
    }

    void logprobsAreTheModels()
    {
        const Case& c = named("text");
        QwenConversation conversation(m_model);
        QVERIFY(conversation.read(promptOf(m_model, c, c.messages)));
        AnswerOptions options = greedy(1);
        options.sampling.repetitionPenalty = 1.5;
        const Choice choice = must(conversation.answer(options)).choices[0];
        const torch::Tensor logits = c.tensor("logits")[-1]; // the last row is always kept
        QVERIFY(std::abs(torch::log_softmax(logits, 0)[choice.id].item<double>() - choice.logprob) < 1e-4);
    }

    void textEndsAtAStopString()
    {
        const Case& c = named("text");
        QwenConversation conversation(m_model);
        const QwenPrompt prompt = promptOf(m_model, c, c.messages);
        QVERIFY(conversation.read(prompt));
        const QwenAnswer whole = must(QwenConversation(conversation).answer(greedy(60)));
        const QString text = QString::fromStdString(whole.text);
        // Some characters out of the middle.
        const QString stop = text.mid(text.size() / 2, 3);
        AnswerOptions options = greedy(60);
        options.stopStrings = {"\x01 never \x01", stop.toStdString()};
        std::string streamed;
        options.onText = [&](int, std::string_view piece) { streamed += piece; };
        const QwenAnswer cut = must(conversation.answer(options));
        QCOMPARE(int(cut.end), int(QwenAnswer::End::StopString));
        QCOMPARE(QString::fromStdString(cut.text), text.left(text.indexOf(stop)));
        QCOMPARE(streamed, cut.text);
        QVERIFY(cut.ids.size() < whole.ids.size());
    }

    void mediaThatDoNotFitAreRefused()
    {
        const Case& c = named("image");
        const std::vector<ChatMessage> noPlace{{"user", {{ChatPart::Kind::Text, "Hi"}}}};
        QwenPrompt prompt = promptOf(m_model, c, c.messages);
        QVERIFY(!m_model->prompt(noPlace, prompt.images, {}, true, Tokenizer::Added::AsText));
        QVERIFY(!m_model->prompt(c.messages, {}, {}, true, Tokenizer::Added::AsText));
        prompt.images.clear();
        QwenConversation conversation(m_model);
        const auto read = conversation.read(prompt);
        QVERIFY(!read && read.error().kind == Failure::Kind::InvalidInput);
    }

    void bfloat16IsClose()
    {
        const Model half = must(Qwen::open(kFixtures + "/qwen", Qwen::Precision::BFloat16));
        for (const char* const name : {"text", "image", "video"}) {
            const Case& c = named(name);
            QwenConversation wide(m_model);
            QwenConversation narrow(half);
            QVERIFY(wide.read(promptOf(m_model, c, c.messages)));
            QVERIFY(narrow.read(promptOf(half, c, c.messages)));
            const Choice a = must(wide.answer(greedy(1))).choices[0];
            const Choice b = must(narrow.answer(greedy(1))).choices[0];
            QVERIFY2(a.id == b.id && std::abs(a.logprob - b.logprob) < 0.2,
                     qPrintable(QStringLiteral("%1 %2").arg(a.logprob).arg(b.logprob)));
        }
    }

    void aForwardPassIsWritten()
    {
        const QTemporaryDir dir;
        const std::string path = dir.filePath(QStringLiteral("f.safetensors")).toStdString();
        const Case& c = named("two turns");
        const auto done = writeForward(m_model, promptOf(m_model, c, c.messages), 9, path);
        QVERIFY2(done, done ? "" : done.error().what.c_str());
        const TensorFile file = must(TensorFile::open(path));
        const auto tensor = [&](const char* name) { return must(file.tensor(name)); };
        QVERIFY(torch::equal(tensor("input_ids"), c.tensor("input_ids").to(torch::kInt64)));
        QVERIFY(torch::equal(tensor("position_ids"), c.tensor("position_ids").to(torch::kInt64)));
        const torch::Tensor rows = tensor("logits").index_select(0, c.tensor("logit_rows"));
        QVERIFY((rows - c.tensor("logits")).abs().max().item<double>() < 2e-4);
        QVERIFY((tensor("image_embeds") - c.tensor("image_embeds")).abs().max().item<double>() < 5e-5);
        QVERIFY((tensor("video_embeds") - c.tensor("video_embeds")).abs().max().item<double>() < 5e-5);
        const std::vector<int64_t> said = listOf(tensor("generated_ids"));
        QVERIFY(std::equal(said.begin(), said.end(), listOf(c.tensor("generated_ids")).begin()));
        QCOMPARE(tensor("pixel_values").size(0), c.tensor("image_levels").size(0));
        QCOMPARE(tensor("video_grid_thw").size(0), int64_t(1));
    }
};

REVSEG_TEST("qwen_answers", TestQwenAnswers)
#include "tst_qwen_answers.moc"
