// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video_reader.h"
#include "tests/app/cli/program.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

using namespace revseg;
using namespace revseg::test;

class TestCliExchange final : public TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    QString at(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
    Ran exported(const QString& format, const QString& to, const QStringList& more = {}) const
    {
        return runRevseg(QStringList{QStringLiteral("export"), at("job.revseg"), QStringLiteral("--format"),
                                     format, QStringLiteral("--to"), to, QStringLiteral("--json")} +
                         more);
    }
    Ran imported(const QString& format, const QString& from, const QStringList& more = {}) const
    {
        return runRevseg(QStringList{QStringLiteral("import"), at("job.revseg"), QStringLiteral("--format"),
                                     format, QStringLiteral("--from"), from, QStringLiteral("--json")} +
                         more);
    }

protected:
    void prepare() override
    {
        m_dir = std::make_unique<QTemporaryDir>();
        makeClip(at("clip"));
        makeDavis(at("davis"), QStringLiteral("clip"));
        QCOMPARE(runRevseg({QStringLiteral("project"), QStringLiteral("new"), at("job.revseg")}).code, 0);
        QCOMPARE(
            runRevseg({QStringLiteral("project"), QStringLiteral("add"), at("job.revseg"), at("clip")}).code,
            0);
    }

private Q_SLOTS:
    void masksThereAndBackThroughEveryFormat()
    {
        const Ran in = imported(QStringLiteral("davis"), at("davis"));
        QVERIFY2(in.code == 0, in.err.constData());
        QCOMPARE(in.json(), (QJsonObject{{QStringLiteral("frames"), kClipFrames},
                                         {QStringLiteral("objects"), 2},
                                         {QStringLiteral("masks"), 7},
                                         {QStringLiteral("losses"), QJsonObject()}}));
        const auto masks = tree(at("davis/Annotations"));
        for (const char* format : {"davis", "youtube-vos", "coco", "youtube-vis"}) {
            const QString name = QLatin1String(format);
            const QString folder = at("out-") + name;
            const Ran out = exported(name, folder);
            QVERIFY2(out.code == 0, out.err.constData());
            QCOMPARE(out.json()[QStringLiteral("masks")].toInt(), 7);
            QCOMPARE(out.json()[QStringLiteral("losses")].toObject(), QJsonObject());
            QVERIFY(QFile::exists(folder + QStringLiteral("/frames.csv")));
            const QString back = folder + QStringLiteral("-back");
            const Ran converted = runRevseg({QStringLiteral("convert"), QStringLiteral("--from-format"), name,
                                             QStringLiteral("--from"), folder, QStringLiteral("--to-format"),
                                             QStringLiteral("davis"), QStringLiteral("--to"), back});
            QVERIFY2(converted.code == 0, converted.err.constData());
            QVERIFY2(tree(back + QStringLiteral("/Annotations")) == masks, format);
        }
        QCOMPARE(runRevseg({QStringLiteral("project"), QStringLiteral("check"), at("job.revseg")}).code, 0);
    }
    void overlayVideo()
    {
        QCOMPARE(imported(QStringLiteral("davis"), at("davis")).code, 0);
        const Ran out = exported(QStringLiteral("overlay"), at("overlay"),
                                 {QStringLiteral("--opacity"), QStringLiteral("1")});
        QVERIFY2(out.code == 0, out.err.constData());
        auto reader = VideoReader::open(at("overlay/clip.mp4"));
        VERIFY_RESULT(reader);
        QCOMPARE((*reader)->frameCount(), kClipFrames);
        const auto frame = (*reader)->frame(0);
        VERIFY_RESULT(frame);
        const QColor inside = frame->image.pixelColor(8, 10);
        const QColor expected(0xCC, 0x79, 0xA7); // that of the first object
        const int difference =
            std::max({std::abs(inside.red() - expected.red()), std::abs(inside.green() - expected.green()),
                      std::abs(inside.blue() - expected.blue())});
        QVERIFY2(difference < 30, qPrintable(inside.name()));
        const QColor outside = frame->image.pixelColor(40, 26);
        QVERIFY2(outside.blue() > 150, qPrintable(outside.name()));
    }
    void overlayGifAndTheTableBesideEveryOverlay()
    {
        QCOMPARE(imported(QStringLiteral("davis"), at("davis")).code, 0);
        const Ran out = exported(QStringLiteral("gif"), at("gif"));
        QVERIFY2(out.code == 0, out.err.constData());
        auto reader = VideoReader::open(at("gif/clip.gif"));
        VERIFY_RESULT(reader);
        QCOMPARE((*reader)->frameCount(), kClipFrames);
        QCOMPARE(bytesOf(at("gif/frames.csv")).count('\n'), kClipFrames + 1);
        QVERIFY(bytesOf(at("gif/report.json")).contains("\"gif\""));

        const auto track = [this](const QString& overlay, const QString& to) {
            return runRevseg({QStringLiteral("track"), at("clip"), QStringLiteral("--prompt"),
                              QStringLiteral("0:box=4,4,20,20"), QStringLiteral("--tracker"),
                              QStringLiteral("flow"), QStringLiteral("--out"), to,
                              QStringLiteral("--overlay"), overlay});
        };
        const Ran tracked = track(at("seen.gif"), at("masks"));
        QVERIFY2(tracked.code == 0, tracked.err.constData());
        reader = VideoReader::open(at("seen.gif"));
        VERIFY_RESULT(reader);
        QCOMPARE((*reader)->frameCount(), kClipFrames);
        const auto lines = bytesOf(at("seen.frames.csv")).split('\n');
        QCOMPARE(lines.size(), kClipFrames + 2);
        QVERIFY2(lines[1].startsWith("clip,00000,0,"), lines[1].constData());
        QVERIFY(lines[1].size() > 64); // the hash of the source
        // A name that is of no video is seen before the work begins.
        const Ran refused = track(at("seen.txt"), at("masks2"));
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.saysOneError(), refused.err.constData());
        QVERIFY(!QFile::exists(at("masks2")));
    }
    void aRefusedImportChangesNothing()
    {
        QCOMPARE(imported(QStringLiteral("davis"), at("davis")).code, 0);
        const QByteArray before = bytesOf(at("job.revseg"));
        writeText(at("davis/Annotations/480p/clip/00003.png"), "no picture");
        writeText(at("annotations.json"), "{\"images\":[}");
        for (const Ran& ran : {imported(QStringLiteral("davis"), at("davis")),
                               imported(QStringLiteral("davis"), at("nothing")),
                               imported(QStringLiteral("coco"), at("annotations.json")),
                               imported(QStringLiteral("davis"), at("davis"),
                                        {QStringLiteral("--video"), QStringLiteral("other")})}) {
            QCOMPARE(ran.code, 1);
            QVERIFY2(ran.saysOneError(), ran.err.constData());
            QVERIFY(ran.json().contains(QStringLiteral("error")));
        }
        QVERIFY(bytesOf(at("job.revseg")) == before);
    }
    void theVideoThatGetsTheMasks()
    {
        makeDavis(at("davis"), QStringLiteral("somebody-elses"));
        const Ran named = imported(QStringLiteral("davis"), at("davis"),
                                   {QStringLiteral("--video"), QStringLiteral("clip")});
        QCOMPARE(named.code, 0);
        QCOMPARE(named.json()[QStringLiteral("losses")][QStringLiteral("sequences_without_video")].toInt(),
                 1);
        // A single sequence goes to the video that is named, whatever it is called.
        QVERIFY(QDir(at("davis/Annotations/480p/clip")).removeRecursively());
        QCOMPARE(imported(QStringLiteral("davis"), at("davis"),
                          {QStringLiteral("--video"), QStringLiteral("clip")})
                     .code,
                 0);
    }
    void exportsAreNotWrittenOverOtherThings()
    {
        QDir().mkpath(at("out"));
        writeText(at("out/letter.txt"), "dear aunt");
        const Ran refused = exported(QStringLiteral("davis"), at("out"));
        QCOMPARE(refused.code, 1);
        QVERIFY(refused.saysOneError());
        QCOMPARE(tree(at("out")).size(), 1);
        QCOMPARE(exported(QStringLiteral("davis"), at("out"), {QStringLiteral("--force")}).code, 0);
    }
    void wrongUsage()
    {
        QCOMPARE(exported(QStringLiteral("betamax"), at("out")).code, 2);
        QCOMPARE(runRevseg({QStringLiteral("export"), at("job.revseg")}).code, 2);
        QCOMPARE(runRevseg({QStringLiteral("import"), at("job.revseg"), QStringLiteral("--format"),
                            QStringLiteral("davis")})
                     .code,
                 2);
        QCOMPARE(
            runRevseg({QStringLiteral("convert"), QStringLiteral("--from-format"), QStringLiteral("coco")})
                .code,
            2);
    }
};

REVSEG_TEST("exchange", TestCliExchange)
#include "tst_exchange.moc"
