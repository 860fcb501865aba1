// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/chain_controller.h"

#include "app/studio/error_presenter.h"
#include "app/studio/session.h"
#include "core/jobs/chain_job.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/track_job.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/theme/accents.h"
#include "widgets/timeline/timeline_widget.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace revseg::studio {

ChainController::ChainController(Session& session, JobQueue& jobs, MaskEditor& masks, ReasoningPanel& panel,
                                 TimelineWidget& timeline, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_jobs(jobs)
    , m_masks(masks)
    , m_panel(panel)
    , m_timeline(timeline)
{
    for (QTimer* timer : {&m_refresh, &m_refreshLanes})
        timer->setSingleShot(true);
    m_refresh.setInterval(40);
    m_refreshLanes.setInterval(60);
    connect(&m_refresh, &QTimer::timeout, &m_masks, &MaskEditor::refresh);
    connect(&m_refreshLanes, &QTimer::timeout, this, [this] {
        std::vector<TimelineLane> lanes;
        const Project* const project = m_session.project();
        if (project != nullptr && m_session.video() != nullptr) {
            for (const ObjectRecord& o : project->objects(m_session.videoId())) {
                TimelineLane lane{int(o.id.value), o.name, o.color, o.visible, {}, {}};
                const MaskLane& stored = project->lane(m_session.videoId(), o.id);
                const auto add = [&lane](FrameIndex f) {
                    if (!lane.masks.empty() && lane.masks.back().last == f - 1)
                        lane.masks.back().last = f;
                    else if (lane.masks.empty() || lane.masks.back().last < f)
                        lane.masks.push_back({f, f});
                };
                for (const FrameIndex f : stored.frames()) {
                    const LaneEntry entry = stored.at(f);
                    if (entry.area > 0)
                        add(f);
                    if (entry.origin() == Provenance::Origin::Painted || entry.checked())
                        lane.painted.push_back(f);
                }
                lanes.push_back(std::move(lane));
            }
        }
        m_timeline.setLanes(std::move(lanes), int(m_session.objectId().value));
    });
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
    if (m_session.project() != nullptr)
        connect(m_session.project(), &Project::masksChanged, this, &ChainController::masksChanged);
}

void ChainController::masksChanged(VideoId video, ObjectId object, FrameRange frames)
{
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
    m_tracking.reset();
    m_masks.setPreview(nullptr);
    m_panel.clear();
    m_timeline.setSamples({});
    m_timeline.setKeyframe(std::nullopt);
    Q_EMIT boxesChanged();
    showLanes();
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
    const auto record = project->run(project->runs(query.id).back().id);
    if (!record)
        return;
    const auto run = runFromJson(record->json(), project->path());
    if (!run)
        return;
    m_panel.startRun(query.text);
    m_panel.setSamples(run->sampled, {});
    m_timeline.setSamples(run->sampled);
    setRun(*run);
    m_panel.setMaskStatus(StageStatus::Missing, tr("Stored with the project."), std::nullopt);
}

void ChainController::setRun(const Run& run)
{
    m_run = run;
    m_panel.setRun(run);
    m_timeline.setKeyframe(keyframe());
    Q_EMIT boxesChanged();
}

std::optional<FrameIndex> ChainController::keyframe() const
{
    return m_run && m_run->keyframe ? std::optional(m_run->keyframe->frame) : std::nullopt;
}

std::vector<CanvasBox> ChainController::boxesAt(FrameIndex frame) const
{
    std::vector<CanvasBox> boxes;
    if (keyframe() == frame) {
        for (const ChainObject& o : m_run->objects)
            boxes.push_back({o.box, accent(Accent::Keyframe, m_panel.palette()), tr("answer")});
    }
    return boxes;
}

void ChainController::ask(const QString& query)
{
    if (m_session.video() == nullptr || m_session.info() == nullptr)
        return;
    if (query.isEmpty()) {
        Q_EMIT problem(makeError(ErrorKind::InvalidInput,
                                 QT_TRANSLATE_NOOP("core", "There is no question yet"), {},
                                 QT_TRANSLATE_NOOP("core", "type one above the Run button")));
        return;
    }
    if (m_vlm.isEmpty()) {
        Q_EMIT problem(makeError(
            ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "Nobody has been chosen to ask"), {},
            QT_TRANSLATE_NOOP("core", "choose a server or a recorded answer in the list beside Run")));
        return;
    }
    if (m_jobs.activeCount() > 0)
        return;
    // A question asked before keeps its runs together.
    QueryId id;
    for (const QueryRecord& q : m_session.project()->queries(m_session.videoId())) {
        if (q.text == query)
            id = q.id;
    }
    if (!id.isValid()) {
        const auto added = m_session.project()->addQuery(m_session.videoId(), query);
        if (!added) {
            Q_EMIT problem(added.error());
            return;
        }
        id = *added;
        showQueries();
    }

    m_panel.startRun(query);
    if (m_vlm.startsWith(QLatin1String("replay:"))) {
        const auto trace = Trace::load(m_vlm.mid(7));
        QString note = trace ? trace->other.value(QStringLiteral("note")).toString() : QString();
        if (note == QLatin1String("written by hand")) // what the demo says of its answer
            note = tr("written by hand");
        m_panel.setBanner(note.isEmpty() ? tr("This answer is replayed from a recording.")
                                         : tr("This answer is replayed from a recording: %1.").arg(note));
    }
    m_run.reset();
    m_timeline.setKeyframe(std::nullopt);
    Q_EMIT boxesChanged();

    const VideoId video = m_session.videoId();
    const auto job =
        std::make_shared<ChainJob>(ChainJob::Spec{m_session.mediaPath(), query, m_vlm, std::nullopt, 0});
    const auto current = [this, video] { return m_session.videoId() == video; };
    connect(job.get(), &ChainJob::sampled, this,
            [this, current](const SampledFrames& samples, const std::vector<QImage>& pictures) {
                if (!current())
                    return;
                m_panel.setSamples(samples, pictures);
                m_timeline.setSamples(samples);
            });
    connect(job.get(), &ChainJob::delta, this, [this, current](int turn, const QString& text) {
        if (current())
            m_panel.appendDelta(turn, text);
    });
    connect(job.get(), &ChainJob::retrying, this,
            [this](int, const QString& why) { Q_EMIT notice(tr("Asking again: %1").arg(why)); });
    connect(job.get(), &ChainJob::runChanged, this, [this, current](const Run& run) {
        if (current())
            setRun(run);
    });
    connect(job.get(), &ChainJob::ran, this,
            [this, video, id](const Run& run, const Trace& trace) { chainRan(video, id, run, trace); });
    connect(job.get(), &Job::finished, this, [this, job = job.get(), current](Job::State state) {
        if (state != Job::State::Failed || !current())
            return;
        m_panel.showProblem(errorText(*job->error()), remedyText(*job->error()));
        Q_EMIT problem(*job->error());
    });
    m_jobs.add(job);
}

