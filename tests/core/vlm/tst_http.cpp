// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One case for each way in which servers differ or fail; long because there are many, and each is short.
#include "core/vlm/http_backend.h"
#include "tests/support/chat_server.h"
#include "tests/support/test.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>

#include <thread>

using namespace revseg;
using test::ChatServer;

class TestHttp final : public test::TestCase
{
    Q_OBJECT
    static VlmOptions quick()
    {
        VlmOptions o;
        o.retry_limit_s = 2;
        return o;
    }
    static std::unique_ptr<VlmBackend> backend(const ChatServer& server, const VlmOptions& options = quick())
    {
        return makeVlmBackend(server.url() + QStringLiteral("#some/model#7b"), options).value();
    }
    static VlmRequest hello()
    {
        VlmRequest r;
        r.messages.push_back({VlmMessage::Role::User, {VlmText{QStringLiteral("hello")}}});
        r.timeout_s = 20;
        return r;
    }
    static QJsonObject bodyOf(const ChatServer::Request& r)
    {
        return QJsonDocument::fromJson(r.body).object();
    }
    static QImage picture(QRgb color)
    {
        QImage image(28, 28, QImage::Format_RGB888);
        image.fill(color);
        return image;
    }
    static VlmRequest withVideo()
    {
        VlmRequest r = hello();
        r.messages[0].parts.insert(r.messages[0].parts.begin(),
                                   VlmVideo{{picture(0xff102030), picture(0xff405060)}, 2});
        return r;
    }

private Q_SLOTS:
    void anAnswerIsStreamed()
    {
        ChatServer server;
        server.add(ChatServer::answer(QStringLiteral("A cup, 컵, 🍵 and so on."), 5));
        VlmRequest request = hello();
        request.seed = 42;
        request.temperature = 0.5;
        request.max_tokens = 99;
        request.stop = QStringList{QStringLiteral("END")};
        QStringList deltas;
        VlmListener listener;
        listener.delta = [&](const QString& d) { deltas << d; };
        const auto vlm = backend(server);
        const auto answer = vlm->ask(request, listener, {});
        VERIFY_RESULT(answer);
        QCOMPARE(answer->text, QStringLiteral("A cup, 컵, 🍵 and so on."));
        QCOMPARE(deltas.join(QString()), answer->text);
        QVERIFY(deltas.size() > 2);
        QCOMPARE(answer->finish, QStringLiteral("stop"));
        QCOMPARE(answer->prompt_tokens, 11);
        QCOMPARE(answer->answer_tokens, 5);
        QVERIFY(answer->seconds > 0);

        const auto requests = server.requests();
        QCOMPARE(requests.size(), size_t(1));
        QCOMPARE(requests[0].method, QByteArray("POST"));
        QCOMPARE(requests[0].path, QByteArray("/v1/chat/completions"));
        QCOMPARE(requests[0].headers.value("content-type"), QByteArray("application/json"));
        QVERIFY(!requests[0].headers.contains("authorization"));
        const QJsonObject body = bodyOf(requests[0]);
        QCOMPARE(body[QStringLiteral("model")].toString(), QStringLiteral("some/model#7b"));
        QCOMPARE(body[QStringLiteral("seed")].toInt(), 42);
        QCOMPARE(body[QStringLiteral("temperature")].toDouble(), 0.5);
        QCOMPARE(body[QStringLiteral("max_tokens")].toInt(), 99);
        QCOMPARE(body[QStringLiteral("stream")].toBool(), true);
        QCOMPARE(body[QStringLiteral("stream_options")][QStringLiteral("include_usage")].toBool(), true);
        QCOMPARE(body[QStringLiteral("stop")].toArray().size(), 1);
        QCOMPARE(body[QStringLiteral("messages")][0][QStringLiteral("content")].toString(),
                 QStringLiteral("hello"));
    }

