// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// probe, frame, track and demo, as a script uses them.
#include "core/media/video_reader.h"
#include "tests/app/cli/program.h"
#include "tests/support/test.h"

#include <QJsonArray>
#include <QTemporaryDir>

#include <csignal>
#include <set>

using namespace revseg;
using namespace revseg::test;

class TestCliMedia final : public TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QTemporaryDir> m_demoDir;

    QString at(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
    QString park() const { return m_demoDir->filePath(QStringLiteral("demo/park.mp4")); }
    static QStringList words(const char* text)
    {
        return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    }

protected:
    void prepare() override { m_dir = std::make_unique<QTemporaryDir>(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_demoDir = std::make_unique<QTemporaryDir>();
        const Ran made =
            runRevseg(words("demo --quiet --out") + QStringList{m_demoDir->filePath(QStringLiteral("demo"))});
        QVERIFY2(made.code == 0, made.err.constData());
    }

    void probeTellsTheFacts()
    {
        const Ran ran = runRevseg({QStringLiteral("probe"), park(), QStringLiteral("--json")});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const QJsonObject info = ran.json();
        QCOMPARE(info[QStringLiteral("frames")].toInt(), 120);
        QCOMPARE(info[QStringLiteral("width")].toInt(), 640);
        QCOMPARE(info[QStringLiteral("kind")].toString(), QStringLiteral("file"));
        QCOMPARE(info[QStringLiteral("sha256")].toString().size(), 64);
        QCOMPARE(info[QStringLiteral("rate")].toObject()[QStringLiteral("num")].toInt(), 24);
    }
    void frameSumsAreThoseOfFFmpegInEveryOrder()
    {
        QProcess ffmpeg;
        ffmpeg.start(QStringLiteral("ffmpeg"), words("-v error -noautorotate -i") + QStringList{park()} +
                                                   words("-map 0:v:0 -fps_mode passthrough -f framemd5 -"));
        if (!ffmpeg.waitForStarted())
            QSKIP("the ffmpeg program is not installed");
        QVERIFY(ffmpeg.waitForFinished(60'000));
        QByteArray expected;
        int index = 0;
        for (const QByteArray& line : ffmpeg.readAllStandardOutput().split('\n')) {
            if (!line.isEmpty() && !line.startsWith('#'))
                expected += QByteArray::number(index++) + ',' + line.split(',').last().trimmed() + '\n';
        }
        for (const char* order : {"sequential", "reverse", "random"}) {
            const Ran ran =
                runRevseg({QStringLiteral("probe"), park(), QStringLiteral("--framemd5"),
                           QStringLiteral("--order"), QLatin1String(order), QStringLiteral("--quiet")});
            QVERIFY2(ran.code == 0, ran.err.constData());
            QVERIFY2(ran.out == expected, order);
        }
        const Ran ran = runRevseg({QStringLiteral("probe"), park(), QStringLiteral("--framemd5"),
                                   QStringLiteral("--json"), QStringLiteral("--quiet")});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const QJsonArray sums = ran.json()[QStringLiteral("framemd5")].toArray();
        QCOMPARE(sums.size(), index);
        QByteArray listed;
        for (int i = 0; i < sums.size(); ++i)
            listed += QByteArray::number(i) + ',' + sums[i].toString().toLatin1() + '\n';
        QVERIFY(listed == expected);
    }
    void oneFrameAsAPicture()
    {
        const Ran ran = runRevseg({QStringLiteral("frame"), park(), QStringLiteral("--index"),
                                   QStringLiteral("32"), QStringLiteral("--out"), at("f.png")});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const QImage image(at("f.png"));
        QCOMPARE(image.size(), QSize(640, 360));
        const QColor duck = image.pixelColor(205, 245);
        QVERIFY2(duck.red() > 180 && duck.blue() < 120, qPrintable(duck.name()));
    }
    void anIndexPastTheEndIsAFailureAndANegativeOneWrongUsage()
    {
        for (const auto& [index, code] : {std::pair("120", 1), std::pair("-1", 2), std::pair("x", 2),
                                          std::pair("99999999999999999999", 2)}) {
            const Ran ran = runRevseg({QStringLiteral("frame"), park(), QStringLiteral("--index"),
                                       QLatin1String(index), QStringLiteral("--out"), at("f.png")});
            QCOMPARE(ran.code, code);
            QVERIFY2(ran.saysOneError(), ran.err.constData());
            QVERIFY(!QFile::exists(at("f.png")));
        }
    }
    void whatIsNoVideoIsRefusedWithARemedy_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("kind");
        QTest::newRow("missing") << QStringLiteral("/no/such/file.mp4") << QStringLiteral("NotFound");
        QTest::newRow("device") << QStringLiteral("/dev/null") << QStringLiteral("Unsupported");
        QTest::newRow("protocol") << QStringLiteral("concat:a.mp4|b.mp4") << QStringLiteral("NotFound");
        QTest::newRow("text") << QString() << QStringLiteral("Unsupported");
    }
    void whatIsNoVideoIsRefusedWithARemedy()
    {
        QFETCH(QString, path);
        QFETCH(QString, kind);
        writeText(at("notes.txt"), "no video");
        const Ran ran = runRevseg(
            {QStringLiteral("probe"), path.isEmpty() ? at("notes.txt") : path, QStringLiteral("--json")});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.saysOneError(), ran.err.constData());
        const QJsonObject error = ran.json()[QStringLiteral("error")].toObject();
        QCOMPARE(error[QStringLiteral("kind")].toString(), kind);
        QVERIFY(!error[QStringLiteral("remedy")].toString().isEmpty());
    }
    void aBoxIsTrackedBothWays()
    {
        const Ran ran = runRevseg({QStringLiteral("track"), park(), QStringLiteral("--prompt"),
                                   QStringLiteral("32:box=158,204,258,271"), QStringLiteral("--tracker"),
                                   QStringLiteral("flow"), QStringLiteral("--out"), at("masks"),
                                   QStringLiteral("--range"), QStringLiteral("28:36"),
                                   QStringLiteral("--overlay"), at("o.mp4"), QStringLiteral("--json")});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(ran.json()[QStringLiteral("frames")].toInt(), 9);
        QCOMPARE(QDir(at("masks")).entryList(QDir::Files).size(), 120);
        for (const auto& [frame, tracked] :
             {std::pair("00028", true), std::pair("00036", true), std::pair("00037", false)}) {
            const auto picture =
                readLabelPicture(at("masks/") + QLatin1String(frame) + QStringLiteral(".png"));
            VERIFY_RESULT(picture);
            QVERIFY(picture->palette);
            QCOMPARE(!picture->mask(1).isEmpty(), tracked);
        }
        const auto overlay = VideoReader::open(at("o.mp4"));
        VERIFY_RESULT(overlay);
        QCOMPARE((*overlay)->frameCount(), 120);
    }
    void aMaskPromptStaysAsItIs()
    {
        LabelPicture picture = LabelPicture::blank({640, 360});
        const Mask mask = Mask::filled(picture.size, {160, 210, 250, 268});
        picture.paint(mask, 7);
        VERIFY_RESULT(writeLabelPicture(at("m.png"), picture));
        const Ran ran = runRevseg({QStringLiteral("track"), park(), QStringLiteral("--prompt"),
                                   QStringLiteral("30:mask=") + at("m.png"), QStringLiteral("--tracker"),
                                   QStringLiteral("flow"), QStringLiteral("--out"), at("masks"),
                                   QStringLiteral("--range"), QStringLiteral("29:31")});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const auto back = readLabelPicture(at("masks/00030.png"));
        VERIFY_RESULT(back);
        QVERIFY(back->mask(7) == mask);
    }
    void wrongPrompts_data()
    {
        QTest::addColumn<QStringList>("prompts");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const QStringList& prompts, int code) {
            QTest::newRow(name) << prompts << code;
        };
        row("none", {}, 2);
        row("no prompt", {QStringLiteral("hello")}, 2);
        row("three numbers", {QStringLiteral("0:box=1,2,3")}, 2);
        row("not a number", {QStringLiteral("0:box=1,2,3,nan")}, 2);
        row("two boxes", {QStringLiteral("0:box=1,2,30,40"), QStringLiteral("0:box=5,2,30,40")}, 2);
        row("point without sign", {QStringLiteral("0:point=5,5")}, 2);
        row("outside the picture", {QStringLiteral("0:box=900,2,950,40")}, 1);
        row("no area", {QStringLiteral("0:box=40,40,40,80")}, 1);
        row("past the end", {QStringLiteral("500:box=1,2,30,40")}, 1);
        row("no such mask", {QStringLiteral("0:mask=/no/such.png")}, 1);
    }
    void wrongPrompts()
    {
        QFETCH(QStringList, prompts);
        QFETCH(int, code);
        QStringList arguments{QStringLiteral("track"),     park(),
                              QStringLiteral("--tracker"), QStringLiteral("flow"),
                              QStringLiteral("--out"),     at("masks")};
        for (const QString& prompt : prompts)
            arguments << QStringLiteral("--prompt") << prompt;
        const Ran ran = runRevseg(arguments);
        QCOMPARE(ran.code, code);
        QVERIFY2(ran.saysOneError(), ran.err.constData());
        QVERIFY(!QFile::exists(at("masks")));
    }
    void resultsNeverReplaceOtherThingsUnasked()
    {
        QDir().mkpath(at("masks"));
        writeText(at("masks/mine.txt"), "mine");
        const QStringList arguments{QStringLiteral("track"),     park(),
                                    QStringLiteral("--prompt"),  QStringLiteral("2:box=20,200,120,280"),
                                    QStringLiteral("--tracker"), QStringLiteral("flow"),
                                    QStringLiteral("--range"),   QStringLiteral("1:3"),
                                    QStringLiteral("--out"),     at("masks")};
        const Ran refused = runRevseg(arguments);
        QCOMPARE(refused.code, 1);
        QCOMPARE(QDir(at("masks")).entryList(QDir::Files), QStringList{QStringLiteral("mine.txt")});
        const Ran forced = runRevseg(arguments + QStringList{QStringLiteral("--force")});
        QVERIFY2(forced.code == 0, forced.err.constData());
        QCOMPARE(bytesOf(at("masks/mine.txt")), QByteArray("mine"));
        QVERIFY(QFile::exists(at("masks/00002.png")));
    }
    void ctrlCKeepsFinishedFrames()
    {
        QProcess process;
        process.start(QStringLiteral(REVSEG_PROGRAM),
                      {QStringLiteral("track"), park(), QStringLiteral("--prompt"),
                       QStringLiteral("32:box=158,204,258,271"), QStringLiteral("--tracker"),
                       QStringLiteral("flow"), QStringLiteral("--out"), at("masks")});
        QVERIFY(process.waitForStarted());
        // The folder that is being filled tells that the work has begun.
        const auto begun = [this] {
            return !QDir(m_dir->path())
                        .entryList({QStringLiteral(".masks.part-*")}, QDir::Dirs | QDir::Hidden)
                        .isEmpty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(begun() || process.state() == QProcess::NotRunning, 60'000);
        QTest::qWait(150);
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(120'000));
        if (process.exitCode() == 0)
            QSKIP("the machine was faster than the signal");
        QCOMPARE(process.exitCode(), 130);
    }
    void helpAndUnknownWords()
    {
        const Ran help = runRevseg({QStringLiteral("--help")});
        QCOMPARE(help.code, 0);
        for (const char* name : {"probe", "frame", "track", "chain", "parse", "project", "import", "export",
                                 "convert", "evaluate", "demo"}) {
            QVERIFY2(help.out.contains(QByteArray("\n") + name + ' '), name);
            const Ran page = runRevseg({QLatin1String(name), QStringLiteral("--help")});
            QCOMPARE(page.code, 0);
            QVERIFY(page.out.contains("Usage: revseg " + QByteArray(name)));
        }
        const Ran near = runRevseg({QStringLiteral("prob")});
        QCOMPARE(near.code, 2);
        QVERIFY(near.err.contains("probe"));
        const Ran option = runRevseg({QStringLiteral("probe"), park(), QStringLiteral("--colour")});
        QCOMPARE(option.code, 2);
        QVERIFY2(option.saysOneError(), option.err.constData());
    }
    void aFullDiskOnStdoutIsAFailure()
    {
        QProcess process;
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        process.start(QStringLiteral(REVSEG_PROGRAM),
                      {QStringLiteral("probe"), park(), QStringLiteral("--json")});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().startsWith("revseg: error: "));
    }
    void theVersionNamesItsLibraries()
    {
        const QJsonObject version = runRevseg({QStringLiteral("--version"), QStringLiteral("--json")}).json();
        QCOMPARE(version[QStringLiteral("licence")].toString(), QStringLiteral("GPL-3.0-or-later"));
        std::set<QString> names;
        for (const QJsonValue& v : version[QStringLiteral("libraries")].toArray())
            names.insert(v[QStringLiteral("name")].toString());
        for (const char* name : {"Qt", "FFmpeg", "OpenCV", "QtKeychain"})
            QVERIFY2(names.count(QLatin1String(name)) == 1, name);
    }
};

REVSEG_TEST("media", TestCliMedia)
#include "tst_media.moc"
