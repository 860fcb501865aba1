// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chains by hand on media other than the demo, re-runs while they are written, trackers that fail midway: in
// the real window.
#include "app/studio/batch_controller.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/write_edit_job.h"
#include "core/media/video_reader.h"
#include "tests/app/studio/demo_window.h"
#include "tests/core/media/ffmpeg_program.h"
#include "tests/support/chat_server.h"
#include "widgets/dialogs/job_dialog.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/player/player.h"
#include "widgets/reasoning/linked_text.h"
#include "widgets/reasoning/raw_answers.h"
#include "widgets/reasoning/reasoning_panel.h"

#include <QDir>
#include <QJsonArray>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>
#include <functional>
#include <random>

using namespace revseg;
using namespace revseg::studio;
using namespace revseg::studio::test;
using revseg::test::ChatServer;

namespace {

/// Finds the prompt's box again from frame to frame, up to one where it gives up, or to the end.
class BreakingTracker final : public Tracker
{
public:
    explicit BreakingTracker(FrameIndex broken) : m_broken(broken) {}
    QString spec() const override { return QStringLiteral("flow"); }
    Result<TrackedFrame> segment(const std::vector<Prompt>& prompts, FrameProvider& video,
                                 std::stop_token) override
    {
        const Prompt& prompt = prompts.front();
        return TrackedFrame{prompt.frame,
                            {{prompt.object, Mask::filled(video.info().native, *prompt.box), 1}}};
    }
    Result<void> track(const TrackRequest& request, FrameProvider& video, const FrameFn& onFrame,
                       const ProgressFn&, std::stop_token stop) override
    {
        auto found = segment(request.prompts, video, stop);
        for (; found->frame < std::min(m_broken, video.info().frames); ++found->frame)
            onFrame(*found);
        if (found->frame == video.info().frames)
            return {};
        return fail(ErrorKind::OutOfMemory, "The tracker ran out of memory");
    }

private:
    FrameIndex m_broken;
};

} // namespace

class TestChainRerun final : public DemoWindowCase
{
    Q_OBJECT

    using Fill = std::function<void(Project&, VideoId)>;

    /// A window on a new project with this video only, and with what `fill` puts into it.
    void openMedia(const QString& media, const Fill& fill = {})
    {
        m_window.reset();
        const auto reader = VideoReader::open(media);
        VERIFY_RESULT(reader);
        const QString path = m_dir->filePath(QStringLiteral("own.revseg"));
        {
            auto project = Project::create(path);
            VERIFY_RESULT(project);
            const auto video = (*project)->addVideo((*reader)->info());
            VERIFY_RESULT(video);
            if (fill)
                fill(**project, *video);
        }
        open(path);
        QTRY_VERIFY(canvas()->hasFrame() && m_window->findChild<Session*>()->info() != nullptr);
    }
    CanvasWidget* canvas() { return m_window->findChild<CanvasWidget*>(); }
    void goTo(FrameIndex frame)
    {
        m_window->findChild<Player*>()->goTo(frame);
        QTRY_COMPARE(canvas()->frame().index, frame);
    }
    void drag(Point from, Point to)
    {
        const QPoint a = canvas()->view().toWidget(from).toPoint();
        const QPoint b = canvas()->view().toWidget(to).toPoint();
        QTest::mousePress(canvas(), Qt::LeftButton, {}, a);
        QTest::mouseMove(canvas(), b);
        QTest::mouseRelease(canvas(), Qt::LeftButton, {}, b);
    }
    QString reasoning()
    {
        for (const LinkedText* text : m_window->findChild<ReasoningPanel*>()->findChildren<LinkedText*>()) {
            if (text->accessibleName() == QLatin1String("Reasoning"))
                return text->text();
        }
        return {};
    }
    QString raw() { return m_window->findChild<RawAnswers*>()->text(); }

