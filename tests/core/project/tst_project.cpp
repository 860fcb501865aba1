// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/trace.h"
#include "core/project/run_edits.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace revseg;
using namespace revseg::test;

class TestProject final : public TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;

    std::unique_ptr<Project> made()
    {
        auto project = Project::create(m_path);
        return project ? std::move(*project) : nullptr;
    }
    std::unique_ptr<Project> reopened(Project::OpenMode mode = Project::OpenMode::ReadWrite)
    {
        auto project = Project::open(m_path, mode);
        return project ? std::move(*project) : nullptr;
    }
    QStringList files() const
    {
        return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    void touch(const QString& name)
    {
        QFile file(m_dir->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("media");
    }
    QVariant sql(const QString& statement) const
    {
        QVariant out;
        {
            QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("test"));
            db.setDatabaseName(m_path);
            if (db.open()) {
                QSqlQuery query(db);
                if (query.exec(statement) && query.next())
                    out = query.value(0);
            }
        }
        QSqlDatabase::removeDatabase(QStringLiteral("test"));
        return out;
    }

    /// As the program wrote it that kept the masks of runs in their JSON.
    void takeBackToVersion2() const
    {
        sql(QStringLiteral("DROP TABLE track_set"));
        sql(QStringLiteral("DROP TABLE run"));
        sql(QStringLiteral(
            "CREATE TABLE run(id INTEGER PRIMARY KEY, removed INTEGER NOT NULL, query INTEGER NOT "
            "NULL REFERENCES query(id) ON DELETE CASCADE, parent INTEGER, created INTEGER NOT "
            "NULL, status TEXT NOT NULL, data BLOB NOT NULL) STRICT"));
        sql(QStringLiteral("PRAGMA user_version = 2"));
    }

protected:
    void prepare() override
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(QStringLiteral("job.revseg"));
    }

