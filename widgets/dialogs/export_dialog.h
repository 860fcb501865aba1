// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace revseg {

enum class ExportKind { Davis, OverlayVideo };

/// What to export and where to.
struct ExportChoice
{
    ExportKind kind = ExportKind::Davis;
    QString target;             ///< a folder for DAVIS, a file for the video
    bool with_pictures = false; ///< DAVIS: the frames as JPEG too
};

class ExportDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `name` of the video; targets are proposed in `folder`.
    ExportDialog(const QString& name, const QString& folder, QWidget* parent = nullptr);

    ExportChoice choice() const;

private:
    void browse();
    void updateState();
    QString proposedTarget() const;

    QString m_name;
    QString m_folder;
    QRadioButton* m_davis;
    QRadioButton* m_overlay;
    QCheckBox* m_pictures;
    QLineEdit* m_target;
    QLabel* m_problem;
    QPushButton* m_ok;
    bool m_edited = false;
};

} // namespace revseg
