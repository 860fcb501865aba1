// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/object_edits.h"
#include "tests/core/project/edited_project.h"

using namespace revseg;
using namespace revseg::test;

class TestObjectEdits final : public TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void mergingJoinsMasksAndUndoBringsBothBack()
    {
        EditedProject p;
        p.set(p.a, 1, {0, 0, 10, 10});
        p.set(p.b, 1, {10, 0, 20, 10});
        p.set(p.b, 2, {10, 0, 20, 10});
        QVERIFY(p.apply(mergeObjects(*p.project, p.video, p.a, p.b)));
        QCOMPARE(p.project->objects(p.video).size(), size_t(1));
        QCOMPARE(p.bounds(p.a, 1), std::optional(Box{0, 0, 20, 10}));
        QCOMPARE(p.bounds(p.a, 2), std::optional(Box{10, 0, 20, 10}));
        VERIFY_RESULT(p.project->undo());
        QCOMPARE(p.bounds(p.a, 1), std::optional(Box{0, 0, 10, 10}));
        QCOMPARE(p.bounds(p.b, 2), std::optional(Box{10, 0, 20, 10}));
        QVERIFY(p.at(p.a, 2) == nullptr);
        VERIFY_ERROR(mergeObjects(*p.project, p.video, p.a, p.a), ErrorKind::NotFound);
    }
    void splittingMovesWhatComesLater()
    {
        EditedProject p;
        for (const FrameIndex f : {1, 5, 6})
            p.set(p.a, f, {0, 0, 10, 10});
        QVERIFY(p.apply(splitObject(*p.project, p.video, p.a, 5)));
        QCOMPARE(p.project->objects(p.video).size(), size_t(3));
        const ObjectId part = p.project->objects(p.video).back().id;
        QCOMPARE(p.project->lane(p.video, p.a).frames(), (std::vector<FrameIndex>{1}));
        QCOMPARE(p.project->lane(p.video, part).frames(), (std::vector<FrameIndex>{5, 6}));
        VERIFY_RESULT(p.project->undo());
        QCOMPARE(p.project->lane(p.video, p.a).frames(), (std::vector<FrameIndex>{1, 5, 6}));
        QCOMPARE(p.project->objects(p.video).size(), size_t(2));
        VERIFY_ERROR(splitObject(*p.project, p.video, p.a, 7), ErrorKind::InvalidInput);
    }
    void swappingExchangesWhatIsKnownInTheRange()
    {
        EditedProject p;
        for (const FrameIndex f : {3, 4, 5}) {
            p.set(p.a, f, {0, 0, 10, 10});
            p.set(p.b, f, {20, 20, 30, 30});
        }
        p.set(p.a, 6, {0, 0, 10, 10});
        QVERIFY(p.apply(swapObjects(*p.project, p.video, p.a, p.b, {4, 6})));
        QCOMPARE(p.bounds(p.a, 3), std::optional(Box{0, 0, 10, 10}));
        QCOMPARE(p.bounds(p.a, 4), std::optional(Box{20, 20, 30, 30}));
        QCOMPARE(p.bounds(p.b, 5), std::optional(Box{0, 0, 10, 10}));
        QVERIFY(p.at(p.a, 6) == nullptr);
        QCOMPARE(p.bounds(p.b, 6), std::optional(Box{0, 0, 10, 10}));
    }
    void masksAreGivenToAnotherObject()
    {
        EditedProject p;
        for (const FrameIndex f : {3, 4, 5})
            p.set(p.a, f, {0, 0, 10, 10});
        p.set(p.b, 4, {10, 0, 20, 10});
        QVERIFY(p.apply(giveMasks(*p.project, p.video, p.a, p.b, {4, 99})));
        QCOMPARE(p.project->lane(p.video, p.a).frames(), (std::vector<FrameIndex>{3}));
        QCOMPARE(p.bounds(p.b, 4), std::optional(Box{0, 0, 20, 10})); // joined, nothing is lost
        QCOMPARE(p.bounds(p.b, 5), std::optional(Box{0, 0, 10, 10}));
        VERIFY_RESULT(p.project->undo());
        QCOMPARE(p.project->lane(p.video, p.a).frames(), (std::vector<FrameIndex>{3, 4, 5}));
        QCOMPARE(p.bounds(p.b, 4), std::optional(Box{10, 0, 20, 10}));
        VERIFY_ERROR(giveMasks(*p.project, p.video, p.a, p.b, {9, 12}), ErrorKind::InvalidInput);
        VERIFY_ERROR(giveMasks(*p.project, p.video, p.a, p.a, {3, 3}), ErrorKind::NotFound);
    }
    void masksAreGivenToANewObjectOnOneFrame()
    {
        EditedProject p;
        for (const FrameIndex f : {3, 4, 5})
            p.set(p.a, f, {0, 0, 10, 10});
        QVERIFY(p.apply(giveMasks(*p.project, p.video, p.a, {}, {4, 4})));
        QCOMPARE(p.project->objects(p.video).size(), size_t(3));
        const ObjectId part = p.project->objects(p.video).back().id;
        QCOMPARE(p.project->lane(p.video, p.a).frames(), (std::vector<FrameIndex>{3, 5}));
        QCOMPARE(p.project->lane(p.video, part).frames(), (std::vector<FrameIndex>{4}));
        VERIFY_RESULT(p.project->undo());
        QCOMPARE(p.project->objects(p.video).size(), size_t(2));
        QCOMPARE(p.project->lane(p.video, p.a).frames(), (std::vector<FrameIndex>{3, 4, 5}));
    }
    void anObjectMovesInTheList()
    {
        EditedProject p;
        QVERIFY(p.apply(moveObject(*p.project, p.video, p.b, 0)));
        QCOMPARE(p.project->objects(p.video).front().id, p.b);
        QVERIFY(p.apply(moveObject(*p.project, p.video, p.b, 99)));
        QCOMPARE(p.project->objects(p.video).back().id, p.b);
        QVERIFY(moveObject(*p.project, p.video, p.b, 1)->isEmpty());
    }
};

REVSEG_TEST("object_edits", TestObjectEdits)
#include "tst_object_edits.moc"
