// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window shows beside the run: the pictures as the model saw them, and two runs compared.
#include "app/studio/samples_controller.h"
#include "tests/app/studio/demo_window.h"
#include "tests/support/chat_server.h"
#include "widgets/charts/reward_chart.h"
#include "widgets/player/player.h"
#include "widgets/reasoning/comparison_view.h"
#include "widgets/reasoning/model_view.h"
#include "widgets/reasoning/sample_streams.h"
#include "widgets/reasoning/samples_panel.h"

#include <QDir>
#include <QDockWidget>
#include <QSignalSpy>
#include <QTableWidget>

using namespace revseg;
using namespace revseg::studio;
using namespace revseg::studio::test;
using revseg::test::ChatServer;

class TestChainViews final : public DemoWindowCase
{
    Q_OBJECT

    bool areMade(const ModelView& view, size_t panes)
    {
        return view.panes().size() == panes &&
               std::none_of(view.panes().begin(), view.panes().end(),
                            [](const ModelPane& pane) { return pane.image.isNull(); });
    }

private Q_SLOTS:
    void thePicturesAreThoseThatTheModelSaw()
    {
        askAndTrack();
        auto* const view = m_window->findChild<ModelView*>();
        auto* const dock = m_window->findChild<QDockWidget*>(QStringLiteral("modelDock"));
        QVERIFY(dock->isHidden());
        action("chain.model_view")->trigger();
        QVERIFY(!dock->isHidden());
        // The keyframe: the video's, 448 of turn 1, 840 of turn 2.
        QTRY_VERIFY(areMade(*view, 3));
        QCOMPARE(view->panes()[1].image.size(), QSize(448, 448));
        QCOMPARE(view->panes()[2].image.size(), QSize(840, 840));
        for (const size_t i : {1, 2})
            QCOMPARE(view->panes()[i].note, QStringLiteral("The very pixels that were sent"));
        const Box native = view->panes()[0].boxes.at(0).box;
        const Box model = view->panes()[2].boxes.at(0).box;
        const QSize size = view->panes()[0].image.size();
        QVERIFY(std::abs(native.x1 * 840 / size.width() - model.x1) < 1e-6);
        QVERIFY(std::abs(native.y2 * 840 / size.height() - model.y2) < 1e-6);
        QVERIFY(view->panes()[2].boxes[0].text.contains(QLatin1String("as written")));

        // A frame that was sampled, without a box; then one that was not.
        const FrameIndex other = run().sampled[1].frame;
        m_window->findChild<Player*>()->goTo(other);
        QTRY_VERIFY(areMade(*view, 2));
        QVERIFY(view->panes()[1].boxes.empty());
        m_window->findChild<Player*>()->goTo(other + 1);
        QTRY_VERIFY(view->panes().empty());
        QVERIFY2(view->hint().contains(QString::number(other)), qPrintable(view->hint()));
        action("chain.model_view")->trigger();
        QVERIFY(dock->isHidden());
    }

    void samplesAreReadWhileTheyAreWritten()
    {
        auto* const canvas = m_window->findChild<CanvasWidget*>();
        QTRY_VERIFY(canvas->hasFrame());
        // Three samples that begin and say no more until they are stopped.
        ChatServer server;
        for (const char* text : {"<think>first", "<think>second", "<think>third"}) {
            server.add({ChatServer::send(ChatServer::head(200, "text/event-stream")),
                        ChatServer::send(ChatServer::event(QLatin1String(text))), ChatServer::hang()});
        }
        m_chain->setVlm(server.url() + QStringLiteral("#m"));
        m_window->findChild<QueryBar*>()->findChild<QSpinBox*>()->setValue(3);
        action("chain.run")->trigger();
        auto* const streams = m_window->findChild<SampleStreams*>();
        QTRY_COMPARE(streams->count(), 3);
        const auto texts = [streams] {
            QStringList all;
            for (int i = 0; i < streams->count(); ++i)
                all << streams->text(i);
            all.sort();
            return all.join(QLatin1Char(' '));
        };
        QTRY_COMPARE(texts(), QStringLiteral("<think>first <think>second <think>third"));
        QVERIFY(streams->isVisible());
        action("chain.stop")->trigger();
        QTRY_VERIFY(!streams->isVisible());
    }

