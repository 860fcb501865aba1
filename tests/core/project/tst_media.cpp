// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a project knows of the files behind its videos.
#include "core/media/media_file.h"
#include "core/media/video_reader.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test.h"

#include <QDir>
#include <QTemporaryDir>

using namespace revseg;
using namespace revseg::test;

class TestMedia final : public TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Project> m_project; ///< closed before its folder goes

    QString at(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
    void put(const char* name, const QByteArray& bytes, qint64 modified_s = 1'000'000)
    {
        QFile file(at(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
        file.close();
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(
            file.setFileTime(QDateTime::fromSecsSinceEpoch(modified_s), QFileDevice::FileModificationTime));
    }
    /// As after a first look: one frame is known, and nothing of its content.
    VideoInfo glanced(const char* name) const
    {
        VideoInfo info = videoInfo(at(name), 1);
        info.sha256.clear();
        return info;
    }
    VideoInfo readThrough(const char* name, int frames = 100) const
    {
        VideoInfo info = videoInfo(at(name), frames);
        info.sha256 = contentHash(at(name)).value_or(QString());
        info.stamp = mediaStamp(at(name));
        return info;
    }

protected:
    void prepare() override
    {
        m_project.reset(); // while its folder is there
        m_dir = std::make_unique<QTemporaryDir>();
        auto project = Project::create(at("job.revseg"));
        m_project = project ? std::move(*project) : nullptr;
    }

private Q_SLOTS:
    void whatIsLearntOfAFileIsNoStep()
    {
        put("clip.mp4", "pictures");
        const VideoId video = *m_project->addVideo(glanced("clip.mp4"));
        QVERIFY(!m_project->video(video)->isRead());
        QVERIFY(m_project->mediaState(video) == Project::MediaState::Unread);
        VideoInfo counted = glanced("clip.mp4");
        counted.frames = 60;
        VERIFY_RESULT(m_project->growVideo(video, counted));
        QCOMPARE(m_project->video(video)->frames, 60);
        VERIFY_RESULT(m_project->describeVideo(video, readThrough("clip.mp4")));
        QCOMPARE(m_project->video(video)->frames, 100);
        QVERIFY(m_project->mediaState(video) == Project::MediaState::Known);
        QCOMPARE(m_project->history().undoNames().size(), size_t(1));

        // The step that added it still fits, and brings back what is known.
        VERIFY_RESULT(m_project->undo());
        QVERIFY(m_project->videos().empty());
        VERIFY_RESULT(m_project->redo());
        QCOMPARE(m_project->video(video)->frames, 100);
        QVERIFY(m_project->video(video)->isRead());
        m_project.reset();
        const auto again = Project::open(at("job.revseg"));
        VERIFY_RESULT(again);
        QCOMPARE((*again)->video(video)->frames, 100);
        QVERIFY((*again)->mediaState(video) == Project::MediaState::Known);
    }

    void oneThatIsNotReadYetMayHaveMoreFrames()
    {
        put("clip.mp4", "pictures");
        const VideoId video = *m_project->addVideo(glanced("clip.mp4"));
        const ObjectId object = *m_project->addObject(video);
        VERIFY_RESULT(m_project->setMask(video, object, 40, boxMask({1, 1, 9, 9}), named("Brush")));
        VERIFY_RESULT(m_project->describeVideo(video, readThrough("clip.mp4")));
        VERIFY_ERROR(m_project->setMask(video, object, 100, boxMask({1, 1, 9, 9}), named("Brush")),
                     ErrorKind::InvalidInput);
    }

    void relinkingIsNoStep()
    {
        put("clip.mp4", "pictures");
        const VideoId video = *m_project->addVideo(readThrough("clip.mp4"));
        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("deep")));
        QVERIFY(QFile::rename(at("clip.mp4"), at("deep/other.mp4")));
        QVERIFY(m_project->mediaState(video) == Project::MediaState::Missing);
        VERIFY_RESULT(m_project->relinkVideo(video, readThrough("deep/other.mp4")));
        QCOMPARE(m_project->mediaPath(video), at("deep/other.mp4"));
        QVERIFY(m_project->mediaState(video) == Project::MediaState::Known);
        QCOMPARE(m_project->history().undoNames().size(), size_t(1));
        VERIFY_RESULT(m_project->undo());
        VERIFY_RESULT(m_project->redo());
        QCOMPARE(m_project->mediaPath(video), at("deep/other.mp4"));
    }

    void undoFitsAfterTheProjectHasMoved()
    {
        put("clip.mp4", "pictures");
        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("elsewhere")));
        (void)*m_project->addVideo(readThrough("clip.mp4"));
        VERIFY_RESULT(m_project->saveAs(at("elsewhere/copy.revseg")));
        VERIFY_RESULT(m_project->undo());
        VERIFY_RESULT(m_project->redo());
    }

    void anotherFileOfTheSameNameIsNoticed()
    {
        put("clip.mp4", "pictures");
        const VideoId video = *m_project->addVideo(readThrough("clip.mp4"));
        VERIFY_RESULT(m_project->check());

        // Touched only: its content is compared, and it is the same.
        put("clip.mp4", "pictures", 2'000'000);
        QVERIFY(m_project->mediaState(video) == Project::MediaState::Suspect);
        VERIFY_RESULT(m_project->check());
        VERIFY_RESULT(m_project->describeVideo(video, readThrough("clip.mp4")));
        QVERIFY(m_project->mediaState(video) == Project::MediaState::Known);

        for (const char* other : {"PICTURES", "more pictures"}) {
            put("clip.mp4", other, 3'000'000);
            QVERIFY(m_project->mediaState(video) == Project::MediaState::Suspect);
            VERIFY_ERROR(m_project->describeVideo(video, readThrough("clip.mp4")), ErrorKind::InvalidInput);
            const auto checked = m_project->check();
            VERIFY_ERROR(checked, ErrorKind::NotFound);
            QVERIFY(checked.error().message().contains(QStringLiteral("replaced")));
        }
    }

    void ofAFolderOnlyPicturesCount()
    {
        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("stills")));
        put("stills/1.png", "one");
        put("stills/2.png", "two");
        VideoInfo info = readThrough("stills", 2);
        info.kind = VideoInfo::Kind::Stills;
        const VideoId video = *m_project->addVideo(info);
        QCOMPARE(m_project->video(video)->size, 6);
        put("stills/notes.txt", "nothing of the video", 5'000'000);
        QVERIFY(m_project->mediaState(video) == Project::MediaState::Known);
        put("stills/3.png", "three");
        QVERIFY(m_project->mediaState(video) == Project::MediaState::Suspect);
    }

    void masksOfALaneAreCounted()
    {
        put("clip.mp4", "pictures");
        const VideoId video = *m_project->addVideo(readThrough("clip.mp4"));
        const ObjectId object = *m_project->addObject(video);
        const auto count = [&] { return m_project->lane(video, object).maskCount(); };
        for (const int frame : {3, 50, 99, 50})
            VERIFY_RESULT(m_project->setMask(video, object, frame, boxMask({1, 1, 9, 9}), named("Brush")));
        QCOMPARE(count(), 3);
        const MaskLane before = m_project->lane(video, object);
        VERIFY_RESULT(m_project->setMask(video, object, 50, nullptr, named("Delete")));
        auto absent = std::make_shared<MaskRecord>();
        absent->mask = Mask::empty(kSize);
        absent->presence = Presence::Absent;
        VERIFY_RESULT(m_project->setMask(video, object, 3, absent, named("Absent")));
        QCOMPARE(count(), 1);
        // A copy is what it was.
        QCOMPARE(before.maskCount(), 3);
        QVERIFY(before.at(50).area > 0 && before.at(3).presence == Presence::Annotated);
        VERIFY_RESULT(m_project->undo());
        QCOMPARE(count(), 2);
        m_project.reset();
        const auto again = Project::open(at("job.revseg"));
        VERIFY_RESULT(again);
        QCOMPARE((*again)->lane(video, object).maskCount(), 2);
    }
};

REVSEG_TEST("media", TestMedia)
#include "tst_media.moc"
