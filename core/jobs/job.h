// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <QElapsedTimer>
#include <QObject>

#include <optional>
#include <stop_token>

namespace revseg {

/// Where a job waits for its turn; each lane has one worker. The GPU lane: device memory has one user at a
/// time. The CPU lane: exports and the like never starve the window of cores. The quick lane: what somebody
/// waits for and is done in a moment, such as a first look at a video, must not wait behind an export. The
/// idle lane: what takes long and nobody waits for, such as reading a whole film to know it again. The
/// watch lane: what keeps a list up to date while somebody works, such as the frames that deserve a look; it
/// takes seconds again and again, and must neither hold up an import nor wait for a film.
enum class Lane { Gpu, Cpu, Quick, Idle, Watch };
inline constexpr int kLanes = 5;

/// One long user action. Made, watched and cancelled on the GUI thread; run() works on the lane's thread, on
/// what the job copied when it was made, and hands over results by the signals of the concrete job.
class Job : public QObject
{
    Q_OBJECT
public:
    enum class State { Queued, Running, Done, Failed, Cancelled };
    Q_ENUM(State)

    /// Background jobs keep the window up to date; nobody waits for them, so they are not shown as work.
    enum class Kind { Asked, Background };

    Job(Lane lane, Sentence title, Kind kind = Kind::Asked);
    ~Job() override;

    // GUI thread
    Lane lane() const { return m_lane; }
    bool isBackground() const { return m_kind == Kind::Background; }
    const Sentence& title() const { return m_title; }
    State state() const { return m_state; }
    bool isOver() const { return m_state != State::Queued && m_state != State::Running; }
    Progress progress() const { return m_progress; }
    /// Estimated from the pace so far; none until something is done.
    std::optional<double> secondsLeft() const;
    double secondsRunning() const;
    const std::optional<Error>& error() const { return m_error; }
    /// Takes effect within 100 ms; what was handed over until then stays.
    void cancel();

Q_SIGNALS:
    void changed();
    void finished(revseg::Job::State state);

protected:
    /// On the lane's thread. Returning Cancelled is not a failure.
    virtual Result<void> run(std::stop_token stop) = 0;
    /// From the lane's thread; at most about thirty reach the GUI thread a second.
    void report(Progress progress);
    ProgressFn reporter();

private:
    friend class JobQueue;
    void setState(State state);

    const Lane m_lane;
    const Sentence m_title;
    const Kind m_kind;
    std::stop_source m_stop;
    State m_state = State::Queued;
    Progress m_progress;
    std::optional<Error> m_error;
    QElapsedTimer m_running;
    double m_seconds = 0;
    QElapsedTimer m_lastReport; ///< lane's thread only
};

} // namespace revseg
