// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/cost.h"
#include "core/jobs/batch.h"
#include "core/project/run_edits.h"

#include <QObject>

#include <map>
#include <optional>
#include <vector>

namespace revseg {
class Job;
class JobQueue;
class JobsPanel;
} // namespace revseg

namespace revseg::studio {

class ChainController;
class EditWriter;
class Session;

/// Works off the batch of the project, one item after the other, and fills the panel of jobs. Where the
/// program was left, the batch waits to be continued.
class BatchController final : public QObject
{
    Q_OBJECT
public:
    BatchController(Session& session, JobQueue& jobs, EditWriter& writer, ChainController& chain,
                    JobsPanel& panel, QObject* parent);

    void make(QWidget* parent); ///< asks for videos, questions and samples, then runs
    void start(const Batch& batch);
    void toggle(); ///< runs or pauses; failed items are tried again when no other is left
    void clear();  ///< forgets the batch; its results stay
    void show();   ///< in the panel
    bool isRunning() const { return m_running; }
    const Batch& batch() const { return m_batch; }

Q_SIGNALS:
    void problem(const revseg::Error& error);
    void changed();

private:
    void projectReplaced();
    void startNext();
    void itemFinished(size_t item, Job& job);
    void storeItem(size_t item);
    void itemStored(size_t item, const Run& run, const std::optional<Error>& failure);
    void itemOver();
    void save();
    void showCost();
    std::optional<Cost> costOf(const Project& project, RunId run);

    Session& m_session;
    JobQueue& m_jobs;
    EditWriter& m_writer;
    ChainController& m_chain;
    JobsPanel& m_panel;
    Batch m_batch;
    bool m_running = false;
    bool m_inFlight = false;
    std::vector<RunResult> m_results;                     ///< of the item that runs
    double m_seconds = 0;                                 ///< that the items took which are over
    int m_timed = 0;                                      ///< how many of them
    std::map<RunId, std::pair<QByteArray, Cost>> m_costs; ///< by the record that it was read from
};

} // namespace revseg::studio
