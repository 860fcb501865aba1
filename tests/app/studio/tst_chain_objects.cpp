// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Objects of a run that a person adds and takes out, in the real window on the demo.
#include "app/studio/session.h"
#include "tests/app/studio/demo_window.h"
#include "widgets/reasoning/reasoning_panel.h"

#include <QLabel>
#include <QSignalSpy>

using namespace revseg;
using namespace revseg::studio;
using namespace revseg::studio::test;

class TestChainObjects final : public DemoWindowCase
{
    Q_OBJECT

    std::vector<RunTrack> tracks() { return m_chain->tracks(); }
    /// Frames of an object whose masks in the project are those of the run shown.
    int framesInUse(ObjectId object)
    {
        const auto project = Project::open(demo(), Project::OpenMode::ReadOnly);
        const VideoId video = (*project)->videos().front().id;
        int frames = 0;
        for (FrameIndex f = 0; f < demo::kFrames; ++f) {
            const auto mask = (*project)->mask(video, object, f);
            frames += mask && *mask && (*mask)->provenance.run == m_chain->shownRun() ? 1 : 0;
        }
        return frames;
    }
    void rerunAndAccept()
    {
        action("chain.rerun")->trigger();
        QTRY_VERIFY(m_chain->hasResult());
        action("chain.accept")->trigger();
        QVERIFY(!m_chain->hasResult());
        QTRY_VERIFY(isWhole()); // many masks are written in the background
    }

private Q_SLOTS:
    void anObjectIsAddedAndOnlyItIsTracked()
    {
        askAndTrack();
        const auto before = tracks();
        QCOMPARE(before.size(), size_t(1));
        const ChainObject duck = run().objects[0];
        QVERIFY(duck.box_model.area() > 0);

        m_chain->addObject(kKeyframe, demo::visibleBox(kKeyframe, demo::Ball));
        QCOMPARE(run().objects.size(), size_t(2));
        QCOMPARE(run().objects[1].id, 2);
        QVERIFY(run().objects[0].box_model == duck.box_model); // still as the model wrote it
        QVERIFY(run().objects[1].box_model.area() == 0);
        QCOMPARE(run().stage(Stage::Masks), StageStatus::Stale);
        rerunAndAccept();
        const auto after = tracks();
        QCOMPARE(after.size(), size_t(2));
        QVERIFY(after[0] == before[0]); // to the bit: it has not been made again
        QVERIFY(after[1].annotation.isValid() && after[1].annotation != after[0].annotation);
        QVERIFY(!after[1].masks.empty());
        QCOMPARE(framesInUse(after[1].annotation), int(after[1].masks.size()));

        // And taken out again: nothing has to be tracked, and its masks go.
        const ObjectId ball = after[1].annotation;
        m_chain->removeObject(2);
        QCOMPARE(run().objects.size(), size_t(1));
        QCOMPARE(run().stage(Stage::Masks), StageStatus::Stale);
        action("chain.rerun")->trigger();
        QVERIFY(m_chain->hasResult()); // at once
        action("chain.accept")->trigger();
        QTRY_COMPARE(tracks().size(), size_t(1));
        QVERIFY(tracks()[0] == before[0]);
        const auto project = Project::open(demo(), Project::OpenMode::ReadOnly);
        const auto mask = (*project)->mask((*project)->videos().front().id, ball, kKeyframe);
        VERIFY_RESULT(mask);
        QVERIFY(*mask == nullptr);
        for (int step = 0; step < 2; ++step) // the result, the edit
            action("edit.undo")->trigger();
        QCOMPARE(tracks().size(), size_t(2));
        QVERIFY(!hasStale(run()));
    }

    void theOnlyObjectStaysAndBoxesStayOnTheKeyframe()
    {
        askAndTrack();
        QSignalSpy notices(m_chain, &ChainController::notice);
        m_chain->removeObject(1);
        QCOMPARE(notices.count(), 1);
        QCOMPARE(run().objects.size(), size_t(1));
        m_chain->addObject(kKeyframe + 9, demo::visibleBox(kKeyframe, demo::Ball));
        QCOMPARE(notices.count(), 2);
        QCOMPARE(run().objects.size(), size_t(1));
        QCOMPARE(storedRuns(), 1);
    }

    void escapeLeavesTheToolForABoxAndChangesNothing()
    {
        askAndTrack();
        auto* const canvas = m_window->findChild<CanvasWidget*>();
        QTRY_COMPARE(canvas->frame().index, kKeyframe);
        action("tool.brush")->trigger();
        const CanvasTool* const brush = canvas->tool();
        QVERIFY(brush != nullptr);
        const Run before = run();
        const auto mask = stored(kKeyframe);
        const QString undo = action("edit.undo")->text();
        const QPoint from = canvas->view().toWidget(Point{40, 40}).toPoint();
        for (const char* tool : {"chain.add_box", "chain.draw_box"}) {
            for (const bool dragging : {true, false}) {
                action(tool)->trigger();
                QVERIFY(canvas->tool() != brush);
                if (dragging) {
                    QTest::mousePress(canvas, Qt::LeftButton, {}, from);
                    QTest::mouseMove(canvas, from + QPoint(50, 50));
                }
                QTest::keyClick(canvas, Qt::Key_Escape);
                QVERIFY2(canvas->tool() == brush, tool);
                if (dragging)
                    QTest::mouseRelease(canvas, Qt::LeftButton, {}, from + QPoint(50, 50));
                QVERIFY2(runToJson(run()) == runToJson(before), tool);
                QCOMPARE(storedRuns(), 1);
                QVERIFY(stored(kKeyframe)->mask == mask->mask);
                QCOMPARE(canvas->frame().index, kKeyframe);
                QCOMPARE(action("edit.undo")->text(), undo);
            }
        }
    }

    void theLinkBesideABoxTakesItsObjectOut()
    {
        askAndTrack();
        m_chain->addObject(kKeyframe, demo::visibleBox(kKeyframe, demo::Ball));
        QLabel* boxes = nullptr;
        auto* const panel = m_window->findChild<ReasoningPanel*>();
        for (QLabel* label : panel->findChildren<QLabel*>()) {
            if (label->text().contains(QLatin1String("href=\"2\"")))
                boxes = label;
        }
        QVERIFY(boxes != nullptr);
        Q_EMIT boxes->linkActivated(QStringLiteral("2"));
        QCOMPARE(run().objects.size(), size_t(1));
        // One edit after the other is one branch.
        QCOMPARE(storedRuns(), 2);
    }
};

REVSEG_TEST("chain_objects", TestChainObjects)
#include "tst_chain_objects.moc"
