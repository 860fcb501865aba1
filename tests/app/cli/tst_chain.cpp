// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"
#include "tests/support/chat_server.h"
#include "tests/support/test.h"

#include <QJsonArray>
#include <QTemporaryDir>

#include <csignal>

using namespace revseg;
using test::bytesOf;
using test::ChatServer;
using test::Ran;
using test::writeText;

class TestChain final : public test::TestCase
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_clip;
    QString m_out;

    void prepare() override
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_clip = path("clip");
        m_out = path("out");
        test::makeClip(m_clip);
    }
    QString path(const char* name) const { return m_dir->filePath(QLatin1String(name)); }

    static QString answer1(int k)
    {
        return QStringLiteral("<think>t</think><answer>[{\"frame_idx\": %1, \"object description\": \"a "
                              "box\"}]</answer>")
            .arg(k);
    }
    /// In pixels of the 840×840 picture: [84, 210, 420, 630] is [4.8, 8, 24, 24] of the clip.
    static QString answer2() { return QStringLiteral("[{\"bbox_2d\": [84, 210, 420, 630]}]"); }
    static void willAnswer(ChatServer& server, const QString& one, const QString& two)
    {
        server.add(ChatServer::answer(one));
        server.add(ChatServer::answer(two));
    }
    QStringList words(const ChatServer& server, const QStringList& further = {}) const
    {
        return QStringList{QStringLiteral("chain"),     m_clip,
                           QStringLiteral("--query"),   QStringLiteral("which box?"),
                           QStringLiteral("--vlm"),     server.url() + QStringLiteral("#qwen2.5-vl-test"),
                           QStringLiteral("--tracker"), QStringLiteral("flow"),
                           QStringLiteral("--out"),     m_out} +
               further;
    }
    QJsonObject trace(const QString& folder) const
    {
        return QJsonDocument::fromJson(bytesOf(folder + QStringLiteral("/trace.json"))).object();
    }

