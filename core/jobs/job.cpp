// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job.h"

namespace revseg {

Job::Job(Lane lane, Sentence title, Kind kind) : m_lane(lane), m_title(std::move(title)), m_kind(kind) {}

Job::~Job() = default;

double Job::secondsRunning() const
{
    return m_state == State::Running ? double(m_running.elapsed()) / 1000.0 : m_seconds;
}

std::optional<double> Job::secondsLeft() const
{
    if (m_state != State::Running || m_progress.total <= 0 || m_progress.done <= 0)
        return std::nullopt;
    return secondsRunning() * double(m_progress.total - m_progress.done) / double(m_progress.done);
}

void Job::cancel()
{
    m_stop.request_stop();
    if (m_state == State::Queued)
        setState(State::Cancelled);
}

void Job::setState(State state)
{
    if (m_state == state || isOver())
        return;
    if (state == State::Running)
        m_running.start();
    else if (m_state == State::Running)
        m_seconds = double(m_running.elapsed()) / 1000.0;
    m_state = state;
    Q_EMIT changed();
    if (isOver())
        Q_EMIT finished(state);
}

void Job::report(Progress progress)
{
    const bool last = progress.total > 0 && progress.done >= progress.total;
    if (m_lastReport.isValid() && m_lastReport.elapsed() < 33 && !last)
        return;
    m_lastReport.start();
    QMetaObject::invokeMethod(
        this,
        [this, progress] {
            m_progress = progress;
            Q_EMIT changed();
        },
        Qt::QueuedConnection);
}

ProgressFn Job::reporter()
{
    return [this](Progress p) { report(p); };
}

} // namespace revseg
