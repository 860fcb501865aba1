// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where Qwen2.5-VL looks, against the reference's attention (tests/parity/qwen_attention_fixture.py).
#include "core/nn/qwen.h"
#include "tests/core/nn/qwen_variants.h"

using namespace revseg;
using namespace revseg::nn;
using namespace revseg::nn::test;

namespace {

using Model = std::shared_ptr<const Qwen>;

} // namespace

class TestQwenAttention final : public revseg::test::TestCase
{
    Q_OBJECT
    std::vector<Case> m_cases;
    Model m_model;
    std::optional<TensorFile> m_file;

    const Case& named(const QString& name) const
    {
        return *std::find_if(m_cases.begin(), m_cases.end(),
                             [&](const Case& c) { return c.name == name.toStdString(); });
    }
    torch::Tensor expected(const QString& name) const { return must(m_file->tensor(name.toStdString())); }
    QwenConversation conversationOf(const Model& model, const Case& c, int64_t said) const
    {
        QwenConversation conversation(model);
        if (const auto read = conversation.read(promptOf(model, c, c.messages)); !read)
            qFatal("%s", read.error().what.c_str());
        if (said > 0)
            must(conversation.answer(greedy(said)));
        return conversation;
    }
    /// Shares of all visual tokens, in their order.
    static torch::Tensor joined(const std::vector<AttentionMap>& maps)
    {
        std::vector<float> all;
        for (const AttentionMap& map : maps)
            all.insert(all.end(), map.shares.begin(), map.shares.end());
        return torch::tensor(all);
    }

private Q_SLOTS:
    void initTestCase()
    {
        torch::set_num_threads(1);
        m_cases = readCases();
        m_model = must(Qwen::open(kFixtures + "/qwen", Qwen::Precision::Float32));
        m_file = must(TensorFile::open(kFixtures + "/qwen_attention.safetensors"));
    }

    void sharesAreTheReferences_data()
    {
        QTest::addColumn<QString>("name");
        for (const Case& c : m_cases) {
            if (m_file->has(c.name + ".shares"))
                QTest::newRow(c.name.c_str()) << QString::fromStdString(c.name);
        }
    }
    void sharesAreTheReferences()
    {
        QFETCH(QString, name);
        const auto said = listOf(expected(name + QStringLiteral(".said")))[0];
        const QwenConversation conversation = conversationOf(m_model, named(name), said);
        const torch::Tensor spans = expected(name + QStringLiteral(".spans"));
        const torch::Tensor shares = expected(name + QStringLiteral(".shares"));
        for (int64_t i = 0; i < spans.size(0); ++i) {
            AttentionRequest request;
            request.from = spans[i][0].item<int64_t>();
            request.count = spans[i][1].item<int64_t>();
            for (int64_t layer = 0; layer < shares.size(1); ++layer) {
                request.layers = {layer};
                const torch::Tensor ours = joined(must(conversation.attention(request)));
                QCOMPARE(ours.sizes(), shares[i][layer].sizes());
                QVERIFY((ours - shares[i][layer]).abs().max().item<double>() < 2e-6);
            }
            request.layers = {2, 0, 2};
            const torch::Tensor two = joined(must(conversation.attention(request)));
            QVERIFY((two - (shares[i][0] + shares[i][2]) / 2).abs().max().item<double>() < 2e-6);
            request.layers.clear();
            const torch::Tensor usual = joined(must(conversation.attention(request)));
            QVERIFY((usual - shares[i][2]).abs().max().item<double>() < 2e-6);
        }
    }

    /// Other numbers of heads a group, three pictures of odd sizes, an odd number of frames, a second turn.
    void otherModelsLookAsTheReferenceDoes()
    {
        QwenVariants variants;
        int compared = 0;
        for (const QJsonValue& v : variants.all()) {
            for (const QJsonValue& c : v[u"cases"].toArray()) {
                const QJsonObject variant = v.toObject();
                const QJsonObject asked = c.toObject();
                const QString name = QString::fromStdString(QwenVariants::name(variant, asked));
                if (!m_file->has((name + QStringLiteral(".shares")).toStdString()))
                    continue;
                QwenConversation conversation(variants.model(variant));
                QVERIFY(conversation.read(variants.prompt(variant, asked, variants.media(variant, asked))));
                must(conversation.answer(greedy(listOf(expected(name + QStringLiteral(".said")))[0])));
                const torch::Tensor spans = expected(name + QStringLiteral(".spans"));
                const torch::Tensor shares = expected(name + QStringLiteral(".shares"));
                for (int64_t i = 0; i < spans.size(0); ++i) {
                    for (int64_t layer = 0; layer < shares.size(1); ++layer) {
                        const torch::Tensor ours = joined(must(conversation.attention(
                            {spans[i][0].item<int64_t>(), spans[i][1].item<int64_t>(), {layer}})));
                        // What comes later has no map: the reference's shares of it are 0.
                        const torch::Tensor theirs = shares[i][layer].narrow(0, 0, ours.size(0));
                        QVERIFY2((ours - theirs).abs().max().item<double>() < 2e-6, qPrintable(name));
                        QVERIFY(!shares[i][layer]
                                     .narrow(0, ours.size(0), shares.size(2) - ours.size(0))
                                     .any()
                                     .item<bool>());
                        ++compared;
                    }
                }
            }
        }
        QCOMPARE(compared, 2 * 3 * (2 + 3 + 2 + 6)); // spans, cases, layers of the four models
    }

