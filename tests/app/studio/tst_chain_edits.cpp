// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The chain as an object that is edited, in the real window on the demo.
#include "app/studio/chain_controller.h"
#include "app/studio/main_window.h"
#include "core/jobs/demo_clip.h"
#include "core/jobs/demo_project.h"
#include "tests/support/test.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/query/query_bar.h"
#include "widgets/reasoning/branch_tree.h"
#include "widgets/reasoning/run_bar.h"

#include <QAction>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>

#include "resources/resources.h"

using namespace revseg;
using namespace revseg::studio;

namespace {
constexpr int kPatience = 600'000; ///< ms; sanitizers on a busy machine are very slow
constexpr FrameIndex kKeyframe = 32;
} // namespace

class TestChainEdits final : public test::TestCase
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    ChainController* m_chain = nullptr;

    QAction* action(const char* id) { return m_window->findChild<QAction*>(QLatin1String(id)); }
    QString next() { return m_window->findChild<RunBar*>()->text(); }
    const Run& run() { return *m_chain->run(); }
    /// Masks on disk: of the first object on a frame.
    MaskRecordPtr stored(FrameIndex frame)
    {
        const auto project = Project::open(demo(), Project::OpenMode::ReadOnly);
        const VideoId video = (*project)->videos().front().id;
        return (*project)->mask(video, (*project)->objects(video).front().id, frame).value_or(nullptr);
    }
    int storedRuns()
    {
        const auto project = Project::open(demo(), Project::OpenMode::ReadOnly);
        return int((*project)->runs((*project)->queries((*project)->videos().front().id).front().id).size());
    }
    QString demo() const { return m_dir->filePath(QStringLiteral("demo/demo.revseg")); }
    bool isWhole()
    {
        return m_chain->run() != nullptr && m_chain->shownRun().isValid() && isPromoted(run()) &&
               run().stage(Stage::Masks) == StageStatus::Ok && action("chain.rerun")->isEnabled();
    }
    void askAndTrack()
    {
        auto* const canvas = m_window->findChild<CanvasWidget*>();
        QTRY_VERIFY_WITH_TIMEOUT(canvas->hasFrame(), kPatience);
        action("chain.run")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), kPatience);
    }

protected:
    void prepare() override { QSettings().clear(); }

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        m_theme = std::make_unique<Theme>();
        m_theme->choose(ThemeChoice::Light);
    }
    void init()
    {
        TestCase::init();
        m_dir = std::make_unique<QTemporaryDir>();
        VERIFY_RESULT(makeDemoProject(m_dir->filePath(QStringLiteral("demo")), false, {}, {}));
        m_window = std::make_unique<MainWindow>(*m_theme);
        m_window->resize(1280, 800);
        m_window->show();
        m_window->openPaths({demo()});
        m_chain = m_window->findChild<ChainController*>();
    }
    void cleanup() { m_window.reset(); }

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
        QTRY_VERIFY_WITH_TIMEOUT(m_chain->hasResult(), kPatience);
        QVERIFY2(next().contains(QLatin1String("Masks: IoU 0.")), qPrintable(next()));
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
        QTRY_VERIFY_WITH_TIMEOUT(m_chain->hasResult(), kPatience);
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
        QTRY_COMPARE_WITH_TIMEOUT(canvas->frame().index, kKeyframe, kPatience);
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
        QTRY_VERIFY_WITH_TIMEOUT(m_chain->hasResult(), kPatience);
        action("chain.accept")->trigger();
        QVERIFY(stored(kKeyframe)->mask == painted);
        QVERIFY(stored(kKeyframe + 1)->provenance.run == m_chain->shownRun());
    }

    void samplesAreRunsOfWhichTheAgreedOneIsUsed()
    {
        auto* const canvas = m_window->findChild<CanvasWidget*>();
        QTRY_VERIFY_WITH_TIMEOUT(canvas->hasFrame(), kPatience);
        m_window->findChild<QueryBar*>()->findChild<QSpinBox*>()->setValue(3);
        action("chain.run")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), kPatience);
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
        QTRY_VERIFY_WITH_TIMEOUT(canvas->hasFrame(), kPatience);
        m_chain->writeByHand(QStringLiteral("what is yellow?"), kKeyframe);
        QVERIFY(m_chain->shownRun().isValid());
        m_chain->editDescription(QStringLiteral("the duck"));
        m_chain->setBox(kKeyframe, demo::visibleBox(kKeyframe, demo::Duck));
        action("chain.rerun")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), kPatience); // there was nothing to compare with
        QVERIFY(run().turns.empty());
        QVERIFY(stored(kKeyframe)->mask.area() > 1000);
    }
};

REVSEG_TEST("chain_edits", TestChainEdits)
#include "tst_chain_edits.moc"
