// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/mask_edits.h"
#include "tests/core/project/edited_project.h"

using namespace revseg;
using namespace revseg::test;

class TestMaskEdits final : public TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void aRangeIsDeletedAndComesBackInOneStep()
    {
        EditedProject p;
        for (const FrameIndex f : {3, 5, 6, 9})
            p.set(p.a, f, {10, 10, 20, 20});
        QVERIFY(p.apply(deleteRange(*p.project, p.video, p.a, {4, 8})));
        QCOMPARE(p.project->lane(p.video, p.a).frames(), (std::vector<FrameIndex>{3, 9}));
        VERIFY_RESULT(p.project->undo());
        QCOMPARE(p.project->lane(p.video, p.a).frames(), (std::vector<FrameIndex>{3, 5, 6, 9}));
    }
    void aRangeIsCutAtTheEndOfTheVideo()
    {
        EditedProject p;
        const auto edit = markPresence(*p.project, p.video, p.a, {95, 400}, Presence::Occluded);
        VERIFY_RESULT(edit);
        QCOMPARE(edit->changes.size(), size_t(5));
    }
    void fourValuesAndNotLookedAtAreKeptApart()
    {
        EditedProject p;
        p.set(p.a, 4, {10, 10, 20, 20});
        QVERIFY(p.apply(markPresence(*p.project, p.video, p.a, {4, 5}, Presence::Occluded)));
        QVERIFY(p.apply(markPresence(*p.project, p.video, p.a, {6, 6}, Presence::OutOfFrame)));
        QVERIFY(p.apply(markPresence(*p.project, p.video, p.a, {7, 7}, Presence::Absent)));
        const MaskLane& lane = p.project->lane(p.video, p.a);
        QCOMPARE(lane.at(4).presence, Presence::Occluded);
        QVERIFY(p.at(p.a, 4)->mask.isEmpty());
        QCOMPARE(p.at(p.a, 4)->mask.size(), kSize);
        QCOMPARE(lane.at(6).presence, Presence::OutOfFrame);
        QCOMPARE(lane.at(7).presence, Presence::Absent);
        QCOMPARE(lane.at(8).presence, Presence::NotLooked);
        QVERIFY(p.apply(markPresence(*p.project, p.video, p.a, {6, 8}, Presence::NotLooked)));
        QCOMPARE(lane.frames(), (std::vector<FrameIndex>{4, 5}));
        VERIFY_ERROR(markPresence(*p.project, p.video, p.a, {6, 8}, Presence::Annotated),
                     ErrorKind::InvalidInput);
    }
    void whatIsAlreadySoIsNoChange()
    {
        EditedProject p;
        p.set(p.a, 4, {10, 10, 20, 20}, true);
        QVERIFY(markChecked(*p.project, p.video, p.a, {0, 99}, true)->isEmpty());
        QVERIFY(deleteRange(*p.project, p.video, p.b, {0, 99})->isEmpty());
        QVERIFY(markPresence(*p.project, p.video, p.b, {0, 9}, Presence::NotLooked)->isEmpty());
    }
    void severalMasksAreOnePaste()
    {
        EditedProject p;
        const Mask one = Mask::filled(kSize, {1, 2, 3, 4});
        const Mask two = Mask::filled(kSize, {5, 2, 9, 4});
        p.set(p.a, 97, {10, 10, 20, 20});
        QVERIFY(p.apply(pasteMasks(*p.project, p.video, p.a, 96, {{0, one}, {2, two}, {9, one}})));
        QCOMPARE(p.at(p.a, 96)->mask, one);
        QCOMPARE(p.bounds(p.a, 97), std::optional(Box{10, 10, 20, 20})); // a gap of what was copied
        QCOMPARE(p.at(p.a, 98)->mask, two);
        QCOMPARE(p.project->lane(p.video, p.a).frames(), (std::vector<FrameIndex>{96, 97, 98}));
        VERIFY_RESULT(p.project->undo());
        QCOMPARE(p.project->lane(p.video, p.a).frames(), (std::vector<FrameIndex>{97}));
        QVERIFY(pasteMasks(*p.project, p.video, p.a, 5, {})->isEmpty());
    }
    void aMaskIsPastedOnEachFrame()
    {
        EditedProject p;
        const Mask mask = Mask::filled(kSize, {1, 2, 3, 4});
        QVERIFY(p.apply(pasteMask(*p.project, p.video, p.b, {10, 12}, mask)));
        for (const FrameIndex f : {10, 11, 12})
            QCOMPARE(p.at(p.b, f)->mask, mask);
    }
    void interpolationGoesBetweenWhatAPersonMade()
    {
        EditedProject p;
        p.set(p.a, 10, {10, 10, 20, 20});
        p.set(p.a, 20, {30, 20, 40, 30}, true, true);
        p.set(p.a, 15, {0, 0, 5, 5}, false, true);   // a tracker's: written over
        p.set(p.a, 18, {50, 0, 60, 10}, true, true); // checked, so it is an end
        QVERIFY(p.apply(interpolateAround(*p.project, p.video, p.a, 13)));
        QCOMPARE(p.bounds(p.a, 14), std::optional(Box{30, 5, 40, 15}));
        QCOMPARE(p.bounds(p.a, 18), std::optional(Box{50, 0, 60, 10}));
        QVERIFY(p.at(p.a, 19) == nullptr);
        QCOMPARE(p.at(p.a, 11)->provenance.source, QStringLiteral("interpolate"));
        QCOMPARE(*p.at(p.a, 11)->provenance.from, 10);
        QCOMPARE(*p.at(p.a, 17)->provenance.from, 18);
        // On an end, the stretch after it is meant.
        QVERIFY(p.apply(interpolateAround(*p.project, p.video, p.a, 18)));
        QVERIFY(p.at(p.a, 19) != nullptr);
    }
    void interpolationNeedsBothSides()
    {
        EditedProject p;
        VERIFY_ERROR(interpolateAround(*p.project, p.video, p.a, 13), ErrorKind::InvalidInput);
        p.set(p.a, 10, {10, 10, 20, 20});
        VERIFY_ERROR(interpolateAround(*p.project, p.video, p.a, 13), ErrorKind::InvalidInput);
        VERIFY_ERROR(interpolateAround(*p.project, p.video, p.a, 10), ErrorKind::InvalidInput);
        VERIFY_ERROR(interpolateAround(*p.project, p.video, p.a, 0), ErrorKind::InvalidInput);
    }
    void aFlickerIsRepairedByItsNeighbours()
    {
        EditedProject p;
        for (const FrameIndex f : {4, 7})
            p.set(p.a, f, {10, 10, 20, 20}, false, true);
        QVERIFY(p.apply(repairFromNeighbours(*p.project, p.video, p.a, {5, 6})));
        QCOMPARE(p.bounds(p.a, 5), std::optional(Box{10, 10, 20, 20}));
        QCOMPARE(p.bounds(p.a, 6), std::optional(Box{10, 10, 20, 20}));
        VERIFY_ERROR(repairFromNeighbours(*p.project, p.video, p.a, {0, 1}), ErrorKind::InvalidInput);
        VERIFY_ERROR(repairFromNeighbours(*p.project, p.video, p.a, {8, 8}), ErrorKind::InvalidInput);
    }
    void shapesChangeOnlyWhereThereAreMasks()
    {
        EditedProject p;
        p.set(p.a, 3, {10, 10, 20, 20}, false, true);
        QVERIFY(p.apply(markPresence(*p.project, p.video, p.a, {4, 4}, Presence::Absent)));
        QVERIFY(p.apply(changeMasks(*p.project, p.video, p.a, {0, 99}, "Move %1, frames %2", [](const Mask&) {
            return Mask::filled(kSize, {0, 0, 4, 4});
        })));
        QCOMPARE(p.bounds(p.a, 3), std::optional(Box{0, 0, 4, 4}));
        // A command on many frames is no look at each of them; one on a single frame is.
        QCOMPARE(p.at(p.a, 3)->provenance.origin, Provenance::Origin::Tracked);
        QCOMPARE(p.at(p.a, 4)->presence, Presence::Absent);
        QCOMPARE(p.project->lane(p.video, p.a).frames().size(), size_t(2));
        QVERIFY(p.apply(changeMasks(*p.project, p.video, p.a, {3, 3}, "Move %1, frames %2", [](const Mask&) {
            return Mask::filled(kSize, {4, 4, 8, 8});
        })));
        QCOMPARE(p.at(p.a, 3)->provenance.origin, Provenance::Origin::Painted);
    }
    void whatAPersonSaidOfAFrameStaysWhenOthersAreFilled()
    {
        EditedProject p;
        p.set(p.a, 10, {10, 10, 20, 20});
        p.set(p.a, 20, {30, 20, 40, 30});
        QVERIFY(p.apply(markPresence(*p.project, p.video, p.a, {14, 14}, Presence::Occluded)));
        QVERIFY(p.apply(interpolateAround(*p.project, p.video, p.a, 12)));
        QVERIFY(p.at(p.a, 13) != nullptr);
        QCOMPARE(p.at(p.a, 14)->presence, Presence::Occluded);
    }
};

REVSEG_TEST("mask_edits", TestMaskEdits)
#include "tst_mask_edits.moc"
