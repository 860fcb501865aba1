// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/stages.h"
#include "core/project/run_edits.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

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
        const RunsEdit edit = stored({{answered("a"), {}, {}, {track({0, 0, 4, 4})}},
                                      {answered("b"), {}, {}, {track({0, 0, 8, 8})}},
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
        const RunsEdit first = stored({{answered("a"), {}, {}, {track({0, 0, 4, 4})}}}, 0);
        const ObjectId object = first.first_object;
        VERIFY_RESULT(m_project->setMask(m_video, object, 0, boxMask({0, 0, 2, 2}), named("Brush")));
        auto checked = std::make_shared<MaskRecord>(**m_project->mask(m_video, object, 1));
        checked->checked = true;
        VERIFY_RESULT(m_project->setMask(m_video, object, 1, checked, named("Check")));

        RunTrack again = track({0, 0, 8, 8});
        again.annotation = object;
        const RunsEdit second = stored({{answered("a"), first.ids[0], {}, {again}}}, 0);
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
        const RunsEdit first = stored({{answered("a"), {}, {}, {track({0, 0, 4, 4})}}}, 0);
        const RunsEdit second = stored({{answered("b"), {}, {}, {track({0, 0, 8, 8})}}}, -1);
        QCOMPARE(m_project->objects(m_video).size(), size_t(1));
        const auto tracks = tracksOf(*loadRun(*m_project, second.ids[0]));
        VERIFY_RESULT(tracks);
        QCOMPARE(tracks->at(0).annotation, first.first_object);
        QCOMPARE(area(first.first_object, 2), int64_t(16)); // the first one is in use
    }

    void objectsThatTheRunInUseDoesNotHaveLoseItsMasks()
    {
        RunTrack second = track({0, 0, 2, 2});
        second.object = 2;
        const RunsEdit both = stored({{answered("a"), {}, {}, {track({0, 0, 4, 4}), second}}}, 0);
        const auto tracks = tracksOf(*loadRun(*m_project, both.ids[0])).value();
        const ObjectId gone = tracks[1].annotation;
        QCOMPARE(area(gone, 1), int64_t(4));
        VERIFY_RESULT(m_project->setMask(m_video, gone, 0, boxMask({0, 0, 3, 3}), named("Brush")));
        const RunsEdit one = stored({{answered("a"), {}, both.ids[0], {tracks[0]}}}, 0);
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
        setTracks(run, {track({0, 0, 4, 4}), second});
        const auto extents = trackExtentsOf(run);
        QCOMPARE(extents.size(), size_t(2));
        QCOMPARE(extents[0].frames, (std::vector<FrameIndex>{0, 1, 2}));
        QCOMPARE(extents[1].object, 5);
        QCOMPARE(extents[1].annotation, ObjectId{7});
        QCOMPARE(extents[1].frames, (std::vector<FrameIndex>{0, 1}));
    }

    void branchesAreStoredWithTheirParent()
    {
        const RunsEdit first = stored({{answered("a"), {}, {}, {track({0, 0, 4, 4})}}}, 0);
        StageEdit edit;
        edit.description = QStringLiteral("b");
        const Run parent = loadRun(*m_project, first.ids[0]).value();
        const Run branch = editedRun(parent, edit).value();
        const RunsEdit second =
            stored({{branch, {}, first.ids[0], tracksOf(branch).value()}}, -1); // not in use yet
        const auto read = loadRun(*m_project, second.ids[0]);
        VERIFY_RESULT(read);
        QCOMPARE(read->parent, parent.id);
        QCOMPARE(read->stage(Stage::Description), StageStatus::Edited);
        QCOMPARE(read->stage(Stage::Masks), StageStatus::Stale);
        QVERIFY(!isPromoted(*read));
        // The stale masks can still be looked at, and the parent's are in use.
        QCOMPARE(tracksOf(*read)->at(0).annotation, first.first_object);
        QVERIFY(isPromoted(*loadRun(*m_project, first.ids[0])));
        VERIFY_RESULT(m_project->undo());
        QCOMPARE(m_project->runs(m_query).size(), size_t(1));
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
