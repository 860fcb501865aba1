// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace revseg {

/// Runs jobs, one at a time in each lane, first come first served. Lives on the GUI thread and owns the jobs;
/// over ones are kept (the newest 50) to be looked at. Destroying it cancels and joins everything.
class JobQueue : public QObject
{
    Q_OBJECT
public:
    explicit JobQueue(QObject* parent = nullptr);
    ~JobQueue() override;

    /// The job may be connected to before it is added; it starts when its lane is free.
    void add(const std::shared_ptr<Job>& job);
    const std::vector<std::shared_ptr<Job>>& jobs() const { return m_jobs; }
    int activeCount() const; ///< queued or running, without those in the background
    void cancelAll();        ///< but those in the background
    /// While paused, no waiting job of the GPU lane starts; the one that runs goes on.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    /// A waiting job is the next one of its lane. Nothing when it does not wait.
    void moveToFront(Job* job);

Q_SIGNALS:
    void pausedChanged();
    void added(revseg::Job* job);
    void removed(revseg::Job* job);
    void activeCountChanged();

private:
    struct Worker
    {
        std::mutex mutex;
        std::condition_variable_any wake;
        std::deque<std::shared_ptr<Job>> waiting;
        std::jthread thread;
    };
    void work(Worker& worker, std::stop_token over);
    Worker& workerOf(Lane lane) { return m_workers[size_t(lane)]; }
    void forgetOld();

    std::vector<std::shared_ptr<Job>> m_jobs;
    std::atomic<bool> m_paused = false; ///< changed under the GPU worker's mutex
    std::array<Worker, kLanes> m_workers; ///< by lane
};

} // namespace revseg
