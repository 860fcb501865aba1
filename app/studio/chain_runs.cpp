// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainController: the runs of a question as they are stored: shown, compared, put to use, judged, deleted;
// and several samples at once.
#include "app/studio/chain_controller.h"
#include "app/studio/error_presenter.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/samples_job.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/theme/accents.h"
#include "widgets/timeline/timeline_widget.h"

#include <QLocale>

#include <algorithm>

namespace revseg::studio {

namespace {

QString stageTitle(Stage stage)
{
    switch (stage) {
    case Stage::Interpretation:
        return ChainController::tr("reasoning");
    case Stage::Keyframe:
        return ChainController::tr("keyframe");
    case Stage::Description:
        return ChainController::tr("description");
    case Stage::Box:
        return ChainController::tr("box");
    case Stage::Masks:
        return ChainController::tr("masks");
    }
    return {};
}

QString stagesWith(const Run& run, StageStatus status)
{
    QStringList out;
    for (int i = 0; i < kStageCount; ++i) {
        if (run.stage(Stage(i)) == status)
            out << stageTitle(Stage(i));
    }
    return out.join(QStringLiteral(", "));
}

} // namespace

std::vector<Run> ChainController::runsOfQuestion() const
{
    std::vector<Run> out;
    const Project* const project = m_session.project();
    if (project == nullptr || project->query(m_query) == nullptr)
        return out;
    for (const RunRecord& record : project->runs(m_query)) {
        if (auto run = loadRun(*project, record.id))
            out.push_back(std::move(*run));
    }
    return out;
}

int ChainController::runsOfQuestionCount() const
{
    const Project* const project = m_session.project();
    return project != nullptr && project->query(m_query) != nullptr ? int(project->runs(m_query).size()) : 0;
}

QString ChainController::titleOf(RunId id) const
{
    int number = 0;
    for (const RunRecord& record : m_session.project()->runs(m_query)) {
        ++number;
        if (record.id == id)
            break;
    }
    return tr("Run %1").arg(number);
}

void ChainController::showBranches()
{
    std::vector<BranchRow> rows;
    for (const Run& run : runsOfQuestion()) {
        BranchRow row;
        row.id = run.id.toLongLong();
        row.parent = run.parent.toLongLong();
        row.title = titleOf(RunId{row.id});
        const QString edited = stagesWith(run, StageStatus::Edited);
        if (!edited.isEmpty())
            row.what = tr("%1 by hand").arg(edited);
        else if (run.other.contains(QStringLiteral("vote")))
            row.what = tr("vote");
        else if (run.seed)
            row.what = tr("seed %1").arg(*run.seed);
        if (hasStale(run)) {
            row.state = tr("stale");
            row.color = Accent::Stale;
        } else if (run.status == Run::Status::Failed) {
            row.state = tr("failed");
            row.color = Accent::Bad;
        } else if (run.status == Run::Status::Cancelled) {
            row.state = tr("stopped");
        }
        row.shown = row.id == m_runId.value;
        row.promoted = isPromoted(run);
        row.mark = markOf(run) == RunMark::Best    ? QStringLiteral("★")
                   : markOf(run) == RunMark::Wrong ? QStringLiteral("✗")
                                                   : QString();
        row.tip = run.keyframe ? tr("Frame %1: %2").arg(run.keyframe->frame).arg(run.description)
                               : tr("No keyframe");
        rows.push_back(std::move(row));
    }
    m_panel.setBranches(rows);
    Q_EMIT runsChanged();
}

void ChainController::showRun(RunId id)
{
    Project* const project = m_session.project();
    if (project == nullptr || m_tracking)
        return;
    const auto run = loadRun(*project, id);
    if (!run) {
        Q_EMIT problem(run.error());
        return;
    }
    m_query = project->run(id)->query;
    m_runId = id;
    m_review.reset();
    m_oldBoxes.clear();
    m_note.clear();
    m_corrected = -1;
    m_tracks = tracksOf(*run).value_or(std::vector<RunTrack>());
    m_panel.startRun(queryText());
    std::vector<QImage> pictures;
    for (const SampledFrame& s : run->sampled)
        pictures.push_back(m_timeline.scene().thumbnails.value(s.frame));
    m_panel.setSamples(run->sampled, pictures);
    m_timeline.setSamples(run->sampled);
    setRun(*run);
    m_panel.setEditable(true);
    m_timeline.setKeyframeEditable(true);
    previewShown();
    showMaskStatus();
    showNextStep();
    showBranches();
    Q_EMIT staleChanged();
}

/// The masks of a run that is not in use are shown without taking the place of those that are.
void ChainController::previewShown()
{
    if (m_review || m_tracking)
        return;
    m_shownMasks.clear();
    const bool other = m_run && !isPromoted(*m_run) && m_run->stage(Stage::Masks) != StageStatus::Stale;
    if (other) {
        for (const RunTrack& track : m_tracks) {
            for (const auto& [frame, mask] : track.masks)
                m_shownMasks[frame].push_back({track.annotation, mask, 1});
        }
    }
    m_masks.setPreview(m_shownMasks.empty() ? nullptr : &m_shownMasks);
}

void ChainController::showMaskStatus()
{
    if (!m_run)
        return;
    int frames = 0;
    for (const RunTrack& track : m_tracks) {
        frames = std::max(frames, int(std::count_if(track.masks.begin(), track.masks.end(),
                                                    [](const auto& m) { return !m.second.isEmpty(); })));
    }
    const StageStatus status = m_run->stage(Stage::Masks);
    QString text;
    if (status == StageStatus::Stale)
        text = tr("Made before the last edit.");
    else if (status == StageStatus::Invalid && m_run->error)
        text = tr("The tracker failed: %1.").arg(errorText(*m_run->error)) + QLatin1Char(' ') +
               tr("%n frame(s) have a mask.", nullptr, frames);
    else if (!m_tracks.empty())
        text = tr("%n frame(s) have a mask.", nullptr, frames);
    else if (m_run->status == Run::Status::Ok && m_run->keyframe && m_run->objects.empty() &&
             m_run->stage(Stage::Box) != StageStatus::Missing)
        text = tr("Nothing to track: the model says that there is no such object.");
    else
        text = tr("Not tracked yet.");
    m_panel.setMaskStatus(status, text, std::nullopt);
}

void ChainController::showNextStep()
{
    if (m_review) {
        m_panel.setNextStep(Accent::Edited, m_review->text, {m_steps.discard, m_steps.accept});
        return;
    }
    if (!m_run || !m_runId.isValid() || m_tracking) {
        m_panel.setNextStep(Accent::Stale, {}, {});
        return;
    }
    const Rerun what = rerunOf(*m_run);
    const bool promoted = isPromoted(*m_run);
    if (!m_note.isEmpty()) {
        m_panel.setNextStep(Accent::Sampled, m_note,
                            promoted || m_tracks.empty() ? QList<QAction*>{}
                                                         : QList<QAction*>{m_steps.promote});
    } else if (m_run->objects.empty() && isEdited(*m_run) && m_run->turns.empty()) {
        m_panel.setNextStep(Accent::Edited,
                            tr("Written by hand: describe the object and draw its box here, or let the model "
                               "fill in what is missing."),
                            {m_steps.rerun});
    } else if (!what.nothing()) {
        const QString edited = stagesWith(*m_run, StageStatus::Edited);
        const QString stale = stagesWith(*m_run, StageStatus::Stale);
        const QString text = !stale.isEmpty() && !edited.isEmpty()
                                 ? tr("By hand: %1. Stale: %2.").arg(edited, stale)
                             : !stale.isEmpty() ? tr("Stale: %1.").arg(stale)
                                                : tr("This run is not complete.");
        m_panel.setNextStep(Accent::Stale, text, {m_steps.rerun});
    } else if (m_corrected >= 0) {
        const auto record = m_session.project()->mask(m_session.videoId(), objectOfRun(), m_corrected);
        const auto bounds = record && *record ? (*record)->mask.bounds() : std::nullopt;
        QString text = tr("You corrected the mask on frame %1.").arg(m_corrected);
        if (bounds && keyframe() == m_corrected && !m_run->objects.empty()) {
            text += QLatin1Char(' ') + tr("Its tight box and the box of the chain: IoU %1.")
                                           .arg(bounds->iou(m_run->objects[0].box), 0, 'f', 2);
        }
        m_panel.setNextStep(Accent::Edited, text, {m_steps.mask_box});
    } else if (!promoted && !m_tracks.empty()) {
        m_panel.setNextStep(
            Accent::Sampled,
            tr("%1 is shown; the project uses the masks of another run.").arg(titleOf(m_runId)),
            {m_steps.promote});
    } else {
        m_panel.setNextStep(Accent::Stale, {}, {});
    }
}

bool ChainController::store(QueryId query, std::vector<RunResult> results, int promoted, const Sentence& name)
{
    Project* const project = m_session.project();
    const auto edit = runsEdit(*project, query, std::move(results), promoted, m_tracker->spec(), name);
    if (!edit) {
        Q_EMIT problem(edit.error());
        return false;
    }
    m_storing = true;
    const auto done = project->apply(edit->edit);
    m_storing = false;
    if (!done) {
        Q_EMIT problem(done.error());
        return false;
    }
    if (const int kept = edit->kept + edit->barred; kept > 0)
        Q_EMIT notice(tr("%n mask(s) by hand or checked stayed as they were.", nullptr, kept));
    if (query != m_query)
        return true;
    m_runId = edit->ids[size_t(std::max(0, promoted))];
    if (const auto run = loadRun(*project, m_runId)) {
        m_tracks = tracksOf(*run).value_or(std::vector<RunTrack>());
        setRun(*run);
    }
    m_panel.setEditable(true);
    m_timeline.setKeyframeEditable(true);
    previewShown();
    showMaskStatus();
    showNextStep();
    showBranches();
    Q_EMIT staleChanged();
    return true;
}

/// Undo, redo, or another part of the window has changed the runs.
void ChainController::storedRunsChanged(QueryId query)
{
    if (m_storing || m_tracking)
        return;
    const Project& project = *m_session.project();
    const std::vector<RunRecord>& runs = project.runs(query);
    // The first run of a video of which nothing is shown yet.
    const QueryRecord* const record = project.query(query);
    if (!m_query.isValid() && record != nullptr && record->video == m_session.videoId() && !runs.empty())
        showRun(runs.back().id);
    if (query != m_query)
        return;
    const auto has = [&runs](RunId id) {
        return std::any_of(runs.begin(), runs.end(), [id](const RunRecord& r) { return r.id == id; });
    };
    if (m_runId.isValid() && has(m_runId)) {
        const auto stored = loadRun(project, m_runId);
        // Another run came or went: what is looked at, or typed into, stays as it is.
        if (stored && m_run && runToJson(*stored) == runToJson(*m_run))
            showBranches();
        else
            showRun(m_runId);
        return;
    }
    const RunId parent{m_run ? m_run->parent.toLongLong() : 0};
    if (m_runId.isValid() && !runs.empty()) {
        showRun(has(parent) ? parent : runs.back().id);
        return;
    }
    if (m_runId.isValid()) // none is left
        stopShowing();
    showBranches();
}

void ChainController::stopShowing()
{
    m_run.reset();
    m_runId = {};
    m_tracks.clear();
    m_review.reset();
    m_oldBoxes.clear();
    m_masks.setPreview(nullptr);
    m_panel.clear();
    m_timeline.setKeyframe(std::nullopt);
    m_timeline.setSamples({});
    Q_EMIT boxesChanged();
    Q_EMIT runChanged();
}

void ChainController::promote()
{
    if (!m_runId.isValid() || isBusy() || m_review)
        return;
    const auto edit = promoteEdit(*m_session.project(), m_runId, m_tracker->spec(),
                                  {QT_TRANSLATE_NOOP("core", "Use another run of “%1”"), {queryText()}});
    if (!edit) {
        Q_EMIT problem(edit.error());
        return;
    }
    if (const auto done = m_session.project()->apply(edit->edit); !done) {
        Q_EMIT problem(done.error());
        return;
    }
    if (const int kept = edit->kept + edit->barred; kept > 0)
        Q_EMIT notice(tr("%n mask(s) by hand or checked stayed as they were.", nullptr, kept));
}

void ChainController::compareWithInUse()
{
    if (!m_run || !m_runId.isValid())
        return;
    const std::vector<Run> runs = runsOfQuestion();
    const Run* other = nullptr;
    for (const Run& run : runs) {
        // With the one in use; the one in use itself with what it came from.
        if (isPromoted(*m_run) ? run.id == m_run->parent : isPromoted(run))
            other = &run;
    }
    if (other == nullptr) {
        Q_EMIT notice(tr("There is no other run to compare with."));
        return;
    }
    const auto tracks = tracksOf(*other);
    if (!tracks) {
        Q_EMIT problem(tracks.error());
        return;
    }
    const QString title = titleOf(RunId{other->id.toLongLong()});
    m_note =
        tr("%1 against %2. %3").arg(titleOf(m_runId), title, comparison(*other, *m_run, *tracks, m_tracks));
    m_oldBoxFrame = other->keyframe ? other->keyframe->frame : -1;
    m_oldBoxes.clear();
    for (const ChainObject& o : other->objects)
        m_oldBoxes.push_back({o.box, accent(Accent::Stale, m_panel.palette()), title});
    Q_EMIT boxesChanged();
    showNextStep();
}

void ChainController::removeRun()
{
    if (!m_runId.isValid() || isBusy())
        return;
    if (const auto done = m_session.project()->removeRun(m_runId); !done)
        Q_EMIT problem(done.error());
}

void ChainController::storeHeader(Run run, const Sentence& name)
{
    const auto before = m_session.project()->run(m_runId);
    if (!before) {
        Q_EMIT problem(before.error());
        return;
    }
    RunRecord record = *before;
    record.setJson(runToJson(run));
    if (const auto done = m_session.project()->updateRun(record, name); !done)
        Q_EMIT problem(done.error());
}

void ChainController::judge(Stage stage)
{
    if (!m_run || !m_runId.isValid() || m_review || isBusy())
        return;
    Run run = *m_run;
    setVerdict(run, stage, Verdict((int(verdictOf(run, stage)) + 1) % 4));
    storeHeader(run, {QT_TRANSLATE_NOOP("core", "Judge a run of “%1”"), {queryText()}});
}

void ChainController::mark(RunMark mark)
{
    if (!m_run || !m_runId.isValid() || m_review || isBusy())
        return;
    Run run = *m_run;
    setMark(run, markOf(run) == mark ? RunMark::None : mark);
    storeHeader(run, {QT_TRANSLATE_NOOP("core", "Judge a run of “%1”"), {queryText()}});
}

/// Seeds that no run of the question has had, so that more samples are other samples.
std::vector<qint64> ChainController::nextSeeds(QueryId query, int count) const
{
    qint64 next = 0;
    for (const RunRecord& record : m_session.project()->runs(query)) {
        if (const auto run = loadRun(*m_session.project(), record.id); run && run->seed)
            next = std::max(next, *run->seed + 1);
    }
    std::vector<qint64> seeds;
    for (int i = 0; i < count; ++i)
        seeds.push_back(next + i);
    return seeds;
}

void ChainController::askSamples(const QString& query, int samples)
{
    if (!canAsk())
        return;
    const QueryId id = questionFor(query);
    if (!id.isValid())
        return;
    Project* const project = m_session.project();
    const RunId before = m_runId;
    m_query = id;
    m_run.reset();
    m_runId = {};
    m_tracks.clear();
    m_review.reset();
    m_masks.setPreview(nullptr);
    m_panel.startRun(query);
    m_panel.setEditable(false);
    m_timeline.setKeyframe(std::nullopt);
    Q_EMIT boxesChanged();
    SamplesJob::Spec spec;
    spec.tracker = m_tracker;
    spec.media = m_session.mediaPath();
    spec.query = query;
    spec.vlm = m_vlm;
    spec.settings = m_ask;
    spec.seeds = nextSeeds(id, samples);
    const auto job = std::make_shared<SamplesJob>(spec);
    const auto results = std::make_shared<std::vector<RunResult>>();
    const VideoId video = m_session.videoId();
    connect(job.get(), &SamplesJob::sampled, this,
            [this, video](const SampledFrames& frames, const std::vector<QImage>& pictures) {
                if (m_session.videoId() != video)
                    return;
                m_panel.setSamples(frames, pictures);
                m_timeline.setSamples(frames);
            });
    connect(job.get(), &SamplesJob::answered, this, [this, id](int, const Run& run) {
        if (m_query == id)
            setRun(run);
    });
    connect(job.get(), &SamplesJob::finishedSample, this,
            [results](int, const Run& run, const std::vector<RunTrack>& tracks) {
                results->push_back({run, {}, {}, tracks});
            });
    connect(job.get(), &Job::changed, this, [this, id, job = job.get()] {
        const Progress p = job->progress();
        if (m_query == id && p.total > 0 && !job->isOver())
            m_panel.setMaskStatus(StageStatus::Missing, tr("Taking samples"),
                                  double(p.done) / double(p.total));
    });
    const auto best = std::make_shared<int>(-1);
    connect(job.get(), &SamplesJob::agreed, this, [best](int sample) { *best = sample; });
    connect(job.get(), &Job::finished, this, [=, this, job = job.get()](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
        if (m_session.project() != project)
            return;
        if (results->empty()) {
            if (m_session.videoId() == video && m_query == id && state == Job::State::Cancelled)
                nothingCame(before);
            return;
        }
        // The one that the others agree with most; a single one has nobody to agree with.
        store(id, *results, *best,
              {QT_TRANSLATE_NOOP("core", "Take %1 samples of “%2”"),
               {QString::number(results->size()), query}});
        if (state == Job::State::Cancelled)
            Q_EMIT notice(tr("Stopped; the samples that are done are kept."));
        if (m_query == id && m_runId.isValid() && m_run && m_run->keyframe)
            Q_EMIT goTo(m_run->keyframe->frame);
    });
    m_jobs.add(job);
}

} // namespace revseg::studio
