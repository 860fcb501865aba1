// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/chain_runner.h"
#include "core/chain/parser.h"
#include "core/chain/picture.h"
#include "core/chain/stages.h"
#include "tests/core/chain/chain_fixture.h"
#include "tests/support/test.h"

#include "resources/resources.h"

using namespace revseg;
using test::answer1;
using test::answer2;
using test::chainRequest;
using test::PaintedVideo;
using test::ScriptedVlm;

namespace {

struct Log : ChainObserver
{
    void onSampled(const ShownFrames& s) override
    {
        shown = s;
        events << QStringLiteral("sampled");
    }
    void onTurnStarted(int turn, const QJsonArray&) override
    {
        events << QStringLiteral("start%1").arg(turn);
    }
    void onDelta(int turn, const QString& delta) override { text[size_t(turn)] += delta; }
    void onRetry(int turn, const QString&, double) override { text[size_t(turn)].clear(); }
    void onKeyframe(const Keyframe& k, bool early) override
    {
        events << QStringLiteral("%1keyframe %2@%3")
                      .arg(early ? QStringLiteral("early ") : QString())
                      .arg(k.sample)
                      .arg(k.frame);
    }
    void onDescription(const QString& d) override { events << QStringLiteral("description ") + d; }
    void onKeyframePicture(const QImage& p) override
    {
        picture = p;
        events << QStringLiteral("picture");
    }
    void onObjects(const std::vector<ChainObject>& o) override
    {
        events << QStringLiteral("objects %1").arg(o.size());
    }
    void onTurn(const Turn& t) override { events << QStringLiteral("turn%1").arg(t.number); }

    ShownFrames shown;
    QImage picture;
    std::array<QString, 3> text;
    QStringList events;
};

} // namespace

class TestRunner final : public test::TestCase
{
    Q_OBJECT
    void prepare() override { initResources(); }
    static QString textOf(const VlmMessage& m)
    {
        QString out;
        for (const VlmPart& p : m.parts) {
            if (const auto* t = std::get_if<VlmText>(&p))
                out += t->text;
        }
        return out;
    }

private Q_SLOTS:
    void bothTurnsMakeABox()
    {
        PaintedVideo video(40, {1680, 420});
        ScriptedVlm vlm({answer1(2, QStringLiteral("the red cup")), answer2("[84, 168, 420, 420]")});
        Log log;
        ChainRequest request = chainRequest();
        request.seed = 7;
        request.run = 3;
        const auto run = runChain(request, vlm, video, &log, {});
        VERIFY_RESULT(run);
        QCOMPARE(run->status, Run::Status::Ok);
        QVERIFY(!run->error);
        QCOMPARE(run->id, QStringLiteral("3"));
        QCOMPARE(run->interpretation, QStringLiteral("Look."));
        QVERIFY(run->keyframe == (Keyframe{2, 5}));
        QCOMPARE(run->description, QStringLiteral("the red cup"));
        QCOMPARE(run->objects.size(), size_t(1));
        QVERIFY(run->objects[0].box == (Box{168, 84, 840, 210}));
        QVERIFY(run->objects[0].box_model == (Box{84, 168, 420, 420}));
        QCOMPARE(run->objects[0].label, QStringLiteral("cup"));
        for (Stage s : {Stage::Interpretation, Stage::Keyframe, Stage::Description, Stage::Box})
            QCOMPARE(run->stage(s), StageStatus::Ok);
        QCOMPARE(run->stage(Stage::Masks), StageStatus::Missing);
        QCOMPARE(run->turns.size(), size_t(2));
        QCOMPARE(run->turns[0].prompt_tokens, 100);
        QCOMPARE(run->sampled.size(), size_t(16));
        QCOMPARE(run->sampled[2].time_s, 0.5);

        QCOMPARE(log.events,
                 (QStringList{QStringLiteral("sampled"), QStringLiteral("start1"),
                              QStringLiteral("early keyframe 2@5"), QStringLiteral("keyframe 2@5"),
                              QStringLiteral("description the red cup"), QStringLiteral("turn1"),
                              QStringLiteral("picture"), QStringLiteral("start2"),
                              QStringLiteral("objects 1"), QStringLiteral("turn2")}));
        QCOMPARE(log.text[1], run->turns[0].raw);
        QCOMPARE(log.text[2], run->turns[1].raw);
        QCOMPARE(log.shown.pictures.size(), size_t(16));
        QCOMPARE(log.shown.pictures[0].size(), QSize(448, 448));
        QCOMPARE(log.picture.size(), QSize(840, 840));
    }

