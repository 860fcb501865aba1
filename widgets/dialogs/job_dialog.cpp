// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/job_dialog.h"

#include "core/jobs/job.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <cmath>

namespace revseg {

JobDialog::JobDialog(const std::shared_ptr<Job>& job, const QString& text, QWidget* window, bool stoppable)
    : QDialog(window)
    , m_job(job)
    , m_bar(new QProgressBar)
    , m_left(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    auto* const column = new QVBoxLayout(this);
    auto* const what = new QLabel(text);
    what->setMinimumWidth(320);
    column->addWidget(what);
    m_bar->setAccessibleName(text);
    column->addWidget(m_bar);
    column->addWidget(m_left);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_cancel = buttons->button(QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::rejected, this, &JobDialog::reject);
    m_cancel->setVisible(stoppable);
    column->addWidget(buttons);
    connect(job.get(), &Job::changed, this, &JobDialog::showProgress);
    connect(job.get(), &Job::finished, this, [this] { close(); });
    connect(job.get(), &Job::finished, this, &QObject::deleteLater); // also when it has not come up
    QTimer::singleShot(kPatience, this, [this] {
        if (!m_job->isOver())
            show();
    });
    showProgress();
}

void JobDialog::reject()
{
    if (m_cancel->isHidden())
        return;
    m_job->cancel();
    m_cancel->setEnabled(false);
    m_left->setText(tr("Stopping…"));
}

void JobDialog::showProgress()
{
    if (!m_cancel->isEnabled())
        return;
    const Progress at = m_job->progress();
    m_bar->setMaximum(int(at.total)); // 0, not known: it says that it is busy
    m_bar->setValue(int(at.done));
    const auto left = m_job->secondsLeft();
    m_left->setText(left && at.done < at.total ? tr("%1 s left").arg(std::ceil(*left)) : QString());
}

} // namespace revseg
