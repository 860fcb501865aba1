// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/export_job.h"
#include "core/jobs/import_job.h"
#include "core/jobs/job_queue.h"
#include "tests/support/test.h"

#include <QDir>
#include <QTemporaryDir>

using namespace revseg;

namespace {

constexpr int kPatience = 60'000; // ms
constexpr Size kSize{16, 12};
constexpr int kFrames = 4;

} // namespace

class TestExchangeJobs final : public test::TestCase
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    VideoRecord m_video;

    QString at(const char* name) const { return m_dir->filePath(QLatin1String(name)); }

protected:
    /// A project with one object on all frames but the last.
    void prepare() override
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto project = Project::create(at("a.revseg"));
        VERIFY_RESULT(project);
        VideoInfo info;
        info.path = at("clip.mp4"); // there is none: masks do not need it
        info.native = kSize;
        info.frames = kFrames;
        info.sha256 = QStringLiteral("cafe");
        const auto video = (*project)->addVideo(info);
        VERIFY_RESULT(video);
        VERIFY_RESULT((*project)->addObject(*video));
        for (int f = 0; f < kFrames - 1; ++f) {
            auto record = std::make_shared<MaskRecord>();
            record->mask = Mask::filled(kSize, {1.0 + f, 2, 6.0 + f, 9});
            VERIFY_RESULT((*project)->setMask(*video, ObjectId{1}, f, record, {"x", {}}));
        }
        m_video = *(*project)->video(*video);
    }

private Q_SLOTS:
    void outAndInAgain()
    {
        JobQueue queue;
        ExportJob::Spec spec;
        spec.project = at("a.revseg");
        spec.kind = ExportKind::YoutubeVos;
        spec.target = at("out");
        const auto out = std::make_shared<ExportJob>(spec);
        std::optional<ExchangeReport> report;
        connect(out.get(), &ExportJob::exported, this, [&](const ExchangeReport& r) { report = r; });
        queue.add(out);
        QTRY_VERIFY_WITH_TIMEOUT(out->state() == Job::State::Done, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(report.has_value(), kPatience);
        QCOMPARE(report->masks, kFrames - 1);
        QCOMPARE(report->losses.at(QStringLiteral("frame_times")), kFrames);

        const auto look = std::make_shared<FindMasksJob>(at("out"), std::nullopt);
        std::optional<FoundMasks> found;
        connect(look.get(), &FindMasksJob::found, this, [&](const FoundMasks& m) { found = m; });
        queue.add(look);
        QTRY_VERIFY_WITH_TIMEOUT(found.has_value(), kPatience);
        QVERIFY(found->format == Format::YoutubeVos);
        QCOMPARE(found->sequences.size(), 1U);

        const auto in = std::make_shared<ImportJob>(
            ImportJob::Spec{found->format, at("out"), {{m_video, {}, found->sequences[0].name}}});
        std::shared_ptr<ImportedMasks> masks;
        connect(in.get(), &ImportJob::read, this,
                [&](const std::shared_ptr<ImportedMasks>& m) { masks = m; });
        queue.add(in);
        QTRY_VERIFY_WITH_TIMEOUT(masks != nullptr, kPatience);
        QCOMPARE(masks->report.masks, kFrames - 1);
        QVERIFY(masks->videos[0].video == m_video.id);
    }
    void failuresSayWhyAndLeaveNothing()
    {
        JobQueue queue;
        ExportJob::Spec spec;
        spec.project = at("a.revseg");
        spec.videos = {m_video.id};
        spec.kind = ExportKind::OverlayGif;
        spec.target = at("a.gif");
        const auto noMedia = std::make_shared<ExportJob>(spec);
        const auto nothing = std::make_shared<FindMasksJob>(at("nothing"), std::nullopt);
        queue.add(noMedia);
        queue.add(nothing);
        QTRY_VERIFY_WITH_TIMEOUT(noMedia->isOver() && nothing->isOver(), kPatience);
        QVERIFY(noMedia->error() && noMedia->error()->kind == ErrorKind::NotFound);
        QVERIFY(nothing->error() && nothing->error()->kind == ErrorKind::NotFound);
        QCOMPARE(
            QDir(m_dir->path())
                .entryList({QStringLiteral("*.gif*"), QStringLiteral("*.csv")}, QDir::Files | QDir::Hidden),
            QStringList());
    }
    void cancelledBeforeItsTurnItWritesNothing()
    {
        JobQueue queue;
        ExportJob::Spec spec;
        spec.project = at("a.revseg");
        spec.target = at("out");
        const auto job = std::make_shared<ExportJob>(spec);
        job->cancel();
        queue.add(job);
        QTRY_VERIFY_WITH_TIMEOUT(job->isOver(), kPatience);
        QVERIFY(job->state() == Job::State::Cancelled);
        QVERIFY(!QFile::exists(at("out")));
    }
};

REVSEG_TEST("exchange_jobs", TestExchangeJobs)
#include "tst_exchange_jobs.moc"
