// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/frame.h"
#include "core/tracker/shared_tracker.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace revseg {
class Job;
class JobQueue;
class Player;
} // namespace revseg

namespace revseg::studio {

class Session;

/// Lets a network look at the frames around the one shown while nothing else is asked of it, so that a click
/// there is answered at once. The newest place wins, and everything else that wants the network comes first.
/// Nothing happens with the built-in tracker, nor while playing.
class FeatureAhead final : public QObject
{
    Q_OBJECT
public:
    FeatureAhead(Session& session, Player& player, JobQueue& jobs, QObject* parent);
    ~FeatureAhead() override;

    void setTracker(SharedTrackerPtr tracker);

Q_SIGNALS:
    void memoryChanged(qint64 bytes); ///< what the tracker holds; 0: it is no network

private:
    void rest(); ///< begins again when the user has stayed at a frame
    void begin();
    void stop();
    void jobAdded(Job* job);
    void tellMemory();

    Session& m_session;
    Player& m_player;
    JobQueue& m_jobs;
    SharedTrackerPtr m_tracker;
    std::weak_ptr<Job> m_job;
    QTimer m_rest;
};

} // namespace revseg::studio
