// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainController: a question is asked, and what comes is shown while it comes.
#include "app/studio/chain_controller.h"
#include "app/studio/error_presenter.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/theme/accents.h"
#include "widgets/timeline/timeline_widget.h"

#include <algorithm>
#include <cmath>

namespace revseg::studio {

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
    m_toShow = {}; // another run is wanted now
    if (!canAsk())
        return;
    const QueryId id = questionFor(query);
    if (!id.isValid())
        return;
    const RunId before = m_runId;
    forgetShown();
    m_query = id;
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
    const bool ownReasoning = again && spec.from->stage(Stage::Interpretation) == StageStatus::Edited;
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
    connect(job.get(), &ChainJob::delta, this,
            [this, current, again, begun, ownReasoning](int turn, const QString& text) {
                if (!current())
                    return;
                // The text that is there stays until the new one begins.
                if (again && begun->insert(turn).second)
                    m_panel.restartTurn(turn, ownReasoning);
                m_panel.appendDelta(turn, text);
            });
    connect(job.get(), &ChainJob::retrying, this,
            [this, current, ownReasoning](int turn, const QString& why) {
                if (current())
                    m_panel.restartTurn(turn, ownReasoning);
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
    const auto then = [this, video, toTrack, run] {
        if (m_session.videoId() != video)
            return;
        if (run.status == Run::Status::Ok && run.keyframe && run.objects.empty()) {
            m_panel.setMaskStatus(StageStatus::Ok,
                                  tr("Nothing to track: the model says that there is no such object."),
                                  std::nullopt);
        } else if (toTrack) {
            Q_EMIT goTo(run.keyframe->frame);
            trackRun(*m_run, false);
        }
    };
    store(query, {{run, {}, {}, nullptr}}, -1,
          {QT_TRANSLATE_NOOP("core", "Run “%1”"), {project->query(query)->text}}, then);
}

} // namespace revseg::studio
