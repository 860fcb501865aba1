// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/export_job.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/score_job.h"
#include "core/mask/label_picture.h"
#include "tests/support/test.h"

#include <QDir>
#include <QTemporaryDir>

using namespace revseg;

namespace {

constexpr Size kSize{64, 40};
constexpr int kFrames = 6;

} // namespace

class TestScoreJob final : public test::TestCase
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Project> m_project;
    VideoId m_video;

    QString at(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
    void put(int object, FrameIndex frame, const Box& box)
    {
        auto record = std::make_shared<MaskRecord>();
        record->mask = Mask::filled(kSize, box);
        VERIFY_RESULT(m_project->setMask(m_video, ObjectId{object}, frame, record, {"x", {}}));
    }
    /// Objects 1 and 2 of the truth, at other places than those of the project.
    void writeTruth(const QString& file, int shift, Size size = kSize)
    {
        LabelPicture picture = LabelPicture::blank(size);
        picture.paint(Mask::filled(size, {5.0 + shift, 5, 25.0 + shift, 25}), 1);
        picture.paint(Mask::filled(size, {30.0 + shift, 12, 50.0 + shift, 36}), 2);
        QDir().mkpath(QFileInfo(file).absolutePath());
        VERIFY_RESULT(writeLabelPicture(file, picture));
    }
    std::shared_ptr<ScoreJob> job(ScoreTruth truth, EvaluationOptions options = {})
    {
        return std::make_shared<ScoreJob>(
            ScoreJob::Spec{m_project->path(), m_video, std::move(truth), options});
    }
    /// Null when it has failed.
    std::shared_ptr<const VideoScore> scored(const std::shared_ptr<ScoreJob>& job)
    {
        JobQueue queue;
        std::shared_ptr<const VideoScore> out;
        connect(job.get(), &ScoreJob::scored, this, [&](const auto& score) { out = score; });
        queue.add(job);
        [&] { QTRY_VERIFY(job->isOver()); }();
        return out;
    }

protected:
    /// Two objects that overlap, on all frames but the last.
    void prepare() override
    {
        m_project.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        auto project = Project::create(at("a.revseg"));
        VERIFY_RESULT(project);
        m_project = std::move(*project);
        VideoInfo info;
        info.path = at("clip.mp4");
        info.native = kSize;
        info.frames = kFrames;
        info.sha256 = QStringLiteral("cafe");
        const auto video = m_project->addVideo(info);
        VERIFY_RESULT(video);
        m_video = *video;
        for (int object = 1; object <= 2; ++object)
            VERIFY_RESULT(m_project->addObject(m_video));
        for (int f = 0; f < kFrames - 1; ++f) {
            put(1, f, {5, 5, 35, 25});
            put(2, f, {28, 10, 50.0 + f, 36});
        }
    }

private Q_SLOTS:
    void cleanup() { m_project.reset(); }

    void asTheCommandLineScoresTheExport()
    {
        for (int f = 0; f < kFrames; ++f)
            writeTruth(at("truth/clip/0000") + QString::number(f) + QStringLiteral(".png"), f);
        JobQueue queue;
        ExportJob::Spec spec;
        spec.project = m_project->path();
        spec.kind = ExportKind::Davis2017;
        spec.target = at("out");
        const auto out = std::make_shared<ExportJob>(spec);
        queue.add(out);
        QTRY_VERIFY(out->state() == Job::State::Done);
        for (const bool skip : {false, true}) {
            for (const Protocol protocol : {Protocol::Davis2017, Protocol::Davis2016}) {
                EvaluationOptions options;
                options.skip_ends = skip;
                options.protocol = protocol;
                const auto wanted = evaluate(at("truth"), at("out/Annotations/480p"), options, {}, {});
                VERIFY_RESULT(wanted);
                QVERIFY(wanted->jf() > 0.1 && wanted->jf() < 0.99);
                const auto score = scored(job({at("truth"), {}}, options));
                QVERIFY(score != nullptr);
                QCOMPARE(score->evaluation.json(), wanted->json());
                QCOMPARE(score->frames.size(), size_t(skip ? kFrames - 2 : kFrames));
                QCOMPARE(score->frames.front(), skip ? 1 : 0);
            }
        }
    }
    void theVideosFolderIsFoundAndFramesByNumber()
    {
        writeTruth(at("truth/a/clip/5.png"), 0);
        writeTruth(at("truth/a/clip/3.png"), 0);
        writeTruth(at("truth/a/zoo/0.png"), 0);
        const auto score = scored(job({at("truth"), {}}));
        QVERIFY(score != nullptr);
        QCOMPARE(score->frames, (std::vector<FrameIndex>{3, 5}));
        // Nothing was drawn on the last frame.
        QCOMPARE(score->sequence().objects.at(1).j.frames.back(), 0.0);
        QVERIFY(score->sequence().objects.at(1).j.frames.front() > 0.5);
    }
    void objectsOfTheProjectAsTruth()
    {
        VERIFY_RESULT(m_project->addObject(m_video)); // 3: the truth of 1
        VERIFY_RESULT(m_project->addObject(m_video)); // 4: neither
        put(3, 1, {5, 5, 28, 25});
        put(3, 4, {5, 5, 28, 15});
        const auto score = scored(job({{}, {{ObjectId{1}, ObjectId{3}}}}));
        QVERIFY(score != nullptr);
        QCOMPARE(score->frames, (std::vector<FrameIndex>{1, 4}));
        const auto& objects = score->sequence().objects;
        QCOMPARE(objects.size(), 1U);
        QCOMPARE(objects.at(1).j.frames, (std::vector<double>{23.0 / 30, 23.0 * 10 / (30 * 20)}));
        QCOMPARE(score->without_truth, (std::vector<ObjectId>{ObjectId{2}, ObjectId{4}}));
    }
    void mistakesAreNamed()
    {
        const auto problem = [&](ScoreTruth truth, ErrorKind kind, const char* word) {
            const auto j = job(std::move(truth));
            QVERIFY(scored(j) == nullptr);
            QTRY_VERIFY(j->state() == Job::State::Failed);
            QCOMPARE(errorKindName(j->error()->kind), errorKindName(kind));
            QVERIFY2(j->error()->message().contains(QString::fromUtf8(word)),
                     qPrintable(j->error()->message()));
        };
        problem({at("nowhere"), {}}, ErrorKind::NotFound, "nowhere");
        QDir().mkpath(at("empty/a"));
        problem({at("empty"), {}}, ErrorKind::NotFound, "empty");
        writeTruth(at("two/a/0.png"), 0);
        writeTruth(at("two/b/0.png"), 0);
        problem({at("two"), {}}, ErrorKind::NotFound, "clip");
        writeTruth(at("late/clip/9.png"), 0);
        problem({at("late"), {}}, ErrorKind::InvalidInput, "frame 9");
        writeTruth(at("large/clip/1.png"), 0, {128, 80});
        problem({at("large"), {}}, ErrorKind::InvalidInput, "128×80");
        VERIFY_RESULT(m_project->addObject(m_video));
        problem({{}, {{ObjectId{1}, ObjectId{3}}}}, ErrorKind::InvalidInput, "clip");
    }
};

REVSEG_TEST("score_job", TestScoreJob)
#include "tst_score_job.moc"
