// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/cost.h"
#include "core/chain/run_notes.h"
#include "core/chain/stages.h"
#include "core/chain/trace.h"
#include "tests/support/test.h"

using namespace revseg;

namespace {

/// As a model left it: everything there and read.
Run answered()
{
    Run run;
    run.id = QStringLiteral("4");
    run.status = Run::Status::Ok;
    run.interpretation = QStringLiteral("Two cups.");
    run.keyframe = Keyframe{3, 12};
    run.description = QStringLiteral("the red cup");
    ChainObject o;
    o.box = {10, 20, 50, 60};
    o.box_model = {100, 200, 500, 600};
    run.objects = {o};
    run.stages.fill(StageStatus::Ok);
    return run;
}

StageEdit boxEdit(const Box& box)
{
    ChainObject o;
    o.box = box;
    StageEdit edit;
    edit.objects = {o};
    return edit;
}

QString statuses(const Run& run)
{
    QString out;
    for (const StageStatus s : run.stages)
        out += stageStatusName(s).at(0).toUpper();
    return out; // Ok, Edited, Stale, Missing, Repaired, Invalid
}

} // namespace

class TestStages final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void keyframeAndDescriptionAreHalvesOfOneAnswer()
    {
        QVERIFY(dependsOn(Stage::Masks, Stage::Interpretation));
        QVERIFY(dependsOn(Stage::Box, Stage::Keyframe));
        QVERIFY(dependsOn(Stage::Box, Stage::Description));
        QVERIFY(!dependsOn(Stage::Description, Stage::Keyframe));
        QVERIFY(!dependsOn(Stage::Keyframe, Stage::Keyframe));
        QVERIFY(dependentsOf(Stage::Masks).empty());
    }

    void anEditMakesAllBehindItStale_data()
    {
        QTest::addColumn<int>("stage");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("rerun");
        QTest::newRow("interpretation") << 0 << QStringLiteral("ESSSS") << QStringLiteral("12t");
        QTest::newRow("keyframe") << 1 << QStringLiteral("OEOSS") << QStringLiteral("2t");
        QTest::newRow("description") << 2 << QStringLiteral("OOESS") << QStringLiteral("2t");
        QTest::newRow("box") << 3 << QStringLiteral("OOOES") << QStringLiteral("t");
    }
    void anEditMakesAllBehindItStale()
    {
        QFETCH(int, stage);
        QFETCH(QString, after);
        QFETCH(QString, rerun);
        StageEdit edit;
        if (stage == 0)
            edit.interpretation = QStringLiteral("One cup.");
        else if (stage == 1)
            edit.keyframe = Keyframe{5, 20};
        else if (stage == 2)
            edit.description = QStringLiteral(" the blue cup ");
        else
            edit = boxEdit({1, 2, 3, 4});
        const auto run = editedRun(answered(), edit);
        VERIFY_RESULT(run);
        QCOMPARE(statuses(*run), after);
        QCOMPARE(run->parent, QStringLiteral("4"));
        QVERIFY(hasStale(*run));
        QVERIFY(isEdited(*run));
        const Rerun what = rerunOf(*run);
        QCOMPARE((what.turn1 ? QStringLiteral("1") : QString()) +
                     (what.turn2 ? QStringLiteral("2") : QString()) +
                     (what.track ? QStringLiteral("t") : QString()),
                 rerun);
        if (stage == 2)
            QCOMPARE(run->description, QStringLiteral("the blue cup"));
    }

    void whatAPersonEditedIsKept()
    {
        StageEdit described;
        described.description = QStringLiteral("the blue cup");
        Run run = editedRun(answered(), described).value();
        StageEdit moved;
        moved.keyframe = Keyframe{5, 20};
        run = editedRun(run, moved).value();
        QCOMPARE(statuses(run), QStringLiteral("OEESS"));
        StageEdit thought;
        thought.interpretation = QStringLiteral("One cup.");
        run = editedRun(run, thought).value();
        QCOMPARE(statuses(run), QStringLiteral("EEESS"));
        QVERIFY(rerunOf(run) == (Rerun{false, true, true}));
    }

    void aBoxBelongsToItsFrame()
    {
        const Run boxed = editedRun(answered(), boxEdit({1, 2, 3, 4})).value();
        StageEdit thought;
        thought.interpretation = QStringLiteral("One cup.");
        const Run kept = editedRun(boxed, thought).value();
        // The keyframe is the one that the box was drawn on; the description alone is to be made again.
        QCOMPARE(statuses(kept), QStringLiteral("EOSES"));
        QVERIFY(rerunOf(kept) == (Rerun{true, false, true}));

        StageEdit moved;
        moved.keyframe = Keyframe{5, 20};
        QCOMPARE(statuses(editedRun(boxed, moved).value()), QStringLiteral("OEOSS"));

        StageEdit both = boxEdit({1, 2, 3, 4});
        both.keyframe = Keyframe{5, 20};
        QCOMPARE(statuses(editedRun(boxed, both).value()), QStringLiteral("OEOES"));
        // The numbers of an old answer are not those of a box by hand.
        QVERIFY(boxed.objects[0].box_model == Box{});
    }

    void boxesThatNobodyTouchedStayAsTheModelWroteThem()
    {
        const Run parent = answered();
        StageEdit edit;
        edit.objects = parent.objects;
        ChainObject added;
        added.id = 2;
        added.box = {1, 1, 5, 5};
        added.box_model = {9, 9, 9, 9}; // nobody wrote that
        edit.objects->push_back(added);
        const Run two = editedRun(parent, edit).value();
        QVERIFY(two.objects[0].box_model == parent.objects[0].box_model);
        QVERIFY(two.objects[1].box_model == Box());
        edit.objects->at(0).box = {11, 20, 50, 60};
        QVERIFY(editedRun(parent, edit)->objects[0].box_model == Box());
        // On another frame the same numbers are another box.
        edit.objects = parent.objects;
        edit.keyframe = Keyframe{4, 16};
        QVERIFY(editedRun(parent, edit)->objects[0].box_model == Box());
    }
    void whatWasTrackedIsKnownAgain()
    {
        const QString flow = QStringLiteral("flow");
        Run run = answered();
        QVERIFY(!isTrackedAsItIs(run, 1, flow));
        noteTracked(run, 1, flow);
        QVERIFY(isTrackedAsItIs(run, 1, flow));
        QVERIFY(!isTrackedAsItIs(run, 2, flow));
        QVERIFY(!isTrackedAsItIs(run, 1, QStringLiteral("sam2:other")));
        const Run again = runFromJson(runToJson(run), QStringLiteral("r")).value(); // with its project
        QVERIFY(isTrackedAsItIs(again, 1, flow));
        Run moved = run;
        moved.keyframe = Keyframe{4, 16};
        QVERIFY(!isTrackedAsItIs(moved, 1, flow));
        moved = run;
        moved.objects[0].box.x2 += 0.5;
        QVERIFY(!isTrackedAsItIs(moved, 1, flow));
    }
    void costsAreSummedByStage()
    {
        Run run = answered();
        run.turns.resize(2);
        run.turns[0].seconds = 2;
        run.turns[1].number = 2;
        run.turns[1].answer_tokens = 7;
        addTrackingSeconds(run, 1.5);
        addTrackingSeconds(run, 0.5);
        Cost cost;
        cost.add(run);
        cost.add(run);
        Cost sum;
        sum.add(cost);
        QCOMPARE(sum.turns[0].seconds, 4.0);
        QCOMPARE(sum.turns[1].answer_tokens, qint64(14));
        QCOMPARE(sum.tracking_seconds, 4.0);
    }
    void aChainCanBeWrittenByHand()
    {
        Run run;
        run.status = Run::Status::Ok;
        QVERIFY(rerunOf(run) == (Rerun{true, true, true}));
        VERIFY_ERROR(editedRun(run, boxEdit({1, 2, 3, 4})), ErrorKind::InvalidInput);
        StageEdit edit = boxEdit({1, 2, 3, 4});
        edit.keyframe = Keyframe{0, 7};
        run = editedRun(run, edit).value();
        QVERIFY(rerunOf(run) == (Rerun{false, false, true}));
        QVERIFY(!hasStale(run)); // nothing was there before
    }

    void changesThatAreNoneAreRefused()
    {
        StageEdit same;
        same.description = answered().description;
        same.keyframe = answered().keyframe;
        VERIFY_ERROR(editedRun(answered(), same), ErrorKind::InvalidInput);
        VERIFY_ERROR(editedRun(answered(), {}), ErrorKind::InvalidInput);
        StageEdit empty;
        empty.description = QStringLiteral("  ");
        VERIFY_ERROR(editedRun(answered(), empty), ErrorKind::InvalidInput);
        VERIFY_ERROR(editedRun(answered(), boxEdit({5, 5, 5, 9})), ErrorKind::InvalidInput);
    }

    void aWholeRunNeedsNothing()
    {
        QVERIFY(rerunOf(answered()).nothing());
        QVERIFY(rerunOf(withEditedMasks(answered())).nothing());
        Run none = answered(); // “there is no such object”
        none.objects.clear();
        none.setStage(Stage::Masks, StageStatus::Missing);
        QVERIFY(rerunOf(none).nothing());
        none.keyframe.reset();
        none.setStage(Stage::Box, StageStatus::Missing);
        QVERIFY(rerunOf(none).nothing());
        Run broken = answered();
        broken.status = Run::Status::Failed;
        broken.objects.clear();
        broken.setStage(Stage::Box, StageStatus::Invalid);
        broken.setStage(Stage::Masks, StageStatus::Missing);
        QVERIFY(rerunOf(broken) == (Rerun{false, true, true}));
    }

    void verdictsAndMarksAreStoredWithTheRun()
    {
        Run run = answered();
        run.parent = QStringLiteral("2");
        setVerdict(run, Stage::Box, Verdict::Bad);
        setVerdict(run, Stage::Masks, Verdict::Bad);
        setVerdict(run, Stage::Keyframe, Verdict::Good);
        setMark(run, RunMark::Wrong);
        run.setStage(Stage::Box, StageStatus::Stale);
        const auto read = runFromJson(runToJson(run), QStringLiteral("here"));
        VERIFY_RESULT(read);
        QCOMPARE(read->parent, QStringLiteral("2"));
        QCOMPARE(read->stage(Stage::Box), StageStatus::Stale);
        QCOMPARE(verdictOf(*read, Stage::Box), Verdict::Bad);
        QCOMPARE(verdictOf(*read, Stage::Keyframe), Verdict::Good);
        QCOMPARE(verdictOf(*read, Stage::Description), Verdict::None);
        QCOMPARE(markOf(*read), RunMark::Wrong);
        QCOMPARE(blameOf(*read), std::optional(Stage::Box));

        // They judge this run, not what is made of it.
        StageEdit edit;
        edit.description = QStringLiteral("the blue cup");
        const Run branch = editedRun(run, edit).value();
        QCOMPARE(verdictOf(branch, Stage::Box), Verdict::None);
        QCOMPARE(markOf(branch), RunMark::None);

        setVerdict(run, Stage::Box, Verdict::None);
        setVerdict(run, Stage::Masks, Verdict::None);
        setVerdict(run, Stage::Keyframe, Verdict::None);
        setMark(run, RunMark::None);
        QVERIFY(run.other.isEmpty());
    }
};

REVSEG_TEST("stages", TestStages)
#include "tst_stages.moc"