private Q_SLOTS:
    void everythingSurvivesClosing()
    {
        touch(QStringLiteral("clip.mp4"));
        VideoId video;
        RunId run;
        {
            const auto p = made();
            QVERIFY(p);
            const auto added = p->addVideo(videoInfo(m_dir->filePath(QStringLiteral("clip.mp4"))));
            VERIFY_RESULT(added);
            video = *added;
            const auto object = p->addObject(video, QStringLiteral("Käfer"));
            VERIFY_RESULT(object);
            QCOMPARE(object->value, 1);
            auto record = std::make_shared<MaskRecord>();
            record->mask = Mask::filled(kSize, {3, 4, 20, 30});
            record->provenance = {Provenance::Origin::Run, QStringLiteral("flow"), RunId{7}, 12};
            record->score = 0.75;
            record->checked = true;
            VERIFY_RESULT(p->setMask(video, *object, 13, record, named("Track")));
            auto absent = std::make_shared<MaskRecord>();
            absent->mask = Mask::empty(kSize);
            absent->presence = Presence::Occluded;
            VERIFY_RESULT(p->setMask(video, *object, 14, absent, named("Occluded")));
            const auto query = p->addQuery(video, QStringLiteral("Which one would fly away?"));
            VERIFY_RESULT(query);
            RunRecord r;
            r.query = *query;
            r.status = QStringLiteral("ok");
            r.setJson({{QStringLiteral("description"), QStringLiteral("the “left” one")}});
            const auto added2 = p->addRun(r);
            VERIFY_RESULT(added2);
            run = *added2;
            VERIFY_RESULT(p->setSetting(QStringLiteral("zoom"), 1.5));
            VERIFY_RESULT(p->setSetting(QStringLiteral("last/frame"), 13));
        }
        QCOMPARE(files(), (QStringList{QStringLiteral("clip.mp4"), QStringLiteral("job.revseg")}));
        const auto p = reopened();
        QVERIFY(p);
        QCOMPARE(p->videos().size(), 1U);
        const VideoRecord& v = p->videos()[0];
        QCOMPARE(v.name, QStringLiteral("clip"));
        QCOMPARE(v.relative_path, QStringLiteral("clip.mp4"));
        QCOMPARE(v.size, 5);
        QCOMPARE(v.frames, 100);
        QVERIFY(v.native == kSize && v.rate == (Rational{25, 1}));
        QVERIFY(!p->isMissing(video));
        const ObjectRecord* o = p->object(video, ObjectId{1});
        QVERIFY(o);
        QCOMPARE(o->name, QStringLiteral("Käfer"));
        QCOMPARE(o->color, objectColor(0));
        const auto mask = p->mask(video, ObjectId{1}, 13);
        VERIFY_RESULT(mask);
        QVERIFY(*mask);
        QVERIFY((*mask)->mask == Mask::filled(kSize, {3, 4, 20, 30}));
        QVERIFY((*mask)->provenance ==
                (Provenance{Provenance::Origin::Run, QStringLiteral("flow"), RunId{7}, 12}));
        QVERIFY((*mask)->checked && (*mask)->score == 0.75);
        const LaneEntry entry = p->lane(video, ObjectId{1}).at(13);
        QVERIFY(entry.checked() && entry.area == 17 * 26 && entry.origin() == Provenance::Origin::Run);
        QVERIFY(std::abs(entry.score() - 0.75) < 1e-4);
        QCOMPARE(p->lane(video, ObjectId{1}).at(14).presence, Presence::Occluded);
        QCOMPARE(p->lane(video, ObjectId{1}).at(15).presence, Presence::NotLooked);
        const auto none = p->mask(video, ObjectId{1}, 15);
        QVERIFY(none && !*none);
        QCOMPARE(p->queries(video).size(), 1U);
        QCOMPARE(p->runs(p->queries(video)[0].id).size(), 1U);
        const auto r = p->run(run);
        VERIFY_RESULT(r);
        QCOMPARE(r->json().value(QStringLiteral("description")).toString(), QStringLiteral("the “left” one"));
        QCOMPARE(p->setting(QStringLiteral("zoom")).toDouble(), 1.5);
        QCOMPARE(p->setting(QStringLiteral("last/frame")).toInt(), 13);
        QCOMPARE(p->setting(QStringLiteral("none"), 4).toInt(), 4);
        VERIFY_RESULT(p->check());
    }
    void markersAndNotesSurviveClosing()
    {
        touch(QStringLiteral("clip.mp4"));
        {
            const auto p = made();
            QVERIFY(p);
            const auto added = p->addVideo(videoInfo(m_dir->filePath(QStringLiteral("clip.mp4"))));
            VERIFY_RESULT(added);
            VideoRecord changed = *p->video(*added);
            changed.markers = {{3, QStringLiteral("the “cup” falls")}, {50, QString()}};
            changed.notes = QStringLiteral("two\nlines");
            VERIFY_RESULT(p->updateVideo(changed, named("Add marker")));
            QCOMPARE(p->video(*added)->markers.size(), 2U);
        }
        const auto p = reopened();
        QVERIFY(p);
        const VideoRecord& v = p->videos().front();
        QCOMPARE(v.notes, QStringLiteral("two\nlines"));
        QVERIFY(v.markers ==
                (std::vector<VideoMarker>{{3, QStringLiteral("the “cup” falls")}, {50, QString()}}));
    }
    void aProjectOfTheFirstVersionIsBroughtUpToDate()
    {
        touch(QStringLiteral("clip.mp4"));
        {
            const auto p = made();
            QVERIFY(p);
            VERIFY_RESULT(p->addVideo(videoInfo(m_dir->filePath(QStringLiteral("clip.mp4")))));
        }
        takeBackToVersion2();
        sql(QStringLiteral("ALTER TABLE video DROP COLUMN markers"));
        sql(QStringLiteral("PRAGMA user_version = 1"));
        {
            const QByteArray before = bytesOf(m_path);
            const auto looking = reopened(Project::OpenMode::ReadOnly);
            QVERIFY(looking);
            QCOMPARE(looking->videos().size(), 1U);
            QVERIFY(bytesOf(m_path) == before);
        }
        {
            const auto p = reopened();
            QVERIFY(p);
            QCOMPARE(p->videos().size(), 1U);
            QVERIFY(p->videos().front().markers.empty());
            VERIFY_RESULT(p->check());
        }
        QVERIFY(sql(QStringLiteral("PRAGMA user_version")).toInt() > 1);
    }
    void masksOfRunsMoveOutOfTheirJson()
    {
        touch(QStringLiteral("clip.mp4"));
        QueryId query;
        {
            const auto p = made();
            QVERIFY(p);
            const auto video = p->addVideo(videoInfo(m_dir->filePath(QStringLiteral("clip.mp4"))));
            query = p->addQuery(*video, QStringLiteral("which?")).value();
        }
        takeBackToVersion2();
        const QString mask = QString::fromLatin1(Mask::filled(kSize, {0, 0, 4, 4}).encode().toBase64());
        const QJsonArray masks{QJsonArray{2, mask, 0.5}, QJsonArray{3, mask},
                               QJsonArray{9, QStringLiteral("AAAA")}};
        const QJsonObject track{{QStringLiteral("object"), 1},
                                {QStringLiteral("annotation"), 7},
                                {QStringLiteral("masks"), masks}};
        const QString text = QStringLiteral("the \"tracks\" in the snow");
        const auto insert = [this, query](const QJsonObject& run) {
            sql(QStringLiteral("INSERT INTO run(removed, query, created, status, data) "
                               "VALUES(0, %1, 0, 'ok', CAST('%2' AS BLOB))")
                    .arg(query.value)
                    .arg(QString::fromUtf8(QJsonDocument(run).toJson(QJsonDocument::Compact))));
        };
        Run first;
        first.other[QStringLiteral("tracks")] = QJsonArray{track};
        insert(runToJson(first));
        Run second;
        second.other[QStringLiteral("remark")] = text;
        insert(runToJson(second));
        const auto p = reopened();
        QVERIFY(p);
        QCOMPARE(p->runs(query).size(), size_t(2));
        const auto run = loadRun(*p, p->runs(query)[0].id);
        VERIFY_RESULT(run);
        QCOMPARE(p->runs(query)[0].tracks, trackSetOf(*run));
        const auto tracks = loadTracks(*p, *run);
        VERIFY_RESULT(tracks);
        QCOMPARE(tracks->size(), size_t(1));
        const RunTrack& read = tracks->front();
        QCOMPARE(read.annotation, ObjectId{7});
        QCOMPARE(read.masks.size(), size_t(2)); // one could not be read
        QCOMPARE(read.masks.at(3).area(), int64_t(16));
        QVERIFY(read.scores == (std::map<FrameIndex, double>{{2, 0.5}}));
        QVERIFY(!p->runs(query)[1].tracks.isValid());
        QCOMPARE(loadRun(*p, p->runs(query)[1].id)->other[QStringLiteral("remark")].toString(), text);
        VERIFY_RESULT(p->check());
    }
    void theFileIsMarked()
    {
        QVERIFY(made());
        QVERIFY(sql(QStringLiteral("PRAGMA user_version")).toInt() > 0);
        QCOMPARE(sql(QStringLiteral("PRAGMA application_id")).toInt(), 0x52565347);
        QCOMPARE(sql(QStringLiteral("PRAGMA journal_mode")).toString(), QStringLiteral("delete"));
    }
    void anExistingFileIsNeverReplaced()
    {
        touch(QStringLiteral("job.revseg"));
        VERIFY_ERROR(Project::create(m_path), ErrorKind::InvalidInput);
        QCOMPARE(bytesOf(m_path), QByteArray("media"));
        VERIFY_ERROR(Project::create(m_dir->filePath(QStringLiteral("no/such/folder.revseg"))),
                     ErrorKind::NotFound);
        QCOMPARE(files(), QStringList{QStringLiteral("job.revseg")});
    }
    void lookingChangesNoByte()
    {
        {
            const auto p = made();
            VERIFY_RESULT(p->addVideo(videoInfo(QStringLiteral("a.mp4"))));
        }
        const QByteArray before = bytesOf(m_path);
        {
            const auto p = reopened();
            QVERIFY(p);
            QCOMPARE(p->videos().size(), 1U);
            VERIFY_ERROR(p->addVideo(videoInfo(QStringLiteral("b.mp4"), 10, {0, 0})),
                         ErrorKind::InvalidInput);
        }
        QVERIFY(bytesOf(m_path) == before);
        QVERIFY(reopened(Project::OpenMode::ReadOnly));
        QVERIFY(bytesOf(m_path) == before);
        QCOMPARE(files(), QStringList{QStringLiteral("job.revseg")});
    }
    void onlyOneMayWrite()
    {
        const auto first = made();
        const auto video = first->addVideo(videoInfo(QStringLiteral("a.mp4")));
        VERIFY_RESULT(video);
        VERIFY_RESULT(first->addObject(*video)); // in WAL from here on
        const auto second = Project::open(m_path);
        VERIFY_ERROR(second, ErrorKind::Unreadable);
        QVERIFY(second.error().message().contains(QString::number(QCoreApplication::applicationPid())));
        QVERIFY(Project::lockOwner(m_path));
        {
            const auto reader = reopened(Project::OpenMode::ReadOnly);
            QVERIFY(reader && reader->isReadOnly());
            QCOMPARE(reader->objects(*video).size(), 1U);
            VERIFY_ERROR(reader->addObject(*video), ErrorKind::Unreadable);
            VERIFY_RESULT(reader->setSetting(QStringLiteral("zoom"), 2));
            QCOMPARE(reader->setting(QStringLiteral("zoom")).toInt(), 2);
        }
        VERIFY_RESULT(first->addObject(*video));
    }
    void theLastReaderTidiesUp()
    {
        auto writer = made();
        const auto video = writer->addVideo(videoInfo(QStringLiteral("a.mp4")));
        VERIFY_RESULT(writer->addObject(*video));
        auto reader = reopened(Project::OpenMode::ReadOnly);
        QVERIFY(reader);
        VERIFY_RESULT(writer->addObject(*video));
        writer.reset();
        reader.reset();
        QCOMPARE(files(), QStringList{QStringLiteral("job.revseg")});
        QVERIFY(!Project::lockOwner(m_path));
        QCOMPARE(reopened()->objects(*video).size(), 2U);
    }
    void aLinkIsTheSameProject()
    {
        QDir(m_dir->path()).mkpath(QStringLiteral("links"));
        const QString link = m_dir->filePath(QStringLiteral("links/job.revseg"));
        {
            const auto p = made();
            QVERIFY(QFile::link(m_path, link));
            VERIFY_ERROR(Project::open(link), ErrorKind::Unreadable); // one writer, by any name
        }
        {
            const auto p = Project::open(link);
            VERIFY_RESULT(p);
            const auto video = (*p)->addVideo(videoInfo(QStringLiteral("/media/a.mp4")));
            VERIFY_RESULT((*p)->addObject(*video));
        }
        QCOMPARE(files(), QStringList{QStringLiteral("job.revseg")});
        QCOMPARE(reopened()->videos().size(), 1U);
    }
    void addingVideosIsAllOrNone()
    {
        const auto p = made();
        VERIFY_RESULT(p->addVideo(videoInfo(QStringLiteral("/media/a.mp4"))));
        const std::vector<VideoInfo> more{videoInfo(QStringLiteral("/media/b.mp4")),
                                          videoInfo(QStringLiteral("/media/b.mp4"))};
        VERIFY_ERROR(p->addVideos(more), ErrorKind::InvalidInput);
        QCOMPARE(p->videos().size(), 1U);
        QVERIFY(p->isMissing(p->videos()[0].id));
        VERIFY_ERROR(p->check(), ErrorKind::NotFound);
    }
    void movedMediaAreFoundBesideTheProject()
    {
        QDir(m_dir->path()).mkpath(QStringLiteral("old"));
        QDir(m_dir->path()).mkpath(QStringLiteral("new"));
        touch(QStringLiteral("old/clip.mp4"));
        VideoId video;
        {
            auto p = Project::create(m_dir->filePath(QStringLiteral("old/job.revseg")));
            VERIFY_RESULT(p);
            video = *(*p)->addVideo(videoInfo(m_dir->filePath(QStringLiteral("old/clip.mp4"))));
        }
        for (const QString& name : {QStringLiteral("job.revseg"), QStringLiteral("clip.mp4")})
            QVERIFY(QFile::rename(m_dir->filePath(QStringLiteral("old/") + name),
                                  m_dir->filePath(QStringLiteral("new/") + name)));
        auto p = Project::open(m_dir->filePath(QStringLiteral("new/job.revseg")));
        VERIFY_RESULT(p);
        QCOMPARE((*p)->mediaPath(video), m_dir->filePath(QStringLiteral("new/clip.mp4")));
        // Elsewhere it is found by its content only.
        QVERIFY(QFile::rename(m_dir->filePath(QStringLiteral("new/clip.mp4")),
                              m_dir->filePath(QStringLiteral("other.mp4"))));
        QVERIFY((*p)->isMissing(video));
        VideoInfo wrong = videoInfo(m_dir->filePath(QStringLiteral("other.mp4")));
        wrong.sha256 = QStringLiteral("other");
        VERIFY_ERROR((*p)->relinkVideo(video, wrong), ErrorKind::InvalidInput);
        VERIFY_RESULT((*p)->relinkVideo(video, videoInfo(m_dir->filePath(QStringLiteral("other.mp4")))));
        QVERIFY(!(*p)->isMissing(video));
    }
    void masksThatDoNotFitAreRefused()
    {
        const auto p = made();
        const VideoId video = *p->addVideo(videoInfo(QStringLiteral("a.mp4")));
        const ObjectId object = *p->addObject(video);
        VERIFY_ERROR(p->setMask(video, object, 0, boxMask({0, 0, 2, 2}, {10, 10}), named("x")),
                     ErrorKind::InvalidInput);
        VERIFY_ERROR(p->setMask(video, object, 100, boxMask({0, 0, 2, 2}), named("x")),
                     ErrorKind::InvalidInput);
        VERIFY_ERROR(p->setMask(video, object, -1, boxMask({0, 0, 2, 2}), named("x")),
                     ErrorKind::InvalidInput);
        VERIFY_ERROR(p->setMask(video, ObjectId{9}, 0, boxMask({0, 0, 2, 2}), named("x")),
                     ErrorKind::InvalidInput);
        QVERIFY(p->lane(video, object).frames().empty());
    }
    void viewsAreTold()
    {
        const auto p = made();
        QSignalSpy videos(p.get(), &Project::videosChanged);
        QSignalSpy objects(p.get(), &Project::objectsChanged);
        QSignalSpy history(p.get(), &Project::historyChanged);
        FrameRange range;
        int masks = 0;
        connect(p.get(), &Project::masksChanged, this, [&](VideoId, ObjectId, FrameRange r) {
            range = r;
            ++masks;
        });
        const VideoId video = *p->addVideo(videoInfo(QStringLiteral("a.mp4")));
        const ObjectId object = *p->addObject(video);
        Edit edit{named("Track"), {video, 20}, {}};
        for (const FrameIndex frame : {30, 10, 20})
            edit.changes.emplace_back(MaskChange{video, object, frame, nullptr, boxMask({1, 1, 9, 9})});
        VERIFY_RESULT(p->apply(edit));
        QCOMPARE(videos.size(), 1);
        QCOMPARE(objects.size(), 1);
        QCOMPARE(masks, 1);
        QVERIFY(range == (FrameRange{10, 30}));
        QCOMPARE(history.size(), 3);
    }
    void theCacheIsBounded()
    {
        const auto p = made();
        p->setCacheLimit(4096);
        const VideoId video = *p->addVideo(videoInfo(QStringLiteral("a.mp4")));
        const ObjectId object = *p->addObject(video);
        for (int frame = 0; frame < 100; ++frame)
            VERIFY_RESULT(
                p->setMask(video, object, frame, boxMask({1, 1, 20.0 + frame % 20, 30}), named("x")));
        QVERIFY(p->cacheBytes() <= 4096);
        for (int frame = 0; frame < 100; ++frame) {
            const auto mask = p->mask(video, object, frame);
            VERIFY_RESULT(mask);
            QVERIFY((*mask)->mask == boxMask({1, 1, 20.0 + frame % 20, 30})->mask);
        }
    }
    void coloursDiffer()
    {
        QSet<QRgb> seen;
        for (int n = 0; n < 21; ++n)
            seen.insert(objectColor(n).rgb());
        QCOMPARE(seen.size(), 21);
    }
};

REVSEG_TEST("project", TestProject)
#include "tst_project.moc"
