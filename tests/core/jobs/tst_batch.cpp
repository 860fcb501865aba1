// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/batch.h"
#include "core/project/run_edits.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

using namespace revseg;

class TestBatch final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void everyVideoMeetsEveryQuestionAndSeed()
    {
        const Batch batch =
            Batch::of(QStringLiteral("b"), {VideoId{1}, VideoId{2}},
                      {QStringLiteral("which?"), QStringLiteral("  "), QStringLiteral(" who? ")}, 3);
        QCOMPARE(batch.items().size(), size_t(12));
        QCOMPARE(batch.items()[3].question, QStringLiteral("who?"));
        QCOMPARE(batch.items()[5].seed, qint64(2));
        QCOMPARE(batch.items()[6].video, VideoId{2});
        QVERIFY(Batch::fromJson(batch.toJson()) == batch);
        QSet<QString> keys;
        for (size_t i = 0; i < batch.items().size(); ++i)
            keys << batch.keyOf(i);
        QCOMPARE(keys.size(), 12);
    }

    void itGoesOnAfterACrash()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("p.revseg"));
        {
            const auto project = Project::create(path);
            VERIFY_RESULT(project);
            VideoInfo info;
            info.path = dir.filePath(QStringLiteral("v.mp4"));
            info.native = {64, 48};
            info.frames = 10;
            info.rate = {25, 1};
            const VideoId video = (*project)->addVideo(info).value();
            const QueryId query = (*project)->addQuery(video, QStringLiteral("which?")).value();
            Batch batch = Batch::of(QStringLiteral("b"), {video}, {QStringLiteral("which?")}, 5);
            batch.setState(0, BatchItem::State::Done);
            batch.setState(1, BatchItem::State::Failed, QStringLiteral("No answer"));
            batch.setState(2, BatchItem::State::Running);
            batch.setState(3, BatchItem::State::Running);
            VERIFY_RESULT(batch.save(**project));
            // The run of item 2 was stored, and then the light went out.
            Run run;
            run.status = Run::Status::Ok;
            run.other[QStringLiteral("batch")] = batch.keyOf(2);
            VERIFY_RESULT((*project)->addRun(recordOf(run, query)));
            run.status = Run::Status::Failed; // that of item 3 as well, but it had failed
            run.other[QStringLiteral("batch")] = batch.keyOf(3);
            VERIFY_RESULT((*project)->addRun(recordOf(run, query)));
        }
        const auto project = Project::open(path);
        VERIFY_RESULT(project);
        Batch batch = Batch::load(**project);
        QCOMPARE(batch.next(), std::optional<size_t>(2));
        batch.takeStock(**project);
        QCOMPARE(batch.items()[2].state, BatchItem::State::Done);
        QCOMPARE(batch.items()[3].state, BatchItem::State::Failed);
        QCOMPARE(batch.next(), std::optional<size_t>(4));
        QCOMPARE(batch.count(BatchItem::State::Waiting), 1);
        QCOMPARE(batch.items()[1].problem, QStringLiteral("No answer"));
        batch.retryFailed();
        QCOMPARE(batch.count(BatchItem::State::Waiting), 3);
        QCOMPARE(batch.next(), std::optional<size_t>(1));
    }

    void nothingIsAnEmptyBatch()
    {
        QTemporaryDir dir;
        const auto project = Project::create(dir.filePath(QStringLiteral("p.revseg")));
        VERIFY_RESULT(project);
        QVERIFY(Batch::load(**project).items().empty());
        QVERIFY(Batch().isOver());
    }
};

REVSEG_TEST("batch", TestBatch)
#include "tst_batch.moc"
