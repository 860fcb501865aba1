// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainController: the run shown is edited stage by stage.
#include "app/studio/chain_controller.h"
#include "app/studio/chain_notes.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"

#include <algorithm>
#include <cmath>

namespace revseg::studio {

void ChainController::editInterpretation(const QString& text)
{
    StageEdit edit;
    edit.interpretation = text;
    applyEdit(edit, editName(QT_TRANSLATE_NOOP("core", "Rewrite the reasoning for “%1”"), queryText()));
}

void ChainController::editDescription(const QString& text)
{
    StageEdit edit;
    edit.description = text;
    applyEdit(edit, editName(QT_TRANSLATE_NOOP("core", "Rewrite the description for “%1”"), queryText()));
}

/// The sample that shows this frame, or the one next to it.
Keyframe ChainController::keyframeAt(FrameIndex frame) const
{
    Keyframe out{0, frame};
    int nearest = -1;
    for (const SampledFrame& s : m_run->sampled) {
        if (nearest < 0 || std::abs(s.frame - frame) < nearest) {
            nearest = std::abs(s.frame - frame);
            out.sample = s.sample;
        }
    }
    return out;
}

void ChainController::moveKeyframe(FrameIndex frame)
{
    if (!m_run)
        return;
    StageEdit edit;
    edit.keyframe = keyframeAt(frame);
    applyEdit(edit, editName(QT_TRANSLATE_NOOP("core", "Move the keyframe for “%1”"), queryText()));
}

void ChainController::writeByHand(const QString& query, FrameIndex frame)
{
    if (!isFree())
        return;
    const QueryId id = questionFor(query);
    if (!id.isValid())
        return;
    const VideoInfo& info = *m_session.info();
    Run run;
    run.status = Run::Status::Ok;
    run.sampled = sampleUniform(info.frames, 16);
    for (SampledFrame& s : run.sampled) {
        s.time_s = size_t(s.frame) < info.times_s.size() ? info.times_s[size_t(s.frame)]
                   : info.rate.value() > 0               ? s.frame / info.rate.value()
                                                         : 0;
    }
    m_run = run;
    run.keyframe = keyframeAt(frame);
    run.setStage(Stage::Keyframe, StageStatus::Edited);
    m_query = id;
    m_review.reset();
    store(id, {{run, {}, {}, nullptr}}, -1,
          editName(QT_TRANSLATE_NOOP("core", "Write a chain for “%1”"), queryText()),
          [this] { showRun(m_runId); });
}

/// `notes`: what goes into Run::other with the edit; an empty object takes the note away.
void ChainController::applyEdit(const StageEdit& edit, const Sentence& name, const QJsonObject& notes)
{
    if (!m_run || !m_runId.isValid())
        return;
    if (isBusy() || m_review) {
        Q_EMIT notice(m_review ? tr("Accept or discard the new result first.")
                               : tr("Wait until the work is done, or stop it."));
        setRun(*m_run);
        return;
    }
    auto changed = editedRun(*m_run, edit);
    if (!changed) {
        Q_EMIT problem(changed.error());
        setRun(*m_run);
        return;
    }
    for (auto it = notes.begin(); it != notes.end(); ++it) {
        if (it->toObject().isEmpty())
            changed->other.remove(it.key());
        else
            changed->other[it.key()] = *it;
    }
    m_note.clear();
    m_oldBoxes.clear();
    // What has been edited and not yet re-run is one branch, however many edits it takes.
    const bool draft = isEdited(*m_run) && (hasStale(*m_run) || !hasTracks(*m_run));
    RunResult result{*changed, draft ? m_runId : RunId{}, draft ? RunId{} : m_runId, nullptr};
    store(m_query, {std::move(result)}, -1, name);
}

} // namespace revseg::studio