    void rewardsAreComputedAgainstAChosenTruth()
    {
        askAndTrack();
        m_window->findChild<QDockWidget*>(QStringLiteral("samplesDock"))->show();
        auto* const controller = m_window->findChild<SamplesController*>();
        auto* const table = m_window->findChild<SamplesPanel*>()->findChild<QTableWidget*>();
        const auto reward = [table] {
            const QTableWidgetItem* const item = table->item(0, 6);
            return item != nullptr ? item->text() : QString();
        };
        QTRY_COMPARE(table->rowCount(), 1);
        QCOMPARE(reward(), QString()); // nobody has said what is true

        // A folder with the duck of each frame, and one with the ball.
        for (const auto& [name, object] : {std::pair{"duck", demo::Duck}, {"ball", demo::Ball}}) {
            const QDir folder(m_dir->filePath(QLatin1String(name)));
            QVERIFY(folder.mkpath(QStringLiteral(".")));
            for (FrameIndex f = 0; f < demo::kFrames; ++f) {
                QImage truth = demo::truth(f);
                for (int y = 0; y < truth.height(); ++y) {
                    uchar* const line = truth.scanLine(y);
                    for (int x = 0; x < truth.width(); ++x)
                        line[x] = line[x] == object ? 1 : 0;
                }
                QVERIFY(
                    truth.save(folder.filePath(QStringLiteral("%1.png").arg(f, 5, 10, QLatin1Char('0')))));
            }
        }
        controller->setTruthFolder(m_dir->filePath(QStringLiteral("duck")));
        QTRY_VERIFY(!reward().isEmpty());
        const double right = reward().toDouble();
        controller->setTruthFolder(m_dir->filePath(QStringLiteral("ball")));
        QTRY_VERIFY(!reward().isEmpty() && reward().toDouble() < right);
        // The object that was found, as if its masks were the truth: the box is right.
        controller->setTruthObject(m_chain->objectOfRun());
        QTRY_VERIFY(reward().toDouble() >= right - 0.5);
        controller->setTruthObject({});
        QTRY_COMPARE(reward(), QString());

        QTRY_VERIFY(!m_window->findChild<RewardChart*>()->isVisible()); // nothing to be shown
        controller->setTruthFolder(m_dir->filePath(QStringLiteral("duck")));
        QTRY_VERIFY(m_window->findChild<RewardChart*>()->isVisible());

        QSignalSpy problems(controller, &SamplesController::problem);
        controller->setTruthFolder(m_dir->filePath(QStringLiteral("nowhere")));
        QTRY_COMPARE(problems.count(), 1);
    }

