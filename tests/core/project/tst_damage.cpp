// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project.h"
#include "core/project/store.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/full_disk.h"
#include "tests/support/test.h"

#include <QDir>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <unistd.h>

using namespace revseg;
using namespace revseg::test;

class TestDamage final : public TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;

    void sql(const QString& statement)
    {
        {
            QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("test"));
            db.setDatabaseName(m_path);
            QVERIFY(db.open());
            QSqlQuery query(db);
            QVERIFY(query.exec(statement));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("test"));
    }
    void overwrite(qint64 at, const QByteArray& bytes)
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(at));
        file.write(bytes);
    }
    void makeProject(int masks)
    {
        auto p = Project::create(m_path);
        VERIFY_RESULT(p);
        const VideoId video = *(*p)->addVideo(videoInfo(QStringLiteral("/media/a.mp4"), 1000));
        const ObjectId object = *(*p)->addObject(video);
        Edit edit{named("Track"), {video, 0}, {}};
        for (int frame = 0; frame < masks; ++frame)
            edit.changes.emplace_back(
                MaskChange{video, object, frame, nullptr, boxMask({1, 1, 10.0 + frame % 40, 30})});
        VERIFY_RESULT((*p)->apply(edit));
    }
    QStringList files() const
    {
        return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

protected:
    void prepare() override
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(QStringLiteral("job.revseg"));
    }

