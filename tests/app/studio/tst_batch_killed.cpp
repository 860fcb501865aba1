// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A batch goes on where a program that was killed in the middle of it has left it.
#include "app/studio/batch_controller.h"
#include "tests/app/studio/demo_window.h"
#include "tests/support/chat_server.h"

#include <QProcess>

using namespace revseg;
using namespace revseg::studio;
using namespace revseg::studio::test;
using revseg::test::ChatServer;

namespace {

const char* const kServer = "REVSEG_TEST_BATCH_SERVER";
const char* const kProject = "REVSEG_TEST_BATCH_PROJECT";

void answerOnce(ChatServer& server)
{
    server.add(ChatServer::answer(QStringLiteral("<think>it swims</think><answer>[{\"frame_idx\": 4, "
                                                 "\"object description\": \"the duck\"}]</answer>")));
    server.add(ChatServer::answer(QStringLiteral("[{\"bbox_2d\": [100, 100, 400, 400]}]")));
}

/// How many items of the batch on disk are in this state.
int itemsIn(const QString& path, BatchItem::State state)
{
    const auto project = Project::open(path, Project::OpenMode::ReadOnly);
    return project ? Batch::load(**project).count(state) : 0;
}

} // namespace

/// The program that is killed: works off the batch of a project until then. Nothing by itself.
class TestBatchWorker final : public DemoWindowCase
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        if (qEnvironmentVariableIsSet(kServer))
            open(qEnvironmentVariable(kProject));
    }
    void itWorksUntilItIsKilled()
    {
        if (!qEnvironmentVariableIsSet(kServer))
            QSKIP("it is run by batch_killed");
        m_chain->setVlm(qEnvironmentVariable(kServer));
        action("chain.batch_run")->trigger();
        QTRY_VERIFY(false);
    }
};

class TestBatchKilled final : public DemoWindowCase
{
    Q_OBJECT
    static constexpr int kItems = 4;

private Q_SLOTS:
    void init() { makeDemo(); }
    void itGoesOnAfterTheProgramWasKilled()
    {
        {
            auto project = Project::open(demo(), Project::OpenMode::ReadWrite);
            VERIFY_RESULT(project);
            const Batch batch =
                Batch::of(QStringLiteral("b"), {(*project)->videos().front().id},
                          {QStringLiteral("what swims?"), QStringLiteral("what is yellow?")}, kItems / 2);
            VERIFY_RESULT(batch.save(**project));
            AskSettings patient; // the server says nothing until the program is killed
            patient.timeout_s = 3600;
            VERIFY_RESULT((*project)->setSetting(QStringLiteral("ask"), patient.toJson()));
        }
        ChatServer server;
        answerOnce(server);
        server.always({ChatServer::hang()});
        const QString spec = server.url() + QStringLiteral("#m");
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QLatin1String(kServer), spec);
        environment.insert(QLatin1String(kProject), demo());
        program.setProcessEnvironment(environment);
        program.start(QCoreApplication::applicationFilePath(), {QStringLiteral("batch_worker")});
        // The first is done, the second waits for an answer that does not come.
        QTRY_COMPARE(itemsIn(demo(), BatchItem::State::Done), 1);
        QTRY_VERIFY(server.requests().size() == 3);
        QCOMPARE(program.state(), QProcess::Running);
        program.kill();
        QVERIFY(program.waitForFinished(600'000));

        ChatServer again;
        for (int i = 1; i < kItems; ++i)
            answerOnce(again);
        open(demo());
        auto* const batch = m_window->findChild<BatchController*>();
        QTRY_COMPARE(batch->batch().count(BatchItem::State::Waiting), kItems - 1);
        QCOMPARE(batch->batch().count(BatchItem::State::Done), 1);
        m_chain->setVlm(again.url() + QStringLiteral("#m"));
        action("chain.batch_run")->trigger();
        QTRY_COMPARE(batch->batch().count(BatchItem::State::Done), kItems);
        QCOMPARE(again.requests().size(), size_t(2 * (kItems - 1)));
        // Each item has its run, and none has two.
        const auto project = Project::open(demo(), Project::OpenMode::ReadOnly);
        VERIFY_RESULT(project);
        std::set<QString> keys;
        for (const QueryRecord& query : (*project)->queries((*project)->videos().front().id)) {
            for (const RunRecord& record : (*project)->runs(query.id)) {
                const auto run = loadRun(**project, record.id);
                VERIFY_RESULT(run);
                const QString key = run->other[QStringLiteral("batch")].toString();
                QVERIFY2(key.isEmpty() || keys.insert(key).second, qPrintable(key));
            }
        }
        QCOMPARE(keys.size(), size_t(kItems));
    }
};

REVSEG_TEST("batch_worker", TestBatchWorker)
REVSEG_TEST("batch_killed", TestBatchKilled)
#include "tst_batch_killed.moc"
