// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/project_controller.h"

#include "app/studio/error_presenter.h"
#include "app/studio/session.h"
#include "app/studio/settings.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/probe_job.h"
#include "core/media/media_file.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

#include <utility>

namespace revseg::studio {

namespace {

const QString kSuffix = QStringLiteral("revseg");

/// "clip.revseg", or "clip-2.revseg" and so on where that is taken.
QString freeProjectPath(const QString& folder, const QString& base)
{
    QString path = QStringLiteral("%1/%2.%3").arg(folder, base, kSuffix);
    for (int n = 2; QFileInfo::exists(path); ++n)
        path = QStringLiteral("%1/%2-%3.%4").arg(folder, base).arg(n).arg(kSuffix);
    return path;
}

} // namespace

ProjectController::ProjectController(Session& session, JobQueue& jobs, Settings& settings, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_jobs(jobs)
    , m_settings(settings)
    , m_window(window)
{
}

void ProjectController::newProject()
{
    if (!mayLeave())
        return;
    QString path = QFileDialog::getSaveFileName(
        m_window, tr("New project"), freeProjectPath(m_settings.lastFolder(), tr("project")),
        tr("ReVSeg projects (*.revseg)"), nullptr, QFileDialog::DontConfirmOverwrite);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix() != kSuffix)
        path += QLatin1Char('.') + kSuffix;
    auto project = Project::create(path);
    if (!project) {
        Q_EMIT problem(project.error());
        return;
    }
    m_settings.setLastFolder(QFileInfo(path).absolutePath());
    m_settings.addRecentProject(path);
    m_session.setProject(std::move(*project));
}

void ProjectController::openProject()
{
    const QString path = QFileDialog::getOpenFileName(m_window, tr("Open project"), m_settings.lastFolder(),
                                                      tr("ReVSeg projects (*.revseg);;All files (*)"));
    if (!path.isEmpty() && openProjectFile(path))
        m_settings.setLastFolder(QFileInfo(path).absolutePath());
}

bool ProjectController::openProjectFile(const QString& path)
{
    const QFileInfo file(path);
    if (m_session.project() != nullptr && QFileInfo(m_session.project()->path()) == file)
        return true; // it is what the window shows
    if (!mayLeave())
        return false;
    auto project = Project::open(path);
    const bool elsewhere = !project && Project::lockOwner(path);
    const bool writable = file.isWritable() && QFileInfo(file.absolutePath()).isWritable();
    if (!project &&
        (elsewhere || (project.error().kind == ErrorKind::Unreadable && file.isReadable() && !writable))) {
        const QString why = elsewhere
                                ? tr("Another program has “%1” open and is the only one that may change it.")
                                : tr("“%1” or its folder is read-only.");
        const auto answer = QMessageBox::question(
            m_window, elsewhere ? tr("The project is open elsewhere") : tr("The project cannot be written"),
            why.arg(file.fileName()) + QStringLiteral("\n\n") +
                tr("Open it all the same? What you change is kept in memory until you save the project "
                   "under another name."),
            QMessageBox::Open | QMessageBox::Cancel);
        if (answer != QMessageBox::Open)
            return false;
        project = Project::open(path, Project::OpenMode::ReadOnly);
    }
    if (!project) {
        Q_EMIT problem(project.error());
        return false;
    }
    m_settings.addRecentProject(path);
    m_session.setProject(std::move(*project));
    showLastVideo();
    return true;
}

void ProjectController::showLastVideo()
{
    const Project& project = *m_session.project();
    const VideoId last{project.setting(QStringLiteral("last_video")).toInteger()};
    if (project.video(last) != nullptr)
        m_session.selectVideo(last);
    else if (!project.videos().empty())
        m_session.selectVideo(project.videos().front().id);
}

void ProjectController::addVideoFiles()
{
    const QString patterns = QStringLiteral("*.") + videoSuffixes().join(QStringLiteral(" *."));
    const QStringList files = QFileDialog::getOpenFileNames(
        m_window, tr("Add videos"), m_settings.lastFolder(), tr("Videos (%1);;All files (*)").arg(patterns));
    if (files.isEmpty())
        return;
    m_settings.setLastFolder(QFileInfo(files.first()).absolutePath());
    addVideos(files);
}

void ProjectController::addFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(m_window, tr("Folder of stills or of videos"),
                                                             m_settings.lastFolder());
    if (folder.isEmpty())
        return;
    m_settings.setLastFolder(QFileInfo(folder).absolutePath());
    addVideos({folder});
}

/// Somebody who just drops a video on the window has no project yet: one is made beside the video, or where
/// that is not allowed in the documents folder.
bool ProjectController::ensureProject(const QStringList& paths)
{
    if (m_session.project() != nullptr)
        return true;
    const QFileInfo first(paths.first());
    const QString base = first.isDir() ? first.fileName() : first.completeBaseName();
    // Somebody who opens the same video once more means the work that was begun on it.
    const QString beside = QDir(first.absolutePath()).filePath(base + QLatin1Char('.') + kSuffix);
    if (QFileInfo::exists(beside) && !Project::lockOwner(beside) && openProjectFile(beside)) {
        if (videoAt(paths.first()).isValid())
            return true;
        m_session.setProject(nullptr);
    }
    auto project = Project::create(freeProjectPath(first.absolutePath(), base));
    if (!project)
        project = Project::create(freeProjectPath(QDir::homePath(), base));
    if (!project) {
        Q_EMIT problem(project.error());
        return false;
    }
    const QString path = (*project)->path();
    m_settings.addRecentProject(path);
    m_session.setProject(std::move(*project));
    Q_EMIT notice(tr("Your work is kept in the new project %1.").arg(QDir::toNativeSeparators(path)));
    return true;
}