private Q_SLOTS:
    void whatIsNoProject()
    {
        VERIFY_ERROR(Project::open(m_path), ErrorKind::NotFound);
        VERIFY_ERROR(Project::open(m_dir->path()), ErrorKind::Unsupported);
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        VERIFY_ERROR(Project::open(m_path), ErrorKind::Corrupt);
        overwrite(0, QByteArray("this is a letter to my aunt, and no database at all").repeated(50));
        const QByteArray before = bytesOf(m_path);
        for (const auto mode : {Project::OpenMode::ReadWrite, Project::OpenMode::ReadOnly})
            VERIFY_ERROR(Project::open(m_path, mode), ErrorKind::Corrupt);
        QVERIFY(bytesOf(m_path) == before);
        QVERIFY(QFile::remove(m_path));
        sql(QStringLiteral("CREATE TABLE aunt(name)"));
        VERIFY_ERROR(Project::open(m_path), ErrorKind::Unsupported);
        QCOMPARE(files(), QStringList{QStringLiteral("job.revseg")});
    }
    void aNewerProjectIsRefusedAndKept()
    {
        makeProject(3);
        sql(QStringLiteral("PRAGMA user_version = 9999"));
        const QByteArray before = bytesOf(m_path);
        for (const auto mode : {Project::OpenMode::ReadWrite, Project::OpenMode::ReadOnly}) {
            const auto p = Project::open(m_path, mode);
            VERIFY_ERROR(p, ErrorKind::Unsupported);
            QVERIFY(p.error().message().contains(QStringLiteral("9999")));
        }
        QVERIFY(bytesOf(m_path) == before);
        QCOMPARE(files(), QStringList{QStringLiteral("job.revseg")});
    }
    void aFileThatWasCutOff()
    {
        makeProject(300);
        QVERIFY(QFile::resize(m_path, QFileInfo(m_path).size() / 2));
        const QByteArray before = bytesOf(m_path);
        VERIFY_ERROR(Project::open(m_path), ErrorKind::Corrupt);
        QVERIFY(bytesOf(m_path) == before);
    }
    void overwrittenPagesAreFoundByCheck()
    {
        makeProject(300);
        const QByteArray good = bytesOf(m_path);
        int pages = 0;
        for (qint64 at = 4096; at + 4096 <= good.size(); at += 4096) {
            overwrite(0, good);
            overwrite(at, QByteArray(4096, '\xA5'));
            const auto p = Project::open(m_path);
            if (p)
                VERIFY_ERROR((*p)->check(), ErrorKind::Corrupt);
            else
                QCOMPARE(p.error().kind, ErrorKind::Corrupt);
            ++pages;
        }
        QVERIFY(pages > 10);
    }
    void aDamagedMaskIsNamedAndTheRestStaysUsable()
    {
        makeProject(20);
        sql(QStringLiteral("UPDATE mask SET data = substr(data, 1, length(data) - 5) WHERE frame = 7"));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("^qUncompress")));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("^qUncompress")));
        auto p = Project::open(m_path);
        VERIFY_RESULT(p);
        const VideoId video = (*p)->videos()[0].id;
        const auto bad = (*p)->mask(video, ObjectId{1}, 7);
        VERIFY_ERROR(bad, ErrorKind::Corrupt);
        QVERIFY(bad.error().message().contains(QStringLiteral("frame 7")));
        VERIFY_RESULT((*p)->mask(video, ObjectId{1}, 8));
        const auto checked = (*p)->check();
        VERIFY_ERROR(checked, ErrorKind::Corrupt);
        QVERIFY(checked.error().message().contains(QStringLiteral("frame 7")));
    }
    void anIndexThatDisagreesIsFound_data()
    {
        QTest::addColumn<QString>("damage");
        QTest::newRow("a mask is gone") << QStringLiteral("DELETE FROM mask WHERE frame = 3");
        QTest::newRow("a mark differs") << QStringLiteral("UPDATE mask SET checked = 1 WHERE frame = 4");
        QTest::newRow("the index is gone") << QStringLiteral("DELETE FROM lane");
    }
    void anIndexThatDisagreesIsFound()
    {
        QFETCH(QString, damage);
        makeProject(20);
        sql(damage);
        auto p = Project::open(m_path);
        VERIFY_RESULT(p);
        VERIFY_ERROR((*p)->check(), ErrorKind::Corrupt);
    }
    void onAFullDiskNothingHappensAndNothingIsLost()
    {
        makeProject(20);
        auto opened = Project::open(m_path);
        VERIFY_RESULT(opened);
        Project& p = **opened;
        const VideoId video = p.videos()[0].id;
        for (const int frame : {100, 101}) { // the first in the rollback journal, the second in WAL
            Edit edit{named("Track"), {video, frame}, {}};
            for (int i = 0; i < 200; ++i)
                edit.changes.emplace_back(MaskChange{video, ObjectId{1}, frame + 2 * i, nullptr,
                                                     boxMask({1, 1, 10.0 + i % 40, 30})});
            {
                const FullDisk full(512); // whichever file it wants to write
                const auto refused = p.apply(edit);
                VERIFY_ERROR(refused, ErrorKind::Unreadable);
                QVERIFY(refused.error().remedyText().contains(QStringLiteral("room")));
                QVERIFY(!p.lane(video, ObjectId{1}).at(frame).hasRecord());
                VERIFY_RESULT(p.mask(video, ObjectId{1}, 5));
                QVERIFY(!p.history().canUndo() || p.history().nextUndo()->place.frame != frame);
            }
            VERIFY_RESULT(p.apply(edit)); // the same edit, once there is room
            QVERIFY(p.lane(video, ObjectId{1}).at(frame).hasRecord());
        }
        opened->reset();
        auto again = Project::open(m_path);
        VERIFY_RESULT(again);
        VERIFY_ERROR((*again)->check(), ErrorKind::NotFound);
        QCOMPARE((*again)->lane(video, ObjectId{1}).frames().size(), 420U);
    }
    void workGoesOnInMemoryWhileTheDiskIsFull()
    {
        makeProject(20);
        auto opened = Project::open(m_path);
        VERIFY_RESULT(opened);
        Project& p = **opened;
        p.setKeepsUnsaved(true);
        int told = 0;
        connect(&p, &Project::unsavedChanged, this, [&] { ++told; });
        const VideoId video = p.videos()[0].id;
        RunRecord run;
        {
            const FullDisk full(512);
            VERIFY_RESULT(p.setMask(video, ObjectId{1}, 500, boxMask({0, 0, 8, 8}), named("Brush")));
            QVERIFY(p.hasUnsaved() && told == 1);
            QVERIFY(p.unsavedReason()->remedyText().contains(QStringLiteral("room")));
            p.setCacheLimit(0); // what is not on disk must not depend on the cache
            QCOMPARE((*p.mask(video, ObjectId{1}, 500))->mask.area(), 64);
            VERIFY_RESULT(p.setMask(video, ObjectId{1}, 5, nullptr, named("Delete")));
            QVERIFY(!*p.mask(video, ObjectId{1}, 5));
            VERIFY_RESULT(p.undo());
            QVERIFY(*p.mask(video, ObjectId{1}, 5));
            QCOMPARE(p.addObject(video)->value, 2);
            VERIFY_RESULT(p.setMask(video, ObjectId{2}, 7, boxMask({0, 0, 3, 3}), named("Brush")));
            run.query = *p.addQuery(video, QStringLiteral("which?"));
            QVERIFY(*p.addQuery(video, QStringLiteral("where?")) != run.query);
            run.data = "{\"a\":1}";
            run.id = *p.addRun(run);
            QCOMPARE(p.run(run.id)->data, QByteArray("{\"a\":1}"));
            VERIFY_ERROR(p.saveUnsaved(), ErrorKind::Unreadable);
            VERIFY_ERROR(p.saveAs(m_dir->filePath(QStringLiteral("no-room.revseg"))), ErrorKind::Unreadable);
            QVERIFY(p.hasUnsaved());
        }
        // Another place is chosen; there it all is, and the old file has what it had.
        const QString elsewhere = m_dir->filePath(QStringLiteral("elsewhere.revseg"));
        VERIFY_RESULT(p.saveAs(elsewhere));
        QVERIFY(!p.hasUnsaved() && !p.unsavedReason());
        QCOMPARE(p.path(), elsewhere);
        VERIFY_RESULT(p.undo()); // the run
        VERIFY_RESULT(p.redo());
        opened->reset();
        auto again = Project::open(elsewhere);
        VERIFY_RESULT(again);
        VERIFY_ERROR((*again)->check(), ErrorKind::NotFound);
        QCOMPARE((*(*again)->mask(video, ObjectId{1}, 500))->mask.area(), 64);
        QVERIFY(*(*again)->mask(video, ObjectId{1}, 5));
        QCOMPARE((*(*again)->mask(video, ObjectId{2}, 7))->mask.area(), 9);
        QCOMPARE((*again)->run(run.id)->data, QByteArray("{\"a\":1}"));
        auto old = Project::open(m_path);
        VERIFY_RESULT(old);
        QCOMPARE((*old)->lane(video, ObjectId{1}).frames().size(), 20U);
        QCOMPARE(files(),
                 (QStringList{QStringLiteral("elsewhere.revseg"), QStringLiteral("elsewhere.revseg-lock"),
                              QStringLiteral("job.revseg"), QStringLiteral("job.revseg-lock")}));
    }
    void unsavedWorkIsWrittenWithTheNextEditThatFits()
    {
        makeProject(20);
        auto opened = Project::open(m_path);
        VERIFY_RESULT(opened);
        (*opened)->setKeepsUnsaved(true);
        const VideoId video = (*opened)->videos()[0].id;
        {
            const FullDisk full(512);
            VERIFY_RESULT((*opened)->setMask(video, ObjectId{1}, 500, boxMask({0, 0, 8, 8}), named("Brush")));
            VERIFY_RESULT((*opened)->setMask(video, ObjectId{1}, 500, boxMask({0, 0, 9, 9}), named("Brush")));
        }
        VERIFY_RESULT((*opened)->setMask(video, ObjectId{1}, 501, boxMask({0, 0, 5, 5}), named("Brush")));
        QVERIFY(!(*opened)->hasUnsaved());
        opened->reset();
        auto again = Project::open(m_path);
        VERIFY_RESULT(again);
        VERIFY_ERROR((*again)->check(), ErrorKind::NotFound);
        QCOMPARE((*(*again)->mask(video, ObjectId{1}, 500))->mask.area(), 81);
        QCOMPARE((*(*again)->mask(video, ObjectId{1}, 501))->mask.area(), 25);
    }
    void aDeletedOrReplacedProjectGoesOnInMemory_data()
    {
        QTest::addColumn<bool>("replaced");
        QTest::newRow("deleted") << false;
        QTest::newRow("replaced") << true;
    }
    void aDeletedOrReplacedProjectGoesOnInMemory()
    {
        QFETCH(bool, replaced);
        makeProject(20);
        auto opened = Project::open(m_path);
        VERIFY_RESULT(opened);
        Project& p = **opened;
        p.setKeepsUnsaved(true);
        const VideoId video = p.videos()[0].id;
        VERIFY_RESULT(p.setMask(video, ObjectId{1}, 500, boxMask({0, 0, 8, 8}), named("Brush")));
        VERIFY_RESULT(p.setMask(video, ObjectId{1}, 501, boxMask({0, 0, 8, 8}), named("Brush")));
        QVERIFY(QFile::remove(m_path));
        QByteArray other;
        if (replaced) {
            VERIFY_RESULT(Store::create(m_path)); // beside a log that is not its own
            other = bytesOf(m_path);
        }
        VERIFY_RESULT(p.setMask(video, ObjectId{1}, 502, boxMask({0, 0, 9, 9}), named("Brush")));
        QVERIFY(p.hasUnsaved());
        QVERIFY(p.unsavedReason()->message().contains(replaced ? QStringLiteral("has been replaced")
                                                               : QStringLiteral("has been deleted")));
        Edit edit{named("Large"), {video, 0}, {}};
        for (int f = 600; f < 700; ++f)
            edit.changes.emplace_back(MaskChange{video, ObjectId{1}, f, nullptr, boxMask({0, 0, 3, 3})});
        const auto write = p.start(edit);
        VERIFY_RESULT(write);
        VERIFY_RESULT(p.finish(**write));
        const QString elsewhere = m_dir->filePath(QStringLiteral("elsewhere.revseg"));
        VERIFY_RESULT(p.saveAs(elsewhere));
        QVERIFY(!p.hasUnsaved());
        opened->reset();
        auto again = Project::open(elsewhere);
        VERIFY_RESULT(again);
        VERIFY_ERROR((*again)->check(), ErrorKind::NotFound);
        for (const auto& [frame, area] : std::map<int, int>{{500, 64}, {501, 64}, {502, 81}, {650, 9}})
            QCOMPARE((*(*again)->mask(video, ObjectId{1}, frame))->mask.area(), area);
        if (replaced)
            QCOMPARE(bytesOf(m_path), other);
    }
    void aReadOnlyProjectIsEditedInMemory()
    {
        makeProject(20);
        const QByteArray before = bytesOf(m_path);
        const QString elsewhere = m_dir->filePath(QStringLiteral("mine.revseg"));
        const auto writer = Project::open(m_path); // somebody else has it
        VERIFY_RESULT(writer);
        auto opened = Project::open(m_path, Project::OpenMode::ReadOnly);
        VERIFY_RESULT(opened);
        Project& p = **opened;
        const VideoId video = p.videos()[0].id;
        VERIFY_ERROR(p.setMask(video, ObjectId{1}, 500, boxMask({0, 0, 8, 8}), named("Brush")),
                     ErrorKind::Unreadable);
        p.setKeepsUnsaved(true);
        VERIFY_RESULT(p.setMask(video, ObjectId{1}, 500, boxMask({0, 0, 8, 8}), named("Brush")));
        VERIFY_RESULT(p.setMask(video, ObjectId{1}, 501, boxMask({0, 0, 9, 9}), named("Brush")));
        VERIFY_RESULT(p.undo());
        QVERIFY(p.isReadOnly() && p.hasUnsaved());
        VERIFY_ERROR(p.saveUnsaved(), ErrorKind::Unreadable);
        QVERIFY(bytesOf(m_path) == before);
        QCOMPARE(*p.saveAs(elsewhere), 0);
        QVERIFY(!p.isReadOnly() && !p.hasUnsaved());
        VERIFY_RESULT(p.redo());
        opened->reset();
        const auto again = Project::open(elsewhere);
        VERIFY_RESULT(again);
        QCOMPARE((*again)->lane(video, ObjectId{1}).frames().size(), 22U);
        QCOMPARE((*(*again)->mask(video, ObjectId{1}, 501))->mask.area(), 81);
        QVERIFY(bytesOf(m_path) == before);
    }
    /// Whichever page is lost while the program runs: work goes on, and all that can be read moves on with
    /// it.
    void workOnADamagedFileGoesOnAndIsSalvaged()
    {
        makeProject(300);
        const QByteArray good = bytesOf(m_path);
        int salvaged = 0;
        for (qint64 at = 4096; at + 4096 <= good.size(); at += 4096) {
            overwrite(0, good);
            auto opened = Project::open(m_path);
            VERIFY_RESULT(opened);
            Project& p = **opened;
            p.setKeepsUnsaved(true);
            p.setCacheLimit(0);
            const VideoId video = p.videos()[0].id;
            overwrite(at, QByteArray(4096, '\xA5'));
            VERIFY_RESULT(p.setMask(video, ObjectId{1}, 500, boxMask({0, 0, 8, 8}), named("Brush")));
            const QString elsewhere = m_dir->filePath(QStringLiteral("saved-%1.revseg").arg(at));
            const auto lost = p.saveAs(elsewhere);
            VERIFY_RESULT(lost);
            QVERIFY(*lost <= 300);
            salvaged += *lost > 0 ? 1 : 0;
            QCOMPARE((*p.mask(video, ObjectId{1}, 500))->mask.area(), 64);
            VERIFY_RESULT(p.setMask(video, ObjectId{1}, 501, boxMask({0, 0, 4, 4}), named("Brush")));
            opened->reset();
            const auto again = Project::open(elsewhere);
            VERIFY_RESULT(again);
            VERIFY_ERROR((*again)->check(), ErrorKind::NotFound); // whole, but for the media
            QCOMPARE(int((*again)->lane(video, ObjectId{1}).frames().size()), 302 - *lost);
            QFile::remove(m_path + QStringLiteral("-journal"));
            QFile::remove(m_path + QStringLiteral("-wal"));
            QFile::remove(m_path + QStringLiteral("-shm"));
        }
        QVERIFY(salvaged > 2);
    }
    void aFailedFirstEditLeavesEveryByte()
    {
        makeProject(20);
        const QByteArray before = bytesOf(m_path);
        {
            auto p = Project::open(m_path);
            VERIFY_RESULT(p);
            const VideoId video = (*p)->videos()[0].id;
            Edit edit{named("Import"), {video, 0}, {}};
            for (int frame = 100; frame < 900; ++frame)
                edit.changes.emplace_back(
                    MaskChange{video, ObjectId{1}, frame, nullptr, boxMask({1, 1, 10.0 + frame % 40, 30})});
            const FullDisk full(rlim_t(before.size()));
            VERIFY_ERROR((*p)->apply(edit), ErrorKind::Unreadable);
        }
        QVERIFY(bytesOf(m_path) == before);
        QCOMPARE(files(), QStringList{QStringLiteral("job.revseg")});
    }
    void aReadOnlyFolder()
    {
        if (geteuid() == 0)
            QSKIP("the administrator may write everywhere");
        makeProject(3);
        QVERIFY(QFile::setPermissions(m_dir->path(), QFile::ReadOwner | QFile::ExeOwner));
        VERIFY_ERROR(Project::open(m_path), ErrorKind::Unreadable);
        VERIFY_ERROR(Project::create(m_dir->filePath(QStringLiteral("b.revseg"))), ErrorKind::Unreadable);
        VERIFY_RESULT(Project::open(m_path, Project::OpenMode::ReadOnly));
        QVERIFY(QFile::setPermissions(m_dir->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }
};

REVSEG_TEST("damage", TestDamage)
#include "tst_damage.moc"
