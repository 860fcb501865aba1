// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/media/video_info.h"

#include <QObject>

#include <set>

class QWidget;

namespace revseg {
class JobQueue;
} // namespace revseg

namespace revseg::studio {

class Session;
class Settings;

/// The files behind the videos of a project: reads new ones through in the background, notices those that
/// have been replaced by others, finds those that have been moved, looks for damage when it is asked to. GUI
/// thread.
class MediaController final : public QObject
{
    Q_OBJECT
public:
    MediaController(Session& session, JobQueue& jobs, Settings& settings, QWidget* window);

    void relink();        ///< asks where to look for what is missing or replaced
    void lookForDamage(); ///< in all frames of the video shown
    /// Another file has the name of the one this video was made with.
    bool isReplaced(VideoId video) const { return m_replaced.count(video) > 0; }

Q_SIGNALS:
    void problem(const revseg::Error& error);
    void notice(const QString& text);
    void replaced(const QString& what, const QString& remedy);
    void replacedChanged();
    /// What is stored about it by VideoController::storedDamage() has changed.
    void damageKnown(revseg::VideoId video);

private:
    void projectReplaced();
    void readThrough();
    void grown(const VideoInfo& info);
    void identified(VideoId video, const VideoInfo& info);
    void unreadable(VideoId video, const Error& error);
    void lookForMissing(const QString& folder, bool asked);
    bool isShowing(const QString& project) const;

    Session& m_session;
    JobQueue& m_jobs;
    Settings& m_settings;
    QWidget* m_window;
    std::set<VideoId> m_asked; ///< read through, or about to be
    std::set<VideoId> m_replaced;
};

} // namespace revseg::studio
