// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/batch_controller.h"

#include "app/studio/chain_controller.h"
#include "app/studio/edit_writer.h"
#include "app/studio/error_presenter.h"
#include "app/studio/session.h"
#include "core/chain/cost.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/samples_job.h"
#include "widgets/jobs/batch_dialog.h"
#include "widgets/jobs/jobs_panel.h"

#include <QDateTime>

#include <algorithm>

namespace revseg::studio {

BatchController::BatchController(Session& session, JobQueue& jobs, EditWriter& writer, ChainController& chain,
                                 JobsPanel& panel, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_jobs(jobs)
    , m_writer(writer)
    , m_chain(chain)
    , m_panel(panel)
{
    connect(&session, &Session::projectReplaced, this, &BatchController::projectReplaced);
    connect(&chain, &ChainController::runsChanged, this, &BatchController::showCost);
    projectReplaced();
}

void BatchController::projectReplaced()
{
    m_running = false;
    m_inFlight = false;
    m_batch = {};
    m_costs.clear();
    m_seconds = 0;
    m_timed = 0;
    if (Project* const project = m_session.project()) {
        m_batch = Batch::load(*project);
        m_batch.takeStock(*project);
    }
    show();
}

void BatchController::make(QWidget* parent)
{
    const Project* const project = m_session.project();
    if (project == nullptr)
        return;
    std::vector<BatchDialog::Video> videos;
    QStringList questions;
    for (const VideoRecord& video : project->videos()) {
        if (!project->isMissing(video.id))
            videos.push_back({video.id.value, video.name});
        for (const QueryRecord& query : project->queries(video.id)) {
            if (!questions.contains(query.text))
                questions << query.text;
        }
    }
    BatchDialog dialog(videos, questions, parent);
    if (dialog.exec() != QDialog::Accepted)
        return;
    std::vector<VideoId> ids;
    for (const qint64 id : dialog.videos())
        ids.push_back(VideoId{id});
    start(Batch::of(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs), ids, dialog.questions(),
                    dialog.samples()));
}

void BatchController::start(const Batch& batch)
{
    if (m_inFlight)
        return;
    m_batch = batch;
    m_running = true;
    m_seconds = 0;
    m_timed = 0;
    save();
    startNext();
}

void BatchController::toggle()
{
    m_running = !m_running && !m_batch.items().empty();
    if (m_running && !m_inFlight && m_batch.isOver())
        m_batch.retryFailed();
    startNext();
}

void BatchController::clear()
{
    if (m_inFlight)
        return;
    m_running = false;
    m_batch = {};
    save();
}

void BatchController::save()
{
    if (Project* const project = m_session.project()) {
        if (const auto done = m_batch.save(*project); !done)
            Q_EMIT problem(done.error());
    }
    show();
}

void BatchController::startNext()
{
    Project* const project = m_session.project();
    const auto item = m_batch.next();
    if (!item || project == nullptr)
        m_running = false;
    if (!m_running || m_inFlight) {
        show();
        return;
    }
    const BatchItem& work = m_batch.items()[*item];
    const QString media = project->video(work.video) != nullptr ? project->mediaPath(work.video) : QString();
    if (media.isEmpty()) {
        m_batch.setState(
            *item, BatchItem::State::Failed,
            QStringLiteral(QT_TRANSLATE_NOOP("core", "The video of this question is not there")));
        save();
        startNext();
        return;
    }
    SamplesJob::Spec spec;
    spec.tracker = m_chain.tracker();
    spec.media = media;
    spec.query = work.question;
    spec.vlm = m_chain.vlm();
    spec.seeds = {work.seed};
    // Which time the question is asked, and so which run of a recording answers it: a batch counts its seeds
    // from 0.
    spec.first = int(work.seed);
    spec.settings = m_chain.askSettings();
    const auto job = std::make_shared<SamplesJob>(spec);
    m_results.clear();
    m_inFlight = true;
    m_batch.setState(*item, BatchItem::State::Running);
    save();
    connect(job.get(), &SamplesJob::finishedSample, this,
            [this](int, const Run& run, const std::vector<RunTrack>& tracks) {
                m_results.push_back({run, {}, {}, std::make_shared<TrackSet>(tracks)});
            });
    connect(job.get(), &Job::finished, this, [this, item = *item, job = job.get(), project] {
        if (m_session.project() == project && m_inFlight)
            itemFinished(item, *job);
    });
    m_jobs.add(job);
}

void BatchController::itemFinished(size_t item, Job& job)
{
    if (job.state() == Job::State::Done) {
        m_seconds += job.secondsRunning();
        ++m_timed;
    }
    if (job.state() == Job::State::Cancelled) { // all work was stopped: the batch waits
        m_batch.setState(item, BatchItem::State::Waiting);
        m_running = false;
    } else if (job.state() == Job::State::Failed || m_results.empty()) {
        m_batch.setState(item, BatchItem::State::Failed, job.error() ? job.error()->message() : QString());
        // Nobody is there: the next would fail as well.
        if (job.error() && job.error()->kind == ErrorKind::Network) {
            m_running = false;
            Q_EMIT problem(*job.error());
        }
    } else {
        storeItem(item);
        return;
    }
    itemOver();
}

/// Its run goes into the project.
void BatchController::storeItem(size_t item)
{
    Project* const project = m_session.project();
    const BatchItem work = m_batch.items()[item];
    QueryId query;
    for (const QueryRecord& q : project->queries(work.video)) {
        if (q.text == work.question)
            query = q.id;
    }
    if (!query.isValid()) {
        const auto added = project->addQuery(work.video, work.question);
        if (!added) {
            itemStored(item, {}, added.error());
            return;
        }
        query = *added;
    }
    bool inUse = false;
    for (const RunRecord& record : project->runs(query)) {
        const auto run = loadRun(*project, record.id);
        inUse = inUse || (run && isPromoted(*run));
    }
    RunResult& result = m_results.front();
    result.run.other[QStringLiteral("batch")] = m_batch.keyOf(item);
    const Run run = result.run;
    const int promoted = inUse || result.tracks->empty() ? -1 : 0;
    const Sentence name{QT_TRANSLATE_NOOP("core", "Batch: “%1”"), {work.question}};
    const size_t masks = masksToWrite(m_results, promoted);
    m_writer.apply(
        runsEditMaker(query, std::move(m_results), promoted, m_chain.tracker()->spec(), name,
                      std::make_shared<RunsEdit>()),
        masks, name,
        [this, item, run](const Result<Place>& stored) {
            itemStored(item, run, stored ? std::nullopt : std::optional(stored.error()));
        },
        EditWriter::Kind::Background);
}

void BatchController::itemStored(size_t item, const Run& run, const std::optional<Error>& failure)
{
    if (failure && failure->kind == ErrorKind::Cancelled) {
        m_batch.setState(item, BatchItem::State::Waiting);
        m_running = false;
    } else if (failure) {
        m_batch.setState(item, BatchItem::State::Failed, failure->message());
        m_running = false;
        Q_EMIT problem(*failure);
    } else if (run.status != Run::Status::Ok) {
        m_batch.setState(item, BatchItem::State::Failed, run.error ? run.error->message() : QString());
    } else {
        m_batch.setState(item, BatchItem::State::Done);
    }
    itemOver();
}

void BatchController::itemOver()
{
    m_inFlight = false;
    save();
    // After the job has told everybody that it is over.
    QMetaObject::invokeMethod(this, &BatchController::startNext, Qt::QueuedConnection);
}

void BatchController::show()
{
    BatchFigures figures;
    figures.all = int(m_batch.items().size());
    figures.done = m_batch.count(BatchItem::State::Done);
    figures.failed = m_batch.count(BatchItem::State::Failed);
    figures.running = m_running;
    if (m_timed > 0)
        figures.seconds_left = m_seconds / m_timed * (figures.all - figures.done - figures.failed);
    for (const BatchItem& item : m_batch.items()) {
        if (!item.problem.isEmpty())
            figures.problem = item.problem;
    }
    m_panel.setBatch(figures);
    showCost();
    Q_EMIT changed();
}

/// Most of them have been read before.
std::optional<Cost> BatchController::costOf(const Project& project, RunId id)
{
    const auto record = project.run(id);
    if (!record)
        return std::nullopt;
    const auto known = m_costs.find(id);
    if (known != m_costs.end() && known->second.first == record->data)
        return known->second.second;
    const auto run = runOf(*record, project.path());
    if (!run)
        return std::nullopt;
    Cost cost;
    cost.add(*run);
    m_costs.insert_or_assign(id, std::pair(record->data, cost));
    return cost;
}

void BatchController::showCost()
{
    Cost sum;
    int runs = 0;
    if (const Project* const project = m_session.project(); project != nullptr && m_panel.isVisible()) {
        for (const QueryRecord& query : project->queries(m_session.videoId())) {
            for (const RunRecord& record : project->runs(query.id)) {
                if (const auto cost = costOf(*project, record.id)) {
                    sum.add(*cost);
                    ++runs;
                }
            }
        }
    }
    m_panel.setCost(sum, runs);
}

} // namespace revseg::studio
