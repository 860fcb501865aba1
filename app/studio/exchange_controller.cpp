// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/exchange_controller.h"

#include "app/studio/edit_writer.h"
#include "app/studio/error_presenter.h"
#include "app/studio/session.h"
#include "app/studio/settings.h"
#include "core/jobs/job_queue.h"
#include "widgets/dialogs/report_dialog.h"

#include <QDir>
#include <QFileInfo>

namespace revseg::studio {

ExchangeController::ExchangeController(Session& session, JobQueue& jobs, EditWriter& writer,
                                       Settings& settings, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_jobs(jobs)
    , m_writer(writer)
    , m_settings(settings)
    , m_window(window)
{
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

void ExchangeController::takeOver(ImportedMasks masks)
{
    const Project& project = *m_session.project();
    std::erase_if(masks.videos, [&](const ImportedVideo& v) { // removed while it was read
        return project.video(v.video) == nullptr;
    });
    auto edit = importEdit(project, masks);
    if (!edit) {
        Q_EMIT problem(edit.error());
        return;
    }
    if (edit->isEmpty())
        return;
    const VideoId only = masks.videos.size() == 1 ? masks.videos.front().video : VideoId();
    m_writer.apply(std::move(*edit), [this, only, report = masks.report](const Result<Place>& done) {
        if (!done) {
            if (done.error().isCancelled())
                Q_EMIT notice(tr("Stopped; nothing was changed."));
            else
                Q_EMIT problem(done.error());
            return;
        }
        if (m_writer.isLeaving())
            return;
        if (only.isValid() && only != m_session.videoId())
            m_session.selectVideo(only);
        showReport(tr("Imported"), figures(report), report, {}, {});
    });
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
