// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The chain as an object that is edited, in the real window on the demo.
#include "tests/app/studio/demo_window.h"

#include <QAction>

using namespace revseg;
using namespace revseg::studio;
using namespace revseg::studio::test;

class TestChainEdits final : public DemoWindowCase
{
    Q_OBJECT
private Q_SLOTS:
    void aBoxByHandIsTrackedAloneAndComparedBeforeItIsTaken()
    {
        askAndTrack();
        const int64_t before = stored(kKeyframe + 4)->mask.area();
        const RunId first = m_chain->shownRun();
        const Box duck = demo::visibleBox(kKeyframe, demo::Duck);
        const Box head{duck.x1 + duck.width() * 0.55, duck.y1, duck.x2, duck.y1 + duck.height() * 0.55};
        m_chain->setBox(kKeyframe, head);
        QVERIFY(m_chain->shownRun() != first); // a branch
        QCOMPARE(run().parent, QString::number(first.value));
        QCOMPARE(run().stage(Stage::Box), StageStatus::Edited);
        QCOMPARE(run().stage(Stage::Masks), StageStatus::Stale);
        QVERIFY(next().contains(QLatin1String("Stale: masks")));
        QCOMPARE(stored(kKeyframe + 4)->mask.area(), before);

        action("chain.rerun")->trigger();
        QTRY_VERIFY(m_chain->hasResult());
        QTRY_VERIFY2(next().contains(QLatin1String("Masks: IoU 0.")), qPrintable(next()));
        QVERIFY2(next().contains(QLatin1String("Box: IoU 0.")), qPrintable(next()));
        QCOMPARE(run().turns.size(), size_t(2)); // nobody was asked again
        QCOMPARE(stored(kKeyframe + 4)->mask.area(), before);

        action("chain.accept")->trigger();
        QVERIFY(!m_chain->hasResult());
        QVERIFY(isPromoted(run()));
        QVERIFY(!hasStale(run()));
        const int64_t after = stored(kKeyframe + 4)->mask.area();
        QVERIFY2(after < before, qPrintable(QStringLiteral("%1 %2").arg(before).arg(after)));

        action("edit.undo")->trigger(); // the result
        QVERIFY(hasStale(run()));
        QCOMPARE(stored(kKeyframe + 4)->mask.area(), before);
        action("edit.undo")->trigger(); // the edit
        QCOMPARE(m_chain->shownRun(), first);
        QVERIFY(!hasStale(run()));
        action("edit.redo")->trigger();
        action("edit.redo")->trigger();
        QCOMPARE(stored(kKeyframe + 4)->mask.area(), after);
    }

    void aDiscardedResultChangesNothing()
    {
        askAndTrack();
        const auto before = stored(60);
        m_chain->moveKeyframe(95);
        m_chain->editDescription(QStringLiteral("the duck on the right"));
        QCOMPARE(storedRuns(), 2); // both edits are one branch
        QCOMPARE(run().stage(Stage::Box), StageStatus::Stale);
        action("chain.rerun")->trigger();
        QTRY_VERIFY(m_chain->hasResult());
        QCOMPARE(run().keyframe->frame, 95); // what was edited is what was asked about
        QCOMPARE(run().description, QStringLiteral("the duck on the right"));
        action("chain.discard")->trigger();
        QVERIFY(!m_chain->hasResult());
        QVERIFY(hasStale(run()));
        QVERIFY(stored(60)->mask == before->mask);
    }

    void paintedMasksOutliveAReRunAndProposeABox()
    {
        askAndTrack();
        auto* const canvas = m_window->findChild<CanvasWidget*>();
        QTRY_COMPARE(canvas->frame().index, kKeyframe);
        action("tool.brush")->trigger();
        const QPointF at = canvas->view().toWidget(Point{60, 60});
        QTest::mousePress(canvas, Qt::LeftButton, {}, at.toPoint());
        QTest::mouseMove(canvas, at.toPoint() + QPoint(40, 0));
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, at.toPoint() + QPoint(40, 0));
        const Mask painted = stored(kKeyframe)->mask;
        QVERIFY2(next().contains(QLatin1String("You corrected the mask on frame 32")), qPrintable(next()));

        action("chain.mask_box")->trigger();
        QVERIFY(run().objects[0].box == *painted.bounds());
        QCOMPARE(run().stage(Stage::Box), StageStatus::Edited);
        action("chain.rerun")->trigger();
        QTRY_VERIFY(m_chain->hasResult());
        action("chain.accept")->trigger();
        QVERIFY(stored(kKeyframe)->mask == painted);
        QVERIFY(stored(kKeyframe + 1)->provenance.run == m_chain->shownRun());
    }

    void samplesAreRunsOfWhichTheAgreedOneIsUsed()
    {
        auto* const canvas = m_window->findChild<CanvasWidget*>();
        QTRY_VERIFY(canvas->hasFrame());
        m_window->findChild<QueryBar*>()->findChild<QSpinBox*>()->setValue(3);
        action("chain.run")->trigger();
        QTRY_VERIFY(isWhole());
        QCOMPARE(storedRuns(), 3);
        // The third mistakes the ball for it.
        QVERIFY(run().description.contains(QLatin1String("duck")));
        auto* const tree = m_window->findChild<BranchTree*>();
        QCOMPARE(tree->topLevelItemCount(), 3);
        const FrameIndex at = run().keyframe->frame;
        const auto inUse = stored(at);
        QVERIFY(inUse && inUse->mask.area() > 1000);

        tree->setCurrentItem(tree->topLevelItem(2));
        QVERIFY(run().description.contains(QLatin1String("ball")));
        action("chain.wrong")->trigger();
        action("chain.judge2")->trigger();
        QCOMPARE(markOf(run()), RunMark::Wrong);
        QCOMPARE(verdictOf(run(), Stage::Keyframe), Verdict::Good);
        QVERIFY(stored(at)->mask == inUse->mask);
        action("chain.promote")->trigger();
        QVERIFY(!(stored(at)->mask == inUse->mask));
        QVERIFY(isPromoted(run()));
        action("chain.delete_run")->trigger();
        QCOMPARE(storedRuns(), 2);
    }

    void aChainWrittenByHandNeedsNobody()
    {
        auto* const canvas = m_window->findChild<CanvasWidget*>();
        QTRY_VERIFY(canvas->hasFrame());
        m_chain->writeByHand(QStringLiteral("what is yellow?"), kKeyframe);
        QVERIFY(m_chain->shownRun().isValid());
        m_chain->editDescription(QStringLiteral("the duck"));
        m_chain->setBox(kKeyframe, demo::visibleBox(kKeyframe, demo::Duck));
        action("chain.rerun")->trigger();
        QTRY_VERIFY(isWhole()); // there was nothing to compare with
        QVERIFY(run().turns.empty());
        QVERIFY(stored(kKeyframe)->mask.area() > 1000);
    }
};

REVSEG_TEST("chain_edits", TestChainEdits)
#include "tst_chain_edits.moc"