    QString makeClip()
    {
        const QString path = m_dir->filePath(QStringLiteral("clip.mp4"));
        revseg::test::ffmpeg(m_dir->path(),
                             revseg::test::words("-f lavfi -i testsrc2=size=192x108:rate=25:duration=6 "
                                                 "-c:v libx264 -preset ultrafast -pix_fmt yuv420p") +
                                 QStringList{path});
        return path;
    }
    /// A run with masks of noise on each frame, which take much room; `seed` tells it from others.
    static RunResult noisyRun(int seed, int frames, int objects = 1)
    {
        std::mt19937 noise{unsigned(seed)};
        RunResult result;
        result.run.status = Run::Status::Ok;
        result.run.seed = seed;
        result.run.description = QStringLiteral("noise %1").arg(seed);
        result.run.sampled = sampleUniform(frames, 16);
        result.run.keyframe = Keyframe{1, result.run.sampled[1].frame};
        for (int s = 0; s < kStageCount; ++s)
            result.run.setStage(Stage(s), StageStatus::Ok);
        TrackSet tracks;
        for (int o = 1; o <= objects; ++o) {
            result.run.objects.push_back({o, {10, 10, 60, 60}, {10, 10, 60, 60}, {}});
            RunTrack track;
            track.object = o;
            for (FrameIndex f = 0; f < frames; ++f) {
                std::vector<uint8_t> bytes(192 * 108);
                std::generate(bytes.begin(), bytes.end(), [&noise] { return uint8_t(noise() & 1U); });
                track.masks[f] = Mask::fromBytes({192, 108}, bytes.data(), 192);
            }
            tracks.push_back(std::move(track));
        }
        result.tracks = std::make_shared<TrackSet>(std::move(tracks));
        return result;
    }

private Q_SLOTS:
    void aLargeRunIsReadInTheBackground()
    {
        constexpr int kRunCount = 3;
        constexpr int kFrames = 150;
        openMedia(makeClip(), [](Project& project, VideoId video) {
            const auto query = project.addQuery(video, QStringLiteral("what?"));
            VERIFY_RESULT(query);
            std::vector<RunResult> results;
            for (int i = 0; i < kRunCount; ++i)
                results.push_back(noisyRun(i, kFrames, 2));
            auto edit = runsEdit(project, *query, std::move(results), 2, QStringLiteral("flow"), {"Run", {}});
            VERIFY_RESULT(edit);
            VERIFY_RESULT(project.apply(std::move(edit->edit)));
        });
        QTRY_VERIFY(m_chain->run() != nullptr);
        const std::vector<RunId> ids = m_chain->runIds();
        QCOMPARE(ids.size(), size_t(kRunCount));
        QCOMPARE(m_chain->shownRun().value, ids[2].value);
        QCOMPARE(m_chain->tracks().at(0).masks.size(), size_t(kFrames));
        auto* const tree = m_window->findChild<BranchTree*>();
        QTRY_COMPARE(tree->topLevelItemCount(), kRunCount);
        QTRY_COMPARE(m_chain->runsOfQuestion().size(), size_t(kRunCount));

        // It is in use and came from no other one: it is compared with any.
        QSignalSpy compared(m_chain, &ChainController::compared);
        QTRY_VERIFY(action("chain.compare")->isEnabled());
        action("chain.compare")->trigger();
        QTRY_COMPARE(compared.count(), 1);
        QCOMPARE(compared[0][0].value<RunId>(), ids[1]);

        // The call returns before the run is there; the newest wish counts.
        m_chain->showRun(ids[1]);
        QCOMPARE(m_chain->shownRun(), ids[2]);
        m_chain->showRun(ids[0]);
        // Nothing can be done with a run that is not the one that was chosen.
        QSignalSpy notices(m_chain, &ChainController::notice);
        m_chain->editDescription(QStringLiteral("not of this one"));
        QCOMPARE(notices.count(), 1);
        QTRY_COMPARE(m_chain->shownRun(), ids[0]);
        QCOMPARE(run().description, QStringLiteral("noise 0"));
        QTest::qWait(100); // the wish before does not come back
        QCOMPARE(m_chain->shownRun(), ids[0]);
        QCOMPARE(m_chain->runIds().size(), size_t(kRunCount));

        // A judgement needs nothing of the masks.
        action("chain.judge2")->trigger();
        QCOMPARE(verdictOf(run(), Stage::Keyframe), Verdict::Good);
        QCOMPARE(m_chain->tracks().at(0).masks.size(), size_t(kFrames));
        QTRY_COMPARE(m_chain->runsOfQuestion().size(), size_t(kRunCount));
        QCOMPARE(verdictOf(m_chain->runsOfQuestion()[0], Stage::Keyframe), Verdict::Good);

        m_chain->showRun(ids[1]);
        QTRY_COMPARE(m_chain->shownRun(), ids[1]);
        QVERIFY(!isPromoted(run()));
        QTRY_VERIFY(action("chain.promote")->isEnabled());
        action("chain.promote")->trigger();
        QTRY_VERIFY(isWhole() && m_chain->shownRun() == ids[1]);
        action("edit.undo")->trigger();
        QTRY_VERIFY(!isPromoted(run()));
        QCOMPARE(m_chain->shownRun(), ids[1]);
        // Its branch takes the masks over.
        m_chain->editDescription(QStringLiteral("another noise"));
        QTRY_VERIFY(m_chain->run()->description == QLatin1String("another noise"));
        QCOMPARE(m_chain->runIds().size(), size_t(kRunCount + 1));
        QCOMPARE(m_chain->tracks().at(0).masks.size(), size_t(kFrames));
        QTRY_COMPARE(m_chain->runsOfQuestion().size(), size_t(kRunCount + 1));
    }

