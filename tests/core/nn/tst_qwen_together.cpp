// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Different conversations that are answered together, against the reference's padded batch
// (tests/parity/qwen_batch_fixture.py) and against each alone.
#include "core/nn/qwen_private.h"
#include "tests/core/nn/qwen_cases.h"

using namespace revseg;
using namespace revseg::nn;
using namespace revseg::nn::test;

namespace {

using Model = std::shared_ptr<const Qwen>;

std::vector<QwenConversation*> pointers(std::vector<QwenConversation>& conversations)
{
    std::vector<QwenConversation*> out;
    for (QwenConversation& conversation : conversations)
        out.push_back(&conversation);
    return out;
}

bool same(const QwenAnswer& a, const QwenAnswer& b)
{
    return a.ids == b.ids && a.text == b.text && a.end == b.end &&
           std::ranges::equal(a.choices, b.choices, [](const Choice& x, const Choice& y) {
               return x.id == y.id && std::abs(x.logprob - y.logprob) < 1e-5 &&
                      std::abs(x.sampledLogprob - y.sampledLogprob) < 1e-4;
           });
}

} // namespace

class TestQwenTogether final : public revseg::test::TestCase
{
    Q_OBJECT
    std::vector<Case> m_cases;
    Model m_model;

    QwenConversation conversationOf(size_t number) const
    {
        QwenConversation out(m_model);
        if (!out.read(promptOf(m_model, m_cases[number], m_cases[number].messages)))
            qFatal("a case cannot be read");
        return out;
    }
    /// One of each case.
    std::vector<QwenConversation> conversations() const
    {
        std::vector<QwenConversation> out;
        for (size_t i = 0; i < m_cases.size(); ++i)
            out.push_back(conversationOf(i));
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        torch::set_num_threads(1);
        m_cases = readCases();
        m_model = must(Qwen::open(kFixtures + "/qwen", Qwen::Precision::Float32));
    }

    void aBatchIsTheReferences()
    {
        const TensorFile file = must(TensorFile::open(kFixtures + "/qwen_batch.safetensors"));
        const auto numbers = listOf(must(file.tensor("cases")));
        const torch::Tensor expected = must(file.tensor("generated_ids")).to(torch::kInt64);
        const auto kept = listOf(must(file.tensor("logit_steps")));
        const torch::Tensor logits = must(file.tensor("logits"));
        QVERIFY(numbers.size() >= 5 && kept.size() >= 3);

        std::vector<QwenConversation> all;
        for (const int64_t number : numbers)
            all.push_back(conversationOf(size_t(number)));
        const auto answers = must(QwenConversation::answerTogether(
            pointers(all), std::vector(all.size(), greedy(expected.size(1)))));
        for (size_t i = 0; i < all.size(); ++i)
            QVERIFY2(answers[i].ids == listOf(expected[int64_t(i)]),
                     m_cases[size_t(numbers[i])].name.c_str());

        // The same one floor below, where the logits are.
        const c10::InferenceMode guard;
        const Qwen::Parts& parts = m_model->parts();
        std::vector<QwenCache> caches(numbers.size());
        std::vector<QwenCache*> each;
        std::vector<torch::Tensor> behind;
        std::vector<int64_t> next;
        for (size_t i = 0; i < numbers.size(); ++i) {
            const Case& c = m_cases[size_t(numbers[i])];
            const torch::Tensor places = c.tensor("position_ids").to(torch::kInt64);
            caches[i] = parts.language->newCache();
            readInChunks(*parts.language, embedPrompt(parts, promptOf(m_model, c, c.messages), {}).rows,
                         places, caches[i], [&](int64_t, const torch::Tensor& hidden) {
                             behind.push_back(
                                 parts.language->logits(hidden.narrow(0, hidden.size(0) - 1, 1)));
                         });
            each.push_back(&caches[i]);
            next.push_back(places.max().item<int64_t>() + 1);
        }
        torch::Tensor row = torch::cat(behind);
        for (int64_t step = 0, compared = 0; step < expected.size(1); ++step) {
            if (step == kept[size_t(compared)]) {
                const double off = (row - logits[compared++]).abs().max().item<double>();
                QVERIFY2(off <= 2e-4, qPrintable(QStringLiteral("%1 after %2").arg(off).arg(step)));
            }
            const torch::Tensor said = expected.select(1, step).contiguous();
            const torch::Tensor at = (torch::tensor(next) + step).expand({3, -1});
            row = parts.language->logits(parts.language->forward(parts.language->embed(said), at, each));
        }
    }

