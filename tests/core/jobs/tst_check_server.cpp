// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/check_server_job.h"
#include "core/jobs/job_queue.h"
#include "tests/support/chat_server.h"
#include "tests/support/test.h"

using namespace revseg;
using test::ChatServer;

class TestCheckServer final : public test::TestCase
{
    Q_OBJECT
    /// What the job has found; none when it failed.
    static std::optional<VlmCapabilities> check(const QString& vlm, std::optional<Error>* error = nullptr)
    {
        JobQueue queue;
        const auto job = std::make_shared<CheckServerJob>(vlm);
        std::optional<VlmCapabilities> found;
        connect(job.get(), &CheckServerJob::checked, &queue, [&](const VlmCapabilities& c) { found = c; });
        queue.add(job);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(job->isOver(), 60'000); }();
        if (error != nullptr)
            *error = job->error();
        return found;
    }

private Q_SLOTS:
    void modelsAreListed()
    {
        ChatServer server;
        server.always(ChatServer::whole(
            200, "application/json",
            "{\"data\":[{\"id\":\"a\",\"owned_by\":\"vllm\"},{\"id\":\"\"},{\"id\":\"b\"}]}"));
        const auto found = check(server.url());
        QVERIFY(found.has_value());
        QCOMPARE(found->models, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QVERIFY(found->log_probabilities);
    }
    void aServerNeedNotListThem()
    {
        ChatServer server;
        server.always(ChatServer::whole(500, "text/plain", "no cache"));
        const auto found = check(server.url());
        QVERIFY(found.has_value());
        QCOMPARE(found->models, QStringList());
        QVERIFY(!found->log_probabilities);
    }
    void aKeyThatIsNotAcceptedIsAnError()
    {
        ChatServer server;
        server.always(ChatServer::whole(401, "application/json", "{\"error\":{\"message\":\"no key\"}}"));
        std::optional<Error> error;
        QVERIFY(!check(server.url(), &error));
        QVERIFY(error && error->kind == ErrorKind::Network);
        QVERIFY(!check(QStringLiteral("http://"), &error));
        QVERIFY(error && error->kind == ErrorKind::InvalidInput);
    }
};

REVSEG_TEST("check_server", TestCheckServer)
#include "tst_check_server.moc"
