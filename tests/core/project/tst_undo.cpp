// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

#include <random>

using namespace revseg;
using namespace revseg::test;

class TestUndo final : public TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Project> m_project;
    VideoId m_video;

    void reopen()
    {
        const QString path = m_project->path();
        m_project.reset();
        auto opened = Project::open(path);
        VERIFY_RESULT(opened);
        m_project = std::move(*opened);
    }
    /// All that a project holds, as text to compare.
    QStringList state() const
    {
        QStringList out;
        for (const VideoRecord& v : m_project->videos()) {
            out << QStringLiteral("video %1 %2 %3").arg(v.id.value).arg(v.name, v.notes);
            for (const ObjectRecord& o : m_project->objects(v.id)) {
                out << QStringLiteral("object %1 %2 %3 %4")
                           .arg(o.id.value)
                           .arg(o.name, o.color.name())
                           .arg(o.locked);
                for (const FrameIndex frame : m_project->lane(v.id, o.id).frames()) {
                    const auto mask = m_project->mask(v.id, o.id, frame);
                    out << (mask ? QStringLiteral("mask %1 %2 %3")
                                       .arg(frame)
                                       .arg((*mask)->mask.area())
                                       .arg(qHash((*mask)->mask.encode()))
                                 : mask.error().message());
                }
            }
            for (const QueryRecord& q : m_project->queries(v.id)) {
                out << QStringLiteral("query ") + q.text;
                for (const RunRecord& r : m_project->runs(q.id)) {
                    const auto run = m_project->run(r.id);
                    out << QStringLiteral("run %1 %2")
                               .arg(r.status, run ? QString::fromUtf8(run->data) : QString());
                }
            }
        }
        return out;
    }

protected:
    void prepare() override
    {
        m_project.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        auto made = Project::create(m_dir->filePath(QStringLiteral("job.revseg")));
        VERIFY_RESULT(made);
        m_project = std::move(*made);
        const auto video = m_project->addVideo(videoInfo(QStringLiteral("/media/a.mp4")));
        VERIFY_RESULT(video);
        m_video = *video;
    }