private Q_SLOTS:
    void aQueryBecomesATraceAndMasks()
    {
        ChatServer server;
        willAnswer(server, answer1(2), answer2());
        willAnswer(server, answer1(4), QStringLiteral("[]"));
        qputenv("REVSEG_API_KEY", "sk-test-4711");
        const Ran ran =
            test::runRevseg(words(server, {QStringLiteral("--samples=2"), QStringLiteral("--seed=7"),
                                           QStringLiteral("--max-tokens=99"), QStringLiteral("--json")}));
        qunsetenv("REVSEG_API_KEY");
        QVERIFY2(ran.code == 0, ran.err.constData());
        const QJsonObject t = trace(m_out);
        QCOMPARE(ran.json(), t);
        QCOMPARE(t[QStringLiteral("schema")].toInt(), 1);
        QCOMPARE(t[QStringLiteral("query")].toString(), QStringLiteral("which box?"));
        QCOMPARE(t[QStringLiteral("video")][QStringLiteral("path")].toString(), QStringLiteral("../clip"));
        QCOMPARE(t[QStringLiteral("sampled")].toArray().size(), 6); // 5 frames, made even
        QCOMPARE(t[QStringLiteral("profile")][QStringLiteral("name")].toString(),
                 QStringLiteral("qwen2.5-vl"));
        const QJsonArray runs = t[QStringLiteral("runs")].toArray();
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs[0][QStringLiteral("id")].toString(), QStringLiteral("0"));
        QCOMPARE(runs[0][QStringLiteral("seed")].toInt(), 7);
        QCOMPARE(runs[1][QStringLiteral("seed")].toInt(), 8);
        QCOMPARE(runs[0][QStringLiteral("status")].toString(), QStringLiteral("ok"));
        QVERIFY(runs[0][QStringLiteral("error")].isNull());
        QCOMPARE(runs[0][QStringLiteral("keyframe")].toObject(),
                 (QJsonObject{{QStringLiteral("sample"), 2}, {QStringLiteral("frame"), 2}}));
        QCOMPARE(runs[0][QStringLiteral("objects")][0][QStringLiteral("box")].toArray(),
                 (QJsonArray{4.8, 8.0, 24.0, 24.0}));
        QCOMPARE(
            runs[0][QStringLiteral("turns")][0][QStringLiteral("tokens")][QStringLiteral("prompt")].toInt(),
            11);
        QCOMPARE(runs[0][QStringLiteral("masks")].toString(), QStringLiteral("masks/0"));
        QCOMPARE(runs[1][QStringLiteral("objects")].toArray(), QJsonArray());
        QCOMPARE(runs[1][QStringLiteral("status")].toString(), QStringLiteral("ok"));
        const auto mask = readLabelPicture(m_out + QStringLiteral("/masks/0/00002.png"));
        VERIFY_RESULT(mask);
        QVERIFY(mask->size == test::kClip);
        QVERIFY(readLabelPicture(m_out + QStringLiteral("/masks/1/00004.png"))->foreground().isEmpty());
        QCOMPARE(QDir(m_out + QStringLiteral("/masks/0")).entryList(QDir::Files).size(), test::kClipFrames);

        const auto requests = server.requests();
        QCOMPARE(requests.size(), size_t(4));
        QCOMPARE(requests[0].headers.value("authorization"), QByteArray("Bearer sk-test-4711"));
        const QJsonObject body = QJsonDocument::fromJson(requests[2].body).object();
        QCOMPARE(body[QStringLiteral("seed")].toInt(), 8);
        QCOMPARE(body[QStringLiteral("temperature")].toDouble(-1), 0.0);
        QCOMPARE(body[QStringLiteral("max_tokens")].toInt(), 99);
        QCOMPARE(body[QStringLiteral("model")].toString(), QStringLiteral("qwen2.5-vl-test"));
        QVERIFY(!bytesOf(m_out + QStringLiteral("/trace.json")).contains("4711"));
        const QJsonObject asked = runs[1][QStringLiteral("asked")].toObject();
        QCOMPARE(asked[QStringLiteral("vlm")].toString(), server.url() + QStringLiteral("#qwen2.5-vl-test"));
        QCOMPARE(asked[QStringLiteral("tracker")].toString(), QStringLiteral("flow"));
        QCOMPARE(asked[QStringLiteral("seed")].toInt(), 8);
        QCOMPARE(asked[QStringLiteral("sampling")][QStringLiteral("frames")].toInt(), 16);
    }

    void framesAreShownAsAskedFor()
    {
        ChatServer server;
        for (int i = 0; i < 3; ++i)
            willAnswer(server, answer1(1), QStringLiteral("[]"));
        const auto frames = [&](const QStringList& further) {
            const Ran ran = test::runRevseg(
                words(server, further + QStringList{QStringLiteral("--json"), QStringLiteral("--force")}));
            QList<int> out;
            for (const QJsonValue v : ran.json()[QStringLiteral("sampled")].toArray())
                out << v[QStringLiteral("frame")].toInt();
            return out;
        };
        QCOMPARE(frames({QStringLiteral("--pick"), QStringLiteral("4,0,2")}), (QList<int>{0, 2, 4, 4}));
        QCOMPARE(frames({QStringLiteral("--range"), QStringLiteral("1:4"), QStringLiteral("--frames=2")}),
                 (QList<int>{1, 4}));
        QCOMPARE(frames({QStringLiteral("--fps=0.5")}), (QList<int>{0, 1, 3, 4}));
        QCOMPARE(test::runRevseg(words(server, {QStringLiteral("--force"), QStringLiteral("--pick=5")})).code,
                 1);
        for (const QStringList& wrong :
             {QStringList{QStringLiteral("--pick=1"), QStringLiteral("--frames=4")},
              QStringList{QStringLiteral("--pick=1"), QStringLiteral("--range=0:1")},
              QStringList{QStringLiteral("--fps=1"), QStringLiteral("--frames=4")},
              QStringList{QStringLiteral("--pick=1,x")}, QStringList{QStringLiteral("--pick=-1")},
              QStringList{QStringLiteral("--range=3:1")}, QStringList{QStringLiteral("--fps=0")}}) {
            const Ran ran = test::runRevseg(words(server, wrong));
            QVERIFY2(ran.code == 2, qPrintable(wrong.join(QLatin1Char(' '))));
        }
    }

    void aTraceCanBeReplayed()
    {
        ChatServer server;
        willAnswer(server, answer1(2), answer2());
        QCOMPARE(test::runRevseg(words(server)).code, 0);
        QStringList again = words(server);
        again[5] = QStringLiteral("replay:") + m_out + QStringLiteral("/trace.json");
        again[9] = path("second");
        const Ran ran = test::runRevseg(again);
        QVERIFY2(ran.code == 0, ran.err.constData());
        QJsonObject a = trace(m_out);
        QJsonObject b = trace(path("second"));
        QCOMPARE(b[QStringLiteral("runs")][0][QStringLiteral("objects")],
                 a[QStringLiteral("runs")][0][QStringLiteral("objects")]);
        QCOMPARE(b[QStringLiteral("runs")][0][QStringLiteral("turns")][1][QStringLiteral("messages")],
                 a[QStringLiteral("runs")][0][QStringLiteral("turns")][1][QStringLiteral("messages")]);
        QCOMPARE(test::tree(path("second") + QStringLiteral("/masks")),
                 test::tree(m_out + QStringLiteral("/masks")));
        QCOMPARE(
            test::runRevseg(again + QStringList{QStringLiteral("--speed=1000"), QStringLiteral("--force")})
                .code,
            0);
        QCOMPARE(trace(path("second"))[QStringLiteral("runs")][0][QStringLiteral("objects")],
                 a[QStringLiteral("runs")][0][QStringLiteral("objects")]);
        QCOMPARE(
            test::runRevseg(again + QStringList{QStringLiteral("--speed=0"), QStringLiteral("--force")}).code,
            2);
        QCOMPARE(test::runRevseg(words(server, {QStringLiteral("--speed=2")})).code, 2);
    }

    void failedRunsAreKeptAndDoNotStopTheOthers()
    {
        ChatServer server;
        server.add(ChatServer::answer(QStringLiteral("I would rather not.")));
        willAnswer(server, answer1(1), answer2());
        const Ran ran = test::runRevseg(words(server, {QStringLiteral("--samples"), QStringLiteral("2")}));
        QVERIFY2(ran.code == 0, ran.err.constData());
        const QJsonArray runs = trace(m_out)[QStringLiteral("runs")].toArray();
        QCOMPARE(runs[0][QStringLiteral("status")].toString(), QStringLiteral("failed"));
        QCOMPARE(runs[0][QStringLiteral("error")][QStringLiteral("kind")].toString(),
                 QStringLiteral("Model"));
        QCOMPARE(runs[0][QStringLiteral("turns")][0][QStringLiteral("raw")].toString(),
                 QStringLiteral("I would rather not."));
        QVERIFY(runs[0][QStringLiteral("masks")].isNull());
        QCOMPARE(runs[1][QStringLiteral("status")].toString(), QStringLiteral("ok"));
    }

    void aUselessAnswerIsAskedForAgain()
    {
        ChatServer server;
        server.add(ChatServer::answer(QStringLiteral("I would rather not.")));
        willAnswer(server, answer1(1), answer2());
        server.add(ChatServer::answer(QStringLiteral("Neither now.")));
        willAnswer(server, answer1(2), answer2());
        const Ran ran =
            test::runRevseg(words(server, {QStringLiteral("--samples=2"), QStringLiteral("--retries=3"),
                                           QStringLiteral("--temperature=0.7"), QStringLiteral("--seed=5")}));
        QVERIFY2(ran.code == 0, ran.err.constData());
        const QJsonArray runs = trace(m_out)[QStringLiteral("runs")].toArray();
        QCOMPARE(runs.size(), 4);
        const QStringList statuses{QStringLiteral("failed"), QStringLiteral("ok"), QStringLiteral("failed"),
                                   QStringLiteral("ok")};
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(runs[i][QStringLiteral("id")].toString(), QString::number(i));
            QCOMPARE(runs[i][QStringLiteral("seed")].toInt(), 5 + i);
            QCOMPARE(runs[i][QStringLiteral("status")].toString(), statuses[i]);
            QCOMPARE(runs[i][QStringLiteral("asked")][QStringLiteral("retry_of")].toString(),
                     i < 2 ? QString() : QStringLiteral("0"));
        }
        QCOMPARE(server.requests().size(), size_t(6));
    }

    void retriesEndAndAreNotMadeInVain()
    {
        ChatServer server;
        server.always(ChatServer::answer(QStringLiteral("No idea.")));
        const QStringList twice{QStringLiteral("--retries=2"), QStringLiteral("--temperature=1")};
        QCOMPARE(test::runRevseg(words(server, twice)).code, 1);
        QCOMPARE(server.requests().size(), size_t(3));
        QCOMPARE(test::runRevseg(words(server, {QStringLiteral("--retries=2")})).code, 2);
        QCOMPARE(server.requests().size(), size_t(3));

        ChatServer closed;
        closed.always(ChatServer::whole(401, "application/json", "{}"));
        QCOMPARE(test::runRevseg(words(closed, QStringList{QStringLiteral("--force")} + twice)).code, 1);
        QCOMPARE(closed.requests().size(), size_t(1));
    }

    void rewardsAreWeighted()
    {
        test::makeDavis(m_dir->path(), QStringLiteral("clip"));
        writeText(path("m.jsonl"), "{\"video\":\"clip\",\"query\":\"which box?\",\"truth\":"
                                   "\"Annotations/480p/clip\"}\n");
        ChatServer server;
        willAnswer(server, answer1(3), QStringLiteral("[{\"bbox_2d\": [192, 105, 700, 787]}]"));
        QStringList words{QStringLiteral("chain"),
                          QStringLiteral("--manifest"),
                          path("m.jsonl"),
                          QStringLiteral("--vlm"),
                          server.url() + QStringLiteral("#m"),
                          QStringLiteral("--tracker"),
                          QStringLiteral("none"),
                          QStringLiteral("--out"),
                          m_out,
                          QStringLiteral("--weights"),
                          QStringLiteral("2,0,0.5")};
        QCOMPARE(test::runRevseg(words).code, 0);
        const QJsonObject rewards =
            trace(m_out + QStringLiteral("/0"))[QStringLiteral("runs")][0][QStringLiteral("rewards")]
                .toObject();
        QVERIFY(rewards[QStringLiteral("temporal")].toDouble() > 0.8);
        QCOMPARE(rewards[QStringLiteral("sum")].toDouble(), 2.5);
        for (const char* wrong : {"1,1", "1,1,x", "1,1,-1", "1,1,inf", "1,1,1,1"}) {
            words.last() = QLatin1String(wrong);
            QCOMPARE(test::runRevseg(words).code, 2);
        }
    }

    void withoutAnyGoodRunItFails()
    {
        ChatServer server;
        server.always(ChatServer::whole(401, "application/json", "{\"error\":\"key sk-bad-key refused\"}"));
        qputenv("REVSEG_API_KEY", "sk-bad-key");
        const Ran ran = test::runRevseg(words(server, {QStringLiteral("--json")}));
        qunsetenv("REVSEG_API_KEY");
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.saysOneError(), ran.err.constData());
        QVERIFY(!ran.err.contains("sk-bad") && !ran.out.contains("sk-bad"));
        QCOMPARE(ran.json()[QStringLiteral("error")][QStringLiteral("kind")].toString(),
                 QStringLiteral("Network"));
        QCOMPARE(trace(m_out)[QStringLiteral("runs")][0][QStringLiteral("status")].toString(),
                 QStringLiteral("failed"));
        QVERIFY(!bytesOf(m_out + QStringLiteral("/trace.json")).contains("sk-bad"));
    }

    void ctrlCKeepsWhatIsDone()
    {
        ChatServer server;
        willAnswer(server, answer1(2), answer2());
        server.always({ChatServer::hang()});
        QProcess process;
        process.start(QStringLiteral(REVSEG_PROGRAM),
                      words(server, {QStringLiteral("--samples=3"), QStringLiteral("--quiet")}));
        QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), size_t(3), 60'000);
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000)); // the server would be silent for longer
        QCOMPARE(process.exitCode(), 130);
        const QJsonArray runs = trace(m_out)[QStringLiteral("runs")].toArray();
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs[0][QStringLiteral("status")].toString(), QStringLiteral("ok"));
        QCOMPARE(runs[1][QStringLiteral("status")].toString(), QStringLiteral("cancelled"));
        QVERIFY(runs[1][QStringLiteral("error")].isNull());
    }

    void aManifestIsWorkedThroughAndGoneOnWith()
    {
        test::makeDavis(m_dir->path(), QStringLiteral("clip"));
        const QByteArray manifest =
            "{\"video\":\"clip\",\"query\":\"which box?\",\"truth\":\"Annotations/480p/clip\"}\n"
            "\n"
            "{\"video\":\"clip\",\"query\":\"and now?\",\"id\":\"second\"}\n";
        writeText(path("m.jsonl"), manifest);
        ChatServer server;
        // The target of both objects' union is largest on frames 2 and 3; the box given is that of frame 3.
        willAnswer(server, answer1(3), QStringLiteral("[{\"bbox_2d\": [192, 105, 700, 787]}]"));
        server.add(ChatServer::answer(QStringLiteral("?")));
        const QStringList words{QStringLiteral("chain"),
                                QStringLiteral("--manifest"),
                                path("m.jsonl"),
                                QStringLiteral("--vlm"),
                                server.url() + QStringLiteral("#m"),
                                QStringLiteral("--tracker"),
                                QStringLiteral("flow"),
                                QStringLiteral("--out"),
                                m_out,
                                QStringLiteral("--json")};
        const Ran ran = test::runRevseg(words);
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(ran.json()[QStringLiteral("items")][1][QStringLiteral("status")].toString(),
                 QStringLiteral("failed"));
        const QJsonObject rewards =
            trace(m_out + QStringLiteral("/0"))[QStringLiteral("runs")][0][QStringLiteral("rewards")]
                .toObject();
        QCOMPARE(rewards[QStringLiteral("format")].toDouble(), 1.0);
        QCOMPARE(rewards[QStringLiteral("spatial")].toDouble(), 1.0);
        QVERIFY(rewards[QStringLiteral("temporal")].toDouble() > 0.8);
        QCOMPARE(rewards[QStringLiteral("sum")].toDouble(),
                 2 + rewards[QStringLiteral("temporal")].toDouble());
        const QJsonObject failed =
            trace(m_out + QStringLiteral("/second"))[QStringLiteral("runs")][0].toObject();
        QCOMPARE(failed[QStringLiteral("status")].toString(), QStringLiteral("failed"));
        QVERIFY(failed[QStringLiteral("rewards")].isNull());

        willAnswer(server, answer1(1), answer2());
        const size_t asked = server.requests().size();
        const Ran again = test::runRevseg(words);
        QVERIFY2(again.code == 0, again.err.constData());
        QCOMPARE(again.json()[QStringLiteral("skipped")].toInt(), 1);
        QCOMPARE(again.json()[QStringLiteral("ok")].toInt(), 1);
        QCOMPARE(server.requests().size(), asked + 2);
    }

    void wrongManifestLinesAreNumbered_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("no JSON") << QByteArray("video");
        QTest::newRow("no query") << QByteArray("{\"video\":\"clip\"}");
        QTest::newRow("wrong kind") << QByteArray("{\"video\":3,\"query\":\"q\"}");
        QTest::newRow("id leaves the folder")
            << QByteArray("{\"video\":\"clip\",\"query\":\"q\",\"id\":\"../x\"}");
        QTest::newRow("same id") << QByteArray("{\"video\":\"clip\",\"query\":\"q\",\"id\":0}");
        QTest::newRow("no video there") << QByteArray("{\"video\":\"nowhere\",\"query\":\"q\"}");
    }
    void wrongManifestLinesAreNumbered()
    {
        QFETCH(QByteArray, line);
        ChatServer server;
        willAnswer(server, answer1(1), answer2());
        writeText(path("m.jsonl"), "{\"video\":\"clip\",\"query\":\"q\"}\n" + line + "\n");
        const Ran ran = test::runRevseg({QStringLiteral("chain"), QStringLiteral("--manifest"),
                                         path("m.jsonl"), QStringLiteral("--vlm"), server.url(),
                                         QStringLiteral("--tracker"), QStringLiteral("flow"),
                                         QStringLiteral("--out"), m_out, QStringLiteral("--quiet")});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.saysOneError() && ran.err.contains("line 2"), ran.err.constData());
        QVERIFY(!QFileInfo::exists(path("x")));
    }

    void wrongUsageIsTold_data()
    {
        QTest::addColumn<QStringList>("words");
        const QString v = QStringLiteral("--vlm=replay:x");
        const QString t = QStringLiteral("--tracker=flow");
        const QString o = QStringLiteral("--out=x");
        const QString q = QStringLiteral("--query=q");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("no query") << QStringList{QStringLiteral("v"), v, t, o};
        QTest::newRow("empty query") << QStringList{QStringLiteral("v"), v, t, o,
                                                    QStringLiteral("--query= ")};
        QTest::newRow("no vlm") << QStringList{QStringLiteral("v"), q, t, o};
        QTest::newRow("no out") << QStringList{QStringLiteral("v"), q, v, t};
        QTest::newRow("unknown vlm") << QStringList{QStringLiteral("v"), q, t, o,
                                                    QStringLiteral("--vlm=gpt")};
        QTest::newRow("samples") << QStringList{QStringLiteral("v"),          q, v, t, o,
                                                QStringLiteral("--samples=0")};
        QTest::newRow("seed") << QStringList{QStringLiteral("v"), q, v, t, o, QStringLiteral("--seed=-1")};
        QTest::newRow("timeout") << QStringList{QStringLiteral("v"),          q, v, t, o,
                                                QStringLiteral("--timeout=x")};
        QTest::newRow("both forms") << QStringList{QStringLiteral("v"), v, t, o,
                                                   QStringLiteral("--manifest=m")};
    }
    void wrongUsageIsTold()
    {
        QFETCH(QStringList, words);
        const Ran ran = test::runRevseg(QStringList{QStringLiteral("chain")} + words);
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.saysOneError(), ran.err.constData());
    }

    void failuresLeaveNothingBehind()
    {
        ChatServer server;
        QStringList missing = words(server);
        missing[1] = path("nowhere");
        const Ran ran = test::runRevseg(missing);
        QCOMPARE(ran.code, 1);
        QVERIFY(ran.saysOneError());
        QVERIFY(!QFileInfo::exists(m_out));
        QVERIFY(QDir().mkpath(m_out));
        writeText(m_out + QStringLiteral("/mine.txt"), "x");
        const Ran full = test::runRevseg(words(server));
        QCOMPARE(full.code, 1);
        QVERIFY(full.saysOneError());
        QVERIFY(server.requests().empty());
        QCOMPARE(test::tree(m_out).size(), 1);
    }
};

REVSEG_TEST("chain", TestChain)
#include "tst_chain.moc"