    void aProfileMayTakeFieldsOut()
    {
        ChatServer server;
        server.always(ChatServer::answer(QStringLiteral("x")));
        VlmOptions options = quick();
        options.profile.request = {{QStringLiteral("max_tokens"), QJsonValue()},
                                   {QStringLiteral("temperature"), QJsonValue()},
                                   {QStringLiteral("nothing"), QJsonValue()},
                                   {QStringLiteral("max_completion_tokens"), 77}};
        VERIFY_RESULT(backend(server, options)->ask(hello(), {}, {}));
        const QJsonObject body = bodyOf(server.requests().at(0));
        for (const char* gone : {"max_tokens", "temperature", "nothing"})
            QVERIFY2(!body.contains(QLatin1String(gone)), gone);
        QCOMPARE(body[QStringLiteral("max_completion_tokens")].toInt(), 77);
        QVERIFY(body.contains(QStringLiteral("messages")));
    }

    void anyThreadMayAsk()
    {
        ChatServer server;
        server.always(ChatServer::answer(QStringLiteral("from a thread"), 2));
        QString text;
        std::jthread([&] {
            const auto vlm = backend(server);
            for (int i = 0; i < 2; ++i) {
                const auto answer = vlm->ask(hello(), {}, {});
                text += answer ? answer->text : answer.error().message();
            }
        }).join();
        QCOMPARE(text, QStringLiteral("from a threadfrom a thread"));
    }

    void aVideoIsSentInThreeWays()
    {
        const auto parts = [](ModelProfile::VideoEncoding encoding) {
            ChatServer server;
            server.add(ChatServer::answer(QStringLiteral("x")));
            VlmOptions options = quick();
            options.profile.video = encoding;
            options.profile.request = {{QStringLiteral("top_k"), 1}};
            VlmRequest request = withVideo();
            if (!backend(server, options)->ask(request, {}, {}))
                return QJsonArray();
            const QJsonObject body = bodyOf(server.requests().at(0));
            if (body[QStringLiteral("top_k")].toInt() != 1)
                return QJsonArray();
            return body[QStringLiteral("messages")][0][QStringLiteral("content")].toArray();
        };
        const auto imageUrl = [](const QJsonValue& part) {
            return part[QStringLiteral("image_url")][QStringLiteral("url")].toString();
        };
        const QJsonArray labelled = parts(ModelProfile::VideoEncoding::LabelledImages);
        QCOMPARE(labelled.size(), 5);
        QCOMPARE(labelled[0][QStringLiteral("text")].toString(), QStringLiteral("Frame 0:"));
        QVERIFY(imageUrl(labelled[1]).startsWith(QLatin1String("data:image/png;base64,")));
        QCOMPARE(labelled[2][QStringLiteral("text")].toString(), QStringLiteral("Frame 1:"));
        QVERIFY(imageUrl(labelled[1]) != imageUrl(labelled[3]));
        QCOMPARE(labelled[4][QStringLiteral("text")].toString(), QStringLiteral("hello"));
        const QByteArray png =
            QByteArray::fromBase64(imageUrl(labelled[1]).section(QLatin1Char(','), 1).toLatin1());
        QCOMPARE(QImage::fromData(png).pixel(3, 3), 0xff102030);

        const QJsonArray images = parts(ModelProfile::VideoEncoding::Images);
        QCOMPARE(images.size(), 3);
        QCOMPARE(imageUrl(images[0]), imageUrl(labelled[1]));

        const QJsonArray video = parts(ModelProfile::VideoEncoding::JpegVideo);
        QCOMPARE(video.size(), 2);
        QCOMPARE(video[0][QStringLiteral("type")].toString(), QStringLiteral("video_url"));
        const QString url = video[0][QStringLiteral("video_url")][QStringLiteral("url")].toString();
        QVERIFY(url.startsWith(QLatin1String("data:video/jpeg;base64,")));
        const QStringList frames = url.split(QLatin1Char(','));
        QCOMPARE(frames.size(), 3);
        QCOMPARE(QImage::fromData(QByteArray::fromBase64(frames[2].toLatin1())).size(), QSize(28, 28));
    }