private Q_SLOTS:
    void undoAndRedoWithNamesAndPlaces()
    {
        const ObjectId object = *m_project->addObject(m_video);
        VERIFY_RESULT(m_project->setMask(m_video, object, 40, boxMask({0, 0, 5, 5}), named("Brush")));
        QCOMPARE(m_project->history().nextUndo()->name.english(), QStringLiteral("Brush"));
        const auto place = m_project->undo();
        VERIFY_RESULT(place);
        QCOMPARE(place->frame, 40);
        QVERIFY(place->video == m_video);
        QVERIFY(!*m_project->mask(m_video, object, 40));
        QCOMPARE(m_project->history().nextRedo()->name.english(), QStringLiteral("Brush"));
        VERIFY_RESULT(m_project->redo());
        QVERIFY(*m_project->mask(m_video, object, 40));
        VERIFY_ERROR(m_project->redo(), ErrorKind::InvalidInput);
        // An undone change is on disk as undone.
        VERIFY_RESULT(m_project->undo());
        reopen();
        QVERIFY(!*m_project->mask(m_video, object, 40));
        VERIFY_ERROR(m_project->undo(), ErrorKind::InvalidInput);
    }
    void randomEditsUndoneAndRedoneInFull()
    {
        std::mt19937 rng(5);
        std::vector<QStringList> states{state()};
        for (int step = 0; step < 120; ++step) {
            const auto& objects = m_project->objects(m_video);
            const auto& queries = m_project->queries(m_video);
            Result<void> done;
            switch (rng() % 8) {
            case 0:
                done = m_project->addObject(m_video).map([](ObjectId) {});
                break;
            case 1:
                if (objects.size() > 2)
                    done = m_project->removeObject(m_video, objects[rng() % objects.size()].id);
                break;
            case 2:
                done = m_project->addQuery(m_video, QString::number(step)).map([](QueryId) {});
                break;
            case 3:
                if (queries.size() > 2) {
                    done = m_project->removeQuery(queries[rng() % queries.size()].id);
                } else if (!queries.empty()) {
                    RunRecord r;
                    r.query = queries[0].id;
                    r.status = QStringLiteral("ok");
                    r.setJson({{QStringLiteral("step"), step}});
                    done = m_project->addRun(r).map([](RunId) {});
                }
                break;
            case 4: {
                VideoRecord v = m_project->videos()[0];
                v.notes = QString::number(step);
                done = m_project->updateVideo(v, named("Note"));
                break;
            }
            default:
                if (!objects.empty()) {
                    const double x = double(rng() % 40);
                    done = m_project->setMask(m_video, objects[rng() % objects.size()].id, int(rng() % 20),
                                              rng() % 4 == 0 ? nullptr : boxMask({x, 2, x + 9, 20}),
                                              named("Brush"));
                }
            }
            VERIFY_RESULT(done);
            const QStringList now = state();
            if (now != states.back())
                states.push_back(now);
        }
        for (int round = 0; round < 2; ++round) {
            for (size_t i = states.size() - 1; i > 0; --i) {
                QCOMPARE(state(), states[i]);
                do {
                    VERIFY_RESULT(m_project->undo());
                } while (state() == states[i]); // edits that changed nothing visible
            }
            QCOMPARE(state(), states[0]);
            while (m_project->history().canRedo())
                VERIFY_RESULT(m_project->redo());
            QCOMPARE(state(), states.back());
        }
        VERIFY_ERROR(m_project->check(), ErrorKind::NotFound); // its media; all else is sound
        reopen();
        QCOMPARE(state(), states.back());
        VERIFY_ERROR(m_project->check(), ErrorKind::NotFound);
    }
    void anEditOnOldGroundIsRefusedWhole()
    {
        const ObjectId object = *m_project->addObject(m_video);
        VERIFY_RESULT(m_project->setMask(m_video, object, 1, boxMask({0, 0, 5, 5}), named("a")));
        const QStringList before = state();
        Edit edit{named("Late"), {m_video, 0}, {}};
        edit.changes.emplace_back(MaskChange{m_video, object, 0, nullptr, boxMask({0, 0, 9, 9})});
        edit.changes.emplace_back(MaskChange{m_video, object, 1, nullptr, boxMask({0, 0, 9, 9})});
        VERIFY_ERROR(m_project->apply(edit), ErrorKind::InvalidInput);
        QCOMPARE(state(), before);
    }
    void aDeletedObjectComesBackWithItsMasks()
    {
        const ObjectId object = *m_project->addObject(m_video);
        for (int frame = 0; frame < 50; ++frame)
            VERIFY_RESULT(
                m_project->setMask(m_video, object, frame, boxMask({0, 0, 5.0 + frame % 7, 5}), named("a")));
        const QStringList before = state();
        VERIFY_RESULT(m_project->removeObject(m_video, object));
        // Its id stays its own while it can come back.
        QCOMPARE(m_project->addObject(m_video)->value, 2);
        VERIFY_RESULT(m_project->undo());
        VERIFY_RESULT(m_project->undo());
        QCOMPARE(state(), before);
        VERIFY_RESULT(m_project->redo());
        reopen();
        QVERIFY(m_project->objects(m_video).empty());
        // And is given again, with nothing of the old one, when it cannot.
        QCOMPARE(m_project->addObject(m_video)->value, 1);
        QVERIFY(m_project->lane(m_video, ObjectId{1}).frames().empty());
        reopen();
        QVERIFY(m_project->lane(m_video, ObjectId{1}).frames().empty());
        VERIFY_ERROR(m_project->check(), ErrorKind::NotFound);
    }
    void anUndoneObjectGivesItsIdBack()
    {
        QCOMPARE(m_project->addObject(m_video)->value, 1);
        VERIFY_RESULT(m_project->undo());
        QCOMPARE(m_project->addObject(m_video)->value, 1);
        VERIFY_RESULT(m_project->undo());
        VERIFY_RESULT(m_project->redo());
        QCOMPARE(m_project->objects(m_video).size(), 1U);
    }
    void atMost254Objects()
    {
        const auto ids = m_project->freeObjectIds(m_video);
        QCOMPARE(ids.size(), size_t(kMaxObjects));
        Edit edit{named("Many"), {m_video, -1}, {}};
        for (const ObjectId id : ids)
            edit.changes.emplace_back(
                RecordChange<ObjectRecord>{std::nullopt, m_project->newObject(m_video, id)});
        VERIFY_RESULT(m_project->apply(edit));
        VERIFY_ERROR(m_project->addObject(m_video), ErrorKind::InvalidInput);
    }
    void theHistoryIsBoundedInBytes()
    {
        const ObjectId object = *m_project->addObject(m_video);
        m_project->setHistoryLimit(20'000);
        for (int frame = 0; frame < 100; ++frame)
            VERIFY_RESULT(m_project->setMask(m_video, object, frame, boxMask({0, 0, 20, 40}), named("a")));
        QVERIFY(m_project->history().bytes() <= 20'000);
        QVERIFY(m_project->history().canUndo());
        int undone = 0;
        while (m_project->history().canUndo()) {
            VERIFY_RESULT(m_project->undo());
            ++undone;
        }
        QVERIFY(undone > 5 && undone < 100);
    }
    void proposalsKeepOutOfCheckedFramesAndLockedObjects()
    {
        const ObjectId one = *m_project->addObject(m_video);
        const ObjectId two = *m_project->addObject(m_video);
        VERIFY_RESULT(m_project->setMask(m_video, one, 5, boxMask({0, 0, 10, 10}, kSize, true), named("a")));
        VERIFY_RESULT(m_project->setMask(m_video, one, 6, boxMask({0, 0, 10, 10}), named("a")));
        ObjectRecord locked = *m_project->object(m_video, two);
        locked.locked = true;
        VERIFY_RESULT(m_project->updateObject(locked, named("Lock")));
        Proposal proposal;
        proposal.name = named("Track");
        proposal.place = {m_video, 5};
        for (const FrameIndex frame : {5, 6, 7}) {
            proposal.masks.push_back({one, frame, boxMask({0, 0, 10, 20})});
            proposal.masks.push_back({two, frame, boxMask({0, 0, 10, 20})});
        }
        proposal.objects.push_back(m_project->newObject(m_video, ObjectId{3}));
        const auto made = m_project->editFor(proposal);
        VERIFY_RESULT(made);
        QCOMPARE(made->barred, 1);
        QCOMPARE(made->locked, 3);
        QCOMPARE(made->differences.size(), 2U);
        QCOMPARE(made->differences[0].iou, 0.5);
        QCOMPARE(made->differences[1].area_before, 0);
        VERIFY_RESULT(m_project->apply(made->edit));
        QCOMPARE((*m_project->mask(m_video, one, 5))->mask.area(), 100);
        QCOMPARE((*m_project->mask(m_video, one, 6))->mask.area(), 200);
        QVERIFY(!*m_project->mask(m_video, two, 6));
        QCOMPARE(m_project->objects(m_video).size(), 3U);
        VERIFY_RESULT(m_project->undo());
        QCOMPARE((*m_project->mask(m_video, one, 6))->mask.area(), 100);
        QCOMPARE(m_project->objects(m_video).size(), 2U);
    }
};

REVSEG_TEST("undo", TestUndo)
#include "tst_undo.moc"
