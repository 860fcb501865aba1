// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/ask_settings.h"
#include "core/chain/run_notes.h"
#include "tests/support/test.h"

#include <QJsonArray>

#include "resources/resources.h"

using namespace revseg;

class TestAskSettings final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { initResources(); }

    void allOfThemAreKept()
    {
        AskSettings s;
        s.profile = QStringLiteral("qwen3-vl");
        s.prompts = QStringLiteral("/x/own.json");
        s.sampling.frames = 8;
        s.sampling.range = FrameRange{3, 40};
        s.sampling.picked = {1, 5, 9};
        s.temperature = 0.4;
        s.max_tokens = 512;
        s.timeout_s = 12;
        s.retries = 2;
        s.log_probabilities = true;
        s.weights = RewardWeights{0.5, 2, 3};
        const AskSettings back = AskSettings::fromJson(s.toJson());
        QCOMPARE(back.toJson(), s.toJson());
        QCOMPARE(back.sampling.picked, s.sampling.picked);
        QCOMPARE(back.weights->spatial, 3.0);
        QCOMPARE(AskSettings::fromJson({}).toJson(), AskSettings().toJson());
    }
    void valuesThatMakeNoSenseAreLeftOut()
    {
        const AskSettings s = AskSettings::fromJson(
            {{QStringLiteral("temperature"), -1},
             {QStringLiteral("max_tokens"), QStringLiteral("many")},
             {QStringLiteral("timeout_s"), 0},
             {QStringLiteral("retries"), 1e9},
             {QStringLiteral("sampling"),
              QJsonObject{{QStringLiteral("frames"), 0},
                          {QStringLiteral("fps"), -3},
                          {QStringLiteral("range"), QJsonArray{9, 2}},
                          {QStringLiteral("picked"), QJsonArray{4, 4, 2, QStringLiteral("x"), 7}}}}});
        QVERIFY(!s.temperature && !s.max_tokens);
        QCOMPARE(s.timeout_s, 60.0);
        QCOMPARE(s.retries, 0);
        QVERIFY(!s.sampling.range);
        QCOMPARE(s.sampling.picked, (std::vector<FrameIndex>{4, 7})); // in order, each once
    }
    void theProfileSaysWhatNobodyHasSaid()
    {
        const QJsonObject json{
            {QStringLiteral("name"), QStringLiteral("own")},
            {QStringLiteral("defaults"), QJsonObject{{QStringLiteral("frames"), 24},
                                                     {QStringLiteral("temperature"), 0.3},
                                                     {QStringLiteral("max_tokens"), 2048}}}};
        const auto profile = ModelProfile::fromJson(json, QStringLiteral("own.json"));
        VERIFY_RESULT(profile);
        QCOMPARE(profile->toJson()[QStringLiteral("defaults")], json[QStringLiteral("defaults")]);
        AskSettings s;
        QCOMPARE(s.samplingFor(*profile).frames, 24);
        QCOMPARE(s.temperatureFor(*profile, 1), 0.3);
        QCOMPARE(s.maxTokensFor(*profile), 2048);
        s.sampling.fps = 2;
        s.temperature = 0.9;
        s.max_tokens = 100;
        QCOMPARE(s.samplingFor(*profile).frames, 0);
        QCOMPARE(s.temperatureFor(*profile, 1), 0.9);
        QCOMPARE(s.maxTokensFor(*profile), 100);
        QCOMPARE(AskSettings().temperatureFor(ModelProfile(), 1), 1.0);
        QCOMPARE(AskSettings().maxTokensFor(ModelProfile()), 1024);

        const QJsonObject wrong{{QStringLiteral("defaults"), QJsonObject{{QStringLiteral("fps"), -1}}}};
        const auto bad = ModelProfile::fromJson(wrong, QStringLiteral("own.json"));
        QVERIFY(!bad && bad.error().message().contains(QLatin1String("defaults.fps")));
    }
    void aRunIsReadWithItsOwnProfile()
    {
        Run run;
        QVERIFY(!profileOf(run));
        QCOMPARE(recordedRunOf(run), 0);
        run.sampled.resize(6);
        Turn turn;
        turn.number = 2;
        const QJsonObject picture{{QStringLiteral("type"), QStringLiteral("image")},
                                  {QStringLiteral("width"), 560},
                                  {QStringLiteral("height"), 420}};
        turn.messages.append(QJsonObject{{QStringLiteral("content"), QJsonArray{picture}}});
        run.turns.push_back(turn);
        const ModelProfile plain;
        ParseOptions options = parseOptionsOf(run, plain, {840, 840});
        QCOMPARE(options.sampled, 6);
        QVERIFY((options.size == Size{560, 420}));
        const auto thousandths = ModelProfile::load(QStringLiteral("qwen3-vl"));
        VERIFY_RESULT(thousandths);
        setProfile(run, *thousandths);
        options = parseOptionsOf(run, plain, {840, 840});
        QVERIFY(options.size == thousandths->answerSpace({560, 420}));
        QVERIFY(!(options.size == Size{560, 420}));
        run.turns.clear();
        run.other = {};
        QVERIFY((parseOptionsOf(run, plain, {840, 840}).size == Size{840, 840}));
        setRecordedRun(run, 3);
        QCOMPARE(recordedRunOf(run), 3);
    }
};

REVSEG_TEST("ask_settings", TestAskSettings)
#include "tst_ask_settings.moc"
