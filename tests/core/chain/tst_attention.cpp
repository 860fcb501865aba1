// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/attention.h"
#include "tests/core/chain/chain_fixture.h"
#include "tests/support/test.h"

#include <QJsonDocument>

#include "resources/resources.h"

using namespace revseg;
using namespace revseg::test;

namespace {

/// Answers from a list, and tells a map for each picture: as many cells as the picture's number, all of it.
class SeeingVlm final : public VlmBackend
{
public:
    explicit SeeingVlm(std::deque<Result<QString>> answers) : scripted(std::move(answers)) {}
    QString spec() const override { return QStringLiteral("seeing"); }
    Result<VlmCapabilities> capabilities(std::stop_token stop) override
    {
        return scripted.capabilities(stop);
    }
    Result<VlmAnswer> ask(const VlmRequest& request, const VlmListener& listener,
                          std::stop_token stop) override
    {
        return scripted.ask(request, listener, std::move(stop));
    }
    bool tellsAttention() const override { return true; }
    Result<VlmAttention> attention(const VlmAttentionRequest& request, const VlmListener&,
                                   std::stop_token) override
    {
        wanted = request;
        VlmAttention out{0.5, {}};
        for (size_t m = 0; m < request.asked.messages.size(); ++m) {
            const auto& parts = request.asked.messages[m].parts;
            for (size_t p = 0; p < parts.size(); ++p) {
                const auto* const video = std::get_if<VlmVideo>(&parts[p]);
                const bool image = std::holds_alternative<VlmImage>(parts[p]);
                for (size_t i = 0; i < (video ? video->frames.size() : size_t(image)); ++i) {
                    const int n = int(out.maps.size()) + 1;
                    out.maps.push_back({int(m), int(p), int(i), n, 1, std::vector<float>(size_t(n), 1)});
                }
            }
        }
        return out;
    }
    ScriptedVlm scripted;
    VlmAttentionRequest wanted;
};

bool isSame(const VlmPart& a, const VlmPart& b)
{
    if (const auto* text = std::get_if<VlmText>(&a))
        return text->text == std::get<VlmText>(b).text;
    if (const auto* image = std::get_if<VlmImage>(&a))
        return image->image == std::get<VlmImage>(b).image;
    const auto& video = std::get<VlmVideo>(a);
    return video.fps == std::get<VlmVideo>(b).fps && video.frames == std::get<VlmVideo>(b).frames;
}

} // namespace

class TestAttention final : public test::TestCase
{
    Q_OBJECT
    Run m_run;
    std::optional<SeeingVlm> m_vlm;
    std::optional<PaintedVideo> m_video;

    Result<RunAttention> asked(int turn, qsizetype from, qsizetype count, std::stop_token stop = {})
    {
        return attentionOf(m_run, {turn, from, count}, *m_vlm, *m_video, {}, std::move(stop));
    }

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init()
    {
        test::TestCase::init();
        m_vlm.emplace(
            std::deque<Result<QString>>{answer1(3, QStringLiteral("the cup")), answer2("[1, 2, 30, 40]")});
        m_video.emplace(7); // an odd number: the last frame is shown twice
        m_run = *runChain(chainRequest(), *m_vlm, *m_video, nullptr, {});
        QCOMPARE(m_run.turns.size(), size_t(2));
    }

    void theConversationIsPutTogetherAgain()
    {
        for (const int turn : {1, 2}) {
            VERIFY_RESULT(asked(turn, 2, 4));
            const auto& then = m_vlm->scripted.asked[size_t(turn) - 1].messages;
            const auto& now = m_vlm->wanted.asked.messages;
            QCOMPARE(now.size(), then.size());
            for (size_t m = 0; m < now.size(); ++m) {
                QVERIFY(now[m].role == then[m].role && now[m].parts.size() == then[m].parts.size());
                for (size_t p = 0; p < now[m].parts.size(); ++p)
                    QVERIFY(now[m].parts[p].index() == then[m].parts[p].index() &&
                            isSame(now[m].parts[p], then[m].parts[p]));
            }
            QCOMPARE(m_vlm->wanted.answer, m_run.turns[size_t(turn) - 1].raw);
            QVERIFY(m_vlm->wanted.from == 2 && m_vlm->wanted.count == 4);
        }
    }
    void mapsAreOfFrames()
    {
        const auto found = asked(2, 0, 3);
        VERIFY_RESULT(found);
        QCOMPARE(found->share, 0.5);
        QCOMPARE(found->frames.size(), size_t(9));
        for (int i = 0; i < 8; ++i) {
            const FrameHeat& heat = found->frames[size_t(i)];
            QVERIFY(heat.turn == 1 && heat.sample == i && heat.frame == std::min(i, 6));
            QVERIFY(heat.columns == i + 1 && heat.heat.size() == size_t(i) + 1);
        }
        QVERIFY(found->frames[8].turn == 2 && found->frames[8].frame == 3);
    }
    void whatCannotBeToldIsSaid()
    {
        VERIFY_ERROR(asked(3, 0, 1), ErrorKind::InvalidInput);
        VERIFY_ERROR(asked(1, -1, 2), ErrorKind::InvalidInput);
        VERIFY_ERROR(asked(1, 0, 0), ErrorKind::InvalidInput);
        VERIFY_ERROR(asked(1, 1, m_run.turns[0].raw.size()), ErrorKind::InvalidInput);
        std::stop_source stop;
        stop.request_stop();
        VERIFY_ERROR(asked(1, 0, 1, stop.get_token()), ErrorKind::Cancelled);
        m_video->broken = 2;
        VERIFY_ERROR(asked(1, 0, 1), ErrorKind::Corrupt);
        // Who does not tell is not given any pictures either.
        const auto no = attentionOf(m_run, {1, 0, 1}, m_vlm->scripted, *m_video, {}, {});
        VERIFY_ERROR(no, ErrorKind::Unsupported);
        QVERIFY(no.error().message().contains(QLatin1String("scripted")));
        QVERIFY(!no.error().remedyText().isEmpty());
    }
    void aRunThatDoesNotSayWhatWasShownIsRefused()
    {
        for (const char* const content :
             {R"([])", R"([{"type":"text","text":"?"}])", R"([{"type":"video","frames":[]}])",
              R"([{"type":"sound"}])", R"([{"type":"video","frames":[{"frame":7,"width":28,"height":28}]}])",
              R"([{"type":"image","frame":2,"width":0,"height":28}])"}) {
            m_run.turns[0].messages = QJsonArray{
                QJsonObject{{QStringLiteral("role"), QStringLiteral("user")},
                            {QStringLiteral("content"), QJsonDocument::fromJson(content).array()}}};
            VERIFY_ERROR(asked(1, 0, 1), ErrorKind::InvalidInput);
        }
        m_run.turns[0].messages = {5};
        VERIFY_ERROR(asked(1, 0, 1), ErrorKind::InvalidInput);
    }
};

REVSEG_TEST("attention", TestAttention)
#include "tst_attention.moc"
