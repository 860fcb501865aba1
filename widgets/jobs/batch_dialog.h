// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <vector>

class QDialogButtonBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QSpinBox;

namespace revseg {

/// Chooses videos, questions and how many samples of each: what a batch is made of.
class BatchDialog final : public QDialog
{
    Q_OBJECT
public:
    struct Video
    {
        qint64 id = 0;
        QString name;
    };
    BatchDialog(const std::vector<Video>& videos, const QStringList& questions, QWidget* parent = nullptr);

    std::vector<qint64> videos() const; ///< that are ticked
    QStringList questions() const;      ///< one a line, without empty ones
    int samples() const;

private:
    void showCount();

    QListWidget* m_videos;
    QPlainTextEdit* m_questions;
    QSpinBox* m_samples;
    QLabel* m_count;
    QDialogButtonBox* m_buttons;
};

} // namespace revseg
