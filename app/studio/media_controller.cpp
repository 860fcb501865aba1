// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/media_controller.h"

#include "app/studio/session.h"
#include "app/studio/settings.h"
#include "app/studio/video_controller.h"
#include "core/jobs/damage_job.h"
#include "core/jobs/identify_job.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/relink_job.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include <utility>

namespace revseg::studio {

namespace {
constexpr double kGrowth = 1.5; ///< of what is known of a video, to be written down
} // namespace

MediaController::MediaController(Session& session, JobQueue& jobs, Settings& settings, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_jobs(jobs)
    , m_settings(settings)
    , m_window(window)
{
    connect(&session, &Session::projectReplaced, this, &MediaController::projectReplaced);
    // Its frames are counted by whoever shows it, long before all of it has been read.
    connect(&session, &Session::videoDescribed, this, &MediaController::grown);
    connect(&session, &Session::videoSelected, this, [this] {
        if (m_session.source() == nullptr)
            return;
        connect(m_session.source(), &FrameSource::indexGrew, this, [this](int frames) {
            // Written down now and then, so that tools reach what can be seen.
            if (m_session.info() == nullptr || frames < m_session.video()->frames * kGrowth)
                return;
            VideoInfo info = *m_session.info();
            info.frames = frames;
            grown(info);
        });
    });
}

void MediaController::grown(const VideoInfo& info)
{
    if (const auto done = m_session.project()->growVideo(m_session.videoId(), info); !done)
        Q_EMIT problem(done.error());
}

bool MediaController::isShowing(const QString& project) const
{
    return m_session.project() != nullptr && m_session.project()->path() == project;
}

void MediaController::projectReplaced()
{
    m_asked.clear();
    m_replaced.clear();
    const Project* const project = m_session.project();
    if (project == nullptr)
        return;
    connect(project, &Project::videosChanged, this, &MediaController::readThrough);
    readThrough();
    lookForMissing(QFileInfo(project->path()).absolutePath(), false);
}

/// Those that are new, once; and once after opening all others that do not look as they did.
void MediaController::readThrough()
{
    const Project& project = *m_session.project();
    std::vector<IdentifyJob::Video> videos;
    for (const VideoRecord& video : project.videos()) {
        if (m_asked.count(video.id) > 0)
            continue;
        const QString path = project.mediaPath(video.id);
        if (path.isEmpty())
            continue;
        m_asked.insert(video.id);
        videos.push_back({video.id, path, project.knownStamp(video.id)});
    }
    if (videos.empty())
        return;
    const auto job = std::make_shared<IdentifyJob>(std::move(videos));
    const QString path = project.path();
    connect(job.get(), &IdentifyJob::identified, this, [this, path](VideoId video, const VideoInfo& info) {
        if (isShowing(path))
            identified(video, info);
    });
    connect(job.get(), &IdentifyJob::unreadable, this, [this, path](VideoId video, const Error& error) {
        if (isShowing(path))
            unreadable(video, error);
    });
    m_jobs.add(job);
}

void MediaController::identified(VideoId id, const VideoInfo& info)
{
    Project& project = *m_session.project();
    const VideoRecord* const video = project.video(id);
    if (video == nullptr || project.mediaPath(id) != QDir::cleanPath(info.path)) {
        m_asked.erase(id); // taken away meanwhile, or moved: if it comes back, so does the question
        return;
    }
    if (!video->isRead() || video->sha256 == info.sha256) {
        if (const auto done = project.describeVideo(id, info); !done)
            Q_EMIT problem(done.error());
        return;
    }
    m_replaced.insert(id);
    Q_EMIT replacedChanged();
    QString what =
        tr("“%1” is not the file that this project was made with: another one has taken its place.")
            .arg(QDir::toNativeSeparators(info.path));
    if (info.frames != video->frames)
        what += QLatin1Char(' ') + tr("It has %1 frames instead of %2.").arg(info.frames).arg(video->frames);
    Q_EMIT replaced(what, tr("Put the original back, or look for it with Ctrl+Shift+M."));
}

void MediaController::unreadable(VideoId id, const Error& error)
{
    // Of the one that is shown, who shows it says it.
    if (m_session.project()->video(id) != nullptr && id != m_session.videoId())
        Q_EMIT problem(error);
}

void MediaController::relink()
{
    if (m_session.project() == nullptr)
        return;
    const QString folder = QFileDialog::getExistingDirectory(m_window, tr("Where to look for moved videos"),
                                                             m_settings.lastFolder());
    if (!folder.isEmpty())
        lookForMissing(folder, true);
}

/// What has been moved is found again by its content.
void MediaController::lookForMissing(const QString& folder, bool asked)
{
    const Project& project = *m_session.project();
    std::vector<VideoRecord> missing;
    for (const VideoRecord& video : project.videos()) {
        if (project.isMissing(video.id) || isReplaced(video.id))
            missing.push_back(video);
    }
    if (missing.empty()) {
        if (asked)
            Q_EMIT notice(tr("No video of this project is missing."));
        return;
    }
    if (project.isReadOnly() && !asked)
        return; // nobody has asked for changes
    const auto job = std::make_shared<RelinkJob>(missing, folder);
    connect(job.get(), &RelinkJob::relinked, this,
            [this, path = project.path()](VideoId id, const VideoInfo& info) {
                if (!isShowing(path))
                    return;
                if (const auto done = m_session.project()->relinkVideo(id, info); !done) {
                    Q_EMIT problem(done.error());
                    return;
                }
                if (m_replaced.erase(id) > 0)
                    Q_EMIT replacedChanged();
                if (id == m_session.videoId())
                    m_session.selectVideo(id);
            });
    connect(job.get(), &Job::finished, this, [this, job = job.get(), folder, asked](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
        else if (state == Job::State::Done && (asked || job->found() > 0))
            Q_EMIT notice(
                job->found() > 0
                    ? tr("Found %n moved video(s) in %1.", nullptr, job->found())
                          .arg(QDir::toNativeSeparators(folder))
                    : tr("None of the missing videos is in %1.").arg(QDir::toNativeSeparators(folder)));
    });
    m_jobs.add(job);
}

void MediaController::lookForDamage()
{
    const QString path = m_session.mediaPath();
    if (path.isEmpty())
        return;
    const auto job = std::make_shared<DamageJob>(path);
    connect(job.get(), &DamageJob::found, this,
            [this, project = m_session.project()->path(),
             video = m_session.videoId()](const std::vector<FrameRange>& damaged) {
                if (!isShowing(project))
                    return;
                (void)VideoController::storeDamage(*m_session.project(), video, damaged);
                Q_EMIT damageKnown(video);
                int frames = 0;
                for (const FrameRange& range : damaged)
                    frames += range.count();
                Q_EMIT notice(frames == 0
                                  ? tr("No frame of this video is damaged.")
                                  : tr("%n frame(s) are damaged. They are marked red on the timeline.",
                                       nullptr, frames));
            });
    connect(job.get(), &Job::finished, this, [this, job = job.get()](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
    });
    m_jobs.add(job);
}

} // namespace revseg::studio