    void aStopDoesNotTakeAwayWhatWasFound()
    {
        constexpr int kFrames = 150;
        openMedia(makeClip());
        m_window->findChild<QueryBar*>()->setQuery(QStringLiteral("what moves?"));
        action("chain.by_hand")->trigger();
        m_chain->setBox(0, {60, 30, 110, 70});
        // It finds all there is, and so much that it is written in the background.
        m_chain->setTracker(std::make_shared<SharedTracker>(std::make_unique<BreakingTracker>(kFrames)));
        auto* const jobs = m_window->findChild<JobQueue*>();
        bool stopped = false;
        connect(jobs, &JobQueue::added, this, [&](Job* job) {
            if (qobject_cast<WriteEditJob*>(job) != nullptr) {
                stopped = true;
                auto* const dialog = m_window->findChild<JobDialog*>();
                QVERIFY(dialog != nullptr && dialog->findChild<QPushButton*>()->isHidden());
                dialog->reject(); // nor does Esc call it off
                action("chain.stop")->trigger();
            }
        });
        action("chain.rerun")->trigger();
        QTRY_VERIFY(m_chain->tracks().size() == 1 && m_chain->tracks()[0].masks.size() == size_t(kFrames));
        QVERIFY(stopped);
        QTRY_VERIFY(isPromoted(run()));
        const auto project =
            Project::open(m_dir->filePath(QStringLiteral("own.revseg")), Project::OpenMode::ReadOnly);
        const VideoId video = (*project)->videos().front().id;
        QCOMPARE((*project)->lane(video, (*project)->objects(video).front().id).maskCount(), kFrames);
    }