    void aRunRemembersHowItWasAsked()
    {
        PaintedVideo video(40);
        ScriptedVlm vlm({answer1(2, QStringLiteral("cup")), answer2("[1, 2, 3, 4]")});
        vlm.name = QStringLiteral("http://me:secret@host:8000/v1?key=secret#Qwen/Qwen2.5-VL");
        ChainRequest request = chainRequest();
        request.temperature = 0.5;
        request.seed = 3;
        request.max_tokens = 99;
        request.tracker = QStringLiteral("sam2:/home/me/secret/sam2.pt");
        request.sampling.fps = 2;
        request.sampling.range = FrameRange{10, 39};
        const auto run = runChain(request, vlm, video, nullptr, {});
        VERIFY_RESULT(run);
        QCOMPARE(run->sampled.size(), size_t(6)); // of 3 s
        const QJsonObject asked = run->asked;
        QCOMPARE(asked[QStringLiteral("temperature")].toDouble(), 0.5);
        QCOMPARE(asked[QStringLiteral("seed")].toInt(), 3);
        QCOMPARE(asked[QStringLiteral("max_tokens")].toInt(), 99);
        QCOMPARE(asked[QStringLiteral("vlm")].toString(),
                 QStringLiteral("http://host:8000/v1#Qwen/Qwen2.5-VL"));
        QCOMPARE(asked[QStringLiteral("tracker")].toString(), QStringLiteral("sam2:sam2.pt"));
        QVERIFY(!asked[QStringLiteral("version")].toString().isEmpty());
        QCOMPARE(asked[QStringLiteral("sampling")].toObject(),
                 (QJsonObject{{QStringLiteral("mode"), QStringLiteral("fps")},
                              {QStringLiteral("fps"), 2},
                              {QStringLiteral("range"), QJsonArray{10, 39}}}));

        // A re-run shows the frames of the run it goes on from, and says how those were chosen.
        ScriptedVlm second({answer2("[5, 6, 7, 8]")});
        ChainRequest again = chainRequest();
        again.from = *run;
        again.shown = showFrames(video, run->sampled, {448, 448}, {}).value();
        const auto rerun = runChain(again, second, video, nullptr, {});
        VERIFY_RESULT(rerun);
        QCOMPARE(rerun->asked[QStringLiteral("sampling")], asked[QStringLiteral("sampling")]);
    }

    void theSecondTurnGoesOnWithTheConversation()
    {
        PaintedVideo video(40);
        ScriptedVlm vlm({answer1(2, QStringLiteral("the {query} cup")), answer2("[1, 2, 3, 4]")});
        ChainRequest request = chainRequest(QStringLiteral("the {nframes} left one?"));
        request.seed = 11;
        request.max_tokens = 77;
        VERIFY_RESULT(runChain(request, vlm, video, nullptr, {}));
        QCOMPARE(vlm.asked.size(), size_t(2));
        const auto& first = vlm.asked[0];
        QCOMPARE(first.turn, 1);
        QCOMPARE(first.seed, std::optional<qint64>(11));
        QCOMPARE(first.max_tokens, 77);
        QCOMPARE(first.messages.size(), size_t(2));
        QCOMPARE(roleName(first.messages[0].role), QStringLiteral("system"));
        QCOMPARE(std::get<VlmVideo>(first.messages[1].parts[0]).frames.size(), size_t(16));
        const QString prompt = textOf(first.messages[1]);
        QVERIFY(prompt.contains(QLatin1String("the {nframes} left one?")));
        QVERIFY(prompt.contains(QLatin1String("8 seconds")));
        QVERIFY(prompt.contains(QLatin1String("16 frames")));
        QVERIFY(prompt.contains(QLatin1String("0 to 15")));

        const auto& second = vlm.asked[1];
        QCOMPARE(second.turn, 2);
        QCOMPARE(second.messages.size(), size_t(4));
        QCOMPARE(roleName(second.messages[2].role), QStringLiteral("assistant"));
        QCOMPARE(textOf(second.messages[2]), answer1(2, QStringLiteral("the {query} cup")));
        QCOMPARE(std::get<VlmImage>(second.messages[3].parts[0]).image.size(), QSize(840, 840));
        QVERIFY(textOf(second.messages[3]).contains(QLatin1String("the {query} cup")));
    }

