// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/stages.h"
#include "core/project/run_edits.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/full_disk.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

#include <thread>

using namespace revseg;
using namespace revseg::test;

namespace {

Run answered(const char* description)
{
    Run run;
    run.status = Run::Status::Ok;
    run.keyframe = Keyframe{0, 1};
    run.description = QLatin1String(description);
    run.objects = {{1, {1, 1, 9, 9}, {}, {}}};
    run.stages.fill(StageStatus::Ok);
    return run;
}

RunTrack track(const Box& box, FrameIndex frames = 3)
{
    RunTrack t;
    for (FrameIndex f = 0; f < frames; ++f)
        t.masks[f] = Mask::filled(kSize, box);
    return t;
}

TrackSetPtr shared(TrackSet tracks)
{
    return std::make_shared<TrackSet>(std::move(tracks));
}

} // namespace

class TestRunEdits final : public test::TestCase
{
    Q_OBJECT
    QTemporaryDir m_dir;
    std::unique_ptr<Project> m_project;
    VideoId m_video;
    QueryId m_query;

    int64_t area(ObjectId object, FrameIndex frame)
    {
        const auto mask = m_project->mask(m_video, object, frame);
        return mask && *mask ? (*mask)->mask.area() : -1;
    }
    RunsEdit stored(std::vector<RunResult> results, int promoted)
    {
        auto edit =
            runsEdit(*m_project, m_query, std::move(results), promoted, QStringLiteral("flow"), named("Run"));
        if (!edit || !m_project->apply(edit->edit))
            return {};
        return *edit;
    }

private Q_SLOTS:
    void init()
    {
        TestCase::init();
        static int number = 0;
        auto project =
            Project::create(m_dir.filePath(QStringLiteral("p%1.revseg").arg(QString::number(++number))));
        QVERIFY(project.has_value());
        m_project = std::move(*project);
        m_video = m_project->addVideo(videoInfo(m_dir.filePath(QStringLiteral("v.mp4")))).value();
        m_query = m_project->addQuery(m_video, QStringLiteral("which?")).value();
    }
    void cleanup() { m_project.reset(); }

    void samplesShareTheObjectAndOneIsInUse()
    {
        const RunsEdit edit = stored({{answered("a"), {}, {}, shared({track({0, 0, 4, 4})})},
                                      {answered("b"), {}, {}, shared({track({0, 0, 8, 8})})},
                                      {answered("c"), {}, {}, {}}},
                                     1);
        QCOMPARE(edit.ids.size(), size_t(3));
        QCOMPARE(m_project->objects(m_video).size(), size_t(1));
        QCOMPARE(area(edit.first_object, 2), int64_t(64));
        const auto mask = m_project->mask(m_video, edit.first_object, 2);
        QCOMPARE((*mask)->provenance.run, edit.ids[1]);
        QCOMPARE((*mask)->provenance.from, std::optional<FrameIndex>(1));
        QVERIFY(!isPromoted(*loadRun(*m_project, edit.ids[0])));
        QVERIFY(isPromoted(*loadRun(*m_project, edit.ids[1])));

        // Another takes its place in the same object; one step back brings the first one back.
        const auto promoted =
            promoteEdit(*m_project, edit.ids[0], QStringLiteral("flow"), named("Use another run"));
        VERIFY_RESULT(promoted);
        VERIFY_RESULT(m_project->apply(promoted->edit));
        QCOMPARE(area(edit.first_object, 2), int64_t(16));
        QVERIFY(isPromoted(*loadRun(*m_project, edit.ids[0])));
        QVERIFY(!isPromoted(*loadRun(*m_project, edit.ids[1])));
        VERIFY_RESULT(m_project->undo());
        QCOMPARE(area(edit.first_object, 2), int64_t(64));
        QVERIFY(isPromoted(*loadRun(*m_project, edit.ids[1])));
        VERIFY_ERROR(promoteEdit(*m_project, edit.ids[2], QStringLiteral("flow"), named("Use")),
                     ErrorKind::InvalidInput);
    }

    void whatAPersonPaintedOrCheckedStays()
    {
        const RunsEdit first = stored({{answered("a"), {}, {}, shared({track({0, 0, 4, 4})})}}, 0);
        const ObjectId object = first.first_object;
        VERIFY_RESULT(m_project->setMask(m_video, object, 0, boxMask({0, 0, 2, 2}), named("Brush")));
        auto checked = std::make_shared<MaskRecord>(**m_project->mask(m_video, object, 1));
        checked->checked = true;
        VERIFY_RESULT(m_project->setMask(m_video, object, 1, checked, named("Check")));

        RunTrack again = track({0, 0, 8, 8});
        again.annotation = object;
        const RunsEdit second = stored({{answered("a"), first.ids[0], {}, shared({again})}}, 0);
        QCOMPARE(second.ids, first.ids); // the same record
        QCOMPARE(second.kept, 1);
        QCOMPARE(second.barred, 1);
        QCOMPARE(area(object, 0), int64_t(4));
        QCOMPARE(area(object, 1), int64_t(16));
        QCOMPARE(area(object, 2), int64_t(64));
        QCOMPARE(m_project->objects(m_video).size(), size_t(1));
    }

