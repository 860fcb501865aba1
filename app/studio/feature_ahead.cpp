// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/feature_ahead.h"

#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/prepare_job.h"
#include "widgets/player/player.h"

#include <algorithm>

namespace revseg::studio {

namespace {
constexpr int kRest_ms = 500;
constexpr int kReach = 4; ///< frames on each side of the one shown
} // namespace

FeatureAhead::FeatureAhead(Session& session, Player& player, JobQueue& jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_player(player)
    , m_jobs(jobs)
    , m_tracker(std::make_shared<SharedTracker>(QStringLiteral("flow")))
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest_ms);
    connect(&m_rest, &QTimer::timeout, this, &FeatureAhead::begin);
    connect(&player, &Player::positionChanged, this, &FeatureAhead::rest);
    connect(&session, &Session::videoLeaving, this, &FeatureAhead::stop);
    connect(&jobs, &JobQueue::added, this, &FeatureAhead::jobAdded);
}

FeatureAhead::~FeatureAhead() = default;

void FeatureAhead::setTracker(SharedTrackerPtr tracker)
{
    stop();
    m_tracker = std::move(tracker);
    tellMemory();
    rest();
}

void FeatureAhead::rest()
{
    stop();
    if (m_tracker->isNetwork())
        m_rest.start();
}

void FeatureAhead::stop()
{
    m_rest.stop();
    if (const auto job = m_job.lock())
        job->cancel();
    m_job.reset();
}

/// What wants the same lane goes first; this begins again when it is done.
void FeatureAhead::jobAdded(Job* job)
{
    if (job->lane() != Lane::Gpu || m_job.lock().get() == job || !m_tracker->isNetwork())
        return;
    stop();
    connect(job, &Job::finished, this, [this] {
        tellMemory();
        rest();
    });
}

void FeatureAhead::begin()
{
    if (m_session.info() == nullptr)
        return;
    const auto& jobs = m_jobs.jobs();
    const bool busy = std::any_of(jobs.begin(), jobs.end(),
                                  [](const auto& job) { return job->lane() == Lane::Gpu && !job->isOver(); });
    if (m_player.isPlaying() || busy) {
        m_rest.start();
        return;
    }
    const FrameIndex here = m_player.position();
    const int count = m_session.info()->frames;
    std::vector<FrameIndex> frames{here};
    for (int i = 1; i <= kReach; ++i) {
        for (const FrameIndex f : {here + i, here - i}) {
            if (f >= 0 && f < count)
                frames.push_back(f);
        }
    }
    // The first again: what is kept longest is what was asked for last.
    frames.push_back(here);
    const auto job = std::make_shared<PrepareJob>(m_session.mediaPath(), m_tracker, std::move(frames));
    m_job = job;
    connect(job.get(), &PrepareJob::prepared, this, &FeatureAhead::tellMemory);
    m_jobs.add(job);
}

void FeatureAhead::tellMemory()
{
    Q_EMIT memoryChanged(m_tracker->isNetwork() ? m_tracker->heldBytes() : 0);
}

} // namespace revseg::studio
