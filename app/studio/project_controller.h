// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/ids.h"

#include <QObject>

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
    void addStills();
    /// Looked at in the background; added together when all are known.
    void addVideos(const QStringList& paths);
    void removeVideo();
    void relink(); ///< asks where to look for missing media
    void save();   ///< tries again what could not be written, and says that the rest is on disk
    void saveAs();
    void setNotes(VideoId video, const QString& notes);

Q_SIGNALS:
    void problem(const revseg::Error& error);
    void notice(const QString& text);

private:
    VideoId videoAt(const QString& path) const;
    bool ensureProject(const QStringList& paths);
    void lookForMissing(const QString& folder, bool asked);
    void showLastVideo();

    Session& m_session;
    JobQueue& m_jobs;
    Settings& m_settings;
    QWidget* m_window;
};

} // namespace revseg::studio
