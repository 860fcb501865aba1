// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// tokenize, forward, track and bench, on the tiny networks of tests/parity.
#include "tests/app/cli/program.h"
#include "tests/support/chat_server.h"
#include "tests/support/test.h"

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace revseg;
using test::Ran;
using test::runRevseg;

namespace {

const QString kModel = QStringLiteral(REVSEG_FIXTURES "/qwen");

Ran tokenize(const QStringList& arguments, const QByteArray& input)
{
    QProcess process;
    process.start(QStringLiteral(REVSEG_PROGRAM), QStringList{QStringLiteral("tokenize")} + arguments);
    process.write(input);
    process.closeWriteChannel();
    Ran ran;
    if (process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit)
        ran.code = process.exitCode();
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

/// The tiny SAM 2 in `dir`.
QString sam2In(const QTemporaryDir& dir)
{
    QFile::copy(QStringLiteral(REVSEG_FIXTURES "/sam2_tiny.pt"), dir.filePath(QStringLiteral("tiny.pt")));
    QFile::copy(QStringLiteral(REVSEG_FIXTURES "/sam2_tiny_config.json"),
                dir.filePath(QStringLiteral("config.json")));
    return dir.filePath(QStringLiteral("tiny.pt"));
}

QString pictureIn(const QTemporaryDir& dir, const QString& name)
{
    QImage picture(80, 48, QImage::Format_RGB888);
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            picture.setPixelColor(x, y, QColor(x * 3, y * 5, (x * y) % 256));
    }
    const QString path = dir.filePath(name);
    picture.save(path);
    return path;
}

/// The shapes that a safetensors file's header names.
QJsonObject headerOf(const QString& path)
{
    const QByteArray bytes = test::bytesOf(path);
    return QJsonDocument::fromJson(
               bytes.mid(8, qsizetype(uchar(bytes[0])) + 256 * qsizetype(uchar(bytes[1]))))
        .object();
}

} // namespace

