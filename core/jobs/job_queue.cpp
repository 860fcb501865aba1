// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_queue.h"

#include <algorithm>
#include <exception>

namespace revseg {

namespace {
constexpr size_t kKeptJobs = 50;
}

JobQueue::JobQueue(QObject* parent) : QObject(parent)
{
    for (Worker& worker : m_workers)
        worker.thread = std::jthread([this, &worker](std::stop_token over) { work(worker, over); });
}

JobQueue::~JobQueue()
{
    const auto jobs = m_jobs;
    for (const auto& job : jobs)
        job->cancel();
    for (Worker& worker : m_workers) {
        worker.thread.request_stop();
        worker.wake.notify_all();
        worker.thread.join();
    }
}

void JobQueue::add(const std::shared_ptr<Job>& job)
{
    Q_ASSERT(job->state() == Job::State::Queued);
    m_jobs.push_back(job);
    connect(job.get(), &Job::finished, this, [this] {
        forgetOld();
        Q_EMIT activeCountChanged();
    });
    Worker& worker = workerOf(job->lane());
    {
        const std::lock_guard lock(worker.mutex);
        worker.waiting.push_back(job);
    }
    worker.wake.notify_one();
    Q_EMIT added(job.get());
    Q_EMIT activeCountChanged();
}

int JobQueue::activeCount() const
{
    return int(std::count_if(m_jobs.begin(), m_jobs.end(),
                             [](const auto& job) { return !job->isOver() && !job->isBackground(); }));
}

void JobQueue::cancelAll()
{
    const auto jobs = m_jobs; // cancelling a waiting job may shorten the list
    for (const auto& job : jobs) {
        if (!job->isBackground())
            job->cancel();
    }
}

void JobQueue::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    {
        const std::lock_guard lock(workerOf(Lane::Gpu).mutex);
        m_paused = paused;
    }
    workerOf(Lane::Gpu).wake.notify_one();
    Q_EMIT pausedChanged();
}

void JobQueue::moveToFront(Job* job)
{
    Worker& worker = workerOf(job->lane());
    {
        const std::lock_guard lock(worker.mutex);
        const auto it = std::find_if(worker.waiting.begin(), worker.waiting.end(),
                                     [job](const auto& waiting) { return waiting.get() == job; });
        if (it == worker.waiting.end())
            return;
        std::rotate(worker.waiting.begin(), it, it + 1);
    }
    // The list is shown in the order in which they run.
    const auto from =
        std::find_if(m_jobs.begin(), m_jobs.end(), [job](const auto& j) { return j.get() == job; });
    const auto to = std::find_if(m_jobs.begin(), m_jobs.end(), [job](const auto& j) {
        return j->lane() == job->lane() && j->state() == Job::State::Queued;
    });
    if (to < from)
        std::rotate(to, from, from + 1);
    Q_EMIT job->changed();
}

void JobQueue::work(Worker& worker, std::stop_token over)
{
    while (true) {
        std::shared_ptr<Job> job;
        {
            std::unique_lock lock(worker.mutex);
            const bool pausable = &worker == &workerOf(Lane::Gpu);
            const auto ready = [&] { return !worker.waiting.empty() && !(pausable && m_paused); };
            if (!worker.wake.wait(lock, over, ready))
                return;
            job = std::move(worker.waiting.front());
            worker.waiting.pop_front();
        }
        const auto tell = [&job](auto change) {
            QMetaObject::invokeMethod(
                job.get(), [job, change] { change(*job); }, Qt::QueuedConnection);
        };
        if (!job->m_stop.stop_requested()) {
            tell([](Job& j) { j.setState(Job::State::Running); });
            Result<void> result;
            try {
                result = job->run(job->m_stop.get_token());
            } catch (const std::bad_alloc&) {
                result = fail(ErrorKind::OutOfMemory,
                              QT_TRANSLATE_NOOP("core", "There is not enough memory for this"));
            } catch (const std::exception& e) {
                result = fail(ErrorKind::Bug, QT_TRANSLATE_NOOP("core", "Something unexpected happened (%1)"),
                              {QString::fromUtf8(e.what())});
            }
            if (result) {
                tell([](Job& j) { j.setState(Job::State::Done); });
            } else {
                tell([error = result.error()](Job& j) {
                    j.m_error = error;
                    j.setState(error.isCancelled() ? Job::State::Cancelled : Job::State::Failed);
                });
            }
        }
        // The last reference must not go on this thread: views may still be connected.
        QMetaObject::invokeMethod(
            this, [keep = std::move(job)] {}, Qt::QueuedConnection);
    }
}

/// Background jobs leave no history: previews of clicks would push out what somebody asked for.
void JobQueue::forgetOld()
{
    const auto isAsked = [](const auto& job) { return !job->isBackground(); };
    const auto goes = [&](const auto& job) {
        return job->isOver() && (job->isBackground() ||
                                 size_t(std::count_if(m_jobs.begin(), m_jobs.end(), isAsked)) > kKeptJobs);
    };
    for (;;) {
        const auto oldest = std::find_if(m_jobs.begin(), m_jobs.end(), goes);
        if (oldest == m_jobs.end())
            return;
        const std::shared_ptr<Job> job = *oldest;
        m_jobs.erase(oldest);
        Q_EMIT removed(job.get());
    }
}

} // namespace revseg