    void aSampleIsChosenInTheChartOfRewards()
    {
        auto* const canvas = m_window->findChild<CanvasWidget*>();
        QTRY_VERIFY(canvas->hasFrame());
        m_window->findChild<QueryBar*>()->findChild<QSpinBox*>()->setValue(3);
        action("chain.run")->trigger();
        QTRY_VERIFY(isWhole());
        auto* const chart = m_window->findChild<RewardChart*>();
        QVERIFY(!chart->isVisible());
        // Whatever the run in use has found is taken for the truth.
        m_window->findChild<SamplesController*>()->setTruthObject(m_chain->objectOfRun());
        QTRY_VERIFY(chart->isVisible());
        QCOMPARE(m_chain->runIds()[size_t(chart->chosen())], m_chain->shownRun());
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_End);
        QTRY_COMPARE(m_chain->shownRun(), m_chain->runIds()[2]);
        QTRY_COMPARE(chart->chosen(), 2);
        QVERIFY2(chart->readout().startsWith(m_chain->titleOf(m_chain->shownRun())),
                 qPrintable(chart->readout()));
        QTest::keyClick(chart, Qt::Key_Left);
        QTRY_COMPARE(m_chain->shownRun(), m_chain->runIds()[1]);
        QVERIFY(chart->hasFocus());
    }

    void anyTwoRunsAreCompared()
    {
        auto* const canvas = m_window->findChild<CanvasWidget*>();
        QTRY_VERIFY(canvas->hasFrame());
        m_window->findChild<QueryBar*>()->findChild<QSpinBox*>()->setValue(3);
        action("chain.run")->trigger();
        QTRY_VERIFY(isWhole());
        const std::vector<RunId> runs = m_chain->runIds();
        QCOMPARE(runs.size(), size_t(3));
        auto* const view = m_window->findChild<ComparisonView*>();
        QVERIFY(!view->isVisible());

        // The third mistakes the ball for the duck.
        std::optional<RunComparison> comparison;
        connect(m_chain, &ChainController::compared, m_window.get(),
                [&comparison](RunId, RunId, const RunComparison& c) { comparison = c; });
        m_chain->compareRuns(runs[0], runs[2]);
        QTRY_VERIFY(comparison.has_value());
        QVERIFY(comparison->masks && *comparison->masks < 0.5);
        QVERIFY(comparison->worst >= 0);
        QVERIFY(view->isVisible());
        QVERIFY2(view->text().contains(QLatin1String("duck")) && view->text().contains(QLatin1String("ball")),
                 qPrintable(view->text()));
        // A person chooses two that say the same.
        comparison.reset();
        Q_EMIT view->chosen(runs[0].value, runs[1].value);
        QTRY_VERIFY(comparison.has_value());
        QVERIFY(comparison->masks && *comparison->masks > 0.5);
    }

    void aComparisonFollowsTheRunsItIsOf()
    {
        askAndTrack();
        const RunId first = m_chain->shownRun();
        m_chain->setBox(kKeyframe, demo::visibleBox(kKeyframe, demo::Ball));
        const RunId branch = m_chain->shownRun();
        std::optional<RunComparison> comparison;
        int again = 0;
        connect(m_chain, &ChainController::compared, m_window.get(),
                [&](RunId, RunId, const RunComparison& c) { comparison = c; });
        connect(m_chain, &ChainController::comparedAgain, m_window.get(),
                [&](RunId before, RunId after, const RunComparison& c) {
                    QCOMPARE(before, first);
                    QCOMPARE(after, branch);
                    comparison = c;
                    ++again;
                });
        // The branch still has the masks that it was branched off with.
        m_chain->compareRuns(first, branch);
        QTRY_VERIFY(comparison.has_value());
        QCOMPARE(*comparison->masks, 1.0);
        auto* const view = m_window->findChild<ComparisonView*>();
        QVERIFY2(view->text().contains(QLatin1String("IoU 1.00")), qPrintable(view->text()));
        QVERIFY(next().contains(QLatin1String("against")));

        // What is said of the run does not change what was compared.
        action("chain.judge2")->trigger();
        action("chain.rerun")->trigger();
        QTRY_VERIFY(m_chain->hasResult());
        QCOMPARE(again, 0);
        action("chain.accept")->trigger();
        QTRY_COMPARE(again, 1);
        QVERIFY(*comparison->masks < 0.5);
        QVERIFY2(!view->text().contains(QLatin1String("IoU 1.00")), qPrintable(view->text()));
        QVERIFY2(!next().contains(QLatin1String("IoU 1.00")), qPrintable(next()));
        action("edit.undo")->trigger(); // the result
        QTRY_COMPARE(again, 2);
        QCOMPARE(*comparison->masks, 1.0);
        QVERIFY(view->text().contains(QLatin1String("IoU 1.00")));
        // Without one of the two there is nothing to compare.
        m_chain->showRun(branch);
        action("chain.delete_run")->trigger();
        QVERIFY(!view->text().contains(QLatin1String("IoU")));
    }
};

REVSEG_TEST("chain_views", TestChainViews)
#include "tst_chain_views.moc"
