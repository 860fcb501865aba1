// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Masks in and out in the real window, through its dialogs.
#include "app/studio/main_window.h"
#include "core/jobs/job_queue.h"
#include "core/mask/label_picture.h"
#include "core/media/video_reader.h"
#include "core/project/project.h"
#include "tests/support/files.h"
#include "tests/support/test.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/dialogs/export_dialog.h"
#include "widgets/dialogs/import_dialog.h"
#include "widgets/dialogs/job_dialog.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/dialogs/report_dialog.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>

#include <semaphore>

#include "resources/resources.h"

using namespace revseg;
using namespace revseg::studio;
using revseg::test::bytesOf;

namespace {

constexpr int kPatience = 600'000; ///< ms; sanitizers on a busy machine are very slow
constexpr Size kClip{48, 32};
constexpr int kFrames = 5;

void makeClip(const QString& folder, int frames = kFrames)
{
    QDir().mkpath(folder);
    for (int i = 0; i < frames; ++i) {
        QImage image(kClip.width, kClip.height, QImage::Format_RGB32);
        image.fill(qRgb(40 * i % 256, 90, 200 - 30 * i % 200));
        image.save(QStringLiteral("%1/%2.png").arg(folder).arg(i, 5, 10, QLatin1Char('0')));
    }
}

/// Object 1 on all frames, object 2 on frames 2 and 3.
void makeDavis(const QString& root, const QString& sequence, int frames = kFrames)
{
    const QString folder = root + QStringLiteral("/Annotations/480p/") + sequence;
    QDir().mkpath(folder);
    for (int i = 0; i < frames; ++i) {
        LabelPicture picture = LabelPicture::blank(kClip);
        picture.paint(Mask::filled(kClip, {2.0 + 3 * (i % 10), 4, 14.0 + 3 * (i % 10), 16}), 1);
        if (i == 2 || i == 3)
            picture.paint(Mask::filled(kClip, {30, 20, 40, 30}), 2);
        (void)writeLabelPicture(QStringLiteral("%1/%2.png").arg(folder).arg(i, 5, 10, QLatin1Char('0')),
                                picture);
    }
}

void writeText(const QString& path, const QByteArray& text)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
}

/// Keeps the quick lane until it is opened.
class HeldLane final : public Job
{
public:
    HeldLane() : Job(Lane::Quick, {"Held", {}}, Kind::Background) {}
    void open() { m_gate.release(); }

private:
    Result<void> run(std::stop_token) override
    {
        m_gate.acquire();
        return {};
    }
    std::binary_semaphore m_gate{0};
};

} // namespace

