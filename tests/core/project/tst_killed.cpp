// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <random>

using namespace revseg;
using namespace revseg::test;

class TestKilled final : public TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void aKillLosesAtMostTheEditInProgress_data()
    {
        QTest::addColumn<int>("frames");
        QTest::addColumn<int>("rounds");
        QTest::newRow("strokes") << 10 << 30;
        QTest::newRow("imports, by another thread") << 400 << 15;
    }
    void aKillLosesAtMostTheEditInProgress()
    {
        QFETCH(int, frames);
        QFETCH(int, rounds);
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("job.revseg"));
        {
            auto p = Project::create(path);
            VERIFY_RESULT(p);
            const VideoId video = *(*p)->addVideo(videoInfo(QStringLiteral("/media/a.mp4"), 400, {640, 4}));
            VERIFY_RESULT((*p)->addObject(video));
        }
        std::mt19937 rng(11);
        int done = 0;
        for (int round = 0; round < rounds; ++round) {
            QProcess child;
            child.start(QStringLiteral(REVSEG_PROJECT_EDITOR), {path, QString::number(frames)});
            QVERIFY(child.waitForStarted());
            // Some are hit in the first edit (rollback journal), some in the second (change to WAL), most
            // later.
            QVERIFY2(child.waitForReadyRead(60'000), child.readAllStandardError().constData());
            QTest::qSleep(int(rng() % 40));
            child.kill();
            QVERIFY(child.waitForFinished(60'000));
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);
            const auto lines = child.readAllStandardOutput().trimmed().split('\n');
            const int said = lines.last().toInt();

            // A reader first, every other time: it must cope with what the dead one left.
            auto p = Project::open(path, round % 2 == 0 ? Project::OpenMode::ReadOnly
                                                        : Project::OpenMode::ReadWrite);
            VERIFY_RESULT(p);
            const VideoId video = (*p)->videos()[0].id;
            const int found = (*p)->videos()[0].notes.toInt();
            // After the last word: nothing, an edit not yet spoken of, or its undone state in between.
            QVERIFY2(found >= said && found <= said + 1 && found > done,
                     qPrintable(QStringLiteral("%1 said, %2 found").arg(said).arg(found)));
            for (int frame = 0; frame < frames; ++frame) {
                const auto mask = (*p)->mask(video, ObjectId{1}, frame);
                VERIFY_RESULT(mask);
                QCOMPARE((*mask)->mask.area(), found % 600 + 1);
            }
            VERIFY_ERROR((*p)->check(), ErrorKind::NotFound); // its media; all else is sound
            done = found;
            p->reset();
            const QStringList left = QDir(dir.path()).entryList(QDir::Files | QDir::Hidden);
            QVERIFY2(left == QStringList{QStringLiteral("job.revseg")},
                     qPrintable(left.join(QLatin1Char(' '))));
        }
    }
};

REVSEG_TEST("killed", TestKilled)
#include "tst_killed.moc"
