// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clicks and boxes that a tracker makes masks of, until they are taken or given up.
#include "app/studio/click_preview.h"
#include "app/studio/mask_editor_private.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/segment_job.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/canvas/point_tool.h"

#include <utility>

namespace revseg::studio {

void MaskEditor::setTracker(SharedTrackerPtr tracker)
{
    dropClicked();
    m_tracker = std::move(tracker);
    m_clickPreview->setTracker(m_tracker);
}

void MaskEditor::start(const std::shared_ptr<Job>& job)
{
    connect(job.get(), &Job::finished, this, [this, job = job.get()](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
    });
    m_jobs.add(job);
}

PointTool& MaskEditor::prompting() const
{
    return m_tool == Tool::Box ? *m_box : *m_points;
}

/// The box and clicks so far, on the frame shown.
Prompt MaskEditor::clickPrompt()
{
    Prompt prompt;
    prompt.frame = m_canvas.frame().index;
    prompt.object = m_session.object() != nullptr ? m_session.objectId() : ObjectId{1};
    prompt.box = prompting().box(); // begins anew
    if (m_clicked && !prompt.box)
        prompt.mask = m_clicked->before;
    else if (m_session.object() != nullptr && !prompt.box)
        prompt.mask = currentMask(); // a first click refines what is there, and so does its preview
    for (const CanvasPoint& p : prompting().points())
        prompt.points.push_back({p.at, p.include});
    return prompt;
}

/// Newest wins: clicks come faster than a tracker answers.
void MaskEditor::segmentPoints()
{
    PointTool& tool = prompting();
    if (tool.points().empty() && !tool.box()) {
        dropClicked();
        return;
    }
    const Point last = tool.points().empty() ? Point{} : tool.points().back().at;
    if (last.x < 0 || last.y < 0 || last.x >= frameSize().width || last.y >= frameSize().height) {
        tool.stepBack(); // beside the picture there is nothing to choose
        return;
    }
    const ObjectId object = objectToEdit();
    if (!object.isValid() || m_session.info() == nullptr) {
        tool.clear();
        return;
    }
    const Frame frame = m_canvas.frame();
    if (!m_clicked)
        m_clicked = std::make_shared<Clicked>(
            Clicked{m_session.videoId(), object, frame.index, currentMask(), std::nullopt});
    m_clicked->object = object;
    m_clicked->byBox = tool.box().has_value();
    const Prompt prompt = clickPrompt();
    if (const auto job = m_pointJob.lock())
        job->cancel();
    const auto job = std::make_shared<SegmentJob>(m_tracker, *m_session.info(), frame, std::vector{prompt});
    m_pointJob = job;
    connect(job.get(), &SegmentJob::segmented, this,
            [this, self = job.get(), clicked = m_clicked](const TrackedFrame& found) {
                const bool newest = m_pointJob.lock().get() == self;
                if ((!newest && !clicked->taken) || found.frame != clicked->frame || found.masks.empty())
                    return;
                clicked->found = found.masks.front().mask;
                if (clicked->taken)
                    storeClicked(*clicked);
                else
                    refresh();
            });
    start(job);
}

void MaskEditor::takeClicked()
{
    const auto clicked = std::exchange(m_clicked, nullptr);
    clearTools();
    if (!clicked)
        return;
    clicked->taken = true;
    m_pointJob.reset(); // newer clicks do not cancel it
    if (clicked->found)
        storeClicked(*clicked);
}

void MaskEditor::storeClicked(const Clicked& clicked)
{
    const ObjectRecord* const object = m_session.videoId() == clicked.video && m_session.project() != nullptr
                                           ? m_session.project()->object(clicked.video, clicked.object)
                                           : nullptr;
    if (object != nullptr && !object->locked)
        storeMask(clicked.object, clicked.frame, *clicked.found,
                  {clicked.byBox ? QT_TRANSLATE_NOOP("core", "Box on %1, frame %2")
                                 : QT_TRANSLATE_NOOP("core", "Clicks on %1, frame %2"),
                   {object->name, QString::number(clicked.frame)}},
                  clicked.byBox ? QStringLiteral("box") : QStringLiteral("clicks"));
}

void MaskEditor::clearTools()
{
    m_box->clear();
    m_points->clear();
}

void MaskEditor::dropClicked()
{
    const bool shown = m_clicked != nullptr;
    m_clicked.reset();
    clearTools();
    if (const auto job = m_pointJob.lock())
        job->cancel();
    if (shown)
        refresh();
}

} // namespace revseg::studio
