// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/jobs_panel.h"

#include "core/jobs/job_queue.h"
#include "widgets/theme/accents.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace revseg {

namespace {
enum Column { Title, State, Progressed, Time, kColumns };
}

JobsPanel::JobsPanel(JobQueue& queue, std::function<QString(const Sentence&)> text, QWidget* parent)
    : QWidget(parent)
    , m_queue(queue)
    , m_translate(std::move(text))
    , m_table(new QTableWidget)
    , m_pause(new QToolButton)
    , m_first(new QToolButton)
    , m_stop(new QToolButton)
    , m_batch(new QLabel)
    , m_batchBar(new QProgressBar)
    , m_cost(new QLabel)
    , m_batchRow(new QHBoxLayout)
{
    setObjectName(QStringLiteral("jobsPanel"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 4, 8, 6);
    auto* top = new QHBoxLayout;
    m_pause->setCheckable(true);
    m_pause->setText(tr("Pause"));
    m_pause->setToolTip(tr("No waiting work starts until this is released; what runs goes on"));
    m_first->setText(tr("Next"));
    m_first->setToolTip(tr("This one is the next to run"));
    m_stop->setText(tr("Stop"));
    m_stop->setToolTip(tr("Stop this one; what is finished stays"));
    for (QToolButton* button : {m_pause, m_first, m_stop}) {
        button->setAutoRaise(true);
        top->addWidget(button);
    }
    top->addStretch();
    top->addWidget(m_cost);
    all->addLayout(top);
    all->addWidget(m_table, 1);
    auto* batch = static_cast<QHBoxLayout*>(m_batchRow);
    batch->addWidget(m_batch);
    batch->addWidget(m_batchBar, 1);
    all->addLayout(batch);

    m_cost->setForegroundRole(QPalette::PlaceholderText);
    m_batchBar->setTextVisible(false);
    m_batchBar->setMaximumHeight(fontMetrics().height());
    m_batchBar->setAccessibleName(tr("Progress of the batch"));
    m_table->setColumnCount(kColumns);
    m_table->setHorizontalHeaderLabels({tr("Work"), tr("State"), tr("Progress"), tr("Time")});
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setAccessibleName(tr("Work of the program"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    for (int c = 0; c < kColumns; ++c)
        m_table->horizontalHeader()->setSectionResizeMode(c, c == Title ? QHeaderView::Stretch
                                                                        : QHeaderView::ResizeToContents);

    m_later.setSingleShot(true);
    m_later.setInterval(100);
    m_clock.setInterval(1000);
    connect(&m_later, &QTimer::timeout, this, &JobsPanel::refresh);
    connect(&m_clock, &QTimer::timeout, this, &JobsPanel::refresh);
    const auto later = [this] {
        if (!m_later.isActive())
            m_later.start();
    };
    connect(&queue, &JobQueue::added, this, [this, later](Job* job) {
        connect(job, &Job::changed, this, later);
        later();
    });
    connect(&queue, &JobQueue::activeCountChanged, this, later);
    connect(&queue, &JobQueue::pausedChanged, this, later);
    connect(m_pause, &QToolButton::toggled, &queue, &JobQueue::setPaused);
    connect(m_first, &QToolButton::clicked, this, [this] {
        if (Job* const job = chosen())
            m_queue.moveToFront(job);
    });
    connect(m_stop, &QToolButton::clicked, this, [this] {
        if (Job* const job = chosen())
            job->cancel();
    });
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &JobsPanel::refreshButtons);
    setBatch({});
    setCost({}, 0);
    refreshButtons();
}

Job* JobsPanel::chosen() const
{
    const int row = m_table->currentRow();
    return row >= 0 && size_t(row) < m_rows.size() ? m_rows[size_t(row)].lock().get() : nullptr;
}

void JobsPanel::refreshButtons()
{
    const Job* const job = chosen();
    m_first->setEnabled(job != nullptr && job->state() == Job::State::Queued);
    m_stop->setEnabled(job != nullptr && !job->isOver());
    m_pause->setChecked(m_queue.isPaused());
    m_pause->setText(m_queue.isPaused() ? tr("Go on") : tr("Pause"));
}

void JobsPanel::refresh()
{
    const Job* const before = chosen();
    const auto& jobs = m_queue.jobs();
    m_rows.clear();
    m_table->setRowCount(int(jobs.size()));
    int current = -1;
    bool running = false;
    for (auto it = jobs.rbegin(); it != jobs.rend(); ++it) { // the newest on top
        const Job& job = **it;
        const int row = int(m_rows.size());
        m_rows.push_back(*it);
        if (&job == before)
            current = row;
        QString state;
        std::optional<Accent> color;
        switch (job.state()) {
        case Job::State::Queued:
            state = m_queue.isPaused() && job.lane() == Lane::Gpu ? tr("paused") : tr("waits");
            break;
        case Job::State::Running:
            state = tr("runs");
            color = Accent::Sampled;
            running = true;
            break;
        case Job::State::Done:
            state = tr("done");
            color = Accent::Good;
            break;
        case Job::State::Failed:
            state = tr("failed");
            color = Accent::Bad;
            break;
        case Job::State::Cancelled:
            state = tr("stopped");
            break;
        }
        const Progress p = job.progress();
        QString progress;
        if (job.state() == Job::State::Running && p.total > 0)
            progress = tr("%1 %").arg(100 * p.done / p.total);
        QString time;
        if (job.secondsRunning() > 0)
            time = tr("%1 s").arg(job.secondsRunning(), 0, 'f', 1);
        if (const auto left = job.secondsLeft(); left && job.state() == Job::State::Running)
            time = tr("%1, %2 s left").arg(time).arg(std::ceil(*left));
        const QString texts[kColumns] = {m_translate(job.title()), state, progress, time};
        for (int c = 0; c < kColumns; ++c) {
            auto* item = new QTableWidgetItem(texts[c]);
            if (c == State && color)
                item->setForeground(accent(*color, palette()));
            if (job.error())
                item->setToolTip(m_translate(job.error()->what));
            m_table->setItem(row, c, item);
        }
    }
    if (current >= 0)
        m_table->setCurrentCell(current, Title);
    running ? m_clock.start() : m_clock.stop();
    refreshButtons();
}

void JobsPanel::setBatchActions(const QList<QAction*>& actions)
{
    auto* row = static_cast<QHBoxLayout*>(m_batchRow);
    for (QAction* action : actions) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        row->addWidget(button);
    }
}

void JobsPanel::setBatch(const BatchFigures& figures)
{
    m_batchBar->setVisible(figures.all > 0);
    m_batchBar->setRange(0, std::max(1, figures.all));
    m_batchBar->setValue(figures.done + figures.failed);
    QString text =
        figures.all == 0 ? tr("No batch") : tr("Batch: %1 of %2 done").arg(figures.done).arg(figures.all);
    if (figures.failed > 0)
        text += QStringLiteral(", ") + tr("%n failed", nullptr, figures.failed);
    if (figures.all > 0 && !figures.running && figures.done + figures.failed < figures.all)
        text += QStringLiteral(", ") + tr("paused");
    if (figures.running && figures.seconds_left) {
        const int minutes = int(std::ceil(*figures.seconds_left / 60));
        text += QStringLiteral(", ") +
                (*figures.seconds_left < 90
                     ? tr("about %n second(s) left", nullptr, int(std::ceil(*figures.seconds_left)))
                     : tr("about %n minute(s) left", nullptr, minutes));
    }
    m_batch->setText(text);
    m_batch->setToolTip(figures.problem);
}

void JobsPanel::setCost(const Cost& cost, int runs)
{
    if (runs == 0) {
        m_cost->clear();
        return;
    }
    const auto part = [](const Cost::Part& p) {
        return tr("%1 s, %2 + %3 tokens")
            .arg(p.seconds, 0, 'f', 1)
            .arg(QLocale().toString(p.prompt_tokens), QLocale().toString(p.answer_tokens));
    };
    m_cost->setText(tr("%n run(s) of this video.  Turn 1: %1.  Turn 2: %2.  Tracking: %3 s.", nullptr, runs)
                        .arg(part(cost.turns[0]), part(cost.turns[1]))
                        .arg(cost.tracking_seconds, 0, 'f', 1));
    m_cost->setToolTip(tr("Seconds of asking, tokens read and tokens written; seconds of tracking"));
}

} // namespace revseg