void ChainController::chainRan(VideoId video, QueryId query, const Run& run, const Trace& trace)
{
    Q_UNUSED(trace);
    Project* const project = m_session.project();
    if (project == nullptr || project->query(query) == nullptr)
        return;
    RunRecord record;
    record.query = query;
    record.created = QDateTime::currentDateTimeUtc();
    record.status = statusName(run.status);
    record.setJson(runToJson(run));
    const auto runId = project->addRun(record);
    if (!runId)
        Q_EMIT problem(runId.error());
    if (m_session.videoId() != video)
        return;
    setRun(run);
    if (run.status != Run::Status::Ok || !run.keyframe)
        return;
    if (run.objects.empty()) {
        m_panel.setMaskStatus(StageStatus::Ok,
                              tr("Nothing to track: the model says that there is no such object."),
                              std::nullopt);
        return;
    }
    const std::vector<ObjectId> ids = project->freeObjectIds(video);
    if (ids.size() < run.objects.size()) {
        Q_EMIT problem(Project::tooManyObjects());
        return;
    }
    Q_EMIT goTo(run.keyframe->frame);
    const QString text = project->query(query)->text;
    TrackRequest request;
    Tracking tracking;
    tracking.video = video;
    tracking.name = {QT_TRANSLATE_NOOP("core", "Run “%1”"), {text}};
    tracking.from = run.keyframe->frame;
    tracking.provenance.origin = Provenance::Origin::Run;
    tracking.provenance.source = QStringLiteral("flow");
    if (runId)
        tracking.provenance.run = *runId;
    for (size_t i = 0; i < run.objects.size(); ++i) {
        QString name = run.objects[i].label.isEmpty() ? run.description : run.objects[i].label;
        if (name.size() > 40)
            name = name.left(39) + QChar(0x2026);
        ObjectRecord object = project->newObject(video, ids[i], name);
        object.position += int(i);
        object.color = objectColor(int(project->objects(video).size() + i));
        tracking.newObjects.push_back(object);
        Prompt prompt;
        prompt.frame = run.keyframe->frame;
        prompt.object = ids[i];
        prompt.box = run.objects[i].box;
        request.prompts.push_back(prompt);
    }
    startTracking(std::move(request), std::move(tracking));
}