    /// Each with its own seed, limit, stop string and end.
    void eachSaysWhatItSaysAlone()
    {
        std::vector<QwenConversation> all = conversations();
        std::vector<QwenConversation> alone = all;
        std::vector<AnswerOptions> options;
        std::vector<std::string> streamed(all.size());
        for (size_t i = 0; i < all.size(); ++i) {
            AnswerOptions own = greedy(int64_t(8 + 9 * (i % 4)));
            own.endAtEndToken = i % 2 == 0;
            own.sampling.temperature = i % 3 == 0 ? 0 : 1.1;
            own.sampling.topK = 60;
            own.sampling.seed = i / 2;
            own.sampling.repetitionPenalty = i == 4 ? 1.2 : 1;
            options.push_back(own);
        }
        const QwenAnswer whole = must(QwenConversation(all[1]).answer(options[1]));
        const QString text = QString::fromStdString(whole.text);
        options[1].stopStrings = {text.mid(text.size() / 2, 3).toStdString()};
        for (AnswerOptions& own : options)
            own.onText = [&](int index, std::string_view piece) { streamed[size_t(index)] += piece; };
        const auto answers = must(QwenConversation::answerTogether(pointers(all), options));
        const std::vector<std::string> together = streamed;
        std::set<size_t> lengths;
        std::set<QwenAnswer::End> ends;
        for (size_t i = 0; i < all.size(); ++i) {
            QVERIFY2(same(answers[i], must(alone[i].answer(options[i]))), m_cases[i].name.c_str());
            QCOMPARE(together[i], answers[i].text);
            QVERIFY(all[i].ids() == alone[i].ids());
            QCOMPARE(all[i].next(), alone[i].next());
            lengths.insert(answers[i].ids.size());
            ends.insert(answers[i].end);
        }
        QVERIFY2(lengths.size() > 3, qPrintable(QString::number(lengths.size())));
        QVERIFY(ends.contains(QwenAnswer::End::StopString));
        // And they go on as if they had been alone, some of them together with others than before.
        std::vector<QwenConversation*> some{&all[5], &all[0], &all[2]};
        const auto more = must(QwenConversation::answerTogether(some, std::vector(some.size(), greedy(15))));
        QVERIFY(same(more[0], must(alone[5].answer(greedy(15)))));
        QVERIFY(same(more[1], must(alone[0].answer(greedy(15)))));
        QVERIFY(same(more[2], must(alone[2].answer(greedy(15)))));
        QCOMPARE(must(all[3].answer(greedy(15))).ids, must(alone[3].answer(greedy(15))).ids);
    }

    /// Memories with a shared beginning, too.
    void branchesGoOnTogether()
    {
        const QwenConversation start = conversationOf(1);
        AnswerOptions options = greedy(6);
        options.sampling.temperature = 1;
        auto branches = must(start.answers(2, options));
        QwenConversation other = conversationOf(4);
        std::vector<QwenConversation> alone{branches[0].conversation, branches[1].conversation, other};
        std::vector<QwenConversation*> all{&branches[0].conversation, &branches[1].conversation, &other};
        const auto answers = must(QwenConversation::answerTogether(all, std::vector(3, greedy(12))));
        for (size_t i = 0; i < 3; ++i)
            QVERIFY(same(answers[i], must(alone[i].answer(greedy(12)))));
    }

    void aStopEndsAllAndLosesNothing()
    {
        std::vector<int64_t> lengths;
        for (int at = 1; at < 900; at += 173) {
            std::vector<QwenConversation> all = conversations();
            std::vector<QwenConversation> alone = all;
            int asked = 0;
            const auto answers = must(QwenConversation::answerTogether(
                pointers(all), std::vector(all.size(), greedy(200)), [&] { return ++asked >= at; }));
            QCOMPARE(asked, at);
            for (size_t i = 0; i < all.size(); ++i) {
                QCOMPARE(int(answers[i].end), int(QwenAnswer::End::Stopped));
                const auto most = int64_t(answers[i].ids.size());
                lengths.push_back(most);
                std::vector<int64_t> whole = answers[i].ids;
                const auto rest = must(all[i].answer(greedy(3))).ids;
                whole.insert(whole.end(), rest.begin(), rest.end());
                QVERIFY(whole == must(alone[i].answer(greedy(most + 3))).ids);
            }
        }
        QVERIFY(*std::ranges::max_element(lengths) > 2);
    }

    void whatCannotBeSaidTogetherIsRefused()
    {
        QwenConversation one = conversationOf(0);
        QwenConversation two = conversationOf(1);
        QwenConversation other(must(Qwen::open(kFixtures + "/qwen", Qwen::Precision::Float32)));
        QwenConversation empty(m_model);
        QwenPrompt prompt;
        prompt.ids = {1, 2};
        QVERIFY(other.read(prompt));
        const std::vector<AnswerOptions> options(2, greedy(2));
        for (const std::vector<QwenConversation*>& wrong :
             {std::vector{&one}, {&one, &one}, {&one, &other}, {&one, &empty}, {&one, &two, &two}}) {
            const auto said = QwenConversation::answerTogether(wrong, options);
            QVERIFY(!said && said.error().kind == Failure::Kind::InvalidInput);
        }
        QCOMPARE(one.ids().size(), size_t(conversationOf(0).ids().size()));
        QVERIFY(must(QwenConversation::answerTogether({}, {})).empty());
    }
};

REVSEG_TEST("qwen_together", TestQwenTogether)
#include "tst_qwen_together.moc"
