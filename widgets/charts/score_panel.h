// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/score_job.h"

#include <QColor>
#include <QWidget>

#include <memory>
#include <vector>

class QAction;
class QLabel;
class QTreeWidget;

namespace revseg {

class FrameChart;

/// An object of a score, as the table names it.
struct ScoredObject
{
    ObjectId id;
    QString name;
    QColor color;
};

/// The score of a video: J, F and J&F of each object in a table, and over the frames in a chart that seeks.
/// The chart shows what is selected in the table. It changes nothing itself.
class ScorePanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ScorePanel(const QList<QAction*>& buttons, QWidget* parent = nullptr);

    /// `truth` is what the masks were held against, `objects` name what was scored and what was left out.
    /// Null: nothing has been scored.
    void setScore(const std::shared_ptr<const VideoScore>& score, const QString& truth,
                  const std::vector<ScoredObject>& objects);
    void setStale(bool stale); ///< the masks have changed since
    void setPlayhead(FrameIndex frame);
    FrameChart* chart() const { return m_chart; }

Q_SIGNALS:
    void frameActivated(revseg::FrameIndex frame);

private:
    void showChart();
    const ScoredObject* object(int id) const;

    QLabel* m_headline;
    QLabel* m_remark;
    QTreeWidget* m_table;
    FrameChart* m_chart;
    std::shared_ptr<const VideoScore> m_score;
    std::vector<ScoredObject> m_objects;
    QString m_leftOut; ///< a sentence on what was not scored
    bool m_stale = false;
};

} // namespace revseg
