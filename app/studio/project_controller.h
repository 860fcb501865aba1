// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/media/video_info.h"

#include <QObject>

#include <optional>
#include <vector>

class QWidget;

namespace revseg {
class JobQueue;
} // namespace revseg

namespace revseg::studio {

class Session;
class Settings;

/// Projects and their videos: new, open, add, remove, with the dialogs they need.
class ProjectController final : public QObject
{
    Q_OBJECT
public:
    ProjectController(Session& session, JobQueue& jobs, Settings& settings, QWidget* window);

    void newProject();
    void openProject();
    bool openProjectFile(const QString& path); ///< false when it could not be opened; `problem` has said why
    void addVideoFiles();
    void addFolder(); ///< of stills, or of videos: all of them
    /// Looked at in the background, and in the project a moment later; what they hold is read after that.
    void addVideos(const QStringList& paths);
    void removeVideo();
    void save(); ///< tries again what could not be written, and says that the rest is on disk
    void saveAs();
    /// Before the project is left for another one or for good: where changes could not be written, the user
    /// chooses a place for them, gives them up, or stays (false).
    bool mayLeave();
    void setNotes(VideoId video, const QString& notes);

Q_SIGNALS:
    void problem(const revseg::Error& error);
    void notice(const QString& text);
    /// Of what was to be added this one was left out, and so many more.
    void left(const revseg::Error& error, int more);

private:
    VideoId videoAt(const QString& path) const;
    bool ensureProject(const QStringList& paths);
    VideoId takeVideos(const QStringList& paths, const std::vector<VideoInfo>& infos);
    void showLastVideo();
    std::optional<QString> askWhereToSave();
    bool saveTo(const QString& path);

    Session& m_session;
    JobQueue& m_jobs;
    Settings& m_settings;
    QWidget* m_window;
};

} // namespace revseg::studio
