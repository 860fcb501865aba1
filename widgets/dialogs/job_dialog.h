// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;

namespace revseg {

class Job;

/// Holds off other changes in the window while a job is at work: its progress, the time left and, where it
/// can be stopped, Cancel. It comes up only when the job takes longer than a moment, goes with it, and
/// deletes itself.
class JobDialog final : public QDialog
{
    Q_OBJECT
public:
    static constexpr int kPatience = 300; ///< ms before it comes up

    JobDialog(const std::shared_ptr<Job>& job, const QString& text, QWidget* window, bool stoppable = true);

    void reject() override; ///< cancels the job; its end closes the dialog

private:
    void showProgress();

    const std::shared_ptr<Job> m_job;
    QProgressBar* m_bar;
    QLabel* m_left;
    QPushButton* m_cancel;
};

} // namespace revseg
