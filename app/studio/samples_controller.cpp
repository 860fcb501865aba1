// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/samples_controller.h"

#include "app/studio/chain_controller.h"
#include "app/studio/session.h"
#include "core/chain/run_notes.h"
#include "core/jobs/job_queue.h"
#include "core/mask/overlay.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/reasoning/samples_panel.h"

namespace revseg::studio {

SamplesController::SamplesController(Session& session, ChainController& chain, JobQueue& jobs,
                                     CanvasWidget& canvas, SamplesPanel& panel, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_chain(chain)
    , m_jobs(jobs)
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
std::optional<ChainTruth> SamplesController::truth(const SampledFrames& sampled) const
{
    const Project* const project = m_session.project();
    const ObjectId object = m_chain.objectOfRun();
    ChainTruth out;
    for (const SampledFrame& s : sampled) {
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
    const std::vector<Run> runs =
        m_session.video() != nullptr ? m_chain.runsOfQuestion() : std::vector<Run>();
    for (const Run& run : runs) {
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
        row.mark = markOf(run);
        for (int s = 0; s < kStageCount; ++s)
            row.verdicts[size_t(s)] = verdictOf(run, Stage(s));
        row.shown = row.id == m_chain.shownRun().value;
        row.promoted = isPromoted(run);
        rows.push_back(std::move(row));
    }
    addRewards(runs, rows);
    m_rows = std::move(rows);
    compare(runs);
    showAgreement();
    if (m_canvas.hasFrame())
        m_panel.setFrame(m_canvas.frame().index);
    refreshPictures();
}

/// Each run is read with the profile that it was asked with, not with the one of whoever is asked now.
void SamplesController::addRewards(const std::vector<Run>& runs, std::vector<SampleRow>& rows) const
{
    const auto profile = m_chain.askSettings().profileFor(m_chain.vlm());
    const auto prompts = m_chain.askSettings().promptSet();
    const VideoInfo* const info = m_session.info();
    if (info == nullptr)
        return;
    std::map<std::vector<FrameIndex>, std::optional<ChainTruth>> truths;
    for (size_t i = 0; i < runs.size(); ++i) {
        const Run& run = runs[i];
        rows[i].rewards = run.rewards;
        if (rows[i].rewards || run.turns.empty())
            continue;
        std::vector<FrameIndex> frames;
        for (const SampledFrame& s : run.sampled)
            frames.push_back(s.frame);
        auto [it, isNew] = truths.try_emplace(frames);
        if (isNew)
            it->second = truth(run.sampled);
        if (!it->second)
            continue;
        const ParseOptions options =
            parseOptionsOf(run, profile ? *profile : ModelProfile(),
                           prompts ? prompts->keyframe_size : PromptSet().keyframe_size);
        rows[i].rewards = runRewards(run, options, info->native, *it->second,
                                     m_chain.askSettings().weights.value_or(RewardWeights()));
    }
}

/// Reads and compares the masks in the background, where they are not those that have been compared.
void SamplesController::compare(const std::vector<Run>& runs)
{
    std::vector<QJsonValue> masks;
    for (const Run& run : runs)
        masks.push_back(run.other.value(QStringLiteral("tracks")));
    if (masks == m_compared)
        return;
    m_compared = std::move(masks);
    m_tracks.reset();
    m_agreement = {};
    if (const auto running = m_job.lock())
        running->cancel();
    const auto job = std::make_shared<CompareRunsJob>(runs);
    m_job = job;
    connect(job.get(), &CompareRunsJob::compared, this,
            [this, job = job.get()](const CompareRunsJob::TracksPtr& tracks, const Agreement& agreement) {
                if (m_job.lock().get() != job)
                    return;
                m_tracks = tracks;
                m_agreement = agreement;
                showAgreement();
                refreshPictures();
            });
    m_jobs.add(job);
}

void SamplesController::showAgreement()
{
    for (size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i].support = i < m_agreement.support.size() ? m_agreement.support[i] : -1;
    m_panel.setRows(m_rows);
    m_panel.setAgreement(m_agreement.iou, m_agreement.over_time);
}

void SamplesController::refreshPictures()
{
    std::vector<QImage> pictures;
    if (m_tracks && m_panel.isVisible() && m_canvas.hasFrame()) {
        const Frame& frame = m_canvas.frame();
        for (const auto& tracks : *m_tracks) {
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
