// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/chat_stream.h"
#include "tests/support/test.h"

#include <QRandomGenerator>

using namespace revseg;

class TestChatStream final : public test::TestCase
{
    Q_OBJECT
    struct Outcome
    {
        VlmAnswer answer;
        QStringList deltas;
        std::optional<ChatStream::Failure> failure;
        bool done = false;
        bool complete = false;
        bool has_answer = false;
    };
    /// Feeds the bytes in pieces of the given size.
    static Outcome read(const QByteArray& bytes, qsizetype piece, int maxTokens = 1000,
                        const QByteArray& type = {})
    {
        Outcome out;
        ChatStream stream(maxTokens, [&](const QString& d) { out.deltas << d; });
        stream.setContentType(type);
        for (qsizetype at = 0; at < bytes.size() && !out.failure; at += piece)
            out.failure = stream.feed(bytes.mid(at, piece));
        if (!out.failure)
            out.failure = stream.finish();
        out.answer = stream.answer();
        out.done = stream.isDone();
        out.complete = stream.isComplete();
        out.has_answer = stream.hasAnswer();
        return out;
    }
    static QByteArray chunk(const QByteArray& content)
    {
        return "data: {\"choices\":[{\"delta\":{\"content\":\"" + content + "\"}}]}";
    }

private Q_SLOTS:
    void eventsInAnyPiecesAndForms_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray a = chunk("개 ");
        const QByteArray b = chunk("👍!");
        const QByteArray f = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}";
        QTest::newRow("line feeds") << a + "\n\n" + b + "\n\n" + f + "\n\ndata: [DONE]\n\n";
        QTest::newRow("CRLF") << a + "\r\n\r\n" + b + "\r\n\r\n" + f + "\r\n\r\ndata: [DONE]\r\n\r\n";
        QTest::newRow("CR") << a + "\r\r" + b + "\r\r" + f + "\r\rdata: [DONE]\r\r";
        QTest::newRow("comments and fields") << ": hello\n\nevent: x\nid: 4\n" + a + "\n: ping\n\n" + b +
                                                    "\nretry: 3\n\n" + f + "\n\ndata: [DONE]\n\n";
        QTest::newRow("no empty lines") << a + "\n" + b + "\n" + f + "\ndata: [DONE]\n";
        QTest::newRow("no blank after the colon")
            << QByteArray(a + "\n\n" + b + "\n\n" + f + "\n\ndata: [DONE]\n\n").replace("data: ", "data:");
        QTest::newRow("no end mark") << a + "\n\n" + b + "\n\n" + f + "\n\n";
        QTest::newRow("no end of the last line") << a + "\n\n" + b + "\n\n" + f;
        QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + a + "\n\n" + b + "\n\n" + f + "\n\n";
        QTest::newRow("data over several lines")
            << "data: {\"choices\":[{\"delta\":\ndata: {\"content\":\"개 \"}}]}\n\n" + b + "\n\n" + f +
                   "\n\n";
        QTest::newRow("halves of a pair in two events")
            << a + "\n\n" + chunk("\\ud83d") + "\n\n" + chunk("\\udc4d!") + "\n\n" + f + "\n\n";
        QTest::newRow("plain JSON") << QByteArray(
            "\n {\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"개 "
            "👍!\"},\"finish_reason\":\"stop\"}]}\n");
        QTest::newRow("content in parts") << QByteArray("{\"choices\":[{\"message\":{\"content\":[{\"type\":"
                                                        "\"text\",\"text\":\"개 \"},{\"text\":\"👍!\"}]},"
                                                        "\"finish_reason\":\"stop\"}]}");
    }
    void eventsInAnyPiecesAndForms()
    {
        QFETCH(QByteArray, bytes);
        for (const qsizetype piece : {1, 2, 3, 7, 1000}) {
            const Outcome out = read(bytes, piece);
            QVERIFY(!out.failure);
            QCOMPARE(out.answer.text, QStringLiteral("개 👍!"));
            QCOMPARE(out.deltas.join(QString()), out.answer.text);
            QCOMPARE(out.answer.finish, QStringLiteral("stop"));
            QVERIFY(out.complete);
            for (const QString& d : out.deltas)
                QVERIFY(d.isValidUtf16());
        }
    }

    void usageAndLogProbabilitiesAreRead()
    {
        const Outcome out = read(
            "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"logprobs\":{\"content\":[{\"token\":\"a\","
            "\"logprob\":-0.25}]},\"finish_reason\":\"length\"}]}\n\n"
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3}}\n\n",
            5);
        QCOMPARE(out.answer.prompt_tokens, 12);
        QCOMPARE(out.answer.answer_tokens, 3);
        QCOMPARE(out.answer.finish, QStringLiteral("length"));
        QCOMPARE(out.answer.tokens.size(), size_t(1));
        QCOMPARE(out.answer.tokens[0].log_probability, -0.25);
    }

    void aThoughtSentApartGetsItsTagsBack()
    {
        const Outcome out = read("data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"so \"}}]}\n\n"
                                 "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"it is\"}}]}\n\n" +
                                     chunk("<answer>x</answer>") + "\n\n",
                                 4);
        QCOMPARE(out.answer.text, QStringLiteral("<think>so it is</think><answer>x</answer>"));
    }

    void bytesThatAreNoTextDoNoHarm()
    {
        const Outcome out = read(chunk("a\xFF\xFE z") + "\n\n", 3);
        QVERIFY(!out.failure);
        QVERIFY(out.answer.text.startsWith(QLatin1Char('a')) && out.answer.text.endsWith(QLatin1Char('z')));
    }

    void moreThanAskedForIsCut()
    {
        QByteArray bytes;
        for (int i = 0; i < 200; ++i)
            bytes += chunk("0123456789") + "\n\n";
        const Outcome out = read(bytes, 100, 10);
        QVERIFY(!out.failure);
        QVERIFY(out.done);
        QCOMPARE(out.answer.text.size(), 10 * 16 + 256);
        QCOMPARE(out.answer.finish, QStringLiteral("length"));
    }

    void noiseWithoutEndIsRefused()
    {
        ChatStream stream(1, {});
        const QByteArray noise(1 << 20, ':');
        std::optional<ChatStream::Failure> failure;
        for (int i = 0; i < 8 && !failure; ++i)
            failure = stream.feed(noise);
        QVERIFY(failure && failure->trouble == ChatStream::Trouble::TooLarge);
    }

    void faultsAreTold_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("trouble");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char* name, const QByteArray& bytes, ChatStream::Trouble t,
                            const char* detail) {
            QTest::newRow(name) << bytes << int(t) << QString::fromLatin1(detail);
        };
        using T = ChatStream::Trouble;
        row("web page", "<!DOCTYPE html><html>", T::Html, "<!DOCTYPE html>");
        row("wrong JSON in an event", "data: {\"choices\": [}\n\n", T::Malformed, "{\"choices\"");
        row("error event", "data: {\"error\":{\"message\":\"out of memory\",\"code\":500}}\n\n",
            T::ServerError, "out of memory");
        row("error as text", "data: {\"error\":\"boom\"}\n\n", T::ServerError, "boom");
        row("error object", "data: {\"object\":\"error\",\"message\":\"too long\"}\n\n", T::ServerError,
            "too long");
        row("error body", "{\"error\":{\"message\":\"no model\"}}", T::ServerError, "no model");
        row("error in a list", "[{\"error\":{\"message\":\"quota\"}}]", T::ServerError, "quota");
        row("cut JSON", "{\"choices\":[{\"mess", T::Malformed, "{\"choices\"");
        row("other JSON", "{\"hello\":1}", T::Malformed, "hello");
    }
    void faultsAreTold()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, trouble);
        QFETCH(QString, detail);
        for (const qsizetype piece : {1, 1000}) {
            const Outcome out = read(bytes, piece);
            QVERIFY(out.failure);
            QCOMPARE(int(out.failure->trouble), trouble);
            if (piece > 1)
                QVERIFY2(out.failure->detail.contains(detail), qPrintable(out.failure->detail));
        }
    }

    void randomBytesDoNoHarm()
    {
        QRandomGenerator random(7);
        const QByteArray good = chunk("a\\ud83d\\n") + "\r\n\r\n: c\n" + chunk("\xEA\xB0\x9C") +
                                "\n\ndata: {\"choices\":[{\"message\":{\"content\":[{\"text\":\"x\"}]}}],"
                                "\"usage\":{}}\n\ndata: [DONE]\n\n";
        for (int i = 0; i < 3000; ++i) {
            QByteArray bytes = random.bounded(4) == 0 ? good.mid(6) : good;
            for (int edits = int(random.bounded(10)); edits > 0; --edits) {
                const qsizetype at = random.bounded(int(bytes.size()));
                if (random.bounded(2) == 0)
                    bytes[at] = char(random.bounded(256));
                else
                    bytes.remove(at, 1 + random.bounded(20)).append(' ');
            }
            const Outcome out = read(bytes, 1 + random.bounded(40), 3);
            QVERIFY(out.answer.text.size() <= 3 * 16 + 256);
            QCOMPARE(out.deltas.join(QString()), out.answer.text);
        }
    }

    void anUnfinishedAnswerIsSeenAsSuch()
    {
        const Outcome out = read(chunk("half") + "\n\ndata: {\"choi", 9);
        QVERIFY(!out.failure);
        QVERIFY(!out.complete);
        QCOMPARE(out.answer.text, QStringLiteral("half"));
        QVERIFY(!read(": ping\n\n", 3).has_answer);
    }
};

REVSEG_TEST("chat_stream", TestChatStream)
#include "tst_chat_stream.moc"