    void laterAnswersShareTheObjectToo()
    {
        const RunsEdit first = stored({{answered("a"), {}, {}, shared({track({0, 0, 4, 4})})}}, 0);
        const RunsEdit second = stored({{answered("b"), {}, {}, shared({track({0, 0, 8, 8})})}}, -1);
        QCOMPARE(m_project->objects(m_video).size(), size_t(1));
        const auto tracks = loadTracks(*m_project, *loadRun(*m_project, second.ids[0]));
        VERIFY_RESULT(tracks);
        QCOMPARE(tracks->at(0).annotation, first.first_object);
        QCOMPARE(area(first.first_object, 2), int64_t(16)); // the first one is in use
    }

    void objectsThatTheRunInUseDoesNotHaveLoseItsMasks()
    {
        RunTrack second = track({0, 0, 2, 2});
        second.object = 2;
        const RunsEdit both = stored({{answered("a"), {}, {}, shared({track({0, 0, 4, 4}), second})}}, 0);
        const auto tracks = loadTracks(*m_project, *loadRun(*m_project, both.ids[0])).value();
        const ObjectId gone = tracks[1].annotation;
        QCOMPARE(area(gone, 1), int64_t(4));
        VERIFY_RESULT(m_project->setMask(m_video, gone, 0, boxMask({0, 0, 3, 3}), named("Brush")));
        const RunsEdit one = stored({{answered("a"), {}, both.ids[0], shared({tracks[0]})}}, 0);
        QCOMPARE(area(one.first_object, 1), int64_t(16));
        QCOMPARE(area(gone, 1), int64_t(-1));
        QCOMPARE(area(gone, 0), int64_t(9)); // by hand
        // The run itself still has them, and can be used again.
        VERIFY_RESULT(m_project->apply(
            promoteEdit(*m_project, both.ids[0], QStringLiteral("flow"), named("Use"))->edit));
        QCOMPARE(area(gone, 1), int64_t(4));
    }

    void tracksAreKnownWithoutReadingTheirMasks()
    {
        Run run = answered("a");
        QVERIFY(trackExtentsOf(run).empty());
        RunTrack second = track({0, 0, 2, 2}, 2);
        second.object = 5;
        second.annotation = ObjectId{7};
        RunTrack first = track({0, 0, 4, 4});
        first.masks.erase(1);
        nameTracks(run, TrackSetId{3}, extentsOf({first, second}));
        QCOMPARE(trackSetOf(run), TrackSetId{3});
        const auto extents = trackExtentsOf(run);
        QCOMPARE(extents.size(), size_t(2));
        QCOMPARE(extents[0].frames, (std::vector<FrameIndex>{0, 2}));
        QCOMPARE(extents[1].object, 5);
        QCOMPARE(extents[1].annotation, ObjectId{7});
        QCOMPARE(extents[1].frames, (std::vector<FrameIndex>{0, 1}));
    }

    void branchesAreStoredWithTheirParent()
    {
        const RunsEdit first = stored({{answered("a"), {}, {}, shared({track({0, 0, 4, 4})})}}, 0);
        StageEdit edit;
        edit.description = QStringLiteral("b");
        const Run parent = loadRun(*m_project, first.ids[0]).value();
        const Run branch = editedRun(parent, edit).value();
        const RunsEdit second = stored({{branch, {}, first.ids[0], nullptr}}, -1); // not in use yet
        const auto read = loadRun(*m_project, second.ids[0]);
        VERIFY_RESULT(read);
        QCOMPARE(read->parent, parent.id);
        QCOMPARE(read->stage(Stage::Description), StageStatus::Edited);
        QCOMPARE(read->stage(Stage::Masks), StageStatus::Stale);
        QVERIFY(!isPromoted(*read));
        // The stale masks can still be looked at, and the parent's are in use.
        QCOMPARE(loadTracks(*m_project, *read)->at(0).annotation, first.first_object);
        QCOMPARE(trackSetOf(*read), trackSetOf(parent)); // not copied
        QVERIFY(isPromoted(*loadRun(*m_project, first.ids[0])));
        VERIFY_RESULT(m_project->undo());
        QCOMPARE(m_project->runs(m_query).size(), size_t(1));
    }

