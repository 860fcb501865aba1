// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainController: runs are read from the project. One with the masks of a long video takes longer than the
// window may be held up: it is read in the background and shown when it is there.
#include "app/studio/chain_controller.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "widgets/reasoning/reasoning_panel.h"

#include <utility>

namespace revseg::studio {

namespace {
constexpr qsizetype kAtOnce = 256 << 10; ///< bytes of a record that are read in a few milliseconds
}

bool ChainController::isReadAtOnce(const RunRecord& record)
{
    return record.data.size() <= kAtOnce;
}

void ChainController::readSoon(const RunRecord& record, bool withTracks)
{
    if (const auto running = m_reading[record.id].lock(); running && (running->hasTracks() || !withTracks))
        return;
    const Project* const project = m_session.project();
    const auto job = std::make_shared<ReadRunJob>(record, project->path(), withTracks);
    m_reading[record.id] = job;
    const auto current = [this, project, id = record.id, job = job.get()] {
        return m_session.project() == project && m_reading[id].lock().get() == job;
    };
    connect(job.get(), &ReadRunJob::read, this,
            [this, current, change = m_change](const StoredRunPtr& stored) {
                if (!current())
                    return;
                m_reading.erase(stored->id);
                wasRead(stored, change);
            });
    connect(job.get(), &Job::finished, this,
            [this, current, id = record.id, job = job.get()](Job::State state) {
                if (state != Job::State::Failed || !current())
                    return;
                m_reading.erase(id);
                if (id == m_toShow) {
                    m_toShow = {};
                    Q_EMIT problem(*job->error());
                }
            });
    m_jobs.add(job);
}

/// `change`: m_change when its record was read.
void ChainController::wasRead(const StoredRunPtr& stored, quint64 change)
{
    const RunId id = stored->id;
    if (change != m_change) {
        const auto record = m_session.project()->run(id);
        if (!record)
            return; // it is gone
        if (record->data != stored->data || record->parent != stored->parent) {
            readSoon(*record, id == m_toShow);
            return;
        }
    }
    if (m_tracking && id == m_toShow)
        m_toShow = {};
    if (stored->query == m_readQuery)
        m_read.insert_or_assign(id, ReadRun{stored->data, stored->parent, stored->run});
    if (id == m_toShow) {
        m_toShow = {};
        const std::function<void()> then = std::exchange(m_afterShown, {});
        showStored(*stored);
        if (then)
            then();
    } else if (stored->query == m_query) {
        m_rowsLater.start();
    }
}

/// Null while it is being read.
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
    if (!isReadAtOnce(*record)) {
        readSoon(*record, false);
        return nullptr;
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

/// For what needs all of them; says so where some are not there yet.
bool ChainController::areRunsRead(const std::vector<Run>& runs)
{
    const bool all = runs.size() == runIds().size();
    if (!all)
        Q_EMIT notice(tr("The runs are still being read; try again in a moment."));
    return all;
}

Result<Run> ChainController::storedRun(RunId id) const
{
    if (const auto known = m_read.find(id); known != m_read.end() && known->second.sure)
        return known->second.run;
    return loadRun(*m_session.project(), id);
}

void ChainController::showRun(RunId id, std::function<void()> then)
{
    const Project* const project = m_session.project();
    if (project == nullptr || m_tracking)
        return;
    m_toShow = {};
    m_afterShown = {};
    const auto record = project->run(id);
    if (!record) {
        Q_EMIT problem(record.error());
        return;
    }
    if (!isReadAtOnce(*record)) {
        m_toShow = id;
        m_afterShown = std::move(then);
        m_panel.setBanner(tr("Reading the masks of the run…"));
        readSoon(*record, true);
        return;
    }
    const auto stored = readStoredRun(*record, project->path(), true);
    if (!stored) {
        Q_EMIT problem(stored.error());
        return;
    }
    showStored(**stored);
    if (then)
        then();
}

} // namespace revseg::studio