    void aBatchStoresManyMasksBesideTheWork()
    {
        constexpr int kFrames = 150;
        openMedia(makeClip());
        m_chain->setTracker(std::make_shared<SharedTracker>(std::make_unique<BreakingTracker>(kFrames)));
        ChatServer server;
        for (const char* answer : {"<think>It is the bar.</think><answer>[{\"frame_idx\": 0, \"object "
                                   "description\": \"a bar\"}]</answer>",
                                   "[{\"bbox_2d\": [300, 300, 500, 500]}]"}) {
            server.add({ChatServer::send(ChatServer::head(200, "text/event-stream")),
                        ChatServer::send(ChatServer::event(QString::fromLatin1(answer))),
                        ChatServer::send(ChatServer::finishEvent()), ChatServer::send("data: [DONE]\n\n")});
        }
        m_chain->setVlm(server.url() + QStringLiteral("#m"));
        int writes = 0;
        int dialogs = 0;
        auto* const jobs = m_window->findChild<JobQueue*>();
        connect(jobs, &JobQueue::added, this, [&](Job* job) {
            if (qobject_cast<WriteEditJob*>(job) == nullptr)
                return;
            ++writes;
            dialogs += int(m_window->findChildren<JobDialog*>().size());
        });
        auto* const batch = m_window->findChild<BatchController*>();
        batch->start(Batch::of(QStringLiteral("b"), {m_window->findChild<Session*>()->videoId()},
                               {QStringLiteral("what moves?")}, 1));
        QTRY_COMPARE(batch->batch().count(BatchItem::State::Done), 1);
        QCOMPARE(writes, 1);
        QCOMPARE(dialogs, 0); // nobody is held off by it
        const auto project =
            Project::open(m_dir->filePath(QStringLiteral("own.revseg")), Project::OpenMode::ReadOnly);
        const VideoId video = (*project)->videos().front().id;
        QCOMPARE((*project)->lane(video, (*project)->objects(video).front().id).maskCount(), kFrames);
        const QueryId query = (*project)->queries(video).front().id;
        const auto stored = loadRun(**project, (*project)->runs(query).front().id);
        VERIFY_RESULT(stored);
        QVERIFY(isPromoted(*stored));
        QCOMPARE(loadTracks(**project, *stored)->at(0).masks.size(), size_t(kFrames));
    }

    void damagedMasksOfARunAreTold()
    {
        openMedia(makeClip(), [](Project& project, VideoId video) {
            const auto query = project.addQuery(video, QStringLiteral("what?"));
            VERIFY_RESULT(query);
            auto edit = runsEdit(project, *query, {noisyRun(1, 16), noisyRun(2, 16)}, 1,
                                 QStringLiteral("flow"), {"Run", {}});
            VERIFY_RESULT(edit);
            VERIFY_RESULT(project.apply(std::move(edit->edit)));
            auto record = project.run(edit->ids[0]);
            VERIFY_RESULT(record);
            QJsonObject json = record->json();
            json[QStringLiteral("tracks")] = QJsonObject{{QStringLiteral("set"), 99}}; // there is none
            record->setJson(json);
            VERIFY_RESULT(project.updateRun(*record, {"Run", {}}));
        });
        QTRY_VERIFY(m_chain->run() != nullptr);
        QSignalSpy problems(m_chain, &ChainController::problem);
        m_chain->showRun(m_chain->runIds()[0]);
        QTRY_COMPARE(m_chain->shownRun(), m_chain->runIds()[0]);
        QCOMPARE(problems.count(), 1);
        QCOMPARE(problems[0][0].value<Error>().kind, ErrorKind::Corrupt);
        QVERIFY(m_chain->tracks().empty());
        QCOMPARE(run().description, QStringLiteral("noise 1")); // the rest can be read
    }

