// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/exchange_controller.h"

#include "app/studio/error_presenter.h"
#include "app/studio/session.h"
#include "app/studio/settings.h"
#include "core/jobs/job_queue.h"
#include "widgets/dialogs/report_dialog.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

namespace revseg::studio {

namespace {

constexpr int kAtOnce = 32; ///< masks that are written before anybody notices

/// Stays until its work is done.
class WritingDialog final : public QDialog
{
public:
    using QDialog::QDialog;
    void reject() override {}
};

} // namespace

ExchangeController::ExchangeController(Session& session, JobQueue& jobs, Settings& settings, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_jobs(jobs)
    , m_settings(settings)
    , m_window(window)
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &ExchangeController::applySome);
    // Whatever leaves the project or the video behind finds the import complete.
    connect(&session, &Session::videoLeaving, this, [this] {
        m_leaving = true;
        applyAll();
        m_leaving = false;
    });
}

ExchangeController::~ExchangeController() = default;

/// "50 masks of 1 object on 50 frames"
QString ExchangeController::figures(const ExchangeReport& report)
{
    return tr("%1 of %2 on %3", "masks, objects, frames")
        .arg(tr("%n mask(s)", nullptr, int(report.masks)), tr("%n object(s)", nullptr, int(report.objects)),
             tr("%n frame(s)", nullptr, int(report.frames)));
}

