// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/chain_controller.h"

#include "app/studio/lane_presenter.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/track_job.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/theme/accents.h"
#include "widgets/timeline/timeline_widget.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace revseg::studio {

namespace {

QString cornersOf(const Box& b)
{
    return QStringLiteral("%1, %2 – %3, %4")
        .arg(b.x1, 0, 'f', 0)
        .arg(b.y1, 0, 'f', 0)
        .arg(b.x2, 0, 'f', 0)
        .arg(b.y2, 0, 'f', 0);
}

} // namespace

ChainController::ChainController(Session& session, JobQueue& jobs, EditWriter& writer, MaskEditor& masks,
                                 ReasoningPanel& panel, TimelineWidget& timeline, LanePresenter& lanes,
                                 QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_jobs(jobs)
    , m_writer(writer)
    , m_masks(masks)
    , m_panel(panel)
    , m_timeline(timeline)
    , m_lanes(lanes)
    , m_tracker(std::make_shared<SharedTracker>(QStringLiteral("flow")))
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(40);
    connect(&m_refresh, &QTimer::timeout, &m_masks, &MaskEditor::refresh);
    connect(&session, &Session::videoSelected, this, &ChainController::videoSelected);
    connect(&session, &Session::projectReplaced, this, &ChainController::projectReplaced);
}

ChainController::~ChainController() = default;

QString ChainController::recordedAnswer() const
{
    const Project* const project = m_session.project();
    if (project == nullptr)
        return {};
    const QString file = project->setting(QStringLiteral("recorded_answer")).toString();
    const QString path = QFileInfo(project->path()).absolutePath() + QLatin1Char('/') + file;
    return !file.isEmpty() && QFileInfo::exists(path) ? QStringLiteral("replay:") + path : QString();
}

void ChainController::projectReplaced()
{
    if (m_session.project() == nullptr)
        return;
    m_read.clear();
    m_reading.reset();
    connect(m_session.project(), &Project::masksChanged, this, &ChainController::masksChanged);
    connect(m_session.project(), &Project::runsChanged, this, &ChainController::storedRunsChanged);
}

void ChainController::masksChanged(VideoId video, ObjectId object, FrameRange frames)
{
    noticeCorrection(video, object, frames);
    if (!m_tracking || m_tracking->video != video)
        return;
    m_lanes.dropFound(object, frames);
    for (FrameIndex f = frames.first; f <= frames.last; ++f) {
        m_tracking->touched.insert({f, object});
        if (const auto it = m_tracking->found.find(f); it != m_tracking->found.end())
            std::erase_if(it->second, [object](const TrackedMask& m) { return m.object == object; });
    }
}

void ChainController::videoSelected()
{
    forgetShown();
    m_query = {};
    m_toShow = {};
    m_review.reset();
    m_oldBoxes.clear();
    m_note.clear();
    m_corrected = -1;
    m_tracking.reset();
    m_lanes.clearFound();
    m_masks.setPreview(nullptr);
    m_panel.clear();
    m_panel.setEditable(false);
    m_timeline.setKeyframeEditable(false);
    m_timeline.setSamples({});
    m_timeline.setKeyframe(std::nullopt);
    Q_EMIT boxesChanged();
    showQueries();
    showStoredRun();
}

void ChainController::showQueries()
{
    QStringList texts;
    if (m_session.video() != nullptr) {
        for (const QueryRecord& query : m_session.project()->queries(m_session.videoId()))
            texts.prepend(query.text);
    }
    Q_EMIT historyChanged(texts);
    Q_EMIT queryChosen(texts.value(0));
}

/// The run of the newest question that is in use; the newest one where none is, or where it has been edited
/// and waits to be re-run: so a project looks as it was left.
void ChainController::showStoredRun()
{
    const Project* const project = m_session.project();
    if (m_session.video() == nullptr || project->queries(m_session.videoId()).empty())
        return;
    const QueryRecord query = project->queries(m_session.videoId()).back();
    if (project->runs(query.id).empty())
        return;
    const RunId newest = project->runs(query.id).back().id;
    RunId shown = newest;
    for (const RunRecord& record : project->runs(query.id)) {
        const auto run = loadRun(*project, record.id);
        if (!run)
            continue;
        if (isPromoted(*run))
            shown = record.id;
        if (record.id == newest && isEdited(*run) && hasStale(*run))
            shown = newest;
    }
    showRun(shown);
}

void ChainController::setRun(const Run& run)
{
    m_run = run;
    m_panel.setRun(run);
    m_timeline.setKeyframe(keyframe());
    Q_EMIT boxesChanged();
    Q_EMIT runChanged();
}

std::optional<FrameIndex> ChainController::keyframe() const
{
    return m_run && m_run->keyframe ? std::optional(m_run->keyframe->frame) : std::nullopt;
}

std::vector<CanvasBox> ChainController::boxesAt(FrameIndex frame) const
{
    std::vector<CanvasBox> boxes;
    if (keyframe() == frame) {
        const QString origin = m_run->stage(Stage::Box) == StageStatus::Edited  ? tr("by hand")
                               : m_run->stage(Stage::Box) == StageStatus::Stale ? tr("stale")
                                                                                : tr("answer");
        for (const ChainObject& o : m_run->objects) {
            QString label = QStringLiteral("%1 · %2").arg(origin, cornersOf(o.box));
            // The numbers of the answer, where it was the model that wrote them.
            if (o.box_model.area() > 0)
                label += QStringLiteral(" · ") + tr("as written %1").arg(cornersOf(o.box_model));
            boxes.push_back({o.box, accent(Accent::Keyframe, m_panel.palette()), label});
        }
    }
    if (frame == m_oldBoxFrame)
        boxes.insert(boxes.end(), m_oldBoxes.begin(), m_oldBoxes.end());
    return boxes;
}

bool ChainController::isBusy() const
{
    return m_jobs.activeCount() > 0 || m_tracking.has_value() || m_storing || m_toShow.isValid();
}

QString ChainController::queryText() const
{
    const Project* const project = m_session.project();
    const QueryRecord* const query = project != nullptr ? project->query(m_query) : nullptr;
    return query != nullptr ? query->text : QString();
}

void ChainController::stopShowing()
{
    forgetShown();
    m_toShow = {};
    m_review.reset();
    m_oldBoxes.clear();
    m_masks.setPreview(nullptr);
    m_panel.clear();
    m_timeline.setKeyframe(std::nullopt);
    m_timeline.setSamples({});
    Q_EMIT boxesChanged();
    Q_EMIT runChanged();
}

} // namespace revseg::studio
