// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/cost.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QAction;
class QLabel;
class QProgressBar;
class QTableWidget;
class QToolButton;

namespace revseg {

class Job;
class JobQueue;
struct Error;
struct Sentence;

/// How far a batch is.
struct BatchFigures
{
    int all = 0;
    int done = 0;
    int failed = 0;
    bool running = false;
    std::optional<double> seconds_left; ///< at the pace so far; none until an item is done
    QString problem;                    ///< of the last failed one, translated
};

/// The work that waits, runs and is over, with its progress; pause, stop, go first; the batch; and what
/// asking has cost so far.
class JobsPanel final : public QWidget
{
    Q_OBJECT
public:
    /// `text` puts sentences of core into the language of the window.
    JobsPanel(JobQueue& queue, std::function<QString(const Sentence&)> text, QWidget* parent = nullptr);

    void setBatch(const BatchFigures& figures);
    void setCost(const Cost& cost, int runs); ///< of the runs of the video shown
    void setBatchActions(const QList<QAction*>& actions);

private:
    void refresh();
    void refreshButtons();
    Job* chosen() const;

    JobQueue& m_queue;
    std::function<QString(const Sentence&)> m_translate;
    QTableWidget* m_table;
    QToolButton* m_pause;
    QToolButton* m_first;
    QToolButton* m_stop;
    QLabel* m_batch;
    QProgressBar* m_batchBar;
    QLabel* m_cost;
    QLayout* m_batchRow;
    std::vector<std::weak_ptr<Job>> m_rows;
    QTimer m_later; ///< many changes are shown once
    QTimer m_clock; ///< seconds of the running job
};

} // namespace revseg