    void messagesHoldHashesThatCanBeMadeAgain()
    {
        PaintedVideo video(40);
        ScriptedVlm vlm({answer1(2, QStringLiteral("cup")), answer2("[1, 2, 3, 4]")});
        const auto run = runChain(chainRequest(), vlm, video, nullptr, {});
        VERIFY_RESULT(run);
        const QJsonArray messages = run->turns[1].messages;
        QCOMPARE(messages.size(), 4);
        const QJsonObject image = messages[3][QStringLiteral("content")][0].toObject();
        const int frame = image[QStringLiteral("frame")].toInt();
        QCOMPARE(frame, 5);
        const QImage again = resizedBicubic(video.frame(frame, {})->image, {840, 840});
        QCOMPARE(image[QStringLiteral("sha256")].toString(), pictureHash(again));
        const QJsonArray frames =
            messages[1][QStringLiteral("content")][0][QStringLiteral("frames")].toArray();
        QCOMPARE(frames.size(), 16);
        QVERIFY(frames[0][QStringLiteral("sha256")] != frames[1][QStringLiteral("sha256")]);
    }

    void thousandthsAreScaledToThePicture()
    {
        PaintedVideo video(40, {500, 200});
        ScriptedVlm vlm({answer1(0, QStringLiteral("cup")), answer2("[100, 200, 1000, 900]")});
        ChainRequest request = chainRequest();
        request.profile = ModelProfile::load(QStringLiteral("qwen3-vl")).value();
        const auto run = runChain(request, vlm, video, nullptr, {});
        VERIFY_RESULT(run);
        QVERIFY(run->objects[0].box == (Box{50, 40, 500, 180}));
        QVERIFY(run->objects[0].box_model == (Box{100, 200, 1000, 900}));
    }

    void aShortClipShowsAllFramesInEvenNumber()
    {
        PaintedVideo video(3);
        ScriptedVlm vlm({answer1(3, QStringLiteral("cup")), answer2("[1, 2, 3, 4]")});
        const auto run = runChain(chainRequest(), vlm, video, nullptr, {});
        VERIFY_RESULT(run);
        QCOMPARE(run->status, Run::Status::Ok);
        QCOMPARE(run->sampled.size(), size_t(4));
        QVERIFY(run->keyframe == (Keyframe{3, 2}));
        QVERIFY(textOf(vlm.asked[0].messages[1]).contains(QLatin1String("4 frames")));
    }

    void noObjectIsAProperAnswer()
    {
        PaintedVideo video(20);
        ScriptedVlm second({answer1(3, QStringLiteral("cup")), QStringLiteral("[]")});
        const auto run = runChain(chainRequest(), second, video, nullptr, {});
        QCOMPARE(run->status, Run::Status::Ok);
        QVERIFY(run->objects.empty());
        QCOMPARE(run->stage(Stage::Box), StageStatus::Repaired);

        ScriptedVlm first({QStringLiteral("<think>None there.</think><answer>[]</answer>")});
        const auto early = runChain(chainRequest(), first, video, nullptr, {});
        QCOMPARE(early->status, Run::Status::Ok);
        QCOMPARE(early->turns.size(), size_t(1));
        QVERIFY(!early->keyframe);
    }

    void aUselessAnswerEndsTheRunAndIsKept()
    {
        PaintedVideo video(20);
        ScriptedVlm vlm({answer1(16, QStringLiteral("cup"))});
        const auto run = runChain(chainRequest(), vlm, video, nullptr, {});
        VERIFY_RESULT(run);
        QCOMPARE(run->status, Run::Status::Failed);
        QCOMPARE(run->error->kind, ErrorKind::Model);
        QVERIFY(run->error->message().contains(QStringLiteral("outside 0…15")));
        QCOMPARE(run->turns.size(), size_t(1));
        QCOMPARE(run->turns[0].raw, answer1(16, QStringLiteral("cup")));
        QVERIFY(!run->turns[0].problem.isEmpty());
        QCOMPARE(run->turns[0].parsed[QStringLiteral("grade")].toString(), QStringLiteral("invalid"));
        QCOMPARE(run->stage(Stage::Keyframe), StageStatus::Invalid);
    }

