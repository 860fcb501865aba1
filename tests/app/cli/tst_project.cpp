// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"
#include "tests/core/media/numbered_clip.h"
#include "tests/support/test.h"

#include <QJsonArray>
#include <QTemporaryDir>

using namespace revseg;
using namespace revseg::test;

class TestCliProject final : public TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    QString at(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
    QStringList words(const char* action, const QStringList& more = {}) const
    {
        return QStringList{QStringLiteral("project"), QLatin1String(action), at("job.revseg")} + more;
    }

protected:
    void prepare() override { m_dir = std::make_unique<QTemporaryDir>(); }

private Q_SLOTS:
    void newAddListCheck()
    {
        makeClip(at("media/clip"));
        QCOMPARE(runRevseg(words("new")).code, 0);
        QCOMPARE(runRevseg(words("add", {at("media/clip")})).code, 0);
        const Ran listed = runRevseg(words("list", {QStringLiteral("--json")}));
        QCOMPARE(listed.code, 0);
        const QJsonArray videos = listed.json()[QStringLiteral("videos")].toArray();
        QCOMPARE(videos.size(), 1);
        QCOMPARE(videos[0].toObject(), (QJsonObject{{QStringLiteral("name"), QStringLiteral("clip")},
                                                    {QStringLiteral("path"), QStringLiteral("media/clip")},
                                                    {QStringLiteral("frames"), kClipFrames},
                                                    {QStringLiteral("width"), kClip.width},
                                                    {QStringLiteral("height"), kClip.height},
                                                    {QStringLiteral("missing"), false}}));
        QVERIFY(runRevseg(words("list")).out.contains("media/clip"));
        QCOMPARE(runRevseg(words("check")).code, 0);
        // Only the project is there after each of them.
        QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden),
                 QStringList{QStringLiteral("job.revseg")});
        QVERIFY(QDir(at("media/clip")).removeRecursively());
        QVERIFY(runRevseg(words("list", {QStringLiteral("--json")}))
                    .json()[QStringLiteral("videos")][0][QStringLiteral("missing")]
                    .toBool());
        const Ran checked = runRevseg(words("check", {QStringLiteral("--json")}));
        QCOMPARE(checked.code, 1);
        QVERIFY(checked.saysOneError() && checked.err.contains("clip"));
        QCOMPARE(checked.json()[QStringLiteral("error")][QStringLiteral("kind")].toString(),
                 QStringLiteral("NotFound"));
    }
    void mediaThatHaveBeenReplacedAreNamed()
    {
        makeClip(at("clip"));
        QCOMPARE(runRevseg(words("new")).code, 0);
        QCOMPARE(runRevseg(words("add", {at("clip")})).code, 0);
        QCOMPARE(runRevseg(words("check")).code, 0);
        // A picture more, beside which nothing has changed.
        const QString still = QDir(at("clip")).entryList(QDir::Files).first();
        QVERIFY(QFile::copy(at("clip/") + still, at("clip/z.png")));
        const Ran checked = runRevseg(words("check", {QStringLiteral("--json")}));
        QCOMPARE(checked.code, 1);
        QVERIFY2(checked.saysOneError() && checked.err.contains("replaced"), checked.err.constData());
        QCOMPARE(checked.json()[QStringLiteral("error")][QStringLiteral("kind")].toString(),
                 QStringLiteral("NotFound"));
        QVERIFY(QFile::remove(at("clip/z.png")));
        QCOMPARE(runRevseg(words("check")).code, 0);
    }
    void aFolderOfVideosAddsAllOfThem()
    {
        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("takes")));
        for (const char* name : {"takes/10.mp4", "takes/2.mp4"})
            VERIFY_RESULT(writeClip(at(name), 5));
        QCOMPARE(runRevseg(words("new")).code, 0);
        QCOMPARE(runRevseg(words("add", {at("takes")})).code, 0);
        const QJsonArray videos =
            runRevseg(words("list", {QStringLiteral("--json")})).json()[QStringLiteral("videos")].toArray();
        QCOMPARE(videos.size(), 2);
        QCOMPARE(videos[0][QStringLiteral("name")].toString(), QStringLiteral("2"));
    }
    void newNeverOverwrites()
    {
        writeText(at("job.revseg"), "precious");
        const Ran ran = runRevseg(words("new"));
        QCOMPARE(ran.code, 1);
        QVERIFY(ran.saysOneError());
        QCOMPARE(bytesOf(at("job.revseg")), QByteArray("precious"));
    }
    void addIsAllOrNone()
    {
        makeClip(at("clip"));
        QCOMPARE(runRevseg(words("new")).code, 0);
        const QByteArray before = bytesOf(at("job.revseg"));
        writeText(at("letter.mp4"), "no video");
        for (const char* bad : {"letter.mp4", "nothing.mp4"}) {
            const Ran ran = runRevseg(words("add", {at("clip"), at(bad)}));
            QCOMPARE(ran.code, 1);
            QVERIFY2(ran.saysOneError() && ran.err.contains(bad), ran.err.constData());
        }
        QCOMPARE(runRevseg(words("add", {at("clip"), at("clip")})).code, 1);
        QVERIFY(bytesOf(at("job.revseg")) == before);
    }
    void newerAndDamagedProjects()
    {
        QCOMPARE(runRevseg(words("new")).code, 0);
        QByteArray bytes = bytesOf(at("job.revseg"));
        const char version = bytes[63];
        bytes[63] = 99; // PRAGMA user_version: four bytes from 60 on
        writeText(at("job.revseg"), bytes);
        for (const char* action : {"list", "check"}) {
            const Ran ran = runRevseg(words(action, {QStringLiteral("--json")}));
            QCOMPARE(ran.code, 1);
            QCOMPARE(ran.json()[QStringLiteral("error")][QStringLiteral("kind")].toString(),
                     QStringLiteral("Unsupported"));
        }
        QVERIFY(bytesOf(at("job.revseg")) == bytes);
        bytes[63] = version;
        for (int i = 4096; i < 8192; ++i)
            bytes[i] = 'x';
        writeText(at("job.revseg"), bytes);
        const Ran ran = runRevseg(words("check", {QStringLiteral("--json")}));
        QCOMPARE(ran.code, 1);
        QVERIFY(ran.saysOneError());
        QCOMPARE(ran.json()[QStringLiteral("error")][QStringLiteral("kind")].toString(),
                 QStringLiteral("Corrupt"));
        QVERIFY(bytesOf(at("job.revseg")) == bytes);
        QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden),
                 QStringList{QStringLiteral("job.revseg")});
    }
    void wrongUsage()
    {
        QCOMPARE(runRevseg({QStringLiteral("project")}).code, 2);
        QCOMPARE(runRevseg({QStringLiteral("project"), QStringLiteral("burn"), at("a.revseg")}).code, 2);
        QCOMPARE(runRevseg({QStringLiteral("project"), QStringLiteral("new")}).code, 2);
        QCOMPARE(runRevseg(words("add")).code, 2);
        QCOMPARE(runRevseg(words("list", {QStringLiteral("more")})).code, 2);
        QCOMPARE(runRevseg({QStringLiteral("project"), QStringLiteral("--help")}).code, 0);
    }
};

REVSEG_TEST("project", TestCliProject)
#include "tst_project.moc"