    void mapsAreOfTheirPictures()
    {
        const Case& c = named(QStringLiteral("two turns")); // a video, then a picture
        const QwenConversation conversation = conversationOf(m_model, c, 3);
        const auto said = int64_t(conversation.ids().size());
        const auto maps = must(conversation.attention({said - 2, 2, {}}));
        QCOMPARE(maps.size(), size_t(2));
        QVERIFY(maps[0].medium == AttentionMap::Medium::Video && maps[0].index == 0);
        QVERIFY(maps[1].medium == AttentionMap::Medium::Image && maps[1].index == 0);
        for (const AttentionMap& map : maps) {
            QCOMPARE(map.shares.size(), size_t(map.cells.patches()));
            QVERIFY(
                std::all_of(map.shares.begin(), map.shares.end(), [](float s) { return s > 0 && s < 1; }));
        }
        QCOMPARE(maps[0].cells.t, int64_t(3)); // five frames
        // Words between the two have not seen the picture yet.
        const auto pad =
            std::find(conversation.ids().begin(), conversation.ids().end(), m_model->config().imageToken) -
            conversation.ids().begin();
        QCOMPARE(must(conversation.attention({pad - 4, 3, {}})).size(), size_t(1));
    }

    /// Of a branch, whose memory is in two pieces, and of what lies in its shared beginning.
    void branchesTellToo()
    {
        const Case& c = named(QStringLiteral("video"));
        const QwenConversation start = conversationOf(m_model, c, 0);
        const auto prompt = int64_t(start.ids().size());
        const auto branches = must(start.answers(2, greedy(12)));
        const QwenConversation alone = conversationOf(m_model, c, 12);
        QVERIFY(alone.ids() == branches[1].conversation.ids());
        for (const auto& [from, count] : {std::pair<int64_t, int64_t>(prompt + 4, 8), {prompt - 3, 2}}) {
            const torch::Tensor a = joined(must(alone.attention({from, count, {}})));
            const torch::Tensor b = joined(must(branches[1].conversation.attention({from, count, {}})));
            QVERIFY((a - b).abs().max().item<double>() < 1e-6);
        }
    }

    /// Asking leaves no trace: what is said afterwards is what would have been said.
    void askingChangesNothing()
    {
        const Case& c = named(QStringLiteral("image"));
        QwenConversation conversation = conversationOf(m_model, c, 7);
        const auto end = int64_t(conversation.ids().size());
        const size_t bytes = conversation.bytes();
        QVERIFY(conversation.attention({end - 6, 6, {}}));
        QCOMPARE(conversation.bytes(), bytes);
        const auto rest = must(conversation.answer(greedy(30))).ids;
        QVERIFY(std::equal(rest.begin(), rest.end(), listOf(c.tensor("generated_ids")).begin() + 7));
    }

    void bfloat16IsClose()
    {
        const Model half = must(Qwen::open(kFixtures + "/qwen", Qwen::Precision::BFloat16));
        const Case& c = named(QStringLiteral("video"));
        const QwenConversation wide = conversationOf(m_model, c, 0);
        const QwenConversation narrow = conversationOf(half, c, 0);
        const AttentionRequest request{int64_t(wide.ids().size()) - 5, 5, {}};
        const torch::Tensor a = joined(must(wide.attention(request)));
        const torch::Tensor b = joined(must(narrow.attention(request)));
        QVERIFY((a - b).abs().max().item<double>() < 0.2 * a.max().item<double>());
    }

    void whatCannotBeToldIsRefused()
    {
        const Case& c = named(QStringLiteral("image"));
        const QwenConversation conversation = conversationOf(m_model, c, 2);
        const auto end = int64_t(conversation.ids().size());
        const auto pad =
            std::find(conversation.ids().begin(), conversation.ids().end(), m_model->config().imageToken) -
            conversation.ids().begin();
        for (const AttentionRequest& request : {AttentionRequest{-1, 2, {}},
                                                {0, 0, {}},
                                                {end - 1, 2, {}},
                                                {end, 1, {}},
                                                {std::numeric_limits<int64_t>::max(), 1, {}},
                                                {1, std::numeric_limits<int64_t>::max(), {}},
                                                {pad - 1, 2, {}},
                                                {pad, 1, {}},
                                                {end - 1, 1, {3}},
                                                {end - 1, 1, {-1}}}) {
            const auto maps = conversation.attention(request);
            QVERIFY(!maps && maps.error().kind == Failure::Kind::InvalidInput);
        }
        int asked = 0;
        const auto stopped = conversation.attention({end - 2, 2, {}}, [&] { return ++asked >= 5; });
        QVERIFY(!stopped && stopped.error().kind == Failure::Kind::Cancelled);
        QCOMPARE(asked, 5);
        QVERIFY(must(conversation.attention({1, 2, {}})).empty()); // before any picture
    }

    void usualLayersAreLateMiddleOnes()
    {
        QCOMPARE(lateMiddleLayers(28), (std::vector<int64_t>{18, 19, 20, 21}));
        QCOMPARE(lateMiddleLayers(3), (std::vector<int64_t>{2}));
        QCOMPARE(lateMiddleLayers(1), (std::vector<int64_t>{0}));
    }
};

REVSEG_TEST("qwen_attention", TestQwenAttention)
#include "tst_qwen_attention.moc"