    void framesThatAreCutAlreadyAreDescribed()
    {
        const auto body = [](ModelProfile::VideoEncoding encoding, const QJsonObject& own) {
            ChatServer server;
            server.add(ChatServer::answer(QStringLiteral("x")));
            VlmOptions options = quick();
            options.profile.video = encoding;
            options.profile.max_pixels = 5000;
            options.profile.request = own;
            if (!backend(server, options)->ask(withVideo(), {}, {}))
                return QJsonObject();
            return bodyOf(server.requests().at(0));
        };
        const QString io = QStringLiteral("media_io_kwargs");
        const QString processor = QStringLiteral("mm_processor_kwargs");
        const QJsonObject sent = body(ModelProfile::VideoEncoding::JpegVideo, {});
        const QJsonValue video = sent[io][QStringLiteral("video")];
        QCOMPARE(video[QStringLiteral("frames_indices")].toArray().size(), 2);
        QCOMPARE(video[QStringLiteral("total_num_frames")].toInt(), 2);
        QVERIFY(video[QStringLiteral("duration")].toDouble() > 0);
        QCOMPARE(video[QStringLiteral("do_sample_frames")], QJsonValue(false));
        QCOMPARE(sent[processor][QStringLiteral("max_pixels")].toInt(), 5000);
        QVERIFY(!sent[processor].toObject().contains(QStringLiteral("min_pixels")));
        // Others get pictures and would not know the fields; a profile has the last word.
        QVERIFY(!body(ModelProfile::VideoEncoding::Images, {}).contains(io));
        const QJsonObject own =
            body(ModelProfile::VideoEncoding::JpegVideo,
                 {{io, QJsonValue()}, {processor, QJsonObject{{QStringLiteral("fps"), 9}}}});
        QVERIFY(!own.contains(io));
        QCOMPARE(own[processor], QJsonValue(QJsonObject{{QStringLiteral("fps"), 9}}));
    }

    void whatTheServerHasIsOnlyNamed()
    {
        VlmOptions options = quick();
        options.profile.reuse_media = true;
        ChatServer server;
        server.add(ChatServer::answer(QStringLiteral("one")));
        server.add(ChatServer::answer(QStringLiteral("two")));
        server.add(ChatServer::whole(500, "application/json", R"({"error":"no such uuid in the cache"})"));
        server.add(ChatServer::answer(QStringLiteral("three")));
        const auto vlm = backend(server, options);
        VlmRequest request = withVideo();
        VERIFY_RESULT(vlm->ask(request, {}, {}));
        request.messages.push_back({VlmMessage::Role::User, {VlmImage{picture(0xff708090)}}});
        VERIFY_RESULT(vlm->ask(request, {}, {}));
        // It has lost them: all is sent once more, without a wait and without a word.
        VlmListener listener;
        bool retried = false;
        listener.retry = [&retried](const QString&, double) { retried = true; };
        const auto third = vlm->ask(request, listener, {});
        VERIFY_RESULT(third);
        QCOMPARE(third->text, QStringLiteral("three"));
        QVERIFY(!retried);

        const auto requests = server.requests();
        QCOMPARE(requests.size(), size_t(4));
        const auto pictures = [](const ChatServer::Request& r) {
            QJsonArray found;
            for (const QJsonValue message : bodyOf(r)[QStringLiteral("messages")].toArray()) {
                for (const QJsonValue part : message[QStringLiteral("content")].toArray()) {
                    if (part[QStringLiteral("type")] == QLatin1String("image_url"))
                        found.append(part);
                }
            }
            return found;
        };
        const QJsonArray first = pictures(requests[0]);
        const QJsonArray second = pictures(requests[1]);
        QCOMPARE(first.size(), 2);
        QCOMPARE(second.size(), 3);
        QVERIFY(first[0][QStringLiteral("uuid")] != first[1][QStringLiteral("uuid")]);
        for (int i = 0; i < 2; ++i) {
            QVERIFY(first[i][QStringLiteral("image_url")].isObject());
            QVERIFY(second[i][QStringLiteral("image_url")].isNull());
            QCOMPARE(second[i][QStringLiteral("uuid")], first[i][QStringLiteral("uuid")]);
        }
        QVERIFY(second[2][QStringLiteral("image_url")].isObject()); // new to it
        QVERIFY(pictures(requests[2])[2][QStringLiteral("image_url")].isNull());
        for (const QJsonValue part : pictures(requests[3]))
            QVERIFY(part[QStringLiteral("image_url")].isObject());
        // Others are not told of uuids.
        ChatServer plain;
        plain.add(ChatServer::answer(QStringLiteral("one")));
        VERIFY_RESULT(backend(plain)->ask(withVideo(), {}, {}));
        QVERIFY(!plain.requests()[0].body.contains("uuid"));
    }
    void aServerThatDoesNotStreamIsUnderstood()
    {
        ChatServer server;
        server.add(ChatServer::whole(
            200, "application/json",
            "{\"choices\":[{\"message\":{\"content\":\"whole\"},\"finish_reason\":\"stop\"}],"
            "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}"));
        const auto answer = backend(server)->ask(hello(), {}, {});
        VERIFY_RESULT(answer);
        QCOMPARE(answer->text, QStringLiteral("whole"));
        QCOMPARE(answer->prompt_tokens, 3);
    }

