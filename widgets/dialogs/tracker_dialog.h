// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QCheckBox;
class QComboBox;
class QGroupBox;
class QPushButton;
class QRadioButton;

namespace revseg {

/// Chooses who makes masks of boxes and clicks and carries them through the video: the built-in tracker, or
/// SAM 2 from a file or folder, with what it runs on.
class TrackerDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `spec` is the one in use; `models` are paths used before, newest first.
    TrackerDialog(const QString& spec, const QStringList& models, QWidget* parent = nullptr);

    QString spec() const; ///< of what is chosen

private:
    void updateState();
    void browse(bool folder);

    QRadioButton* m_builtin;
    QRadioButton* m_sam2;
    QGroupBox* m_options;
    QComboBox* m_path;
    QComboBox* m_device;
    QComboBox* m_precision;
    QComboBox* m_size;
    QCheckBox* m_motion;
    QPushButton* m_ok = nullptr;
};

} // namespace revseg
