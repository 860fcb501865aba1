// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/replay_backend.h"
#include "tests/support/test.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <thread>

using namespace revseg;

class TestReplay final : public test::TestCase
{
    Q_OBJECT
    QTemporaryDir m_dir;

    QString write(const QByteArray& bytes)
    {
        const QString path = m_dir.filePath(QStringLiteral("trace.json"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        return path;
    }
    static QByteArray twoRuns()
    {
        return R"({"runs":[
            {"turns":[{"turn":1,"raw":"first answer, with 👍👍👍👍 in it","finish":"stop",
                       "tokens":{"prompt":7,"answer":9},"seconds":0.4},
                      {"turn":2,"raw":"[]","finish":"length","seconds":0}]},
            {"turns":[{"turn":1,"raw":"other"}]}]})";
    }
    static VlmRequest request(int run, int turn)
    {
        VlmRequest r;
        r.run = run;
        r.turn = turn;
        return r;
    }
private Q_SLOTS:
    void answersComeInSmallPiecesToTheLetter()
    {
        const auto vlm = makeVlmBackend(QStringLiteral("replay:") + write(twoRuns()), {});
        VERIFY_RESULT(vlm);
        QStringList pieces;
        VlmListener listener;
        listener.delta = [&](const QString& d) { pieces << d; };
        const auto answer = (*vlm)->ask(request(0, 1), listener, {});
        VERIFY_RESULT(answer);
        QCOMPARE(answer->text, QStringLiteral("first answer, with 👍👍👍👍 in it"));
        QCOMPARE(answer->finish, QStringLiteral("stop"));
        QCOMPARE(answer->prompt_tokens, 7);
        QCOMPARE(answer->answer_tokens, 9);
        QCOMPARE(pieces.join(QString()), answer->text);
        QVERIFY(pieces.size() > 3);
        for (const QString& p : pieces)
            QVERIFY2(p.isValidUtf16(), "a piece ends inside a character");
        QCOMPARE((*vlm)->ask(request(0, 2), {}, {})->text, QStringLiteral("[]"));
        QCOMPARE((*vlm)->ask(request(1, 1), {}, {})->text, QStringLiteral("other"));
    }

    void atRealSpeedItTakesTheRecordedTime()
    {
        VlmOptions options;
        options.real_speed = true;
        options.speed = 2;
        const auto vlm = ReplayBackend::open(write(twoRuns()), options);
        VERIFY_RESULT(vlm);
        QElapsedTimer clock;
        clock.start();
        VERIFY_RESULT((*vlm)->ask(request(0, 1), {}, {}));
        QVERIFY(clock.elapsed() >= 190);
    }

    void aStopTakesEffectAtOnce()
    {
        VlmOptions options;
        options.real_speed = true;
        options.speed = 0.01;
        const auto vlm = ReplayBackend::open(write(twoRuns()), options);
        VERIFY_RESULT(vlm);
        std::stop_source stop;
        std::jthread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(30));
            stop.request_stop();
        });
        VERIFY_ERROR((*vlm)->ask(request(0, 1), {}, stop.get_token()), ErrorKind::Cancelled);
    }

    void whatWasNotRecordedIsNotFound()
    {
        const auto vlm = ReplayBackend::open(write(twoRuns()), {});
        VERIFY_RESULT(vlm);
        VERIFY_ERROR((*vlm)->ask(request(2, 1), {}, {}), ErrorKind::NotFound);
        VERIFY_ERROR((*vlm)->ask(request(1, 2), {}, {}), ErrorKind::NotFound);
    }

    void wrongFilesAreErrors()
    {
        VERIFY_ERROR(ReplayBackend::open(m_dir.filePath(QStringLiteral("none")), {}), ErrorKind::NotFound);
        VERIFY_ERROR(ReplayBackend::open(write("{"), {}), ErrorKind::Corrupt);
        VERIFY_ERROR(ReplayBackend::open(write("{}"), {}), ErrorKind::Corrupt);
        VERIFY_ERROR(ReplayBackend::open(write(R"({"runs":[{"turns":[{"raw":3}]}]})"), {}),
                     ErrorKind::Corrupt);
    }

    void otherSpecsAreRefused()
    {
        VERIFY_ERROR(makeVlmBackend(QStringLiteral("local:/models/x"), {}), ErrorKind::NotFound);
        VERIFY_ERROR(makeVlmBackend(QStringLiteral("builtin"), {}), ErrorKind::Unsupported);
        VERIFY_ERROR(makeVlmBackend(QStringLiteral("gpt"), {}), ErrorKind::InvalidInput);
        VERIFY_ERROR(makeVlmBackend({}, {}), ErrorKind::InvalidInput);
    }
};

REVSEG_TEST("replay", TestReplay)
#include "tst_replay.moc"