    void theBackgroundDoesTheSame()
    {
        RunTrack second = track({0, 0, 2, 2}, 2);
        second.object = 2;
        const TrackSetPtr tracks = shared({track({0, 0, 4, 4}), second});
        const auto made = std::make_shared<RunsEdit>();
        std::vector<RunResult> results{{answered("a"), {}, {}, tracks}};
        QCOMPARE(masksToWrite(results, -1), size_t(5));
        QCOMPARE(masksToWrite(results, 0), size_t(10));
        const auto begun = m_project->start(
            runsEditMaker(m_query, std::move(results), 0, QStringLiteral("flow"), named("Run"), made));
        VERIFY_RESULT(begun);
        Result<void> written;
        std::thread([&] { written = (*begun)->run(); }).join();
        VERIFY_RESULT(written);
        QVERIFY(m_project->runs(m_query).empty()); // not before it is finished
        // Whoever needs numbers meanwhile gets others.
        QCOMPARE(m_project->nextRunId()->value, made->ids[0].value + 1);
        QCOMPARE(m_project->nextTrackSetId()->value, 2);
        QVERIFY(m_project->freeObjectIds(m_video).front() > made->first_object);
        QCOMPARE(m_project->finish(**begun)->frame, 1);
        QCOMPARE(area(made->first_object, 2), int64_t(16));
        QCOMPARE(m_project->history().nextUndo()->name.english(), QStringLiteral("Run"));
        const auto read = m_project->trackSource(m_project->runs(m_query)[0].tracks).read();
        VERIFY_RESULT(read);
        QCOMPARE((*read)->at(1).masks.size(), size_t(2));
        QVERIFY(*TrackSource().read() == nullptr);

        // Nobody runs it; and one that cannot be made changes nothing.
        const auto again = m_project->start(promoteEditMaker(made->ids[0], QStringLiteral("flow"),
                                                             named("Use"), std::make_shared<RunsEdit>()));
        VERIFY_RESULT(again);
        VERIFY_RESULT(m_project->addObject(m_video)); // after it
        VERIFY_RESULT(m_project->finish(**again));
        const auto none = m_project->start(
            promoteEditMaker(RunId{77}, QStringLiteral("flow"), named("Use"), std::make_shared<RunsEdit>()));
        VERIFY_RESULT(none);
        VERIFY_ERROR(m_project->finish(**none), ErrorKind::NotFound);
        QVERIFY(m_project->history().nextUndo()->name.english().startsWith(QLatin1String("New object")));
        VERIFY_RESULT(m_project->undo());
        VERIFY_RESULT(m_project->undo());
        VERIFY_RESULT(m_project->undo());
        QVERIFY(m_project->runs(m_query).empty());
    }

    void masksThatNoRunHasAreSweptOut()
    {
        const RunsEdit first = stored({{answered("a"), {}, {}, shared({track({0, 0, 4, 4})})}}, 0);
        const TrackSetId old = m_project->runs(m_query)[0].tracks;
        stored({{answered("a"), first.ids[0], {}, shared({track({0, 0, 8, 8})})}}, 0);
        const TrackSetId now = m_project->runs(m_query)[0].tracks;
        QVERIFY(now != old);
        QCOMPARE(m_project->trackSet(old)->at(0).masks.at(0).area(), int64_t(16)); // for Undo
        VERIFY_RESULT(m_project->undo());
        QCOMPARE(m_project->runs(m_query)[0].tracks, old);
        VERIFY_RESULT(m_project->redo());
        QCOMPARE(m_project->runs(m_query)[0].tracks, now);
        QVERIFY(m_project->nextTrackSetId()->value > now.value);
        const QString path = m_project->path();
        m_project.reset();
        auto reopened = Project::open(path);
        VERIFY_RESULT(reopened);
        m_project = std::move(*reopened);
        VERIFY_ERROR(m_project->trackSet(old), ErrorKind::Corrupt);
        QCOMPARE(m_project->trackSet(now)->at(0).masks.at(0).area(), int64_t(64));
    }

    void masksOfRunsAreKeptInMemoryWhileTheDiskIsFull()
    {
        m_project->setKeepsUnsaved(true);
        stored({{answered("a"), {}, {}, nullptr}}, -1);
        RunsEdit edit;
        TrackSetId set;
        {
            const FullDisk full(512);
            edit = stored({{answered("b"), {}, {}, shared({track({0, 0, 4, 4})})}}, 0);
            QVERIFY(m_project->hasUnsaved());
            set = m_project->runs(m_query)[1].tracks;
            QCOMPARE(m_project->trackSet(set)->at(0).masks.size(), size_t(3));
            QCOMPARE((*m_project->trackSource(set).read())->at(0).masks.size(), size_t(3));
            QVERIFY(m_project->nextTrackSetId()->value > set.value);
            const auto made = std::make_shared<RunsEdit>();
            const auto begun = m_project->start(
                promoteEditMaker(edit.ids[0], QStringLiteral("flow"), named("Use"), made)); // here, at once
            VERIFY_RESULT(begun);
            QCOMPARE(made->ids, edit.ids);
        }
        const QString elsewhere = m_dir.filePath(QStringLiteral("elsewhere.revseg"));
        VERIFY_RESULT(m_project->saveAs(elsewhere));
        QVERIFY(!m_project->hasUnsaved());
        QCOMPARE((*m_project->trackSource(set).read())->at(0).masks.size(), size_t(3));
        QFile::remove(elsewhere);
    }

    void anUnknownQuestionIsAnError()
    {
        VERIFY_ERROR(runsEdit(*m_project, QueryId{77}, {}, -1, QStringLiteral("flow"), named("Run")),
                     ErrorKind::NotFound);
        QVERIFY(!loadRun(*m_project, RunId{77}).has_value());
    }
};

REVSEG_TEST("run_edits", TestRunEdits)
#include "tst_run_edits.moc"
