// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/samples_controller.h"

#include "app/studio/chain_controller.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "core/mask/overlay.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/reasoning/sample_streams.h"
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
    connect(&panel, &SamplesPanel::truthChosen, this, &SamplesController::truthChosen);
    connect(&session, &Session::videoSelected, this, &SamplesController::forgetTruth);
    SampleStreams& streams = panel.streams();
    connect(&chain, &ChainController::samplesStarted, this, [&panel, &streams](int count) {
        streams.start(count);
        panel.setStreaming(true);
    });
    connect(&chain, &ChainController::sampleText, &streams, &SampleStreams::append);
    connect(&chain, &ChainController::sampleRestarted, &streams, &SampleStreams::restart);
    connect(&chain, &ChainController::sampleAnswered, this, [&streams](int sample, const Run& run) {
        streams.setState(sample, run.status != Run::Status::Ok ? tr("failed")
                                 : run.keyframe
                                     ? tr("frame %1: %2").arg(run.keyframe->frame).arg(run.description)
                                     : tr("no such object"));
    });
    connect(&chain, &ChainController::samplesEnded, this, [&panel] { panel.setStreaming(false); });
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
        if (const auto trouble = troubleOf(run)) {
            row.state = trouble->text;
            row.color = trouble->color;
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
    showTruths();
    readTruthFolder(runs);
    addRewards(runs, rows);
    m_rows = std::move(rows);
    compare(runs);
    showAgreement();
    if (m_canvas.hasFrame())
        m_panel.setFrame(m_canvas.frame().index);
    refreshPictures();
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
    std::vector<TrackSource> sources;
    for (const Run& run : runs)
        sources.push_back(m_chain.tracksOf(run));
    const auto job = std::make_shared<CompareRunsJob>(runs, std::move(sources));
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
