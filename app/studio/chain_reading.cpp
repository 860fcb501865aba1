// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainController: runs are read from the project. The masks of a long video take longer than the window may
// be held up: they are read in the background, and their run is shown when they are there.
#include "app/studio/chain_controller.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/read_tracks_job.h"
#include "widgets/reasoning/reasoning_panel.h"

#include <utility>

namespace revseg::studio {

namespace {
constexpr size_t kAtOnce = 256; ///< masks that are read in a few milliseconds
}

const Run* ChainController::readRun(const RunRecord& header)
{
    const Project& project = *m_session.project();
    const auto known = m_read.find(header.id);
    if (known != m_read.end() && known->second.sure)
        return &known->second.run;
    const auto record = project.run(header.id);
    if (!record)
        return nullptr;
    if (known != m_read.end() && known->second.data == record->data &&
        known->second.parent == record->parent) {
        known->second.sure = true;
        return &known->second.run;
    }
    auto run = runOf(*record, project.path());
    if (!run)
        return nullptr;
    return &m_read.insert_or_assign(header.id, ReadRun{record->data, record->parent, std::move(*run)})
                .first->second.run;
}

std::vector<Run> ChainController::runsOfQuestion()
{
    std::vector<Run> out;
    const Project* const project = m_session.project();
    if (project == nullptr || project->query(m_query) == nullptr)
        return out;
    if (m_readQuery != m_query) {
        m_read.clear();
        m_readQuery = m_query;
    }
    for (const RunRecord& record : project->runs(m_query)) {
        if (const Run* const run = readRun(record))
            out.push_back(*run);
    }
    return out;
}

TrackSource ChainController::tracksOf(const Run& run) const
{
    return m_session.project()->trackSource(trackSetOf(run));
}

Result<Run> ChainController::storedRun(RunId id) const
{
    if (const auto known = m_read.find(id); known != m_read.end() && known->second.sure)
        return known->second.run;
    return loadRun(*m_session.project(), id);
}

void ChainController::forgetShown()
{
    m_run.reset();
    m_runId = {};
    m_tracks.clear();
    m_trackSet = {};
}

/// Brings the masks of a run into m_tracks. False where they are many, and have to be read first.
bool ChainController::takeTracks(const Run& run)
{
    const TrackSetId set = trackSetOf(run);
    if (set != m_trackSet) {
        size_t masks = 0;
        for (const TrackExtent& extent : trackExtentsOf(run))
            masks += extent.frames.size();
        if (masks > kAtOnce)
            return false;
        auto tracks = set.isValid() ? m_session.project()->trackSet(set) : Result<TrackSet>(TrackSet());
        if (!tracks)
            Q_EMIT problem(tracks.error());
        setTracks(set, tracks ? std::move(*tracks) : TrackSet());
    }
    setAnnotations(m_tracks, run);
    return true;
}

void ChainController::setTracks(TrackSetId set, TrackSet tracks)
{
    m_trackSet = set;
    m_tracks = std::move(tracks);
}

void ChainController::readTracks(TrackSetId set)
{
    const Project* const project = m_session.project();
    const auto job = std::make_shared<ReadTracksJob>(project->trackSource(set));
    m_reading = job;
    const auto wanted = [this, project, job = job.get()] {
        return m_session.project() == project && m_reading.lock().get() == job && m_toShow.isValid();
    };
    connect(job.get(), &ReadTracksJob::read, this,
            [this, wanted, set](const std::shared_ptr<TrackSet>& tracks) {
                if (wanted())
                    tracksRead(set, std::move(*tracks));
            });
    connect(job.get(), &Job::finished, this, [this, wanted, set, job = job.get()](Job::State state) {
        if (state != Job::State::Failed || !wanted())
            return;
        Q_EMIT problem(*job->error());
        tracksRead(set, {}); // all else that is known of the run is shown
    });
    m_jobs.add(job);
}

void ChainController::tracksRead(TrackSetId set, TrackSet tracks)
{
    // It may have got other masks meanwhile.
    if (const auto run = loadRun(*m_session.project(), m_toShow);
        run && trackSetOf(*run) == set && !m_tracking)
        setTracks(set, std::move(tracks));
    showRun(m_toShow, std::exchange(m_afterShown, {}));
}

void ChainController::showRun(RunId id, std::function<void()> then)
{
    const Project* const project = m_session.project();
    if (project == nullptr)
        return;
    m_toShow = {};
    m_afterShown = {};
    if (m_tracking)
        return;
    const auto record = project->run(id);
    const auto run = record ? runOf(*record, project->path()) : Result<Run>(fail(record.error()));
    if (!run) {
        Q_EMIT problem(run.error());
        return;
    }
    if (!takeTracks(*run)) {
        m_toShow = id;
        m_afterShown = std::move(then);
        m_panel.setBanner(tr("Reading the masks of the run…"));
        readTracks(trackSetOf(*run));
        return;
    }
    showStored(*record, *run);
    if (then)
        then();
}

} // namespace revseg::studio
