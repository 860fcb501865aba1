// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits that another thread writes.
#include "tests/core/project/edited_project.h"
#include "tests/support/full_disk.h"

#include <QSignalSpy>

#include <thread>

using namespace revseg;
using namespace revseg::test;

namespace {

constexpr int kFrames = 100;

} // namespace

class TestEditWrite final : public TestCase
{
    Q_OBJECT

    std::unique_ptr<EditedProject> m_at;
    Project& project() { return *m_at->project; }

    /// A new object with a mask on each frame, and the masks of "cup" taken away.
    Edit large()
    {
        Edit edit{named("Large"), {m_at->video, 7}, {}};
        const ObjectId id = project().freeObjectIds(m_at->video).front();
        edit.changes.emplace_back(
            RecordChange<ObjectRecord>{std::nullopt, project().newObject(m_at->video, id)});
        for (int f = 0; f < kFrames; ++f)
            edit.changes.emplace_back(
                MaskChange{m_at->video, id, f, nullptr, boxMask({0, 0, double(f % 60 + 1), 2})});
        for (int f = 0; f < 3; ++f)
            edit.changes.emplace_back(MaskChange{m_at->video, m_at->a, f, m_at->at(m_at->a, f), nullptr});
        return edit;
    }
    int masksOf(int object) { return project().lane(m_at->video, ObjectId{object}).maskCount(); }
    void reopen()
    {
        const QString path = project().path();
        m_at->project.reset();
        auto opened = Project::open(path);
        VERIFY_RESULT(opened);
        m_at->project = std::move(*opened);
        VERIFY_ERROR(project().check(), ErrorKind::NotFound); // its media; all else is sound
    }
    void isAsBefore()
    {
        QCOMPARE(project().objects(m_at->video).size(), size_t(2));
        QCOMPARE(masksOf(1), 3);
        QVERIFY(m_at->at(m_at->a, 1) != nullptr);
    }
    void isAsAfter()
    {
        QCOMPARE(project().objects(m_at->video).size(), size_t(3));
        QCOMPARE(masksOf(1), 0);
        QCOMPARE(masksOf(3), kFrames);
        for (int f = 0; f < kFrames; ++f)
            QCOMPARE(m_at->at(ObjectId{3}, f)->mask.area(), 2 * (f % 60 + 1));
    }

protected:
    void prepare() override
    {
        m_at = std::make_unique<EditedProject>();
        for (int f = 0; f < 3; ++f)
            m_at->set(m_at->a, f, {0, 0, 4, 4});
    }

private Q_SLOTS:
    void anotherThreadWritesWhileThisOneReads()
    {
        const auto begun = project().start(large());
        VERIFY_RESULT(begun);
        std::vector<qint64> told;
        Result<void> written;
        std::thread writer([&] {
            written =
                (*begun)->run({}, [&](Progress at) { told.push_back(at.done == at.total ? -1 : at.done); });
        });
        project().setCacheLimit(0); // so that these come from the file
        for (int i = 0; i < 200; ++i)
            QCOMPARE(m_at->at(m_at->a, i % 3)->mask.area(), 16);
        writer.join();
        VERIFY_RESULT(written);
        QCOMPARE(told.size(), size_t(kFrames + 4));
        QCOMPARE(told.back(), -1);
        isAsBefore(); // it is on the disk, and not yet taken over
        const QSignalSpy masks(&project(), &Project::masksChanged);
        const auto place = project().finish(**begun);
        VERIFY_RESULT(place);
        QCOMPARE(place->frame, 7);
        QCOMPARE(masks.size(), 2);
        isAsAfter();
        QCOMPARE(project().history().nextUndo()->name.english(), QStringLiteral("Large"));
        VERIFY_RESULT(project().finish(**begun)); // again: nothing more happens
        QCOMPARE(masks.size(), 2);
        reopen();
        isAsAfter();
    }
    void undoAndRedoAreWrittenTheSameWay()
    {
        VERIFY_RESULT(project().apply(large()));
        for (int round = 0; round < 2; ++round) {
            const auto undo = project().startUndo();
            VERIFY_RESULT(undo);
            VERIFY_RESULT((*undo)->run());
            QCOMPARE(project().finish(**undo)->frame, 7);
            isAsBefore();
            const auto redo = project().startRedo();
            VERIFY_RESULT(redo);
            VERIFY_RESULT(project().finish(**redo)); // nobody has run it: it is written here
            isAsAfter();
        }
        QVERIFY(!project().history().canRedo());
        VERIFY_ERROR(project().startRedo(), ErrorKind::InvalidInput);
        VERIFY_RESULT(project().startUndo()); // left to the end of the project
        reopen();
        isAsBefore();
        VERIFY_ERROR(project().startUndo(), ErrorKind::InvalidInput);
    }
    void stoppedItChangesNothing()
    {
        const auto begun = project().start(large());
        VERIFY_RESULT(begun);
        std::stop_source stop;
        VERIFY_ERROR((*begun)->run(stop.get_token(),
                                   [&](Progress at) {
                                       if (at.done == kFrames / 2)
                                           stop.request_stop();
                                   }),
                     ErrorKind::Cancelled);
        VERIFY_ERROR((*begun)->run(), ErrorKind::Cancelled); // it stays stopped
        VERIFY_ERROR(project().finish(**begun), ErrorKind::Cancelled);
        isAsBefore();
        reopen();
        isAsBefore();
        const auto never = project().start(large());
        VERIFY_RESULT(never);
        (*never)->giveUp();
        VERIFY_ERROR(project().finish(**never), ErrorKind::Cancelled);
        isAsBefore();
        VERIFY_RESULT(project().apply(large()));
        isAsAfter();
    }
    void otherChangesComeAfterIt()
    {
        const auto begun = project().start(large());
        VERIFY_RESULT(begun);
        QCOMPARE(project().freeObjectIds(m_at->video).front().value, 4);
        const auto added = project().addObject(m_at->video);
        VERIFY_RESULT(added);
        QCOMPARE(added->value, 4);
        isAsAfterWith(4);
        VERIFY_RESULT(project().finish(**begun));
        isAsAfterWith(4);
        QVERIFY(project().history().nextUndo()->name.english().startsWith(QLatin1String("New object")));
        VERIFY_RESULT(project().undo());
        VERIFY_RESULT(project().undo());
        isAsBefore();

        // A setting too, and another large one.
        const auto second = project().start(large());
        VERIFY_RESULT(second);
        VERIFY_RESULT(project().setSetting(QStringLiteral("zoom"), 2));
        isAsAfter();
        const auto undo = project().startUndo();
        VERIFY_RESULT(undo);
        VERIFY_RESULT(project().saveUnsaved());
        isAsBefore();
    }
    void isWrittenInMemoryWhenTheDiskIsFull()
    {
        VERIFY_RESULT(project().apply(large()));
        VERIFY_RESULT(project().undo());
        {
            const auto begun = project().start(large());
            VERIFY_RESULT(begun);
            const FullDisk full(512);
            VERIFY_ERROR((*begun)->run(), ErrorKind::Unreadable);
            VERIFY_ERROR(project().finish(**begun), ErrorKind::Unreadable);
            isAsBefore();
        }
        project().setKeepsUnsaved(true);
        {
            const auto begun = project().start(large());
            VERIFY_RESULT(begun);
            const FullDisk full(512);
            VERIFY_ERROR((*begun)->run(), ErrorKind::Unreadable);
            VERIFY_RESULT(project().finish(**begun));
            QVERIFY(project().hasUnsaved());
            isAsAfter();
            const auto undo = project().startUndo(); // in memory, too
            VERIFY_RESULT(undo);
            VERIFY_RESULT(project().finish(**undo));
            isAsBefore();
            VERIFY_RESULT(project().redo());
        }
        VERIFY_RESULT(project().saveUnsaved());
        reopen();
        isAsAfter();
    }
    void whatDoesNotFitIsRefusedAtOnce()
    {
        Edit edit = large();
        edit.changes.emplace_back(MaskChange{m_at->video, m_at->b, kFrames, nullptr, boxMask({0, 0, 1, 1})});
        VERIFY_ERROR(project().start(edit), ErrorKind::InvalidInput);
        isAsBefore();
    }

private:
    void isAsAfterWith(int objects)
    {
        QCOMPARE(project().objects(m_at->video).size(), size_t(objects));
        QCOMPARE(masksOf(1), 0);
        QCOMPARE(masksOf(3), kFrames);
    }
};

REVSEG_TEST("edit_write", TestEditWrite)
#include "tst_edit_write.moc"
