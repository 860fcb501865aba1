// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/click_preview.h"

#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/segment_job.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/player/player.h"

namespace revseg::studio {

namespace {
constexpr int kRest_ms = 250;
}

ClickPreview::ClickPreview(Session& session, Player& player, CanvasWidget& canvas, JobQueue& jobs,
                           const std::vector<PointTool*>& tools, std::function<Prompt()> clicks,
                           QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_player(player)
    , m_canvas(canvas)
    , m_jobs(jobs)
    , m_clicks(std::move(clicks))
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest_ms);
    connect(&m_rest, &QTimer::timeout, this, &ClickPreview::getReady);
    for (const PointTool* tool : tools) {
        connect(tool, &PointTool::hovered, this, &ClickPreview::hover);
        connect(tool, &PointTool::pointsChanged, this, [this] { hover(std::nullopt); });
    }
    connect(&session, &Session::videoLeaving, this, [this] {
        forget();
        m_frame = -1;
    });
}

ClickPreview::~ClickPreview() = default;

void ClickPreview::setTracker(SharedTrackerPtr tracker)
{
    forget();
    m_tracker = std::move(tracker);
    if (m_active)
        m_rest.start();
}

void ClickPreview::setActive(bool active)
{
    m_active = active;
    if (active)
        m_rest.start();
    else
        forget();
}

void ClickPreview::setFrame(const Frame& frame)
{
    if (frame.index == m_frame)
        return;
    forget();
    m_frame = frame.index;
    if (m_active)
        m_rest.start();
}

void ClickPreview::getReady()
{
    if (!m_active || !m_tracker->isNetwork() || !m_canvas.hasFrame() || m_session.info() == nullptr)
        return;
    if (m_player.isPlaying()) {
        m_rest.start();
        return;
    }
    const auto job = std::make_shared<SegmentJob>(m_tracker, *m_session.info(), m_canvas.frame(),
                                                  std::vector<Prompt>(), Job::Kind::Background);
    m_preparing = job;
    connect(job.get(), &Job::finished, this, [this, self = job.get()](Job::State state) {
        if (m_preparing.lock().get() != self || state != Job::State::Done)
            return; // what is wrong with the model is said when it is asked for a mask
        m_ready = true;
        ask();
    });
    m_jobs.add(job);
}

void ClickPreview::hover(const std::optional<CanvasPoint>& point)
{
    m_point = point;
    if (!point)
        drop();
    else if (m_ready)
        ask();
}

/// One question at a time: the pointer moves faster than a network answers.
void ClickPreview::ask()
{
    const auto asking = m_asking.lock();
    if (!m_point || !m_ready || (asking && !asking->isOver()))
        return;
    Prompt prompt = m_clicks();
    prompt.points.push_back({m_point->at, m_point->include});
    const CanvasPoint asked = *m_point;
    const auto job = std::make_shared<SegmentJob>(m_tracker, *m_session.info(), m_canvas.frame(),
                                                  std::vector{prompt}, Job::Kind::Background);
    m_asking = job;
    connect(job.get(), &SegmentJob::segmented, this, [this, self = job.get()](const TrackedFrame& found) {
        if (m_asking.lock().get() != self || found.frame != m_frame || found.masks.empty() || !m_point)
            return;
        m_mask = found.masks.front().mask;
        Q_EMIT changed();
    });
    connect(job.get(), &Job::finished, this, [this, self = job.get(), asked](Job::State state) {
        if (m_asking.lock().get() != self)
            return;
        m_asking.reset();
        if (state == Job::State::Done && m_point && !(*m_point == asked))
            ask();
    });
    m_jobs.add(job);
}

void ClickPreview::drop()
{
    if (const auto job = m_asking.lock())
        job->cancel();
    m_asking.reset();
    if (!m_mask)
        return;
    m_mask.reset();
    Q_EMIT changed();
}

void ClickPreview::forget()
{
    m_rest.stop();
    if (const auto job = m_preparing.lock())
        job->cancel();
    m_preparing.reset();
    m_ready = false;
    m_point.reset();
    drop();
}

} // namespace revseg::studio
