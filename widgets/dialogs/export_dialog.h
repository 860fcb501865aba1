// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/export_job.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QRadioButton;

namespace revseg {

/// What to export and where to.
struct ExportChoice
{
    ExportKind kind = ExportKind::Davis2017;
    bool all_videos = false; ///< of the project; never for a frame
    QString target;          ///< a file where fileSuffix() is not empty and one video is meant, else a folder
    bool with_pictures = false; ///< the frames as JPEG too
    bool replace = false;       ///< what is there already
};

/// Asks what to export: a format on the left, what it holds on the right, where to below. What is there
/// already is replaced only when that is ticked.
class ExportDialog final : public QDialog
{
    Q_OBJECT
public:
    struct About
    {
        QString video;        ///< name of the one shown
        QString project;      ///< name
        int videos = 1;       ///< of the project
        FrameIndex frame = 0; ///< the one shown
        QString folder;       ///< targets are proposed in it
    };
    explicit ExportDialog(const About& about, QWidget* parent = nullptr);

    ExportChoice choice() const;
    void setKind(ExportKind kind);
    void setAllVideos(bool all);
    void setTarget(const QString& path);
    void setReplace(bool replace);
    /// Why it cannot be exported like this; empty when it can.
    QString problem() const;

private:
    ExportKind kind() const;
    bool writesFile() const;
    void browse();
    void proposeTarget();
    void updateState();

    const About m_about;
    QListWidget* m_kinds;
    QLabel* m_title;
    QLabel* m_text;
    QLabel* m_limits;
    QRadioButton* m_one;
    QRadioButton* m_all;
    QCheckBox* m_pictures;
    QLineEdit* m_target;
    QLabel* m_problem;
    QCheckBox* m_replace;
    QPushButton* m_ok;
    bool m_edited = false; ///< the target, by hand
};

} // namespace revseg