    /// transformers serve: what finishes it and the usage are one event, and there is no end mark.
    void usageMayComeWithTheLastWord()
    {
        ChatServer server;
        server.add({ChatServer::send(
                        ChatServer::head(200, "text/event-stream; charset=utf-8") +
                        "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"},\"index\":0}]}\n\n"
                        "data: {\"choices\":[{\"delta\":{\"content\":\"a\\u0000b\"},\"index\":0}]}\n\n"
                        "data: {\"choices\":[{\"delta\":{},\"index\":0,\"finish_reason\":\"length\"}],"
                        "\"usage\":{\"completion_tokens\":8,\"prompt_tokens\":92,\"total_tokens\":100}}\n\n"),
                    ChatServer::close()});
        const auto answer = backend(server)->ask(hello(), {}, {});
        VERIFY_RESULT(answer);
        QCOMPARE(answer->text, QString(QLatin1String("a\0b", 3))); // noise is noise, to the letter
        QCOMPARE(answer->finish, QStringLiteral("length"));
        QCOMPARE(answer->prompt_tokens, 92);
        QCOMPARE(answer->answer_tokens, 8);
    }

    /// llama-cpp-python: nothing is told of usage, pieces may be empty, and there are nulls.
    void usageMayBeMissing()
    {
        ChatServer server;
        const auto piece = [](const QByteArray& delta, const QByteArray& finish) {
            return "data: {\"id\": \"x\", \"choices\": [{\"index\": 0, \"delta\": " + delta +
                   ", \"logprobs\": null, \"finish_reason\": " + finish + "}]}\n\n";
        };
        server.add({ChatServer::send(
            ChatServer::head(200, "text/event-stream") + piece("{\"role\": \"assistant\"}", "null") +
            piece("{\"content\": \"\"}", "null") + piece("{\"content\": \"cup\"}", "null") +
            piece("{}", "\"stop\"") + "data: [DONE]\n\n")});
        const auto answer = backend(server)->ask(hello(), {}, {});
        VERIFY_RESULT(answer);
        QCOMPARE(answer->text, QStringLiteral("cup"));
        QCOMPARE(answer->finish, QStringLiteral("stop"));
        QCOMPARE(answer->prompt_tokens, 0);
        QVERIFY(answer->tokens.empty());
    }

    /// llama-cpp-python says what it cannot do only where it is not to stream.
    void aMuteServerIsAskedWithoutAStream()
    {
        const ChatServer::Script mute{
            ChatServer::send(ChatServer::head(200, "text/event-stream", "Transfer-Encoding: chunked\r\n")),
            ChatServer::wait(20), ChatServer::close()};
        const QByteArray refusal =
            "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens.\"}}";
        ChatServer server;
        server.add(mute);
        server.add(ChatServer::whole(400, "application/json", refusal));
        const auto refused = backend(server)->ask(hello(), {}, {});
        VERIFY_ERROR(refused, ErrorKind::Network);
        QVERIFY2(refused.error().message().contains(QLatin1String("maximum context length")),
                 qPrintable(refused.error().message()));
        const auto requests = server.requests();
        QCOMPARE(requests.size(), size_t(2));
        QCOMPARE(bodyOf(requests[0])[QStringLiteral("stream")], QJsonValue(true));
        QCOMPARE(bodyOf(requests[1])[QStringLiteral("stream")], QJsonValue(false));
        QVERIFY(!bodyOf(requests[1]).contains(QStringLiteral("stream_options")));
        QCOMPARE(bodyOf(requests[1])[QStringLiteral("messages")],
                 bodyOf(requests[0])[QStringLiteral("messages")]);

        // It may even have an answer.
        server.add(mute);
        server.add(ChatServer::whole(
            200, "application/json",
            "{\"choices\":[{\"message\":{\"content\":\"whole\"},\"finish_reason\":\"stop\"}]}"));
        const auto answer = backend(server)->ask(hello(), {}, {});
        VERIFY_RESULT(answer);
        QCOMPARE(answer->text, QStringLiteral("whole"));

        // One that says nothing in either way is told of, after a while.
        server.always(mute);
        VlmOptions options = quick();
        options.retry_limit_s = 0.2;
        const auto nothing = backend(server, options)->ask(hello(), {}, {});
        VERIFY_ERROR(nothing, ErrorKind::Network);
        QVERIFY2(nothing.error().message().contains(QLatin1String("first word")),
                 qPrintable(nothing.error().message()));
        QVERIFY(nothing.error().remedyText().contains(QLatin1String("context")));
    }

    void bytesMayComeOneByOne()
    {
        ChatServer server;
        ChatServer::Script script{ChatServer::send(ChatServer::head(200, "text/event-stream"))};
        for (const char c : ChatServer::event(QStringLiteral("컵🍵")) + ChatServer::finishEvent()) {
            script.push_back(ChatServer::send(QByteArray(1, c)));
            script.push_back(ChatServer::wait(1));
        }
        server.add(script);
        const auto answer = backend(server)->ask(hello(), {}, {});
        VERIFY_RESULT(answer);
        QCOMPARE(answer->text, QStringLiteral("컵🍵"));
    }

    void aServerThatStaysOnAfterTheEndIsNotWaitedFor()
    {
        ChatServer server;
        server.add({ChatServer::send(ChatServer::head(200, "text/event-stream") +
                                     ChatServer::event(QStringLiteral("x")) + "data: [DONE]\n\n"),
                    ChatServer::hang()});
        server.add({ChatServer::send(ChatServer::head(200, "text/event-stream") +
                                     ChatServer::event(QStringLiteral("x")) + ChatServer::finishEvent()),
                    ChatServer::hang()});
        const auto vlm = backend(server);
        VlmRequest request = hello();
        request.timeout_s = 1'000; // this test is not given as long
        VERIFY_RESULT(vlm->ask(request, {}, {}));
        VERIFY_RESULT(vlm->ask(request, {}, {}));
    }

    void someFailuresAreTriedAgain_data()
    {
        QTest::addColumn<ChatServer::Script>("fault");
        const auto row = [](const char* name, ChatServer::Script fault) { QTest::newRow(name) << fault; };
        row("429", ChatServer::whole(429, "application/json", "{}", "Retry-After: 0\r\n"));
        row("429, a year", ChatServer::whole(429, "application/json", "{}", "Retry-After: 31536000\r\n"));
        row("500", ChatServer::whole(500, "text/plain", "oh"));
        row("503", ChatServer::whole(503, "text/html", "<html>busy</html>"));
        row("lost in the middle", {ChatServer::send(ChatServer::head(200, "text/event-stream") +
                                                    ChatServer::event(QStringLiteral("lost"))),
                                   ChatServer::wait(50), ChatServer::drop()});
        row("closed in the middle", {ChatServer::send(ChatServer::head(200, "text/event-stream") +
                                                      ChatServer::event(QStringLiteral("lost")))});
        row("chunk cut",
            {ChatServer::send(ChatServer::head(200, "text/event-stream", "Transfer-Encoding: chunked\r\n") +
                              "400\r\n" + ChatServer::event(QStringLiteral("lost"))),
             ChatServer::wait(50), ChatServer::close()});
    }
    void someFailuresAreTriedAgain()
    {
        QFETCH(ChatServer::Script, fault);
        ChatServer server;
        server.add(fault);
        server.always(ChatServer::answer(QStringLiteral("good")));
        QString text;
        int retries = 0;
        VlmListener listener;
        listener.delta = [&](const QString& d) { text += d; };
        listener.retry = [&](const QString& why, double wait) {
            text.clear();
            ++retries;
            QVERIFY(!why.isEmpty());
            QVERIFY(wait <= 2);
        };
        const auto answer = backend(server)->ask(hello(), listener, {});
        VERIFY_RESULT(answer);
        QCOMPARE(answer->text, QStringLiteral("good"));
        QCOMPARE(text, QStringLiteral("good"));
        QCOMPARE(retries, 1);
    }

    void otherFailuresAreNot_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("remedy");
        QTest::newRow("400") << 400 << "model";
        QTest::newRow("401") << 401 << "REVSEG_API_KEY";
        QTest::newRow("403") << 403 << "REVSEG_API_KEY";
        QTest::newRow("404") << 404 << "/v1";
        QTest::newRow("413") << 413 << "fewer frames";
    }
    void otherFailuresAreNot()
    {
        QFETCH(int, status);
        QFETCH(QString, remedy);
        ChatServer server;
        server.always(ChatServer::whole(status, "application/json",
                                        "{\"error\":{\"message\":\"wrong key sk-secret-1 given\"}}",
                                        "Retry-After: 1\r\n"));
        VlmOptions options = quick();
        options.api_key = QStringLiteral("sk-secret-1");
        const auto answer = backend(server, options)->ask(hello(), {}, {});
        VERIFY_ERROR(answer, ErrorKind::Network);
        QCOMPARE(server.requests().size(), size_t(1));
        const QString text = answer.error().message();
        QVERIFY2(text.contains(server.url()), qPrintable(text));
        QVERIFY2(text.contains(QString::number(status)) && text.contains(QLatin1String("wrong key")),
                 qPrintable(text));
        QVERIFY2(!text.contains(QLatin1String("sk-secret")), qPrintable(text));
        QVERIFY2(answer.error().remedyText().contains(remedy), qPrintable(answer.error().remedyText()));
    }

    void tryingAgainHasAnEnd()
    {
        ChatServer server;
        server.always(ChatServer::whole(503, "text/plain", "busy", "Retry-After: 100\r\n"));
        VlmOptions options = quick();
        options.retry_limit_s = 0.6;
        QElapsedTimer clock;
        clock.start();
        VERIFY_ERROR(backend(server, options)->ask(hello(), {}, {}), ErrorKind::Network);
        QVERIFY(clock.elapsed() >= 550);
        QCOMPARE(server.requests().size(), size_t(2));
    }

    void aDeadServerIsNamed()
    {
        quint16 port = 0;
        {
            QTcpServer gone;
            QVERIFY(gone.listen(QHostAddress::LocalHost));
            port = gone.serverPort();
        }
        VlmOptions options = quick();
        options.retry_limit_s = 0.5;
        const QString url = QStringLiteral("http://127.0.0.1:%1/v1").arg(port);
        const auto vlm = makeVlmBackend(url, options);
        VERIFY_RESULT(vlm);
        const auto answer = (*vlm)->ask(hello(), {}, {});
        VERIFY_ERROR(answer, ErrorKind::Network);
        QVERIFY(answer.error().message().contains(url));
        VERIFY_ERROR((*vlm)->capabilities({}), ErrorKind::Network);
    }

    void faultyAnswersAreTold_data()
    {
        QTest::addColumn<ChatServer::Script>("script");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        const QByteArray sse = ChatServer::head(200, "text/event-stream");
        const auto row = [](const char* name, ChatServer::Script s, ErrorKind kind, const char* words) {
            QTest::newRow(name) << s << int(kind) << QString::fromLatin1(words);
        };
        row("web page", ChatServer::whole(200, "text/html", "<html></html>"), ErrorKind::Network, "web page");
        row("malformed event", {ChatServer::send(sse + "data: {nonsense\n\n")}, ErrorKind::Model, "nonsense");
        row("wrong JSON", ChatServer::whole(200, "application/json", "{\"ok\":true}"), ErrorKind::Model,
            "ok");
        row("empty", ChatServer::whole(200, "application/json", ""), ErrorKind::Model, "no chat completion");
        row("error as a string",
            {ChatServer::send(sse + "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n"
                                    "data: {\"error\": \"'Processor' object has no attribute\"}\n\n")},
            ErrorKind::Network, "no attribute");
        row("error in the middle",
            {ChatServer::send(sse + ChatServer::event(QStringLiteral("a")) +
                              "data: {\"error\":{\"message\":\"out of memory\"}}\n\n")},
            ErrorKind::Network, "out of memory");
    }
    void faultyAnswersAreTold()
    {
        QFETCH(ChatServer::Script, script);
        QFETCH(int, kind);
        QFETCH(QString, words);
        ChatServer server;
        server.always(script);
        const auto answer = backend(server)->ask(hello(), {}, {});
        VERIFY_ERROR(answer, ErrorKind(kind));
        QVERIFY2(answer.error().message().contains(words), qPrintable(answer.error().message()));
        QVERIFY(answer.error().message().contains(server.url()));
        QCOMPARE(server.requests().size(), size_t(1));
    }

    void silenceHasALimit()
    {
        ChatServer server;
        server.always({ChatServer::hang()});
        VlmRequest request = hello();
        request.timeout_s = 0.3;
        QElapsedTimer clock;
        clock.start();
        const auto answer = backend(server)->ask(request, {}, {});
        VERIFY_ERROR(answer, ErrorKind::Network);
        QVERIFY(answer.error().message().contains(QLatin1String("0.3 s")));
        QVERIFY2(clock.elapsed() >= 290, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(server.requests().size(), size_t(1));
    }

    void slowIsNotSilent()
    {
        ChatServer server;
        server.add(ChatServer::answer(QStringLiteral("a slow answer, a slow answer"), 200));
        VlmRequest request = hello();
        request.timeout_s = 0.6;
        VERIFY_RESULT(backend(server)->ask(request, {}, {}));
    }

    void aNeverEndingAnswerIsCut()
    {
        ChatServer server;
        ChatServer::Script script{ChatServer::send(ChatServer::head(200, "text/event-stream"))};
        for (int i = 0; i < 3000; ++i)
            script.push_back(ChatServer::send(ChatServer::event(QStringLiteral("on and on "))));
        script.push_back(ChatServer::hang());
        server.add(script);
        VlmRequest request = hello();
        request.max_tokens = 20;
        const auto answer = backend(server)->ask(request, {}, {});
        VERIFY_RESULT(answer);
        QCOMPARE(answer->finish, QStringLiteral("length"));
        QVERIFY(answer->text.size() < 1000);
    }

    void aStopTakesEffectAtOnce_data()
    {
        QTest::addColumn<ChatServer::Script>("script");
        QTest::newRow("before the answer") << ChatServer::Script{ChatServer::hang()};
        QTest::newRow("in the middle") << ChatServer::answer(QStringLiteral("word ").repeated(2000), 20);
        QTest::newRow("while waiting") << ChatServer::whole(503, "text/plain", "busy");
    }
    void aStopTakesEffectAtOnce()
    {
        QFETCH(ChatServer::Script, script);
        ChatServer server;
        server.always(script);
        std::stop_source stop;
        VlmOptions options = quick();
        options.retry_limit_s = 30;
        std::jthread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(250));
            stop.request_stop();
        });
        VERIFY_ERROR(backend(server, options)->ask(hello(), {}, stop.get_token()), ErrorKind::Cancelled);
        VERIFY_ERROR(backend(server)->ask(hello(), {}, stop.get_token()), ErrorKind::Cancelled);
    }

    void theKeyGoesToItsOriginOnly()
    {
        ChatServer server;
        ChatServer other;
        VlmOptions options = quick();
        options.api_key = QStringLiteral("sk-secret-1");
        server.add(ChatServer::whole(307, "text/plain", "", "Location: /v2/chat/completions\r\n"));
        server.add(ChatServer::whole(308, "text/plain", "",
                                     "Location: " + other.url().toLatin1() + "/chat/completions\r\n"));
        other.add(ChatServer::answer(QStringLiteral("there")));
        const auto vlm = backend(server, options);
        const auto answer = vlm->ask(hello(), {}, {});
        VERIFY_RESULT(answer);
        QCOMPARE(answer->text, QStringLiteral("there"));
        const auto requests = server.requests();
        QCOMPARE(requests.size(), size_t(2));
        QCOMPARE(requests[0].headers.value("authorization"), QByteArray("Bearer sk-secret-1"));
        QCOMPARE(requests[1].headers.value("authorization"), QByteArray("Bearer sk-secret-1"));
        QCOMPARE(requests[1].path, QByteArray("/v2/chat/completions"));
        QVERIFY(!other.requests()[0].headers.contains("authorization"));
        QCOMPARE(other.requests()[0].body, requests[0].body);
        QVERIFY(!vlm->spec().contains(QLatin1String("secret")));
    }

    void redirectsElsewhereAreRefused_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::newRow("file") << QByteArray("file:///etc/passwd");
        QTest::newRow("ftp") << QByteArray("ftp://127.0.0.1/x");
        QTest::newRow("https") << QByteArray("https://127.0.0.1/v1/chat/completions");
        QTest::newRow("nowhere") << QByteArray("http://");
        QTest::newRow("in circles") << QByteArray("/v1/chat/completions");
    }
    void redirectsElsewhereAreRefused()
    {
        QFETCH(QByteArray, location);
        ChatServer server;
        server.always(ChatServer::whole(302, "text/plain", "", "Location: " + location + "\r\n"));
        VERIFY_ERROR(backend(server)->ask(hello(), {}, {}), ErrorKind::Network);
        QVERIFY(server.requests().size() <= 6);
    }

    void capabilitiesAreAskedFor()
    {
        ChatServer server;
        server.add(ChatServer::whole(200, "application/json", "{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}"));
        server.add(ChatServer::whole(500, "text/plain", "no cache"));
        server.add(ChatServer::whole(401, "application/json", "{\"error\":{\"message\":\"no key\"}}"));
        const auto vlm = backend(server);
        const auto known = vlm->capabilities({});
        VERIFY_RESULT(known);
        QCOMPARE(known->models, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(server.requests()[0].path, QByteArray("/v1/models"));
        VERIFY_RESULT(vlm->capabilities({}));
        VERIFY_ERROR(vlm->capabilities({}), ErrorKind::Network);
    }

    void wrongAddressesAreRefused()
    {
        for (const char* spec :
             {"http://", "http:///v1", "http://user:pw@host/v1", "http://host:99999/v1", "http://a b/"}) {
            const auto vlm = makeVlmBackend(QString::fromLatin1(spec), quick());
            VERIFY_ERROR(vlm, ErrorKind::InvalidInput);
            QVERIFY(!vlm.error().message().contains(QLatin1String("pw")));
        }
        VlmOptions options = quick();
        options.api_key = QStringLiteral("a\nb");
        VERIFY_ERROR(makeVlmBackend(QStringLiteral("http://host/v1"), options), ErrorKind::InvalidInput);
    }
};

REVSEG_TEST("http", TestHttp)
#include "tst_http.moc"
