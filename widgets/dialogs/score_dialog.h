// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/score_job.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QTableWidget;

namespace revseg {

/// Asks what the masks of a video shall be held against, and how.
class ScoreDialog final : public QDialog
{
    Q_OBJECT
public:
    struct Object
    {
        ObjectId id;
        QString name;
        bool imported = false; ///< all it has came from files: likely a truth
    };
    struct Choice
    {
        ScoreTruth truth;
        EvaluationOptions options;
    };
    /// Begins with `before`; its folder empty: with the objects, if any of them was imported.
    ScoreDialog(const QString& video, std::vector<Object> objects, const Choice& before,
                QWidget* parent = nullptr);

    Choice choice() const;

private:
    void browse();
    void updateState();

    std::vector<Object> m_objects;
    QRadioButton* m_fromFolder;
    QRadioButton* m_fromObjects;
    QLineEdit* m_folder;
    QPushButton* m_browse;
    QTableWidget* m_pairs; ///< an object, and a box with its truth
    QComboBox* m_protocol;
    QCheckBox* m_skipEnds;
    QPushButton* m_ok;
};

} // namespace revseg