void ExchangeController::askImport()
{
    const Project* const project = m_session.project();
    if (project == nullptr || project->videos().empty())
        return;
    std::vector<ImportDialog::Video> videos;
    for (const VideoRecord& v : project->videos())
        videos.push_back({v.id, v.name, v.native, v.frames});
    auto* const dialog =
        new ImportDialog(std::move(videos), m_session.videoId(), m_settings.lastFolder(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(
        dialog, &ImportDialog::wanted, this,
        [this, dialog](const QString& path, std::optional<Format> format) { look(dialog, path, format); });
    connect(dialog, &QDialog::accepted, this, [this, dialog] { startImport(dialog->choice()); });
    connect(dialog, &QDialog::finished, this, [this] {
        if (const auto job = m_looking.lock())
            job->cancel();
    });
    // With another project these videos are gone.
    connect(&m_session, &Session::projectReplaced, dialog, &QDialog::reject);
    dialog->open();
}

void ExchangeController::look(ImportDialog* dialog, const QString& path, std::optional<Format> format)
{
    if (const auto before = m_looking.lock())
        before->cancel();
    const auto job = std::make_shared<FindMasksJob>(path, format);
    m_looking = job;
    // A job that has been asked again since has nothing to say.
    const auto isMeant = [this, job = job.get()] { return m_looking.lock().get() == job; };
    connect(job.get(), &FindMasksJob::found, dialog, [dialog, isMeant](const FoundMasks& masks) {
        if (isMeant())
            dialog->setFound(masks);
    });
    connect(job.get(), &Job::finished, dialog, [dialog, isMeant, job = job.get()](Job::State state) {
        if (state == Job::State::Failed && isMeant())
            dialog->setProblem(errorText(*job->error()) + QLatin1Char(' ') + remedyText(*job->error()));
    });
    m_jobs.add(job);
}

void ExchangeController::watch(const std::shared_ptr<Job>& job)
{
    connect(job.get(), &Job::finished, this, [this, job = job.get()](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
        else if (state == Job::State::Cancelled)
            Q_EMIT notice(tr("Stopped; nothing was changed."));
    });
    m_jobs.add(job);
}

void ExchangeController::startImport(const ImportChoice& choice)
{
    const Project* const project = m_session.project();
    if (project == nullptr)
        return;
    m_settings.setLastFolder(QFileInfo(choice.path).absolutePath());
    ImportJob::Spec spec{choice.format, choice.path, {}};
    for (const auto& [sequence, id] : choice.sequences) {
        if (const VideoRecord* const video = project->video(id))
            spec.targets.push_back({*video, project->mediaPath(id), sequence});
    }
    const auto job = std::make_shared<ImportJob>(std::move(spec));
    connect(job.get(), &ImportJob::read, this,
            [this, path = project->path()](const std::shared_ptr<ImportedMasks>& masks) {
                if (m_session.project() != nullptr && m_session.project()->path() == path)
                    takeOver(std::move(*masks));
            });
    watch(job);
}

/// Thousands of masks take seconds to write. Nothing else can be changed meanwhile, so that the import stays
/// one step of the history; the window goes on being drawn.
void ExchangeController::takeOver(ImportedMasks masks)
{
    applyAll();
    m_import.emplace();
    m_import->report = masks.report;
    m_import->masks = std::move(masks);
    size_t count = 0;
    for (const ImportedVideo& video : m_import->masks.videos)
        count += video.masks.size();
    if (count <= size_t(kAtOnce)) {
        applyAll();
        return;
    }
    auto* const dialog = new WritingDialog(m_window);
    dialog->setWindowTitle(tr("Import masks"));
    dialog->setWindowModality(Qt::WindowModal);
    auto* const column = new QVBoxLayout(dialog);
    column->addWidget(new QLabel(tr("Writing the imported masks…")));
    m_import->bar = new QProgressBar;
    column->addWidget(m_import->bar);
    dialog->show();
    m_import->dialog = dialog;
    m_turn.start();
}

void ExchangeController::applyNext()
{
    Project& project = *m_session.project();
    while (m_import->steps == nullptr && !m_import->masks.videos.empty()) {
        ImportedVideo video = std::move(m_import->masks.videos.front());
        m_import->masks.videos.erase(m_import->masks.videos.begin());
        if (project.video(video.video) == nullptr) // removed while it was read
            continue;
        auto steps = ImportSteps::begin(project, m_import->masks.format, std::move(video));
        if (!steps) {
            failImport(steps.error());
            return;
        }
        m_import->report.add((*steps)->report());
        m_import->steps = std::move(*steps);
    }
    if (m_import->steps == nullptr)
        endImport();
}

void ExchangeController::applySome()
{
    if (!m_import)
        return;
    if (m_import->steps == nullptr) {
        applyNext();
        return;
    }
    constexpr int kTurn = 8; // ms, half of what the window may be held up
    // Below that a step costs what flushing the disk does, and smaller ones only make more of them.
    constexpr int kLeastSlice = 64;
    QElapsedTimer turn;
    turn.start();
    qint64 before = 0;
    do {
        if (const auto done = m_import->steps->step(m_import->slice); !done) {
            failImport(done.error());
            return;
        }
        const qint64 took = turn.elapsed() - before;
        before = turn.elapsed();
        if (took > kTurn / 2)
            m_import->slice = std::max(kLeastSlice, m_import->slice / 2);
        else if (took < kTurn / 8)
            m_import->slice = std::min(1024, m_import->slice * 2);
    } while (!m_import->steps->isComplete() && turn.elapsed() < kTurn / 2);
    const Progress at = m_import->steps->progress();
    if (m_import->bar != nullptr) {
        m_import->bar->setMaximum(int(at.total));
        m_import->bar->setValue(int(at.done));
    }
    if (m_import->steps->isComplete()) {
        m_import->steps->finish();
        m_import->done.push_back(m_import->steps->video());
        m_import->steps.reset();
    }
}

void ExchangeController::applyAll()
{
    while (m_import)
        applySome();
}

void ExchangeController::failImport(const Error& error)
{
    m_turn.stop();
    if (m_import->dialog != nullptr)
        m_import->dialog->deleteLater();
    m_import.reset(); // takes back what the video at work has got so far
    Q_EMIT problem(error);
}

void ExchangeController::endImport()
{
    m_turn.stop();
    if (m_import->dialog != nullptr)
        m_import->dialog->deleteLater();
    const Import import = std::move(*m_import);
    m_import.reset();
    if (import.done.empty())
        return;
    if (import.done.size() == 1 && import.done.front() != m_session.videoId() && !m_leaving)
        m_session.selectVideo(import.done.front());
    if (!m_leaving)
        showReport(tr("Imported"), figures(import.report), import.report, {}, {});
}

void ExchangeController::askExport(FrameIndex shown, ExportKind first)
{
    Project* const project = m_session.project();
    const VideoRecord* const video = m_session.video();
    if (video == nullptr)
        return;
    ExportDialog::About about;
    about.video = video->name;
    about.project = project->name();
    about.videos = int(project->videos().size());
    about.frame = shown;
    about.folder = m_exportFolder.isEmpty() ? QFileInfo(project->path()).absolutePath() : m_exportFolder;
    auto* const dialog = new ExportDialog(about, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setKind(first);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, shown] { startExport(dialog->choice(), shown); });
    for (auto left : {&Session::projectReplaced, &Session::videoSelected})
        connect(&m_session, left, dialog, &QDialog::reject);
    dialog->open();
}

void ExchangeController::startExport(const ExportChoice& choice, FrameIndex shown)
{
    Project* const project = m_session.project();
    if (m_session.video() == nullptr)
        return;
    if (project->hasUnsaved()) { // the job reads what is on disk
        if (const auto saved = project->saveUnsaved(); !saved) {
            Q_EMIT problem(saved.error());
            return;
        }
    }
    m_exportFolder = QFileInfo(choice.target).absolutePath();
    ExportJob::Spec spec;
    spec.project = project->path();
    if (!choice.all_videos)
        spec.videos = {m_session.videoId()};
    spec.kind = choice.kind;
    spec.target = choice.target;
    spec.with_pictures = choice.with_pictures;
    spec.replace = choice.replace;
    spec.frame = shown;
    spec.style.opacity = m_settings.maskOpacity();
    spec.style.patterns = m_settings.maskPatterns();
    const auto job = std::make_shared<ExportJob>(spec);
    connect(job.get(), &ExportJob::exported, this, [this, choice](const ExchangeReport& report) {
        showReport(tr("Exported"), figures(report), report, choice.target,
                   fileSuffix(choice.kind).isEmpty() || isFrame(choice.kind)
                       ? tr("It was read back and compared: nothing differs.")
                       : tr("It was opened again: all its frames are there."));
    });
    watch(job);
}

void ExchangeController::showReport(const QString& title, const QString& headline,
                                    const ExchangeReport& report, const QString& place, const QString& looked)
{
    auto* const dialog = new ReportDialog(title, headline, report, translated, place, looked, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace revseg::studio
