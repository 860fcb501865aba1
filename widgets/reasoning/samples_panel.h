// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"
#include "core/chain/stages.h"
#include "widgets/theme/accents.h"

#include <QImage>
#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QTabWidget;
class QTableWidget;

namespace revseg {

class AgreementStrip;
class IouMatrix;
class RewardChart;
class SampleGrid;
class SampleStreams;

/// One run of a question beside the others.
struct SampleRow
{
    qint64 id = 0;
    QString title;
    std::optional<Keyframe> keyframe;
    QString description;
    QString box; ///< native pixels, as text
    QString state;
    std::optional<Accent> color;
    double support = -1; ///< mean IoU with the others, 0…1; −1: nothing to compare
    std::optional<Rewards> rewards;
    RunMark mark = RunMark::None;
    std::array<Verdict, kStageCount> verdicts{};
    bool shown = false;
    bool promoted = false;
};

/// The runs of a question side by side: a table, small pictures of the frame that is shown with each run's
/// masks, the matrix of pairwise mask IoU, the rewards where the truth is known, and how far they agree over
/// time, with all keyframes above it.
class SamplesPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit SamplesPanel(QWidget* parent = nullptr);

    void setRows(const std::vector<SampleRow>& rows);
    /// Both as Agreement has them: by row, and by frame; −1 where nothing can be compared.
    void setAgreement(std::vector<std::vector<double>> iou, std::vector<double> overTime);
    void setFrame(FrameIndex frame);
    /// One for each row; a null one where the run has no mask here.
    void setPictures(const std::vector<QImage>& pictures);
    void setActions(const QList<QAction*>& actions); ///< of the run chosen, above the table
    SampleStreams& streams() { return *m_streams; }
    /// What can be taken for the truth, and what is: ids of objects, kAutomaticTruth, kFolderTruth.
    struct Truth
    {
        qint64 id = 0;
        QString title;
        bool operator==(const Truth&) const = default;
    };
    static constexpr qint64 kAutomaticTruth = 0; ///< what a person has painted or checked of the object found
    static constexpr qint64 kFolderTruth = -1;   ///< a folder of masks, to be chosen
    void setTruths(const std::vector<Truth>& truths, qint64 current);
    void setStreaming(bool streaming); ///< the answers that are being written take the place of all else

Q_SIGNALS:
    void chosen(qint64 id);
    void pairChosen(qint64 before, qint64 after); ///< a cell of the matrix: to be compared
    void frameActivated(revseg::FrameIndex frame);
    void truthChosen(qint64 id); ///< by a person

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showWhatFits();

    QTableWidget* m_table;
    IouMatrix* m_matrix;
    AgreementStrip* m_strip;
    SampleGrid* m_grid;
    RewardChart* m_rewards; ///< where there are any
    QTabWidget* m_tabs;
    QHBoxLayout* m_right;
    SampleStreams* m_streams;
    QComboBox* m_truth;
    std::vector<Truth> m_truths;
    QLabel* m_hint;
    QWidget* m_body;
    QLayout* m_actions;
    std::vector<qint64> m_ids;
    bool m_filling = false;
    bool m_streaming = false;
};

} // namespace revseg