    void aWholeChainByHandOnAClipOfVariableRate()
    {
        // Ten frames at 25 a second, then two of every four.
        QStringList arguments = revseg::test::words("-f lavfi -i testsrc2=size=192x108:rate=25:duration=3 "
                                                    "-vf select='lt(n,10)+gt(mod(n,4),1)' -fps_mode vfr "
                                                    "-c:v libx264 -preset ultrafast -pix_fmt yuv420p");
        arguments << m_dir->filePath(QStringLiteral("varies.mp4"));
        revseg::test::ffmpeg(m_dir->path(), arguments);
        openMedia(arguments.last());
        const auto reader = VideoReader::open(arguments.last());
        VERIFY_RESULT(reader);
        const VideoInfo& info = (*reader)->info();
        QVERIFY(info.variable_rate);

        constexpr FrameIndex kBoxFrame = 23; // where frame / rate is another time
        goTo(kBoxFrame);
        m_window->findChild<QueryBar*>()->setQuery(QStringLiteral("which bar moves?"));
        action("chain.by_hand")->trigger();
        QVERIFY(m_chain->shownRun().isValid());
        QCOMPARE(run().keyframe->frame, kBoxFrame);
        QCOMPARE(run().sampled.size(), size_t(16));
        for (const SampledFrame& s : run().sampled)
            QCOMPARE(s.time_s, (*reader)->frame(s.frame)->time_s);
        m_chain->editInterpretation(QStringLiteral("The one that moves is the bar."));
        m_chain->editDescription(QStringLiteral("the bar"));
        action("chain.draw_box")->trigger();
        drag({60, 30}, {110, 70});
        QCOMPARE(run().objects.size(), size_t(1));
        QVERIFY(run().objects[0].box.iou({60, 30, 110, 70}) > 0.9);
        QCOMPARE(run().keyframe->frame, kBoxFrame);
        QCOMPARE(m_chain->runIds().size(), size_t(1)); // all of it is one draft

        action("chain.rerun")->trigger();
        QTRY_VERIFY(isWhole());
        QVERIFY(run().turns.empty());
        QCOMPARE(run().interpretation, QStringLiteral("The one that moves is the bar."));
        QCOMPARE(run().stage(Stage::Description), StageStatus::Edited);
        const TrackSet tracks = m_chain->tracks();
        QCOMPARE(tracks.at(0).masks.size(), size_t(info.frames));
        QCOMPARE(tracks.at(0).masks.rbegin()->first, info.frames - 1);
        const auto box = tracks.at(0).masks.at(kBoxFrame).bounds();
        QVERIFY(box && box->intersected({60, 30, 110, 70}).area() > 0);
    }

    void aReRunIsReadWhileItIsWritten()
    {
        askAndTrack();
        const QString before = reasoning();
        QVERIFY(!before.isEmpty());
        m_chain->editDescription(QStringLiteral("the yellow duck"));
        // Only the second turn is asked; the server goes on when the window has shown the first half.
        ChatServer server;
        server.add({ChatServer::send(ChatServer::head(200, "text/event-stream")),
                    ChatServer::send(ChatServer::event(QStringLiteral("[{\"bbox_2d\": [300,"))),
                    ChatServer::wait(400),
                    ChatServer::send(ChatServer::event(QStringLiteral(" 300, 500, 500]}]"))),
                    ChatServer::send(ChatServer::finishEvent()), ChatServer::send("data: [DONE]\n\n")});
        m_chain->setVlm(server.url() + QStringLiteral("#m"));
        action("chain.rerun")->trigger();
        QTRY_VERIFY2(raw().contains(QLatin1String("[300,")), qPrintable(raw()));
        QVERIFY(!raw().contains(QLatin1String("500]")));
        QCOMPARE(reasoning(), before); // of the first turn nothing is lost
        QTRY_VERIFY(m_chain->hasResult());
        QCOMPARE(server.requests().size(), size_t(1));
        QVERIFY(server.requests()[0].body.contains("the yellow duck"));
        QCOMPARE(run().description, QStringLiteral("the yellow duck"));
        QVERIFY(raw().contains(QLatin1String("500]")));
        action("chain.accept")->trigger();
        QVERIFY(isPromoted(run()));
    }

