// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainController: what an edit made stale is made again, and compared before it is accepted.
#include "app/studio/chain_controller.h"
#include "app/studio/chain_notes.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/theme/accents.h"

#include <algorithm>
#include <cmath>

namespace revseg::studio {

void ChainController::rerun()
{
    if (!m_run || !m_runId.isValid() || m_session.info() == nullptr) {
        Q_EMIT notice(tr("There is no run yet: ask the question first."));
        return;
    }
    if (m_review) {
        Q_EMIT notice(tr("Accept or discard the new result first."));
        return;
    }
    const Rerun what = rerunOf(*m_run);
    if (what.nothing()) {
        Q_EMIT notice(tr("Nothing is stale: change a stage of the run first."));
        return;
    }
    if (!what.turn1 && !what.turn2) {
        if (isFree())
            trackRun(*m_run, !m_tracks.empty());
        return;
    }
    if (!canAsk())
        return;
    ChainJob::Spec spec{m_session.mediaPath(), queryText(), m_vlm, m_ask, m_run->seed, *m_run};
    const QueryId query = m_query;
    const RunId asked = m_runId;
    startChain(
        std::move(spec), [this, query, asked](const Run& run) { rerunAnswered(query, asked, run); },
        [this, asked] {
            if (m_runId == asked)
                showRun(asked); // as it was before
        });
}

void ChainController::rerunAnswered(QueryId query, RunId asked, const Run& run)
{
    if (m_query != query || !m_runId.isValid())
        return; // another video is shown by now
    // Other runs may have been looked at meanwhile; the answer belongs to the one that was asked again.
    if (m_runId == asked && !m_toShow.isValid())
        takeAnswer(query, run);
    else if (m_session.project()->run(asked))
        showRun(asked, [this, query, run] { takeAnswer(query, run); });
}

void ChainController::takeAnswer(QueryId query, const Run& run)
{
    if (run.status != Run::Status::Ok) {
        showRun(m_runId); // as it was before
        return;
    }
    setRun(run);
    if (run.keyframe && !run.objects.empty()) {
        Q_EMIT goTo(run.keyframe->frame);
        if (rerunOf(run).track)
            trackRun(run, !m_tracks.empty());
        else // masks that do not depend on what has changed
            store(query, {{run, m_runId, {}, nullptr}}, 0,
                  editName(QT_TRANSLATE_NOOP("core", "Re-run “%1”"), queryText()));
        return;
    }
    startReview({run, m_runId, {}, std::make_shared<TrackSet>()}, query, true);
}

void ChainController::startReview(RunResult result, QueryId query, bool whole)
{
    Review review;
    review.query = query;
    // Compared with what it was branched off from, whose box has not been edited.
    Run before = *m_run;
    if (const auto stored = storedRun(m_runId)) {
        before = *stored;
        if (const auto parent = storedRun(RunId{stored->parent.toLongLong()}))
            before = *parent;
    }
    QString left;
    if (result.run.error)
        left = QLatin1Char(' ') + tr("The tracker failed: not all frames are new.");
    else if (!whole)
        left = QLatin1Char(' ') + tr("It was stopped: not all frames are new.");
    const QString text = tr("New result against the old one. %1");
    review.text = text.arg(tr("Comparing…")) + left;
    // The old masks, which the run shown still has, also where what it was branched off from has others.
    ComparePairJob::Side old{before, tracksOf(*m_run)};
    ComparePairJob::Side now{result.run, TrackSource(result.tracks)};
    for (const RunTrack& track : *result.tracks) {
        for (const auto& [frame, mask] : track.masks)
            review.found[frame].push_back({track.annotation, mask, 1});
    }
    review.result = std::move(result);
    m_review = std::move(review);
    m_masks.setPreview(&m_review->found);
    showOldBoxes(before, tr("before"));
    setRun(m_review->result.run);
    m_panel.setMaskStatus(m_review->result.run.stage(Stage::Masks),
                          tr("New masks; the old ones are kept until you accept these."), std::nullopt);
    showNextStep();
    const bool none = m_review->result.run.objects.empty();
    compareInBackground(
        std::move(old), std::move(now), [this, text, left, none](const RunComparison& comparison) {
            if (!m_review)
                return;
            QString said =
                none ? tr("The model says that there is no such object.") + QLatin1Char(' ') : QString();
            said += comparisonText(comparison);
            m_review->text = text.arg(said) + left;
            showNextStep();
        });
}

void ChainController::acceptResult()
{
    if (!m_review)
        return;
    const auto review = std::make_shared<Review>(std::move(*m_review));
    m_review.reset();
    m_shownMasks = review->found; // until the project has them
    m_masks.setPreview(&m_shownMasks);
    m_oldBoxes.clear();
    const auto again = [this, review] { // offered once more
        if (review->query != m_query || m_review)
            return;
        m_review = std::move(*review);
        m_masks.setPreview(&m_review->found);
        setRun(m_review->result.run);
        showNextStep();
    };
    store(
        review->query, {review->result}, 0, editName(QT_TRANSLATE_NOOP("core", "Re-run “%1”"), queryText()),
        [this] { m_masks.refresh(); }, again);
}

void ChainController::discardResult()
{
    if (!m_review)
        return;
    m_review.reset();
    showRun(m_runId);
    Q_EMIT notice(tr("The old result stays."));
}

/// A person painted on a mask of the run: its tight box may be a better one than the model's.
void ChainController::noticeCorrection(VideoId video, ObjectId object, FrameRange frames)
{
    if (!m_run || m_storing || m_tracking || m_review || video != m_session.videoId() ||
        frames.first != frames.last)
        return;
    const bool mine = std::any_of(m_tracks.begin(), m_tracks.end(),
                                  [object](const RunTrack& t) { return t.annotation == object; });
    const LaneEntry entry = m_session.project()->lane(video, object).at(frames.first);
    if (!mine)
        return;
    const bool painted = entry.hasRecord() && entry.origin() == Provenance::Origin::Painted && entry.area > 0;
    if (painted)
        m_corrected = frames.first;
    else if (m_corrected == frames.first) // undone
        m_corrected = -1;
    showNextStep();
}

std::set<ObjectId> ChainController::staleObjects() const
{
    std::set<ObjectId> out;
    if (m_run && m_run->stage(Stage::Masks) == StageStatus::Stale) {
        for (const RunTrack& track : m_tracks)
            out.insert(track.annotation);
    }
    return out;
}

} // namespace revseg::studio
