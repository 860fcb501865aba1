// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainController: the runs of a question as they are stored: shown, put to use, judged, deleted.
#include "app/studio/chain_controller.h"
#include "app/studio/session.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/theme/accents.h"
#include "widgets/timeline/timeline_widget.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace revseg::studio {

namespace {

constexpr size_t kManyMasks = 1000;

QString parentOf(const RunRecord& record)
{
    return record.parent.isValid() ? QString::number(record.parent.value) : QString();
}

} // namespace

std::vector<RunId> ChainController::runIds() const
{
    std::vector<RunId> out;
    const Project* const project = m_session.project();
    if (project == nullptr || project->query(m_query) == nullptr)
        return out;
    for (const RunRecord& record : project->runs(m_query))
        out.push_back(record.id);
    return out;
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

void ChainController::showStored(const RunRecord& record, const Run& run)
{
    m_query = record.query;
    m_runId = record.id;
    m_shownData = record.data;
    m_review.reset();
    m_oldBoxes.clear();
    m_note.clear();
    m_corrected = -1;
    m_panel.startRun(queryText());
    std::vector<QImage> pictures;
    for (const SampledFrame& s : run.sampled)
        pictures.push_back(m_timeline.scene().thumbnails.value(s.frame));
    m_panel.setSamples(run.sampled, pictures);
    m_timeline.setSamples(run.sampled);
    setRun(run);
    showLater();
}

/// What hangs on the run shown.
void ChainController::showLater()
{
    m_panel.setEditable(true);
    m_timeline.setKeyframeEditable(true);
    // Many masks are a step of their own: together with all else they would hold the window up.
    if (maskCount(m_tracks) > kManyMasks)
        QTimer::singleShot(0, this, &ChainController::previewShown);
    else
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

/// Stores results of a question and shows the one that is promoted, else the first. `then` follows when that
/// is done, which may be now; `otherwise` when it could not be, or was called off.
void ChainController::store(QueryId query, std::vector<RunResult> results, int promoted, const Sentence& name,
                            std::function<void()> then, std::function<void()> otherwise)
{
    const size_t shown = size_t(std::max(0, promoted));
    const TrackSetPtr tracks = results[shown].tracks;
    const size_t masks = masksToWrite(results, promoted);
    const auto made = std::make_shared<RunsEdit>();
    write(
        runsEditMaker(query, std::move(results), promoted, m_tracker->spec(), name, made), masks, name,
        EditWriter::Kind::Result,
        [this, query, shown, tracks, made, then = std::move(then)] {
            tellKept(*made);
            if (query == m_query && !m_writer.isLeaving()) {
                m_runId = made->ids[shown];
                m_note.clear(); // what was said of the run as it was
                if (tracks && !tracks->empty()) {
                    if (const auto run = loadRun(*m_session.project(), m_runId))
                        setTracks(trackSetOf(*run), *tracks);
                }
                showAsStored();
            }
            if (then)
                then();
        },
        std::move(otherwise));
}

/// One step of the history, in the background where it is of many masks.
void ChainController::write(EditMaker make, size_t masks, const Sentence& name, EditWriter::Kind kind,
                            std::function<void()> then, std::function<void()> otherwise)
{
    m_storing = true;
    const auto done = [this, masks, project = m_session.project(), then = std::move(then),
                       otherwise = std::move(otherwise)](const Result<Place>& place) {
        const auto stored = [this, project, then] {
            m_storing = false;
            if (m_session.project() == project)
                then();
        };
        if (place && masks > kManyMasks && !m_writer.isLeaving()) {
            QTimer::singleShot(0, this, stored); // as in showLater()
            return;
        }
        if (place) {
            stored();
            return;
        }
        m_storing = false;
        previewShown();
        if (place.error().kind == ErrorKind::Cancelled)
            Q_EMIT notice(tr("Called off: the masks of the project are as they were."));
        else
            Q_EMIT problem(place.error());
        if (otherwise)
            otherwise();
    };
    m_writer.apply(std::move(make), masks, name, done, kind);
}

/// The run shown, which has been stored.
void ChainController::showAsStored()
{
    const auto record = m_session.project()->run(m_runId);
    const auto run = record ? runOf(*record, m_session.project()->path()) : Result<Run>(fail(record.error()));
    if (!run || !takeTracks(*run)) {
        showRun(m_runId);
        showBranches();
        return;
    }
    m_shownData = record->data;
    setRun(*run);
    showLater();
}

void ChainController::tellKept(const RunsEdit& edit)
{
    if (const int kept = edit.kept + edit.barred; kept > 0)
        Q_EMIT notice(tr("%n mask(s) by hand or checked stayed as they were.", nullptr, kept));
}

/// Undo, redo, or another part of the window has changed the runs.
void ChainController::storedRunsChanged(QueryId query)
{
    for (auto& [id, read] : m_read)
        read.sure = false;
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
        const auto stored = project.run(m_runId);
        // Another run came or went: what is looked at, or typed into, stays as it is.
        if (stored && m_run && stored->data == m_shownData && parentOf(*stored) == m_run->parent)
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

void ChainController::promote()
{
    if (!m_run || !m_runId.isValid() || isBusy() || m_review)
        return;
    const Sentence name{QT_TRANSLATE_NOOP("core", "Use another run of “%1”"), {queryText()}};
    const auto made = std::make_shared<RunsEdit>();
    write(promoteEditMaker(m_runId, m_tracker->spec(), name, made), maskCount(m_tracks), name,
          EditWriter::Kind::Wish,
          [this, made] {
              tellKept(*made);
              if (!m_writer.isLeaving() && m_runId.isValid())
                  showAsStored();
          },
          {});
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
    m_storing = true;
    const auto done = m_session.project()->updateRun(record, name);
    m_storing = false;
    if (!done) {
        Q_EMIT problem(done.error());
        return;
    }
    // What it has seen and found is the same.
    m_shownData = record.data;
    if (m_readQuery == m_query)
        m_read.insert_or_assign(m_runId, ReadRun{record.data, record.parent, run});
    setRun(run);
    showBranches();
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

} // namespace revseg::studio
