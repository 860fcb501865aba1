// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainJob and SamplesJob: what they ask for and what they keep.
#include "core/chain/run_notes.h"
#include "core/chain/stages.h"
#include "core/jobs/chain_job.h"
#include "core/jobs/demo_clip.h"
#include "core/jobs/demo_project.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/samples_job.h"
#include "core/project/project.h"
#include "tests/support/chat_server.h"
#include "tests/support/test.h"

#include <QJsonDocument>
#include <QTemporaryDir>

#include "resources/resources.h"

using namespace revseg;
using test::ChatServer;

namespace {

constexpr int kPatience = 60'000; ///< ms

QString firstTurn()
{
    return QStringLiteral("<think>the duck floats</think><answer>[{\"frame_idx\": 4, \"object description\": "
                          "\"the yellow duck\"}]</answer>");
}

QString secondTurn()
{
    return QStringLiteral("[{\"bbox_2d\": [100, 300, 300, 600], \"label\": \"duck\"}]");
}

} // namespace

class TestSamplesJob final : public test::TestCase
{
    Q_OBJECT
    QTemporaryDir m_dir;
    QString m_clip;
    QString m_trace;

    static QJsonObject bodyOf(const ChatServer::Request& request)
    {
        return QJsonDocument::fromJson(request.body).object();
    }
    std::optional<Run> ask(ChainJob::Spec spec)
    {
        JobQueue queue;
        const auto job = std::make_shared<ChainJob>(std::move(spec));
        std::optional<Run> out;
        connect(job.get(), &ChainJob::ran, &queue, [&](const Run& run, const Trace&) { out = run; });
        queue.add(job);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(job->isOver(), kPatience); }();
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        const QString folder = m_dir.filePath(QStringLiteral("demo"));
        VERIFY_RESULT(makeDemoProject(folder, false, {}, {}));
        const auto project =
            Project::open(folder + QStringLiteral("/demo.revseg"), Project::OpenMode::ReadOnly);
        VERIFY_RESULT(project);
        m_clip = (*project)->mediaPath((*project)->videos().front().id);
        m_trace =
            folder + QLatin1Char('/') + (*project)->setting(QStringLiteral("recorded_answer")).toString();
    }

    void whatIsAnsweredOutlivesAStop()
    {
        ChatServer server;
        server.add(ChatServer::answer(firstTurn()));
        server.add(ChatServer::answer(secondTurn()));
        server.always({ChatServer::hang()});
        SamplesJob::Spec spec;
        spec.media = m_clip;
        spec.query = QStringLiteral("what floats?");
        spec.vlm = server.url() + QStringLiteral("#m");
        spec.tracker = std::make_shared<SharedTracker>(QStringLiteral("flow"));
        spec.seeds = {5, 6, 7};
        spec.parallel = 1;
        JobQueue queue;
        const auto job = std::make_shared<SamplesJob>(spec);
        int answered = 0;
        std::vector<Run> kept;
        int best = 9;
        connect(job.get(), &SamplesJob::answered, &queue, [&] { ++answered; });
        connect(job.get(), &SamplesJob::finishedSample, &queue,
                [&](int sample, const Run& run, const std::vector<RunTrack>& tracks) {
                    QCOMPARE(sample, 0);
                    QVERIFY(tracks.empty());
                    kept.push_back(run);
                });
        connect(job.get(), &SamplesJob::agreed, &queue, [&](int b) { best = b; });
        queue.add(job);
        QTRY_COMPARE_WITH_TIMEOUT(answered, 1, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), size_t(3), kPatience);
        job->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(job->isOver(), kPatience);
        QCOMPARE(job->state(), Job::State::Cancelled);
        QCOMPARE(kept.size(), size_t(1));
        QCOMPARE(kept[0].status, Run::Status::Ok);
        QCOMPARE(kept[0].seed, std::optional<qint64>(5));
        QCOMPARE(kept[0].description, QStringLiteral("the yellow duck"));
        QVERIFY(rerunOf(kept[0]).track);
        QCOMPARE(best, -1);
    }

    void answersOutliveATrackerThatCannotBeHad()
    {
        SamplesJob::Spec spec;
        spec.media = m_clip;
        spec.query = QStringLiteral("what floats?");
        spec.vlm = QStringLiteral("replay:") + m_trace;
        spec.tracker = std::make_shared<SharedTracker>(QStringLiteral("no such tracker"));
        spec.seeds = {40, 41}; // the recording's runs are counted, whatever the seeds are
        JobQueue queue;
        const auto job = std::make_shared<SamplesJob>(spec);
        std::vector<Run> kept;
        connect(job.get(), &SamplesJob::finishedSample, &queue,
                [&](int, const Run& run, const std::vector<RunTrack>&) { kept.push_back(run); });
        queue.add(job);
        QTRY_VERIFY_WITH_TIMEOUT(job->isOver(), kPatience);
        QCOMPARE(job->state(), Job::State::Failed);
        QCOMPARE(kept.size(), size_t(2));
        QCOMPARE(recordedRunOf(kept[0]), 0);
        QCOMPARE(recordedRunOf(kept[1]), 1);
        QVERIFY(profileOf(kept[1]).has_value());
    }

    void aReRunOfARecordingIsAnsweredByTheSameRun()
    {
        Run from;
        setRecordedRun(from, 2);
        from.status = Run::Status::Ok;
        ChainJob::Spec spec;
        spec.media = m_clip;
        spec.query = QStringLiteral("what floats?");
        spec.vlm = QStringLiteral("replay:") + m_trace;
        spec.from = from;
        const auto run = ask(spec);
        QVERIFY(run.has_value());
        QVERIFY2(run->description.contains(QLatin1String("ball")), qPrintable(run->description));
        QCOMPARE(recordedRunOf(*run), 2);
        spec.from.reset();
        const auto first = ask(spec);
        QVERIFY(first && first->description.contains(QLatin1String("duck")));
    }

    void aReRunIsAskedAsItWasAsked()
    {
        ChatServer server;
        server.add(ChatServer::answer(firstTurn()));
        server.add(ChatServer::answer(secondTurn()));
        ChainJob::Spec spec;
        spec.media = m_clip;
        spec.query = QStringLiteral("what floats?");
        spec.vlm = server.url() + QStringLiteral("#m");
        spec.settings.temperature = 0.8;
        spec.settings.max_tokens = 333;
        spec.settings.log_probabilities = true;
        spec.settings.sampling.frames = 6;
        spec.seed = 3;
        auto run = ask(spec);
        QVERIFY(run.has_value());
        QCOMPARE(run->status, Run::Status::Ok);
        QCOMPARE(run->sampled.size(), size_t(6));
        QJsonObject body = bodyOf(server.requests().at(0));
        QCOMPARE(body[QStringLiteral("temperature")].toDouble(), 0.8);
        QCOMPARE(body[QStringLiteral("max_tokens")].toInt(), 333);
        QVERIFY(body[QStringLiteral("logprobs")].toBool());

        run->setStage(Stage::Box, StageStatus::Stale);
        server.add(ChatServer::answer(secondTurn()));
        spec.settings = {};
        spec.from = run;
        QVERIFY(ask(spec).has_value());
        QCOMPARE(server.requests().size(), size_t(3));
        body = bodyOf(server.requests().at(2));
        QCOMPARE(body[QStringLiteral("temperature")].toDouble(), 0.8);
        QCOMPARE(body[QStringLiteral("max_tokens")].toInt(), 333);
        QVERIFY(!body.contains(QStringLiteral("logprobs")));
    }

    void anAnswerThatCannotBeUsedIsAskedForAgainWithAnotherSeed()
    {
        ChatServer server;
        server.add(ChatServer::answer(QStringLiteral("I do not know.")));
        server.add(ChatServer::answer(firstTurn()));
        server.add(ChatServer::answer(secondTurn()));
        ChainJob::Spec spec;
        spec.media = m_clip;
        spec.query = QStringLiteral("what floats?");
        spec.vlm = server.url() + QStringLiteral("#m");
        spec.settings.retries = 1;
        const auto run = ask(spec);
        QVERIFY(run.has_value());
        QCOMPARE(run->status, Run::Status::Ok);
        QVERIFY(bodyOf(server.requests().at(1))[QStringLiteral("temperature")].toDouble() > 0);
        QCOMPARE(bodyOf(server.requests().at(1))[QStringLiteral("seed")].toInt(), 1);

        server.add(ChatServer::answer(QStringLiteral("I do not know.")));
        spec.settings.retries = 0;
        QCOMPARE(ask(spec)->status, Run::Status::Failed);
        QCOMPARE(server.requests().size(), size_t(4));
    }
};

REVSEG_TEST("samples_job", TestSamplesJob)
#include "tst_samples_job.moc"
