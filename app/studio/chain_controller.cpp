// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/chain_controller.h"

#include "app/studio/error_presenter.h"
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

ChainController::ChainController(Session& session, JobQueue& jobs, MaskEditor& masks, ReasoningPanel& panel,
                                 TimelineWidget& timeline, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_jobs(jobs)
    , m_masks(masks)
    , m_panel(panel)
    , m_timeline(timeline)
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
    connect(m_session.project(), &Project::masksChanged, this, &ChainController::masksChanged);
    connect(m_session.project(), &Project::runsChanged, this, &ChainController::storedRunsChanged);
}

void ChainController::masksChanged(VideoId video, ObjectId object, FrameRange frames)
{
    noticeCorrection(video, object, frames);
    if (!m_tracking || m_tracking->video != video)
        return;
    for (FrameIndex f = frames.first; f <= frames.last; ++f) {
        m_tracking->touched.insert({f, object});
        if (const auto it = m_tracking->found.find(f); it != m_tracking->found.end())
            std::erase_if(it->second, [object](const TrackedMask& m) { return m.object == object; });
    }
}

void ChainController::videoSelected()
{
    m_run.reset();
    m_query = {};
    m_runId = {};
    m_tracks.clear();
    m_review.reset();
    m_oldBoxes.clear();
    m_note.clear();
    m_corrected = -1;
    m_tracking.reset();
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

/// The newest run that is stored for the newest question, so that a project looks as it was left.
void ChainController::showStoredRun()
{
    const Project* const project = m_session.project();
    if (m_session.video() == nullptr || project->queries(m_session.videoId()).empty())
        return;
    const QueryRecord query = project->queries(m_session.videoId()).back();
    if (project->runs(query.id).empty())
        return;
    showRun(project->runs(query.id).back().id);
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

/// The record of a question, which keeps the runs of each time that it was asked together; a new one when
/// there is none yet.
QueryId ChainController::questionFor(const QString& query)
{
    if (query.isEmpty()) {
        Q_EMIT problem(makeError(ErrorKind::InvalidInput,
                                 QT_TRANSLATE_NOOP("core", "There is no question yet"), {},
                                 QT_TRANSLATE_NOOP("core", "type one above the Run button")));
        return {};
    }
    for (const QueryRecord& q : m_session.project()->queries(m_session.videoId())) {
        if (q.text == query)
            return q.id;
    }
    const auto added = m_session.project()->addQuery(m_session.videoId(), query);
    if (!added) {
        Q_EMIT problem(added.error());
        return {};
    }
    showQueries();
    return *added;
}

/// Whether something can be begun; says why where it cannot.
bool ChainController::isFree()
{
    QString why;
    if (m_session.video() == nullptr)
        why = tr("There is no video yet: add one first.");
    else if (m_session.info() == nullptr)
        why = tr("The video is not open yet; try again when its first picture is there.");
    else if (isBusy())
        why = tr("Wait until the work is done, or stop it.");
    if (!why.isEmpty())
        Q_EMIT notice(why);
    return why.isEmpty();
}

bool ChainController::canAsk()
{
    if (!isFree())
        return false;
    if (m_vlm.isEmpty()) {
        Q_EMIT problem(makeError(
            ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "Nobody has been chosen to ask"), {},
            QT_TRANSLATE_NOOP("core", "choose a server or a recorded answer in the list beside Run")));
        return false;
    }
    return true;
}

void ChainController::ask(const QString& query)
{
    if (!canAsk())
        return;
    const QueryId id = questionFor(query);
    if (!id.isValid())
        return;
    const RunId before = m_runId;
    m_run.reset();
    m_tracks.clear();
    m_query = id;
    m_runId = {};
    m_timeline.setKeyframe(std::nullopt);
    Q_EMIT boxesChanged();
    m_panel.startRun(query);
    showBranches();
    const VideoId video = m_session.videoId();
    ChainJob::Spec spec{m_session.mediaPath(), query, m_vlm, m_ask};
    // At 0 it makes no difference, and not every server takes one.
    if (m_ask.temperature.value_or(0) > 0)
        spec.seed = nextSeeds(id, 1).front();
    startChain(
        std::move(spec), [this, video, id](const Run& run) { chainRan(video, id, run); },
        [this, before] { nothingCame(before); });
}

/// What was asked has been stopped before anything came: what was shown before comes back.
void ChainController::nothingCame(RunId before)
{
    if (m_runId.isValid())
        return; // another run has been chosen meanwhile
    if (before.isValid() && m_session.project()->run(before))
        showRun(before);
    else if (const auto& runs = m_session.project()->runs(m_query); !runs.empty())
        showRun(runs.back().id);
    else
        stopShowing();
}

/// Asks, and shows what comes while it comes.
void ChainController::startChain(ChainJob::Spec spec, std::function<void(const Run&)> done,
                                 std::function<void()> nothing)
{
    spec.tracker = m_tracker ? m_tracker->spec() : QString();
    m_review.reset();
    m_masks.setPreview(nullptr);
    m_note.clear();
    m_oldBoxes.clear();
    m_panel.setEditable(false);
    m_timeline.setKeyframeEditable(false);
    m_panel.setNextStep(Accent::Stale, {}, {});
    if (m_vlm.startsWith(QLatin1String("replay:"))) {
        const auto trace = Trace::load(m_vlm.mid(7));
        QString note = trace ? trace->other.value(QStringLiteral("note")).toString() : QString();
        if (note == QLatin1String("written by hand")) // what the demo says of its answer
            note = tr("written by hand");
        m_panel.setBanner(spec.from ? tr("A recording cannot look again: its recorded answer is replayed.")
                          : note.isEmpty() ? tr("This answer is replayed from a recording.")
                                           : tr("This answer is replayed from a recording: %1.").arg(note));
    }
    const VideoId video = m_session.videoId();
    const bool again = spec.from.has_value();
    const auto job = std::make_shared<ChainJob>(std::move(spec));
    const auto current = [this, video] { return m_session.videoId() == video; };
    connect(job.get(), &ChainJob::sampled, this,
            [this, current](const SampledFrames& samples, const std::vector<QImage>& pictures) {
                if (!current())
                    return;
                m_panel.setSamples(samples, pictures);
                m_timeline.setSamples(samples);
            });
    const auto begun = std::make_shared<std::set<int>>();
    connect(job.get(), &ChainJob::delta, this, [this, current, again, begun](int turn, const QString& text) {
        if (!current())
            return;
        // The text that is there stays until the new one begins.
        if (again && begun->insert(turn).second)
            m_panel.restartTurn(turn);
        m_panel.appendDelta(turn, text);
    });
    connect(job.get(), &ChainJob::retrying, this, [this, current](int turn, const QString& why) {
        if (current())
            m_panel.restartTurn(turn);
        Q_EMIT notice(tr("Asking again: %1").arg(why));
    });
    connect(job.get(), &ChainJob::runChanged, this, [this, current](const Run& run) {
        if (current())
            setRun(run);
    });
    const auto came = std::make_shared<bool>(false);
    connect(job.get(), &ChainJob::ran, this, [done = std::move(done), came](const Run& run, const Trace&) {
        *came = true;
        done(run);
    });
    connect(job.get(), &Job::finished, this,
            [this, job = job.get(), current, came, nothing = std::move(nothing)](Job::State state) {
                if (!current())
                    return;
                if (state == Job::State::Failed) {
                    m_panel.showProblem(errorText(*job->error()), remedyText(*job->error()));
                    Q_EMIT problem(*job->error());
                } else if (state == Job::State::Cancelled && !*came) {
                    nothing();
                }
                showNextStep();
            });
    m_jobs.add(job);
}

void ChainController::chainRan(VideoId video, QueryId query, const Run& run)
{
    Project* const project = m_session.project();
    if (project == nullptr || project->query(query) == nullptr)
        return;
    if (m_session.videoId() == video)
        setRun(run);
    const bool toTrack = run.status == Run::Status::Ok && run.keyframe && !run.objects.empty();
    // Stored at once, so that nothing of an answer is lost while it is tracked.
    RunResult result{run, {}, {}, {}};
    if (!store(query, {result}, -1, {QT_TRANSLATE_NOOP("core", "Run “%1”"), {project->query(query)->text}}))
        return;
    if (m_session.videoId() != video)
        return;
    if (run.status == Run::Status::Ok && run.keyframe && run.objects.empty()) {
        m_panel.setMaskStatus(StageStatus::Ok,
                              tr("Nothing to track: the model says that there is no such object."),
                              std::nullopt);
        return;
    }
    if (!toTrack)
        return;
    Q_EMIT goTo(run.keyframe->frame);
    trackRun(*m_run, false);
}

void ChainController::startTracking(TrackRequest request, Tracking tracking)
{
    if (m_tracking)
        return;
    // New objects are there at once, so that their masks have a colour and a lane while they come.
    if (!tracking.newObjects.empty()) {
        Edit edit{tracking.name, {tracking.video, tracking.from}, {}};
        for (const ObjectRecord& object : tracking.newObjects)
            edit.changes.emplace_back(RecordChange<ObjectRecord>{std::nullopt, object});
        if (const auto done = m_session.project()->apply(std::move(edit)); !done) {
            Q_EMIT problem(done.error());
            return;
        }
        m_session.selectObject(tracking.newObjects.front().id);
    }
    m_tracking = std::move(tracking);
    m_masks.setPreview(&m_tracking->found);
    const auto job = std::make_shared<TrackJob>(m_session.mediaPath(), m_tracker, std::move(request));
    connect(job.get(), &TrackJob::tracked, this, &ChainController::frameTracked);
    connect(job.get(), &Job::changed, this, [this, job = job.get()] {
        if (!m_tracking || job->progress().total <= 0)
            return;
        const Progress p = job->progress();
        m_panel.setMaskStatus(StageStatus::Missing, tr("Tracking: %1 of %2 frames").arg(p.done).arg(p.total),
                              double(p.done) / double(p.total));
    });
    connect(job.get(), &Job::finished, this, [this, job = job.get()] { trackingFinished(*job); });
    m_jobs.add(job);
}

void ChainController::frameTracked(const TrackedFrame& frame)
{
    if (!m_tracking)
        return;
    auto& masks = m_tracking->found[frame.frame];
    for (const TrackedMask& mask : frame.masks) {
        if (m_tracking->touched.count({frame.frame, mask.object}) == 0)
            masks.push_back(mask);
    }
    if (!m_refresh.isActive())
        m_refresh.start();
}

void ChainController::trackingFinished(Job& job)
{
    if (!m_tracking)
        return;
    const Tracking tracking = std::move(*m_tracking);
    m_tracking.reset();
    m_masks.setPreview(nullptr);
    if (job.state() == Job::State::Failed)
        Q_EMIT problem(*job.error());
    Project* const project = m_session.project();
    if (project == nullptr || project->video(tracking.video) == nullptr)
        return;
    storeTracked(tracking, job);
}

} // namespace revseg::studio
