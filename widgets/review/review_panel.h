// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"

#include <QColor>
#include <QWidget>

#include <vector>

class QAction;
class QLabel;
class QProgressBar;
class QTreeWidget;

namespace revseg {

/// A frame that deserves a look, as the list has it.
struct ReviewRow
{
    int object = 0;
    QString name; ///< of the object
    QColor color;
    FrameRange frames;
    QString reason;
    double severity = 0; ///< 0…1

    bool operator==(const ReviewRow&) const = default;
};

/// Frames that deserve a look, worst first, and how much has been looked at. It changes nothing itself.
class ReviewPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ReviewPanel(const QList<QAction*>& buttons, QWidget* parent = nullptr);

    void setRows(const std::vector<ReviewRow>& rows);
    /// Of the current object: frames of the video, those with something known, looked at, and implied by
    /// those. 0 known: none.
    void setProgress(const QString& object, int frames, int known, int checked, int implied);
    const std::vector<ReviewRow>& rows() const { return m_rows; }
    int current() const;      ///< row, −1: none
    void setCurrent(int row); ///< without a signal

Q_SIGNALS:
    void activated(int object, revseg::FrameRange frames);

private:
    QLabel* m_sentence;
    QProgressBar* m_bar;
    QTreeWidget* m_list;
    QLabel* m_nothing;
    std::vector<ReviewRow> m_rows;
    bool m_filling = false;
};

} // namespace revseg
