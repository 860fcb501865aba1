// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// tokenize and forward, on the tiny model of tests/parity.
#include "tests/app/cli/program.h"
#include "tests/support/test.h"

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
    if (process.waitForFinished(30'000) && process.exitStatus() == QProcess::NormalExit)
        ran.code = process.exitCode();
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
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
        const QByteArray bytes = test::bytesOf(out);
        const QJsonObject header = QJsonDocument::fromJson(bytes.mid(8, qsizetype(uchar(bytes[0])) +
                                                                            256 * qsizetype(uchar(bytes[1]))))
                                       .object();
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
};

REVSEG_TEST("model", TestModel)
#include "tst_model.moc"
