// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asking from the real window: servers, stops, failures, samples, boxes of several objects.
#include "app/studio/chain_controller.h"
#include "app/studio/main_window.h"
#include "core/chain/run_notes.h"
#include "core/jobs/demo_clip.h"
#include "core/jobs/demo_project.h"
#include "core/jobs/job_queue.h"
#include "tests/support/chat_server.h"
#include "tests/support/test.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/query/query_bar.h"
#include "widgets/reasoning/branch_tree.h"

#include <QAction>
#include <QDir>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>

#include "resources/resources.h"

using namespace revseg;
using namespace revseg::studio;
using test::ChatServer;

namespace {

constexpr int kPatience = 600'000; ///< ms; sanitizers on a busy machine are very slow
constexpr FrameIndex kKeyframe = 32;

/// In pixels of the picture that the model sees.
QString written(const Box& native)
{
    const Box b = native.scaled(840.0 / demo::kSize.width, 840.0 / demo::kSize.height);
    return QStringLiteral("{\"bbox_2d\": [%1, %2, %3, %4]}")
        .arg(qRound(b.x1))
        .arg(qRound(b.y1))
        .arg(qRound(b.x2))
        .arg(qRound(b.y2));
}

} // namespace

class TestAsking final : public test::TestCase
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    ChainController* m_chain = nullptr;

    QAction* action(const char* id) { return m_window->findChild<QAction*>(QLatin1String(id)); }
    JobQueue* jobs() { return m_window->findChild<JobQueue*>(); }
    const Run& run() { return *m_chain->run(); }
    QString said() { return m_window->findChild<MessageStrip*>()->text(); }
    bool isWhole()
    {
        return m_chain->run() != nullptr && m_chain->shownRun().isValid() && isPromoted(run()) &&
               run().stage(Stage::Masks) == StageStatus::Ok && action("chain.rerun")->isEnabled();
    }
    void askAndTrack()
    {
        action("chain.run")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), kPatience);
    }
    /// Answers for one run, about the duck and the ball.
    static void addAnswers(ChatServer& server)
    {
        server.add(ChatServer::answer(
            QStringLiteral("<think>both are toys</think><answer>[{\"frame_idx\": 4, \"object description\": "
                           "\"the duck and the ball\"}]</answer>")));
        server.add(ChatServer::answer(QStringLiteral("[%1, %2]")
                                          .arg(written(demo::visibleBox(kKeyframe, demo::Duck)),
                                               written(demo::visibleBox(kKeyframe, demo::Ball)))));
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
        const QString folder = m_dir->filePath(QStringLiteral("demo"));
        VERIFY_RESULT(makeDemoProject(folder, false, {}, {}));
        m_window = std::make_unique<MainWindow>(*m_theme);
        m_window->resize(1280, 800);
        m_window->show();
        m_window->openPaths({folder + QStringLiteral("/demo.revseg")});
        m_chain = m_window->findChild<ChainController*>();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<CanvasWidget*>()->hasFrame(), kPatience);
    }
    void cleanup() { m_window.reset(); }

    void allObjectsComeAlongWhenABoxIsDrawnOnAnotherFrame()
    {
        ChatServer server;
        addAnswers(server);
        m_chain->setVlm(server.url() + QStringLiteral("#m"));
        askAndTrack();
        QCOMPARE(run().objects.size(), size_t(2));
        constexpr FrameIndex kOther = kKeyframe + 8;
        const TrackSet tracks = m_chain->tracks();
        const std::optional<Box> ball = tracks.at(1).masks.at(kOther).bounds();
        QVERIFY(ball.has_value());
        const Box duck = demo::visibleBox(kOther, demo::Duck);
        m_chain->setBox(kOther, duck);
        QCOMPARE(run().keyframe->frame, kOther);
        QCOMPARE(run().objects.size(), size_t(2));
        QVERIFY(run().objects[0].box == duck);
        QVERIFY(run().objects[1].box == *ball);
        QVERIFY(said().contains(QLatin1String("other objects")));
    }

    void aBoxDrawnOverAPaintedMaskIsTracked()
    {
        askAndTrack();
        auto* const canvas = m_window->findChild<CanvasWidget*>();
        QTRY_COMPARE_WITH_TIMEOUT(canvas->frame().index, kKeyframe, kPatience);
        const auto paint = [&](Point where) {
            action("tool.brush")->trigger();
            const QPoint at = canvas->view().toWidget(where).toPoint();
            QTest::mousePress(canvas, Qt::LeftButton, {}, at);
            QTest::mouseMove(canvas, at + QPoint(20, 0));
            QTest::mouseRelease(canvas, Qt::LeftButton, {}, at + QPoint(20, 0));
        };
        const auto newBounds = [&] {
            action("chain.rerun")->trigger();
            QTRY_VERIFY_WITH_TIMEOUT(m_chain->hasResult(), kPatience);
        };
        paint(Point{60, 60});
        const Box ball = demo::visibleBox(kKeyframe, demo::Ball);
        m_chain->setBox(kKeyframe, ball);
        newBounds();
        // A new result is shown in the place of the old masks.
        action("chain.accept")->trigger();
        TrackSet tracks = m_chain->tracks();
        const auto after = tracks.at(0).masks.at(kKeyframe + 1).bounds();
        QVERIFY(after && after->iou(ball) > 0.3);

        // What is painted after the box says more than it again.
        paint(Point{60, 60});
        action("chain.mask_box")->trigger();
        newBounds();
        action("chain.accept")->trigger();
        tracks = m_chain->tracks();
        const auto painted = tracks.at(0).masks.at(kKeyframe + 1).bounds();
        QVERIFY(painted && painted->x2 - painted->x1 > ball.width() * 1.5);
    }

    void whatWasShownComesBackWhenAQueuedRunIsStopped()
    {
        askAndTrack();
        const RunId before = m_chain->shownRun();
        jobs()->setPaused(true);
        action("chain.run")->trigger();
        QVERIFY(m_chain->run() == nullptr);
        action("chain.stop")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_chain->shownRun() == before, kPatience);
        QVERIFY(!run().description.isEmpty());
        // The same for samples.
        m_window->findChild<QueryBar*>()->findChild<QSpinBox*>()->setValue(2);
        action("chain.run")->trigger();
        QVERIFY(m_chain->run() == nullptr);
        action("chain.stop")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_chain->shownRun() == before, kPatience);
        jobs()->setPaused(false);
    }

    void whatKeepsAQuestionFromBeingAskedIsSaid()
    {
        jobs()->setPaused(true);
        action("chain.run")->trigger();
        m_chain->ask(QStringLiteral("once more?"));
        QVERIFY2(said().contains(QLatin1String("Wait until the work is done")), qPrintable(said()));
        action("chain.stop")->trigger();
        jobs()->setPaused(false);

        MainWindow empty(*m_theme);
        empty.findChild<ChainController*>()->ask(QStringLiteral("is anybody here?"));
        const QString text = empty.findChild<MessageStrip*>()->text();
        QVERIFY2(text.contains(QLatin1String("There is no video yet")), qPrintable(text));
    }

    void moreSamplesAreOtherSamples()
    {
        m_window->findChild<QueryBar*>()->findChild<QSpinBox*>()->setValue(2);
        askAndTrack();
        action("chain.run")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_chain->runsOfQuestion().size(), size_t(4), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), kPatience);
        std::vector<qint64> seeds;
        for (const Run& r : m_chain->runsOfQuestion()) {
            QCOMPARE(r.status, Run::Status::Ok); // a recording is counted from its first run
            seeds.push_back(*r.seed);
        }
        QCOMPARE(seeds, (std::vector<qint64>{0, 1, 2, 3}));
        QCOMPARE(recordedRunOf(m_chain->runsOfQuestion()[3]), 1);
    }

    void aVoteIsABranchOfItsOwn()
    {
        m_window->findChild<QueryBar*>()->findChild<QSpinBox*>()->setValue(3);
        askAndTrack();
        const RunId inUse = m_chain->shownRun();
        QVERIFY(action("chain.vote")->isEnabled());
        action("chain.vote")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_chain->runsOfQuestionCount(), 4, kPatience);
        QVERIFY(run().other.contains(QStringLiteral("vote")));
        QVERIFY(!isPromoted(run()) && hasTracks(run()));
        QVERIFY(m_chain->shownRun() != inUse);
        // Two of three saw the duck.
        const Box duck = demo::visibleBox(kKeyframe, demo::Duck);
        const TrackSet tracks = m_chain->tracks();
        const auto bounds = tracks.at(0).masks.at(kKeyframe).bounds();
        QVERIFY(bounds && bounds->iou(duck) > 0.5);
    }

    void runsGoIntoATraceAndComeOutOfIt()
    {
        askAndTrack();
        const Run before = run();
        const QString path = m_dir->filePath(QStringLiteral("out/trace.json"));
        QVERIFY(QDir().mkpath(m_dir->filePath(QStringLiteral("out"))));
        m_chain->exportTrace(path);
        QTRY_VERIFY_WITH_TIMEOUT(said().contains(QLatin1String("trace.json")), kPatience);
        const auto trace = Trace::load(path);
        VERIFY_RESULT(trace);
        QCOMPARE(trace->runs.size(), size_t(1));
        QCOMPARE(trace->query, m_chain->queryText());
        QVERIFY(!trace->prompt_set.isEmpty());
        QVERIFY(!hasTracks(trace->runs[0]) && !isPromoted(trace->runs[0]));
        QTRY_VERIFY_WITH_TIMEOUT(action("chain.rerun")->isEnabled(), kPatience);

        m_chain->importTrace(path);
        QTRY_COMPARE_WITH_TIMEOUT(m_chain->runsOfQuestionCount(), 2, kPatience);
        QCOMPARE(run().description, before.description);
        QCOMPARE(run().turns.size(), before.turns.size());
        QCOMPARE(run().turns[0].raw, before.turns[0].raw);
        QVERIFY(!hasTracks(run()));
        QTRY_VERIFY_WITH_TIMEOUT(action("chain.rerun")->isEnabled(), kPatience);
        action("chain.rerun")->trigger(); // only its masks are made
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), kPatience);

        m_chain->importTrace(m_dir->filePath(QStringLiteral("nowhere.json")));
        QTRY_VERIFY_WITH_TIMEOUT(said().contains(QLatin1String("nowhere.json")), kPatience);
    }

    void aTrackerThatFailsIsToldOfAndCanBeReplaced()
    {
        const SharedTrackerPtr flow = m_chain->tracker();
        m_chain->setTracker(std::make_shared<SharedTracker>(QStringLiteral("no such tracker")));
        action("chain.run")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_chain->run() != nullptr && m_chain->shownRun().isValid() &&
                                     run().status == Run::Status::Failed,
                                 kPatience);
        QCOMPARE(run().stage(Stage::Masks), StageStatus::Invalid);
        QVERIFY(run().error.has_value());
        QVERIFY(!run().objects.empty());
        QTRY_VERIFY_WITH_TIMEOUT(action("chain.rerun")->isEnabled(), kPatience);
        m_chain->setTracker(flow);
        action("chain.rerun")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), kPatience);
        QCOMPARE(run().status, Run::Status::Ok);
        QVERIFY(!run().error);
    }
};

REVSEG_TEST("asking", TestAsking)
#include "tst_asking.moc"