class TestModel final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void textsBecomeTokens()
    {
        const Ran ran = tokenize({QStringLiteral("--model"), kModel},
                                 "\"<|im_start|>user\\nHi<|im_end|>\"\n\"12 日本\"\n");
        QVERIFY2(ran.code == 0, ran.err);
        const QList<QByteArray> lines = ran.out.split('\n');
        const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
        QCOMPARE(first[u"text"].toString(), QStringLiteral("<|im_start|>user\nHi<|im_end|>"));
        QCOMPARE(first[u"ids"][0].toInt(), 396); // <|im_start|>
        QCOMPARE(QJsonDocument::fromJson(lines[1]).object()[u"text"].toString(), QStringLiteral("12 日本"));
    }
    void messagesAreRendered()
    {
        const Ran ran = tokenize(
            {QStringLiteral("--model"), kModel, QStringLiteral("--chat")},
            R"([{"role":"user","content":[{"type":"image","image":"a.png"},{"type":"text","text":"Hi"}]}])");
        QVERIFY2(ran.code == 0, ran.err);
        QCOMPARE(
            ran.json()[u"text"].toString(),
            QStringLiteral("<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n"
                           "<|vision_start|><|image_pad|><|vision_end|>Hi<|im_end|>\n"));
    }
    /// What the template gives, not what its tokens decode to: those are composed.
    void theRenderedTextIsShownAsItIs()
    {
        const Ran ran = tokenize({QStringLiteral("--model"), kModel, QStringLiteral("--chat")},
                                 "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":"
                                 "{\"url\":\"data:image/png;base64,AAAA\"}},{\"text\":\"e\u0301\"}]}]");
        QVERIFY2(ran.code == 0, ran.err);
        QVERIFY(ran.json()[u"text"].toString().endsWith(
            QStringLiteral("<|vision_start|><|image_pad|><|vision_end|>e\u0301<|im_end|>\n")));
    }
    void picturesComeByAddressToo()
    {
#ifndef REVSEG_TORCH_VERSION
        QSKIP("this build has no libtorch");
#endif
        const QTemporaryDir dir;
        QImage picture(40, 24, QImage::Format_RGB888);
        picture.fill(QColor(200, 10, 30));
        const QString file = dir.filePath(QStringLiteral("a.png"));
        QVERIFY(picture.save(file));
        const auto pixels = [&](const QByteArray& part) {
            const QString request = dir.filePath(QStringLiteral("r.json"));
            test::writeText(request, R"({"messages":[{"role":"user","content":[)" + part +
                                         R"(,{"type":"text","text":"Hi"}]}]})");
            const QString out = dir.filePath(QStringLiteral("t.safetensors"));
            const Ran ran = runRevseg({QStringLiteral("forward"), QStringLiteral("--model"), kModel,
                                       QStringLiteral("--request"), request, QStringLiteral("--out"), out});
            return ran.code == 0 ? test::bytesOf(out) : ran.err;
        };
        const QByteArray path = pixels(R"({"type":"image","image":"a.png"})");
        QVERIFY(path.size() > 1000);
        const QByteArray data = "data:image/png;base64," + test::bytesOf(file).toBase64();
        const auto addressed = [&](const QByteArray& address) {
            return pixels("{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + address + "\"}}");
        };
        for (const QByteArray& address : {QByteArray("a.png"), "file://" + file.toUtf8(), data})
            QVERIFY(addressed(address) == path);
        QVERIFY(addressed("http://a.test/a.png").contains("another computer"));
    }
    void wrongLinesAndFoldersAreSaid()
    {
        const Ran line = tokenize({QStringLiteral("--model"), kModel}, "\"good\"\n3\n");
        QCOMPARE(line.code, 1);
        QVERIFY(line.saysOneError() && line.err.contains("Line 2"));
        QCOMPARE(tokenize({QStringLiteral("--model"), kModel, QStringLiteral("--chat")}, "[{}]\n").code, 1);
        const Ran folder = tokenize({QStringLiteral("--model"), QStringLiteral("/no/such")}, "");
        QCOMPARE(folder.code, 1);
        QVERIFY(folder.saysOneError() && folder.err.contains("/no/such"));
        QCOMPARE(tokenize({}, "").code, 2);
    }
    void aForwardPassIsWritten()
    {
#ifndef REVSEG_TORCH_VERSION
        QSKIP("this build has no libtorch");
#endif
        const QTemporaryDir dir;
        QImage picture(40, 24, QImage::Format_RGBA8888);
        picture.fill(QColor(200, 10, 30, 128));
        picture.save(dir.filePath(QStringLiteral("a.png")));
        const QString request = dir.filePath(QStringLiteral("r.json"));
        test::writeText(request, R"({"messages":[{"role":"user","content":[{"type":"image","image":"a.png"},
            {"type":"video","video":["a.png","a.png","a.png"],"fps":4},{"type":"text","text":"Hi"}]}],
            "min_pixels":256,"max_pixels":4096,"generate":3})");
        const QString out = dir.filePath(QStringLiteral("t.safetensors"));
        const QStringList arguments{QStringLiteral("forward"),
                                    QStringLiteral("--model"),
                                    kModel,
                                    QStringLiteral("--out"),
                                    out,
                                    QStringLiteral("--request"),
                                    request};
        const Ran ran = runRevseg(arguments);
        QVERIFY2(ran.code == 0, ran.err);
        const QJsonObject header = headerOf(out);
        const auto shape = [&](const char* name) { return header[QLatin1String(name)][u"shape"].toArray(); };
        QCOMPARE(shape("pixel_values"), (QJsonArray{60, 96}));
        QCOMPARE(shape("image_embeds"), (QJsonArray{15, 64}));
        QCOMPARE(shape("pixel_values_videos"), (QJsonArray{120, 96}));
        QCOMPARE(shape("video_grid_thw"), (QJsonArray{1, 3}));
        QCOMPARE(shape("logits")[1].toInt(), 416);
        QCOMPARE(shape("position_ids")[1], shape("input_ids")[0]);
        QVERIFY(runRevseg(arguments + QStringList{QStringLiteral("--precision"), QStringLiteral("bfloat16")})
                    .code == 0);
        QCOMPARE(
            runRevseg(arguments + QStringList{QStringLiteral("--precision"), QStringLiteral("int3")}).code,
            2);
        QFile::remove(dir.filePath(QStringLiteral("a.png")));
        const Ran missing = runRevseg(arguments);
        QCOMPARE(missing.code, 1);
        QVERIFY(missing.saysOneError() && missing.err.contains("a.png"));
    }
    void clicksOnAPictureAreWritten()
    {
#ifndef REVSEG_TORCH_VERSION
        QSKIP("this build has no libtorch");
#endif
        const QTemporaryDir dir;
        const QString model = sam2In(dir);
        pictureIn(dir, QStringLiteral("a.png"));
        const QString request = dir.filePath(QStringLiteral("r.json"));
        const QString out = dir.filePath(QStringLiteral("t.safetensors"));
        const QStringList arguments{QStringLiteral("forward"),
                                    QStringLiteral("--model"),
                                    model,
                                    QStringLiteral("--out"),
                                    out,
                                    QStringLiteral("--request"),
                                    request};
        test::writeText(request, R"({"image":"a.png","points":[[30,20],[60,40]],"labels":[1,0]})");
        const Ran ran = runRevseg(arguments);
        QVERIFY2(ran.code == 0, ran.err);
        const auto shape = [&](const char* name) {
            return headerOf(out)[QLatin1String(name)][u"shape"].toArray();
        };
        QCOMPARE(shape("masks"), (QJsonArray{3, 48, 80}));
        QCOMPARE(shape("low_res_masks"), (QJsonArray{3, 16, 16}));
        QCOMPARE(shape("iou"), (QJsonArray{3}));
        QCOMPARE(shape("image_embed"), (QJsonArray{32, 4, 4}));
        test::writeText(request, R"({"image":"a.png","box":[10,10,50,40],"multimask":false})");
        QVERIFY(runRevseg(arguments).code == 0);
        QCOMPARE(shape("masks"), (QJsonArray{1, 48, 80}));
        for (const char* const wrong : {R"({"image":"a.png","points":[[1,2]],"labels":[]})",
                                        R"({"image":"a.png","points":[[1]],"labels":[1]})",
                                        R"({"image":"a.png","box":[1,2,3]})", R"({"image":"b.png"})"}) {
            test::writeText(request, wrong);
            const Ran refused = runRevseg(arguments);
            QCOMPARE(refused.code, 1);
            QVERIFY2(refused.saysOneError(), refused.err);
        }
    }
    void sam2TracksWithLogits()
    {
#ifndef REVSEG_TORCH_VERSION
        QSKIP("this build has no libtorch");
#endif
        const QTemporaryDir dir;
        const QString model = sam2In(dir);
        QVERIFY(QDir(dir.path()).mkdir(QStringLiteral("clip")));
        for (int i = 0; i < 4; ++i)
            pictureIn(dir, QStringLiteral("clip/%1.png").arg(i));
        const QString logits = dir.filePath(QStringLiteral("l.safetensors"));
        const Ran ran = runRevseg({QStringLiteral("track"), dir.filePath(QStringLiteral("clip")),
                                   QStringLiteral("--prompt"), QStringLiteral("1:id=4:box=10,10,50,40"),
                                   QStringLiteral("--tracker"), QStringLiteral("sam2:") + model,
                                   QStringLiteral("--out"), dir.filePath(QStringLiteral("out")),
                                   QStringLiteral("--logits"), logits, QStringLiteral("--json")});
        QVERIFY2(ran.code == 0, ran.err);
        QCOMPARE(ran.json()[u"objects"][u"4"][u"score"].toArray().size(), 4);
        QVERIFY(QFile::exists(dir.filePath(QStringLiteral("out/3.png"))));
        QCOMPARE(headerOf(logits)[u"logits"][u"shape"].toArray(), (QJsonArray{4, 1, 48, 80}));
        const Ran flow =
            runRevseg({QStringLiteral("track"), dir.filePath(QStringLiteral("clip")),
                       QStringLiteral("--prompt"), QStringLiteral("1:box=10,10,50,40"),
                       QStringLiteral("--tracker"), QStringLiteral("flow"), QStringLiteral("--out"),
                       dir.filePath(QStringLiteral("flow")), QStringLiteral("--logits"), logits});
        QCOMPARE(flow.code, 1);
        QVERIFY2(flow.saysOneError() && flow.err.contains("logits"), flow.err);
    }
    void aChainWithNoiseFailsInWords_data()
    {
        QTest::addColumn<bool>("sam2");
        QTest::newRow("no tracker") << false;
        QTest::newRow("SAM 2") << true;
    }
    void aChainWithNoiseFailsInWords()
    {
        QFETCH(bool, sam2);
#ifndef REVSEG_TORCH_VERSION
        QSKIP("this build has no libtorch");
#endif
        const QTemporaryDir dir;
        const QString model = dir.filePath(QStringLiteral("model"));
        QVERIFY(QDir().mkpath(model));
        for (const QString& name : QDir(kModel).entryList(QDir::Files))
            QFile::copy(kModel + QLatin1Char('/') + name, model + QLatin1Char('/') + name);
        // Frames as small as pictures, or the tiny model would read ten thousand tokens.
        QFile::copy(kModel + QStringLiteral("/preprocessor_config.json"),
                    model + QStringLiteral("/video_preprocessor_config.json"));
        test::makeClip(dir.filePath(QStringLiteral("clip")));
        const QString out = dir.filePath(QStringLiteral("out"));
        const Ran ran =
            runRevseg({QStringLiteral("chain"), dir.filePath(QStringLiteral("clip")),
                       QStringLiteral("--query"), QStringLiteral("what moves"), QStringLiteral("--vlm"),
                       QStringLiteral("local:") + model, QStringLiteral("--tracker"),
                       sam2 ? QStringLiteral("sam2:") + sam2In(dir) : QStringLiteral("none"),
                       QStringLiteral("--max-tokens"), QStringLiteral("40"), QStringLiteral("--out"), out,
                       QStringLiteral("--json"), QStringLiteral("--quiet")});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.saysOneError() && ran.err.contains("The answer of turn 1 cannot be used"), ran.err);
        QCOMPARE(ran.json()[u"error"][u"kind"].toString(), QStringLiteral("Model"));
        const QJsonObject trace =
            QJsonDocument::fromJson(test::bytesOf(out + QStringLiteral("/trace.json"))).object();
        const QJsonValue run = trace[u"runs"][0];
        QCOMPARE(run[u"status"].toString(), QStringLiteral("failed"));
        QVERIFY(run[u"error"].isObject());
        QVERIFY(!run[u"turns"][0][u"raw"].toString().isEmpty());
        QVERIFY(run[u"turns"][0][u"tokens"][u"prompt"].toInt() > 500);
        QCOMPARE(trace[u"profile"][u"image_factor"].toInt(), 8);
        QVERIFY(!run[u"masks"].isString()); // there was nothing to track
        QVERIFY(!QFile::exists(out + QStringLiteral("/masks")));
        const Ran none =
            runRevseg({QStringLiteral("chain"), dir.filePath(QStringLiteral("clip")),
                       QStringLiteral("--query"), QStringLiteral("what moves"), QStringLiteral("--vlm"),
                       QStringLiteral("local:/no/such"), QStringLiteral("--tracker"), QStringLiteral("none"),
                       QStringLiteral("--out"), out + QLatin1Char('2')});
        QCOMPARE(none.code, 1);
        QVERIFY2(none.saysOneError() && none.err.contains("/no/such"), none.err);
    }
    /// With an answer that can be used, the same chain ends in masks of SAM 2.
    void aChainEndsInMasksOfSam2()
    {
#ifndef REVSEG_TORCH_VERSION
        QSKIP("this build has no libtorch");
#endif
        const QTemporaryDir dir;
        test::makeClip(dir.filePath(QStringLiteral("clip")));
        test::ChatServer server;
        server.add(test::ChatServer::answer(QStringLiteral(
            "<think>t</think><answer>[{\"frame_idx\": 2, \"object description\": \"a box\"}]</answer>")));
        server.add(test::ChatServer::answer(QStringLiteral("[{\"bbox_2d\": [84, 210, 420, 630]}]")));
        const QString out = dir.filePath(QStringLiteral("out"));
        const QString tracker = QStringLiteral("sam2:") + sam2In(dir);
        const Ran ran =
            runRevseg({QStringLiteral("chain"), dir.filePath(QStringLiteral("clip")),
                       QStringLiteral("--query"), QStringLiteral("which box?"), QStringLiteral("--vlm"),
                       server.url() + QStringLiteral("#qwen2.5-vl-test"), QStringLiteral("--tracker"),
                       tracker, QStringLiteral("--out"), out, QStringLiteral("--json")});
        QVERIFY2(ran.code == 0, ran.err);
        const QJsonValue run = ran.json()[u"runs"][0];
        QCOMPARE(run[u"status"].toString(), QStringLiteral("ok"));
        QCOMPARE(run[u"asked"][u"tracker"].toString(), QStringLiteral("sam2:tiny.pt"));
        QCOMPARE(run[u"masks"].toString(), QStringLiteral("masks/0"));
        QCOMPARE(QDir(out + QStringLiteral("/masks/0")).entryList(QDir::Files).size(), test::kClipFrames);
    }
    void foldersAreListedAndVerified()
    {
        const QTemporaryDir dir;
        const QString model = dir.filePath(QStringLiteral("owner/tiny"));
        QVERIFY(QDir().mkpath(model));
        for (const QString& name : QDir(kModel).entryList(QDir::Files))
            QFile::copy(kModel + QLatin1Char('/') + name, model + QLatin1Char('/') + name);
        const auto models = [&dir](const QStringList& words) {
            return runRevseg(QStringList{QStringLiteral("models")} + words +
                             QStringList{QStringLiteral("--dir"), dir.path(), QStringLiteral("--json"),
                                         QStringLiteral("--quiet")});
        };
        const auto verify = [&models] {
            return models({QStringLiteral("verify"), QStringLiteral("owner/tiny")});
        };
        const Ran listed = models({QStringLiteral("list")});
        QVERIFY2(listed.code == 0, listed.err);
        QCOMPARE(listed.json()[u"models"][0][u"name"].toString(), QStringLiteral("owner/tiny"));
        QVERIFY(listed.json()[u"models"][0][u"parameters"].toInt() > 100'000);
        const Ran whole = verify();
        QVERIFY2(whole.code == 0, whole.err);
        QCOMPARE(whole.json()[u"hashed"].toArray().size(), 0);

        const QString shard = model + QStringLiteral("/model-00001-of-00002.safetensors");
        const QByteArray sum =
            QCryptographicHash::hash(test::bytesOf(shard), QCryptographicHash::Sha256).toHex();
        test::writeText(shard + QStringLiteral(".sha256"), sum + "  model-00001-of-00002.safetensors\n");
        QCOMPARE(verify().json()[u"hashed"].toArray().size(), 1);
        test::writeText(shard + QStringLiteral(".sha256"), QByteArray(64, '0'));
        const Ran other = verify();
        QCOMPARE(other.code, 1);
        QVERIFY2(other.saysOneError() && other.err.contains("SHA-256"), other.err);
        QFile::remove(shard + QStringLiteral(".sha256"));

        QByteArray config = test::bytesOf(model + QStringLiteral("/config.json"));
        config.replace("\"depth\": 4", "\"depth\": 5");
        test::writeText(model + QStringLiteral("/config.json"), config);
        const Ran missing = verify();
        QCOMPARE(missing.code, 1);
        QVERIFY2(missing.saysOneError() && missing.err.contains("visual.blocks.4."), missing.err);
        QVERIFY(QFile::resize(shard, QFileInfo(shard).size() - 1));
        const Ran cut = verify();
        QCOMPARE(cut.code, 1);
        QVERIFY2(cut.saysOneError() && cut.err.contains("model-00001"), cut.err);
        QCOMPARE(models({QStringLiteral("verify"), QStringLiteral("none")}).code, 1);
        QCOMPARE(models({QStringLiteral("verify")}).code, 2);
        QCOMPARE(models({}).code, 2);
    }
    void modelsAreDownloaded()
    {
        test::ChatServer hub;
        hub.add(test::ChatServer::whole(200, "application/json",
                                        R"([{"type":"file","path":"config.json","size":7}])"));
        hub.add(test::ChatServer::whole(200, "application/json", "{\"a\":1}"));
        const QTemporaryDir dir;
        const auto fetched = [&](const QString& what) {
            return runRevseg({QStringLiteral("models"), QStringLiteral("download"), what,
                              QStringLiteral("--dir"), dir.path(), QStringLiteral("--endpoint"),
                              QStringLiteral("http://127.0.0.1:%1").arg(hub.port()), QStringLiteral("--json"),
                              QStringLiteral("--quiet")});
        };
        const Ran ran = fetched(QStringLiteral("owner/tiny"));
        QVERIFY2(ran.code == 0, ran.err);
        QCOMPARE(test::bytesOf(dir.filePath(QStringLiteral("owner/tiny/config.json"))),
                 QByteArray("{\"a\":1}"));
        hub.always(test::ChatServer::whole(404, "text/plain", "no"));
        const Ran none = fetched(QStringLiteral("owner/none"));
        QCOMPARE(none.code, 1);
        QVERIFY2(none.saysOneError() && none.err.contains("owner/none"), none.err);
        QCOMPARE(fetched(QStringLiteral("none")).code, 2);
    }
    void languageIsMeasured()
    {
#ifndef REVSEG_TORCH_VERSION
        QSKIP("this build has no libtorch");
#endif
        const QStringList words{QStringLiteral("bench"),  QStringLiteral("vlm"),
                                QStringLiteral("--json"), QStringLiteral("--prompt-tokens"),
                                QStringLiteral("50"),     QStringLiteral("--new-tokens")};
        const Ran ran =
            runRevseg(words + QStringList{QStringLiteral("5"), QStringLiteral("--model"), kModel,
                                          QStringLiteral("--precision"), QStringLiteral("bfloat16")});
        QVERIFY2(ran.code == 0, ran.err);
        for (const char* const name :
             {"prefill_tokens_per_s", "decode_tokens_per_s", "peak_rss_bytes", "load_s"})
            QVERIFY2(ran.json()[QLatin1String(name)].toDouble() > 0, name);
        QCOMPARE(
            runRevseg(words + QStringList{QStringLiteral("5000"), QStringLiteral("--model"), kModel}).code,
            1);
        QCOMPARE(runRevseg(words + QStringList{QStringLiteral("5")}).code, 2);
    }
    void sam2IsMeasured()
    {
#ifndef REVSEG_TORCH_VERSION
        QSKIP("this build has no libtorch");
#endif
        const QTemporaryDir dir;
        const Ran ran = runRevseg({QStringLiteral("bench"), QStringLiteral("sam2"), QStringLiteral("--model"),
                                   sam2In(dir), QStringLiteral("--json")});
        QVERIFY2(ran.code == 0, ran.err);
        for (const char* const name : {"encoder_ms", "click_ms", "track_frames_per_s", "peak_rss_bytes"})
            QVERIFY(ran.json()[QLatin1String(name)].toDouble() > 0);
        QCOMPARE(runRevseg({QStringLiteral("bench"), QStringLiteral("sam2")}).code, 2);
    }
};

REVSEG_TEST("model", TestModel)
#include "tst_model.moc"