    void anIndexOutOfRangeSaysWhatToDo()
    {
        PaintedVideo video(40);
        ScriptedVlm fromOne({answer1(16, QStringLiteral("cup"))});
        const auto one = runChain(chainRequest(), fromOne, video, nullptr, {});
        QVERIFY(one->error->remedyText().contains(QLatin1String("16 frames from 1")));
        ScriptedVlm frameNumber({answer1(33, QStringLiteral("cup"))});
        const auto other = runChain(chainRequest(), frameNumber, video, nullptr, {});
        QVERIFY(other->error->remedyText().contains(QLatin1String("was shown 16 frames")));
    }

    void aDoubtfulProfileIsSaid_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("box");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const char* profile, const char* box, const char* said) {
            QTest::newRow(name) << QString::fromLatin1(profile) << QString::fromLatin1(box)
                                << QString::fromLatin1(said);
        };
        row("inside", "qwen2.5-vl", "[1, 2, 840, 840]", "");
        row("a little beyond", "qwen2.5-vl", "[-3, 2, 850, 840]", "");
        row("far beyond", "qwen2.5-vl", "[100, 200, 990, 800]", "far beyond");
        row("far before", "qwen2.5-vl", "[-100, 200, 300, 800]", "far beyond");
        row("fractions", "qwen2.5-vl", "[0.1, 0.2, 0.5, 0.75]", "within 0 and 1");
        row("fractions for thousandths", "qwen3-vl", "[0.1, 0.2, 0.5, 1]", "within 0 and 1");
        row("thousandths", "qwen3-vl", "[100, 200, 1000, 900]", "");
        row("pixels for thousandths", "qwen3-vl", "[100, 200, 1010, 900]", "above 1000");
    }
    void aDoubtfulProfileIsSaid()
    {
        QFETCH(QString, profile);
        QFETCH(QString, box);
        QFETCH(QString, said);
        PaintedVideo video(40);
        ScriptedVlm vlm({answer1(2, QStringLiteral("cup")), answer2(box.toLatin1().constData())});
        ChainRequest request = chainRequest();
        request.profile = ModelProfile::load(profile).value();
        const auto run = runChain(request, vlm, video, nullptr, {});
        VERIFY_RESULT(run);
        QCOMPARE(run->status, Run::Status::Ok);
        const QString notes = run->turns[1].repairs.filter(QStringLiteral("profile")).join(QLatin1Char('\n'));
        QCOMPARE(notes.isEmpty(), said.isEmpty());
        QVERIFY2(notes.contains(said), qPrintable(notes));
        // What the answer itself is worth does not depend on a suspicion.
        QVERIFY(!run->turns[1]
                     .parsed[QStringLiteral("repairs")]
                     .toVariant()
                     .toStringList()
                     .join(QString())
                     .contains(QLatin1String("profile")));
    }

    void aCutAnswerSaysWhatToDo()
    {
        PaintedVideo video(20);
        ScriptedVlm vlm({QStringLiteral("<think>and so")});
        vlm.finish = QStringLiteral("length");
        const auto run = runChain(chainRequest(), vlm, video, nullptr, {});
        QVERIFY(run->error->remedyText().contains(QLatin1String("more tokens")));
    }

    void aFailureOfTheServerKeepsTheFirstTurn()
    {
        PaintedVideo video(20);
        ScriptedVlm vlm(
            {answer1(1, QStringLiteral("cup")), tl::unexpected(makeError(ErrorKind::Network, "gone"))});
        const auto run = runChain(chainRequest(), vlm, video, nullptr, {});
        QCOMPARE(run->status, Run::Status::Failed);
        QCOMPARE(run->error->kind, ErrorKind::Network);
        QCOMPARE(run->turns.size(), size_t(2));
        QCOMPARE(run->description, QStringLiteral("cup"));
        QCOMPARE(run->turns[1].problem, QStringLiteral("gone"));
    }

    void aDamagedFrameEndsTheRun()
    {
        PaintedVideo video(20);
        video.broken = 0;
        ScriptedVlm vlm({});
        const auto run = runChain(chainRequest(), vlm, video, nullptr, {});
        QCOMPARE(run->status, Run::Status::Failed);
        QCOMPARE(run->error->kind, ErrorKind::Corrupt);
        QVERIFY(vlm.asked.empty());
    }

    void cancelKeepsWhatThereIs()
    {
        PaintedVideo video(20);
        std::stop_source stop;
        ScriptedVlm vlm({answer1(1, QStringLiteral("cup")), answer2("[1, 2, 3, 4]")});
        struct Stopper : ChainObserver
        {
            std::stop_source* source = nullptr;
            void onDelta(int turn, const QString&) override
            {
                if (turn == 2)
                    source->request_stop();
            }
        } stopper;
        stopper.source = &stop;
        const auto run = runChain(chainRequest(), vlm, video, &stopper, stop.get_token());
        VERIFY_RESULT(run);
        QCOMPARE(run->status, Run::Status::Cancelled);
        QVERIFY(!run->error);
        QCOMPARE(run->turns.size(), size_t(2));
        QCOMPARE(run->turns[1].raw, answer2("[1, 2, 3, 4]").left(5));
        QVERIFY(run->turns[1].problem.isEmpty());
        QCOMPARE(run->description, QStringLiteral("cup"));
    }

    void aRetryForgetsTheTextSoFar()
    {
        PaintedVideo video(20);
        ScriptedVlm vlm({answer1(1, QStringLiteral("cup")), answer2("[1, 2, 3, 4]")});
        vlm.before = [](const VlmRequest&, const VlmListener& l) {
            l.delta(QStringLiteral("lost"));
            l.retry(QStringLiteral("cut"), 0.1);
        };
        Log log;
        VERIFY_RESULT(runChain(chainRequest(), vlm, video, &log, {}));
        QCOMPARE(log.text[1], answer1(1, QStringLiteral("cup")));
    }

    void onlyWhatDependsOnAnEditIsAskedAgain()
    {
        PaintedVideo video(40);
        ScriptedVlm vlm({answer1(2, QStringLiteral("cup")), answer2("[1, 2, 3, 4]")});
        const auto run = runChain(chainRequest(), vlm, video, nullptr, {});
        VERIFY_RESULT(run);

        ChainRequest again = chainRequest();
        again.from = *run;
        again.shown = showFrames(video, run->sampled, {448, 448}, {}).value();
        ScriptedVlm unchanged({answer2("[5, 6, 7, 8]")});
        const int reads = video.reads;
        const auto second = runChain(again, unchanged, video, nullptr, {});
        VERIFY_RESULT(second);
        QCOMPARE(video.reads, reads + 1); // the keyframe only
        QCOMPARE(unchanged.asked.size(), size_t(1));
        QCOMPARE(unchanged.asked[0].turn, 2);
        QCOMPARE(textOf(unchanged.asked[0].messages[2]), run->turns[0].raw);
        QCOMPARE(second->turns.size(), size_t(2));

        again.from->description = QStringLiteral("the \"blue\" cup");
        again.from->keyframe = Keyframe{4, 10};
        again.from->setStage(Stage::Description, StageStatus::Edited);
        ScriptedVlm edited({answer2("[5, 6, 7, 8]")});
        const auto third = runChain(again, edited, video, nullptr, {});
        VERIFY_RESULT(third);
        const ParsedTurn1 told = parseTurn1(textOf(edited.asked[0].messages[2]));
        QCOMPARE(told.grade, Grade::Strict);
        QCOMPARE(told.keyframe, std::optional<int>(4));
        QCOMPARE(told.description, QStringLiteral("the \"blue\" cup"));
        QCOMPARE(third->stage(Stage::Description), StageStatus::Edited);
        QCOMPARE(third->keyframe->frame, 10);
    }

    void rewrittenReasoningIsGivenAndItsAnswerAsked()
    {
        PaintedVideo video(40);
        ScriptedVlm first({answer1(2, QStringLiteral("cup")), answer2("[1, 2, 3, 4]")});
        const auto run = runChain(chainRequest(), first, video, nullptr, {});
        VERIFY_RESULT(run);
        StageEdit edit;
        edit.interpretation = QStringLiteral("The blue one is meant.");
        edit.description = QStringLiteral("the blue cup");
        const auto branch = editedRun(*run, edit);
        VERIFY_RESULT(branch);

        ChainRequest again = chainRequest();
        again.from = *branch;
        ScriptedVlm vlm({answer1(7, QStringLiteral("another cup")), answer2("[5, 6, 7, 8]")});
        const auto second = runChain(again, vlm, video, nullptr, {});
        VERIFY_RESULT(second);
        QCOMPARE(second->status, Run::Status::Ok);
        QCOMPARE(vlm.asked.size(), size_t(2));
        const auto& messages = vlm.asked[0].messages;
        QVERIFY(textOf(messages[messages.size() - 2]).contains(QLatin1String("The blue one is meant.")));
        QVERIFY(textOf(messages.back()).contains(QLatin1String("<answer>")));
        // The keyframe is the model's, the two texts are the person's, also in what turn 2 is told.
        QCOMPARE(second->keyframe->sample, 7);
        QCOMPARE(second->description, QStringLiteral("the blue cup"));
        QCOMPARE(second->interpretation, QStringLiteral("The blue one is meant."));
        QCOMPARE(second->stage(Stage::Interpretation), StageStatus::Edited);
        QCOMPARE(second->stage(Stage::Description), StageStatus::Edited);
        QVERIFY(second->stage(Stage::Keyframe) != StageStatus::Stale);
        QCOMPARE(second->stage(Stage::Box), StageStatus::Ok);
        const auto& told = vlm.asked[1].messages;
        const ParsedTurn1 said = parseTurn1(textOf(told[told.size() - 2]));
        QCOMPARE(said.description, QStringLiteral("the blue cup"));
        QCOMPARE(said.keyframe, std::optional<int>(7));
    }

    void aBoxByHandIsNotAskedFor()
    {
        PaintedVideo video(40);
        ScriptedVlm first({answer1(2, QStringLiteral("cup")), answer2("[1, 2, 3, 4]")});
        Run run = runChain(chainRequest(), first, video, nullptr, {}).value();
        run.setStage(Stage::Masks, StageStatus::Ok);
        ChainObject drawn;
        drawn.box = {10, 10, 30, 40};
        StageEdit edit;
        edit.interpretation = QStringLiteral("Other thoughts.");
        edit.objects = {drawn};
        ChainRequest again = chainRequest();
        again.from = editedRun(run, edit).value();
        ScriptedVlm vlm({answer1(9, QStringLiteral("a new cup"))});
        const auto second = runChain(again, vlm, video, nullptr, {});
        VERIFY_RESULT(second);
        QCOMPARE(second->status, Run::Status::Ok);
        QCOMPARE(vlm.asked.size(), size_t(1));
        QVERIFY(second->keyframe == run.keyframe); // the box was drawn on it
        QCOMPARE(second->description, QStringLiteral("a new cup"));
        QCOMPARE(second->objects.size(), size_t(1));
        QVERIFY(second->objects[0].box == drawn.box);
        QCOMPARE(second->stage(Stage::Box), StageStatus::Edited);
    }

    void nothingToAskIsAnError()
    {
        PaintedVideo video(20);
        ScriptedVlm vlm({});
        VERIFY_ERROR(runChain(chainRequest(QStringLiteral("  ")), vlm, video, nullptr, {}),
                     ErrorKind::InvalidInput);
        PaintedVideo none(0);
        VERIFY_ERROR(runChain(chainRequest(), vlm, none, nullptr, {}), ErrorKind::InvalidInput);
        ChainRequest request = chainRequest();
        request.from = Run{};
        request.from->setStage(Stage::Keyframe, StageStatus::Edited);
        request.from->setStage(Stage::Description, StageStatus::Edited);
        VERIFY_ERROR(runChain(request, vlm, video, nullptr, {}), ErrorKind::InvalidInput);
    }
};

REVSEG_TEST("runner", TestRunner)
#include "tst_runner.moc"