void ChainController::trackCurrentObject(TrackDirection direction, FrameIndex frame)
{
    if (m_session.object() == nullptr || m_session.info() == nullptr || m_jobs.activeCount() > 0)
        return;
    const ObjectId object = m_masks.objectToEdit();
    if (!object.isValid())
        return;
    const auto record = m_session.project()->mask(m_session.videoId(), object, frame);
    if (!record) {
        Q_EMIT problem(record.error());
        return;
    }
    if (*record == nullptr || (*record)->mask.isEmpty()) {
        Q_EMIT problem(makeError(
            ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” has no mask on this frame to track"),
            {m_session.object()->name},
            QT_TRANSLATE_NOOP("core", "paint one (B) or drag a box around it (R) first")));
        return;
    }
    TrackRequest request;
    request.direction = direction;
    Prompt prompt;
    prompt.frame = frame;
    prompt.object = object;
    prompt.mask = (*record)->mask;
    request.prompts.push_back(prompt);
    Tracking tracking;
    tracking.video = m_session.videoId();
    tracking.name = {QT_TRANSLATE_NOOP("core", "Track %1 from frame %2"),
                     {m_session.object()->name, QString::number(frame)}};
    tracking.from = frame;
    tracking.provenance.origin = Provenance::Origin::Tracked;
    tracking.provenance.source = QStringLiteral("flow");
    startTracking(std::move(request), std::move(tracking));
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
    const auto job =
        std::make_shared<TrackJob>(m_session.mediaPath(), QStringLiteral("flow"), std::move(request));
    connect(job.get(), &TrackJob::tracked, this, &ChainController::frameTracked);
    connect(job.get(), &Job::changed, this, [this, job = job.get()] {
        if (!m_tracking || job->progress().total <= 0 || !m_run)
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
    ++m_tracking->frames;
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
    Project* const project = m_session.project();
    if (project == nullptr || project->video(tracking.video) == nullptr)
        return;
    // What was found stays, also when the user stopped it or it failed on the way.
    Proposal proposal;
    proposal.name = tracking.name;
    proposal.place = {tracking.video, tracking.from};
    for (const auto& [frame, masks] : tracking.found) {
        for (const TrackedMask& found : masks) {
            // A mask that a person made is the prompt, not the result.
            if (frame == tracking.from && tracking.provenance.origin == Provenance::Origin::Tracked)
                continue;
            auto record = std::make_shared<MaskRecord>();
            record->mask = found.mask;
            record->presence = found.mask.isEmpty() ? Presence::Absent : Presence::Annotated;
            record->provenance = tracking.provenance;
            if (frame != tracking.from)
                record->provenance.from = tracking.from;
            record->score = found.score;
            proposal.masks.push_back({found.object, frame, std::move(record)});
        }
    }
    const auto edit = project->editFor(proposal);
    if (!edit) {
        Q_EMIT problem(edit.error());
        return;
    }
    if (!edit->edit.isEmpty()) {
        if (const auto done = project->apply(edit->edit); !done) {
            Q_EMIT problem(done.error());
            return;
        }
    }
    // A frame on which the object is not seen has an empty mask.
    const int frames = int(std::count_if(tracking.found.begin(), tracking.found.end(), [](const auto& frame) {
        return std::any_of(frame.second.begin(), frame.second.end(),
                           [](const TrackedMask& m) { return !m.mask.isEmpty(); });
    }));
    QString text = job.state() == Job::State::Done ? tr("%n frame(s) have a mask.", nullptr, frames)
                                                   : tr("Stopped; %n frame(s) are kept.", nullptr, frames);
    if (edit->barred > 0)
        text += QLatin1Char(' ') + tr("%n checked frame(s) stayed as they were.", nullptr, edit->barred);
    if (m_run)
        m_panel.setMaskStatus(job.state() == Job::State::Failed ? StageStatus::Invalid : StageStatus::Ok,
                              text, std::nullopt);
    if (job.state() == Job::State::Failed)
        Q_EMIT problem(*job.error());
    else if (job.state() == Job::State::Cancelled)
        Q_EMIT notice(text);
}

void ChainController::showLanes()
{
    if (!m_refreshLanes.isActive())
        m_refreshLanes.start();
}

} // namespace revseg::studio