    void ownReasoningStaysWhileTheModelThinksAgain()
    {
        askAndTrack();
        const RunId first = m_chain->shownRun();
        const QString own = QStringLiteral("A toy for the bathtub swims.");
        m_chain->editInterpretation(own);
        QCOMPARE(reasoning(), own);
        ChatServer server;
        server.add({ChatServer::send(ChatServer::head(200, "text/event-stream")),
                    ChatServer::send(ChatServer::event(QStringLiteral("<think>I think otherwise"))),
                    ChatServer::hang()});
        m_chain->setVlm(server.url() + QStringLiteral("#m"));
        action("chain.rerun")->trigger();
        QTRY_VERIFY2(raw().contains(QLatin1String("otherwise")), qPrintable(raw()));
        QCOMPARE(reasoning(), own);
        // Stopped, it is as it was: edited, and stale behind that.
        action("chain.stop")->trigger();
        QTRY_VERIFY(action("chain.rerun")->isEnabled());
        QCOMPARE(reasoning(), own);
        QCOMPARE(run().interpretation, own);
        QVERIFY(m_chain->shownRun() != first && hasStale(run()));
        QVERIFY(!m_chain->hasResult());
    }

    void whatATrackerFoundBeforeItFailedStays()
    {
        constexpr FrameIndex kDrawn = 8;
        constexpr FrameIndex kBroken = 15;
        openMedia(makeClip());
        goTo(kDrawn);
        m_window->findChild<QueryBar*>()->setQuery(QStringLiteral("what moves?"));
        action("chain.by_hand")->trigger();
        m_chain->editDescription(QStringLiteral("the bar"));
        m_chain->setBox(kDrawn, {60, 30, 110, 70});
        const SharedTrackerPtr flow = m_chain->tracker();
        m_chain->setTracker(std::make_shared<SharedTracker>(std::make_unique<BreakingTracker>(kBroken)));
        action("chain.rerun")->trigger();
        QTRY_VERIFY(m_chain->run() != nullptr && run().stage(Stage::Masks) == StageStatus::Invalid);
        QCOMPARE(run().status, Run::Status::Failed);
        QVERIFY(run().error.has_value());
        const QString said = m_window->findChild<MessageStrip*>()->text();
        QVERIFY2(said.contains(QLatin1String("memory")), qPrintable(said));
        TrackSet tracks = m_chain->tracks();
        // From the drawn frame on up to the one that it failed on, in the run and in the project.
        QCOMPARE(tracks.at(0).masks.size(), size_t(kBroken - kDrawn));
        QCOMPARE(tracks.at(0).masks.begin()->first, kDrawn);
        QVERIFY(isPromoted(run()));
        const auto inProject = [this] {
            const auto project =
                Project::open(m_dir->filePath(QStringLiteral("own.revseg")), Project::OpenMode::ReadOnly);
            const VideoId video = (*project)->videos().front().id;
            return (*project)->lane(video, (*project)->objects(video).front().id).maskCount();
        };
        QCOMPARE(inProject(), int(kBroken - kDrawn));
        QVERIFY2(next().contains(QLatin1String("not complete")), qPrintable(next()));

        // Another tracker makes the rest, and its result is compared with what there is.
        m_chain->setTracker(flow);
        QTRY_VERIFY(action("chain.rerun")->isEnabled());
        action("chain.rerun")->trigger();
        QTRY_VERIFY(m_chain->hasResult());
        action("chain.accept")->trigger();
        const int frames = m_window->findChild<Session*>()->info()->frames;
        QTRY_COMPARE(m_chain->tracks().at(0).masks.size(), size_t(frames));
        QCOMPARE(run().status, Run::Status::Ok);
        QVERIFY(!run().error);
        tracks = m_chain->tracks();
        const auto& masks = tracks.at(0).masks;
        // Of frames where it is not to be seen the project knows just that.
        QCOMPARE(inProject(), int(std::count_if(masks.begin(), masks.end(),
                                                [](const auto& m) { return !m.second.isEmpty(); })));
        QVERIFY(inProject() > kBroken - kDrawn);
    }
};

REVSEG_TEST("chain_rerun", TestChainRerun)
#include "tst_chain_rerun.moc"
