// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/samples_controller.h"

#include "app/studio/chain_controller.h"
#include "app/studio/session.h"
#include "core/chain/prompt_set.h"
#include "core/evaluation/agreement.h"
#include "core/mask/overlay.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/reasoning/samples_panel.h"

namespace revseg::studio {

SamplesController::SamplesController(Session& session, ChainController& chain, CanvasWidget& canvas,
                                     SamplesPanel& panel, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_chain(chain)
    , m_canvas(canvas)
    , m_panel(panel)
{
    m_later.setSingleShot(true);
    m_later.setInterval(80);
    m_picturesLater.setSingleShot(true);
    m_picturesLater.setInterval(60);
    connect(&m_later, &QTimer::timeout, this, &SamplesController::refresh);
    connect(&m_picturesLater, &QTimer::timeout, this, &SamplesController::refreshPictures);
    connect(&chain, &ChainController::runsChanged, &m_later, qOverload<>(&QTimer::start));
    connect(&chain, &ChainController::runChanged, &m_later, qOverload<>(&QTimer::start));
}

void SamplesController::panelShown()
{
    m_later.start();
}

void SamplesController::frameShown()
{
    if (!m_panel.isVisible() || !m_canvas.hasFrame())
        return;
    m_panel.setFrame(m_canvas.frame().index);
    if (!m_picturesLater.isActive()) // a few times a second while it plays
        m_picturesLater.start();
}

/// The truth about the sampled frames, where a person has painted or checked the object on all of them.
std::optional<ChainTruth> SamplesController::truth(const Run& run) const
{
    const Project* const project = m_session.project();
    const ObjectId object = m_chain.objectOfRun();
    ChainTruth out;
    for (const SampledFrame& s : run.sampled) {
        const LaneEntry entry = project->lane(m_session.videoId(), object).at(s.frame);
        if (!entry.hasRecord() || !(entry.checked() || entry.origin() == Provenance::Origin::Painted ||
                                    entry.origin() == Provenance::Origin::Imported))
            return std::nullopt;
        const auto record = project->mask(m_session.videoId(), object, s.frame);
        if (!record || !*record)
            return std::nullopt;
        out.boxes.push_back((*record)->mask.bounds());
    }
    if (out.boxes.empty())
        return std::nullopt;
    return out;
}

void SamplesController::refresh()
{
    if (!m_panel.isVisible())
        return;
    std::vector<SampleRow> rows;
    m_tracks.clear();
    const std::vector<Run> runs =
        m_session.video() != nullptr ? m_chain.runsOfQuestion() : std::vector<Run>();
    for (const Run& run : runs)
        m_tracks.push_back(tracksOf(run).value_or(std::vector<RunTrack>()));
    Agreement agreement = agreementOf(m_tracks);
    const auto profile = profileForSpec(m_chain.vlm());
    const auto prompts = PromptSet::load();
    for (size_t i = 0; i < runs.size(); ++i) {
        const Run& run = runs[i];
        SampleRow row;
        row.id = run.id.toLongLong();
        row.title = m_chain.titleOf(RunId{row.id});
        row.keyframe = run.keyframe;
        row.description = run.description;
        if (!run.objects.empty()) {
            const Box& b = run.objects[0].box;
            row.box = QStringLiteral("%1, %2 – %3, %4")
                          .arg(b.x1, 0, 'f', 0)
                          .arg(b.y1, 0, 'f', 0)
                          .arg(b.x2, 0, 'f', 0)
                          .arg(b.y2, 0, 'f', 0);
        }
        if (hasStale(run)) {
            row.state = tr("stale");
            row.color = Accent::Stale;
        } else if (run.status == Run::Status::Failed) {
            row.state = tr("failed");
            row.color = Accent::Bad;
        } else if (run.status == Run::Status::Cancelled) {
            row.state = tr("stopped");
        } else if (isEdited(run)) {
            row.state = tr("edited");
            row.color = Accent::Edited;
        } else {
            row.state = tr("ok");
        }
        row.support = agreement.support[i];
        row.rewards = run.rewards;
        if (!row.rewards && profile && prompts && m_session.info() != nullptr && !run.turns.empty()) {
            if (const auto known = truth(run)) {
                ParseOptions options;
                options.sampled = int(run.sampled.size());
                options.keys = profile->keys;
                options.size = profile->answerSpace(prompts->keyframe_size);
                row.rewards = runRewards(run, options, m_session.info()->native, *known);
            }
        }
        row.mark = markOf(run);
        for (int s = 0; s < kStageCount; ++s)
            row.verdicts[size_t(s)] = verdictOf(run, Stage(s));
        row.shown = row.id == m_chain.shownRun().value;
        row.promoted = isPromoted(run);
        rows.push_back(std::move(row));
    }
    m_panel.setRows(rows);
    m_panel.setAgreement(std::move(agreement.iou), std::move(agreement.over_time));
    if (m_canvas.hasFrame())
        m_panel.setFrame(m_canvas.frame().index);
    refreshPictures();
}

void SamplesController::refreshPictures()
{
    std::vector<QImage> pictures;
    if (m_panel.isVisible() && m_canvas.hasFrame()) {
        const Frame& frame = m_canvas.frame();
        for (const auto& tracks : m_tracks) {
            std::vector<MaskOverlay> overlays;
            for (const RunTrack& track : tracks) {
                const ObjectRecord* const object =
                    m_session.project()->object(m_session.videoId(), track.annotation);
                if (const auto it = track.masks.find(frame.index); it != track.masks.end())
                    overlays.push_back({it->second,
                                        object != nullptr ? object->color : objectColor(track.object - 1),
                                        int(track.object)});
            }
            pictures.push_back(blendMasks(frame.image.convertToFormat(QImage::Format_RGB32), overlays)
                                   .scaled(320, 320, Qt::KeepAspectRatio, Qt::SmoothTransformation));
        }
    }
    m_panel.setPictures(pictures);
}

} // namespace revseg::studio