class TestExchange final : public test::TestCase
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;

    QString at(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
    void trigger(const char* id) const
    {
        auto* const action = m_window->findChild<QAction*>(QLatin1String(id));
        QVERIFY2(action != nullptr && action->isEnabled(), id);
        action->trigger();
    }
    QString undoText() const { return m_window->findChild<QAction*>(QStringLiteral("edit.undo"))->text(); }
    template <class Dialog>
    Dialog* shown() const
    {
        for (Dialog* dialog : m_window->findChildren<Dialog*>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    /// Objects of each video, as they are on disk.
    QList<int> objects() const
    {
        QList<int> out;
        const auto project = Project::open(at("job.revseg"), Project::OpenMode::ReadOnly);
        if (project) {
            for (const VideoRecord& v : (*project)->videos())
                out << int((*project)->objects(v.id).size());
        }
        return out;
    }
    QString message() const { return m_window->findChild<MessageStrip*>()->text(); }
    bool isIdle() const { return !m_window->findChild<QAction*>(QStringLiteral("chain.stop"))->isEnabled(); }
    void openWindow(const QStringList& videos, int frames = kFrames)
    {
        auto project = Project::create(at("job.revseg"));
        VERIFY_RESULT(project);
        for (const QString& name : videos) {
            makeClip(m_dir->filePath(name), frames);
            const auto video = VideoReader::open(m_dir->filePath(name), {0, true, false});
            VERIFY_RESULT(video);
            VERIFY_RESULT((*project)->addVideo((*video)->info()));
        }
        project->reset();
        m_window = std::make_unique<MainWindow>(*m_theme);
        m_window->resize(1280, 800);
        m_window->show();
        m_window->openPaths({at("job.revseg")});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<CanvasWidget*>()->hasFrame(), kPatience);
    }
    void importDavis(const QString& folder)
    {
        trigger("file.import");
        auto* const dialog = shown<ImportDialog>();
        QVERIFY(dialog != nullptr);
        dialog->setPath(folder);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->canImport(), kPatience);
        dialog->accept();
    }
    void closeReport(QString* text = nullptr)
    {
        QTRY_VERIFY_WITH_TIMEOUT(shown<ReportDialog>() != nullptr, kPatience);
        if (text != nullptr)
            *text = shown<ReportDialog>()->text();
        shown<ReportDialog>()->close();
        QTRY_VERIFY_WITH_TIMEOUT(isIdle(), kPatience);
    }

protected:
    void prepare() override
    {
        QSettings().clear();
        m_dir = std::make_unique<QTemporaryDir>();
    }

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        m_theme = std::make_unique<Theme>();
        m_theme->choose(ThemeChoice::Light);
    }
    void cleanup() { m_window.reset(); }

    void sequencesGoToTheirVideosAsOneEdit()
    {
        openWindow({QStringLiteral("one"), QStringLiteral("two")});
        for (const char* name : {"one", "elsewhere", "more"})
            makeDavis(at("davis"), QLatin1String(name));
        trigger("file.import");
        auto* const dialog = shown<ImportDialog>();
        QVERIFY(dialog != nullptr);
        QVERIFY(!dialog->canImport());
        dialog->setPath(at("davis"));
        QTRY_VERIFY_WITH_TIMEOUT(dialog->canImport(), kPatience);
        ImportChoice choice = dialog->choice();
        QVERIFY(choice.format == Format::Davis2017);
        QCOMPARE(choice.sequences.size(), 1U); // the one that bears a video's name
        const VideoId one = choice.sequences[0].second;
        dialog->setVideo(QStringLiteral("elsewhere"), one);
        QVERIFY(!dialog->canImport()); // two for one video
        dialog->setVideo(QStringLiteral("elsewhere"), VideoId{one.value + 1});
        QVERIFY2(dialog->canImport(), qPrintable(dialog->problem()));
        dialog->accept();
        QString report;
        closeReport(&report);
        QCOMPARE(objects(), (QList<int>{2, 2}));
        QVERIFY2(report.contains(QStringLiteral("One sequence was left out")), qPrintable(report));
        QVERIFY2(undoText().contains(QStringLiteral("Import DAVIS masks")), qPrintable(undoText()));
        trigger("edit.undo");
        QCOMPARE(objects(), (QList<int>{0, 0}));
        trigger("edit.redo");
        QCOMPARE(objects(), (QList<int>{2, 2}));
    }
    void aLargeImportIsOneStepAndCanBeStopped()
    {
        constexpr int kMany = 150;
        openWindow({QStringLiteral("one")}, kMany);
        makeDavis(at("davis"), QStringLiteral("one"), kMany);
        // Writing waits for its lane, which is held here: time enough to see the dialog and to stop.
        auto* const jobs = m_window->findChild<JobQueue*>();
        QVERIFY(jobs != nullptr);
        const auto busy = std::make_shared<HeldLane>();
        jobs->add(busy);
        importDavis(at("davis"));
        QTRY_VERIFY_WITH_TIMEOUT(shown<JobDialog>() != nullptr, kPatience);
        QCOMPARE(QApplication::activeModalWidget(), shown<JobDialog>());
        QTest::keyClick(shown<JobDialog>(), Qt::Key_Escape);
        busy->open();
        QTRY_VERIFY_WITH_TIMEOUT(shown<JobDialog>() == nullptr, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(message().contains(QStringLiteral("nothing was changed")), kPatience);
        QCOMPARE(objects(), (QList<int>{0}));
        QVERIFY(!m_window->findChild<QAction*>(QStringLiteral("edit.undo"))->isEnabled());

        importDavis(at("davis"));
        closeReport();
        QCOMPARE(objects(), (QList<int>{2}));
        QVERIFY2(undoText().contains(QStringLiteral("Import DAVIS masks")), qPrintable(undoText()));
        trigger("edit.undo");
        QTRY_COMPARE_WITH_TIMEOUT(objects(), (QList<int>{0}), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QAction*>(QStringLiteral("edit.redo"))->isEnabled(),
                                 kPatience);
        trigger("edit.redo");
        QTRY_COMPARE_WITH_TIMEOUT(objects(), (QList<int>{2}), kPatience);
    }
    void leavingTheProjectFinishesWhatIsBeingWritten()
    {
        constexpr int kMany = 150;
        openWindow({QStringLiteral("one")}, kMany);
        makeDavis(at("davis"), QStringLiteral("one"), kMany);
        auto* const jobs = m_window->findChild<JobQueue*>();
        QVERIFY(jobs != nullptr);
        const auto busy = std::make_shared<HeldLane>();
        jobs->add(busy);
        importDavis(at("davis"));
        QTRY_VERIFY_WITH_TIMEOUT(shown<JobDialog>() != nullptr, kPatience);
        VERIFY_RESULT(Project::create(at("other.revseg")));
        m_window->openPaths({at("other.revseg")});
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->findChild<QAction*>(QStringLiteral("edit.undo"))->isEnabled(),
                                 kPatience);
        QCOMPARE(objects(), (QList<int>{2}));
        busy->open();
        QTRY_VERIFY_WITH_TIMEOUT(isIdle(), kPatience);
        QCOMPARE(objects(), (QList<int>{2}));
    }
    void wrongFilesAreRefusedAndChangeNothing()
    {
        openWindow({QStringLiteral("one")});
        const QByteArray before = bytesOf(at("job.revseg"));
        writeText(at("cut.json"), "{\n\"images\": [{\"id\": 1,");
        writeText(at("leaves.json"),
                  R"({"images":[{"id":1,"file_name":"../x.jpg","width":48,"height":32}],"annotations":[]})");
        writeText(at("runs.json"),
                  R"({"images":[{"id":1,"file_name":"one/00000.jpg","width":48,"height":32}],"annotations":[
                  {"id":1,"image_id":1,"track_id":1,"segmentation":{"size":[32,48],"counts":[5,5]}}]})");
        trigger("file.import");
        auto* dialog = shown<ImportDialog>();
        QVERIFY(dialog != nullptr);
        const auto refused = [&](const char* file, const char* place) {
            dialog->setPath(at(file));
            QTRY_VERIFY_WITH_TIMEOUT(!dialog->problem().isEmpty(), kPatience);
            QVERIFY2(dialog->problem().contains(QLatin1String(place)), qPrintable(dialog->problem()));
            QVERIFY2(dialog->problem().contains(QLatin1String(file)), qPrintable(dialog->problem()));
            QVERIFY(!dialog->canImport());
        };
        refused("cut.json", "line 2");
        refused("leaves.json", "images[0].file_name");
        refused("nothing", "There is no file or folder");
        // Of these the mistake is seen only when they are read.
        dialog->setPath(at("runs.json"));
        QTRY_VERIFY_WITH_TIMEOUT(dialog->canImport(), kPatience);
        dialog->accept();
        QTRY_VERIFY_WITH_TIMEOUT(message().contains(QStringLiteral("annotations[0]")), kPatience);

        makeDavis(at("davis"), QStringLiteral("one"));
        VERIFY_RESULT(
            writeLabelPicture(at("davis/Annotations/480p/one/00003.png"), LabelPicture::blank({48, 30})));
        importDavis(at("davis"));
        QTRY_VERIFY_WITH_TIMEOUT(message().contains(QStringLiteral("00003.png")), kPatience);
        QVERIFY2(message().contains(QStringLiteral("48×30")), qPrintable(message()));
        QTRY_VERIFY_WITH_TIMEOUT(isIdle(), kPatience);
        QCOMPARE(objects(), QList<int>{0});
        QVERIFY(bytesOf(at("job.revseg")) == before);
        QVERIFY(!m_window->findChild<QAction*>(QStringLiteral("edit.undo"))->isEnabled());

        // All of another size: seen before anything is read.
        QVERIFY(QDir(at("davis")).removeRecursively());
        QDir().mkpath(at("davis/Annotations/480p/one"));
        VERIFY_RESULT(
            writeLabelPicture(at("davis/Annotations/480p/one/00000.png"), LabelPicture::blank({20, 10})));
        trigger("file.import");
        dialog = shown<ImportDialog>();
        dialog->setPath(at("davis"));
        QTRY_VERIFY_WITH_TIMEOUT(dialog->problem().contains(QStringLiteral("20×10")), kPatience);
        QVERIFY(!dialog->canImport());
        dialog->reject();
    }
    void everyKindOfExport_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QStringList>("files");
        const auto add = [](const char* name, ExportKind kind, const char* target, const QStringList& files) {
            QTest::newRow(name) << int(kind) << QString::fromLatin1(target) << files;
        };
        const QStringList table{QStringLiteral("frames.csv"), QStringLiteral("report.json")};
        const QStringList masks{QStringLiteral("Annotations"), QStringLiteral("ImageSets")};
        const QStringList json{QStringLiteral("annotations.json")};
        add("DAVIS 2017", ExportKind::Davis2017, "out", masks + table);
        add("DAVIS 2016", ExportKind::Davis2016, "out", masks + table);
        add("YouTube-VOS", ExportKind::YoutubeVos, "out",
            QStringList{QStringLiteral("Annotations"), QStringLiteral("frames.csv"),
                        QStringLiteral("meta.json"), QStringLiteral("report.json")});
        add("COCO", ExportKind::Coco, "out", json + table);
        add("YouTube-VIS", ExportKind::YoutubeVis, "out", json + table);
        const auto beside = [](const char* name) {
            return QStringList{QStringLiteral("a.frames.csv"), QLatin1String(name),
                               QStringLiteral("a.report.json")};
        };
        add("MP4", ExportKind::OverlayMp4, "out/a.mp4", beside("a.mp4"));
        add("GIF", ExportKind::OverlayGif, "out/a.gif", beside("a.gif"));
        add("frame with masks", ExportKind::FrameOverlay, "out/a.png", beside("a.png"));
        add("frame", ExportKind::FramePlain, "out/a.png", beside("a.png"));
        add("mask", ExportKind::FrameMask, "out/a", beside("a.png")); // the suffix is added
    }
    void everyKindOfExport()
    {
        QFETCH(int, kind);
        QFETCH(QString, target);
        QFETCH(QStringList, files);
        openWindow({QStringLiteral("one")});
        makeDavis(at("davis"), QStringLiteral("one"));
        importDavis(at("davis"));
        closeReport();
        trigger("play.next");
        QTRY_COMPARE_WITH_TIMEOUT(m_window->findChild<CanvasWidget*>()->frame().index, 1, kPatience);
        QDir().mkpath(at("out"));
        trigger(isFrame(ExportKind(kind)) ? "file.export_frame" : "file.export");
        auto* const dialog = shown<ExportDialog>();
        QVERIFY(dialog != nullptr);
        dialog->setKind(ExportKind(kind));
        dialog->setTarget(m_dir->filePath(target));
        QVERIFY2(dialog->problem().isEmpty(), qPrintable(dialog->problem()));
        dialog->accept();
        QString report;
        closeReport(&report);
        QCOMPARE(
            QDir(at("out")).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name),
            files);
        const QByteArray table = bytesOf(at("out") + (files.contains(QStringLiteral("frames.csv"))
                                                          ? QStringLiteral("/frames.csv")
                                                          : QStringLiteral("/a.frames.csv")));
        QCOMPARE(table.count('\n'), isFrame(ExportKind(kind)) ? 2 : kFrames + 1);
        if (kind == int(ExportKind::Davis2016))
            QVERIFY2(report.contains(QStringLiteral("part of the only one")), qPrintable(report));
        if (kind == int(ExportKind::FrameMask))
            QCOMPARE(QImage(at("out/a.png")).pixelIndex(8, 8), 1);
        if (kind == int(ExportKind::OverlayGif)) {
            const auto video = VideoReader::open(at("out/a.gif"));
            VERIFY_RESULT(video);
            QCOMPARE((*video)->frameCount(), kFrames);
        }
    }
    void allVideosOfTheProject()
    {
        openWindow({QStringLiteral("one"), QStringLiteral("two")});
        makeDavis(at("davis"), QStringLiteral("one"));
        makeDavis(at("davis"), QStringLiteral("two"));
        importDavis(at("davis"));
        closeReport();
        trigger("file.export");
        auto* dialog = shown<ExportDialog>();
        dialog->setAllVideos(true);
        dialog->setKind(ExportKind::OverlayGif);
        QVERIFY2(dialog->choice().target.endsWith(QStringLiteral("job-overlay")), // a folder
                 qPrintable(dialog->choice().target));
        dialog->setTarget(at("gifs"));
        dialog->accept();
        closeReport();
        QCOMPARE(QDir(at("gifs")).entryList(QDir::Files, QDir::Name),
                 (QStringList{QStringLiteral("frames.csv"), QStringLiteral("one.gif"),
                              QStringLiteral("report.json"), QStringLiteral("two.gif")}));
        trigger("file.export");
        dialog = shown<ExportDialog>();
        dialog->setAllVideos(true);
        dialog->setKind(ExportKind::Coco);
        dialog->setTarget(at("coco"));
        dialog->accept();
        closeReport();
        const QJsonObject report = QJsonDocument::fromJson(bytesOf(at("coco/report.json"))).object();
        QCOMPARE(report[QStringLiteral("frames")].toInt(), 2 * kFrames);
        QCOMPARE(report[QStringLiteral("masks")].toInt(), 14);
    }
    void whatIsThereIsReplacedOnlyWhenAsked()
    {
        openWindow({QStringLiteral("one")});
        makeDavis(at("davis"), QStringLiteral("one"));
        importDavis(at("davis"));
        closeReport();
        QDir().mkpath(at("out"));
        writeText(at("out/letter.txt"), "dear aunt");
        trigger("file.export");
        auto* const dialog = shown<ExportDialog>();
        QPushButton* ok = nullptr;
        for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
            if (button->isDefault())
                ok = button;
        }
        QVERIFY(ok != nullptr && ok->isEnabled());
        dialog->setTarget(at("out"));
        QVERIFY(!ok->isEnabled());
        dialog->setReplace(true);
        QVERIFY(ok->isEnabled());
        dialog->setTarget(at("free"));
        QVERIFY(!dialog->choice().replace); // it was not said of this place
        dialog->setTarget(at("out/letter.txt"));
        QVERIFY(!ok->isEnabled()); // a file
        dialog->setTarget(at("out"));
        dialog->setReplace(true);
        dialog->accept();
        closeReport();
        QCOMPARE(bytesOf(at("out/letter.txt")), QByteArray("dear aunt"));
        QVERIFY(QFile::exists(at("out/Annotations/480p/one/00004.png")));
    }
    void anExportThatCannotBeWrittenLeavesNothing()
    {
        openWindow({QStringLiteral("one")});
        writeText(at("file"), "in the way");
        trigger("file.export");
        auto* const dialog = shown<ExportDialog>();
        dialog->setTarget(at("file/out")); // below a file
        dialog->accept();
        QTRY_VERIFY_WITH_TIMEOUT(message().contains(QStringLiteral("Cannot make the folder")), kPatience);
        QVERIFY(shown<ReportDialog>() == nullptr);
        QCOMPARE(QDir(m_dir->path())
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
                     .filter(QStringLiteral(".part")),
                 QStringList());
    }
};

REVSEG_TEST("exchange", TestExchange)
#include "tst_exchange.moc"
