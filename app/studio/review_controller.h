// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/review.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <set>

namespace revseg {
class Job;
class JobQueue;
class Player;
class ReviewPanel;
struct Error;
} // namespace revseg

namespace revseg::studio {

class ActionTable;
class Session;

/// Keeps the list of frames that deserve a look up to date, and takes the user from one to the next.
class ReviewController final : public QObject
{
    Q_OBJECT
public:
    ReviewController(Session& session, Player& player, JobQueue& jobs, ReviewPanel& panel,
                     ActionTable& actions, QObject* parent);
    ~ReviewController() override;

Q_SIGNALS:
    void goTo(revseg::FrameIndex frame);
    void notice(const QString& text);
    void problem(const revseg::Error& error);

private:
    void projectReplaced();
    void videoSelected();
    void look(); ///< starts the job for what has changed
    void show();
    void step(int direction);
    void checkAndGoOn();
    void bisect();
    void repair();
    void go(ObjectId object, FrameRange frames);

    Session& m_session;
    Player& m_player;
    JobQueue& m_jobs;
    ReviewPanel& m_panel;
    std::map<ObjectId, std::vector<ReviewProblem>> m_problems; ///< of the video shown
    std::set<ObjectId> m_old;
    std::weak_ptr<Job> m_job;
    QTimer m_timer;
};

} // namespace revseg::studio
