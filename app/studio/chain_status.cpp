// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainController: what the panel says of the run shown and its branches, and what can be done next.
#include "app/studio/chain_controller.h"
#include "app/studio/error_presenter.h"
#include "app/studio/session.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/theme/accents.h"

#include <algorithm>
#include <cmath>

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

std::optional<RunTrouble> troubleOf(const Run& run)
{
    if (hasStale(run))
        return RunTrouble{ChainController::tr("stale"), Accent::Stale};
    if (run.status == Run::Status::Failed)
        return RunTrouble{ChainController::tr("failed"), Accent::Bad};
    if (run.status == Run::Status::Cancelled)
        return RunTrouble{ChainController::tr("stopped"), std::nullopt};
    return std::nullopt;
}

void ChainController::showBranches()
{
    std::vector<BranchRow> rows;
    const std::vector<Run> runs = runsOfQuestion();
    for (const Run& run : runs) {
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
        if (const auto trouble = troubleOf(run)) {
            row.state = trouble->text;
            row.color = trouble->color;
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
    refreshComparison(runs);
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

} // namespace revseg::studio