/// The video of the open project that is at this place; invalid: none.
VideoId ProjectController::videoAt(const QString& path) const
{
    const QString wanted = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    for (const VideoRecord& video : m_session.project()->videos()) {
        if (m_session.project()->mediaPath(video.id) == wanted)
            return video.id;
    }
    return {};
}

void ProjectController::addVideos(const QStringList& paths)
{
    const auto job = std::make_shared<ProbeJob>(paths);
    const auto skipped = std::make_shared<std::vector<Error>>();
    const auto shown = std::make_shared<bool>(false);
    connect(job.get(), &ProbeJob::skipped, this, [skipped](const Error& e) { skipped->push_back(e); });
    connect(job.get(), &ProbeJob::seen, this, [this, paths, shown](const std::vector<VideoInfo>& infos) {
        const VideoId first = takeVideos(paths, infos);
        if (first.isValid() && !std::exchange(*shown, true))
            m_session.selectVideo(first);
    });
    connect(job.get(), &Job::finished, this, [this, job = job.get(), skipped](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
        if (!skipped->empty())
            Q_EMIT left(skipped->front(), int(skipped->size()) - 1);
    });
    m_jobs.add(job);
}

/// The one to be shown; invalid: none. They are in the project at once: their contents are read in the
/// background while the first one plays.
VideoId ProjectController::takeVideos(const QStringList& paths, const std::vector<VideoInfo>& infos)
{
    if (!ensureProject(paths))
        return {};
    // What is there already is shown, and does not keep the others out.
    std::vector<VideoInfo> added;
    VideoId shown;
    for (const VideoInfo& info : infos) {
        const VideoId known = videoAt(info.path);
        if (known.isValid())
            shown = known;
        else
            added.push_back(info);
    }
    if (added.empty())
        return shown;
    const auto ids = m_session.project()->addVideos(added);
    if (!ids) {
        Q_EMIT problem(ids.error());
        return shown;
    }
    return ids->front();
}

void ProjectController::save()
{
    Project* const project = m_session.project();
    if (project == nullptr)
        return;
    if (project->hasUnsaved()) {
        if (const auto done = project->saveUnsaved(); !done) {
            Q_EMIT problem(done.error());
            return;
        }
    }
    Q_EMIT notice(tr("Everything is on disk, in %1.").arg(QDir::toNativeSeparators(project->path())));
}

void ProjectController::saveAs()
{
    if (m_session.project() == nullptr)
        return;
    if (const auto path = askWhereToSave())
        saveTo(*path);
}

/// Nothing: given up.
std::optional<QString> ProjectController::askWhereToSave()
{
    QString path =
        QFileDialog::getSaveFileName(m_window, tr("Save project as"),
                                     freeProjectPath(m_settings.lastFolder(), m_session.project()->name()),
                                     tr("ReVSeg projects (*.revseg)"));
    if (path.isEmpty())
        return std::nullopt;
    if (QFileInfo(path).suffix() != kSuffix)
        path += QLatin1Char('.') + kSuffix;
    return path;
}

bool ProjectController::saveTo(const QString& path)
{
    const auto lost = m_session.project()->saveAs(path);
    if (!lost) {
        Q_EMIT problem(lost.error());
        return false;
    }
    m_settings.setLastFolder(QFileInfo(path).absolutePath());
    m_settings.addRecentProject(path);
    QString text = tr("Your work is now kept in %1.").arg(QDir::toNativeSeparators(path));
    if (*lost > 0)
        text += QLatin1Char(' ') + tr("%n mask(s) or run(s) could not be read any more.", nullptr, *lost);
    Q_EMIT notice(text);
    return true;
}

bool ProjectController::mayLeave()
{
    Project* const project = m_session.project();
    if (project == nullptr || !project->hasUnsaved() || project->saveUnsaved())
        return true;
    QMessageBox box(QMessageBox::Warning, tr("Changes in memory only"),
                    tr("The last changes of “%1” could not be written and would be lost.\n\n%2")
                        .arg(project->name(), errorText(*project->unsavedReason())),
                    QMessageBox::NoButton, m_window);
    box.setObjectName(QStringLiteral("unsaved"));
    auto* const elsewhere = box.addButton(tr("Save As…"), QMessageBox::AcceptRole);
    auto* const discard = box.addButton(tr("Discard Changes"), QMessageBox::DestructiveRole);
    box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(elsewhere);
    box.exec();
    if (box.clickedButton() == discard)
        return true;
    if (box.clickedButton() != elsewhere)
        return false;
    const auto path = askWhereToSave();
    return path && saveTo(*path);
}

void ProjectController::setNotes(VideoId video, const QString& notes)
{
    const VideoRecord* const record =
        m_session.project() != nullptr ? m_session.project()->video(video) : nullptr;
    if (record == nullptr || record->notes == notes)
        return;
    VideoRecord changed = *record;
    changed.notes = notes;
    if (const auto done = m_session.project()->updateVideo(
            changed, {QT_TRANSLATE_NOOP("core", "Notes on “%1”"), {changed.name}});
        !done)
        Q_EMIT problem(done.error());
}

void ProjectController::removeVideo()
{
    if (m_session.video() == nullptr)
        return;
    if (const auto done = m_session.project()->removeVideo(m_session.videoId()); !done)
        Q_EMIT problem(done.error());
}

} // namespace revseg::studio
