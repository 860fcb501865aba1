// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/rewards.h"
#include "core/jobs/compare_runs_job.h"
#include "core/project/run_edits.h"
#include "widgets/reasoning/samples_panel.h"

#include <QJsonValue>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace revseg {
class CanvasWidget;
class JobQueue;
} // namespace revseg

namespace revseg::studio {

class ChainController;
class Session;

/// Fills the panel of samples with the runs of the question shown, while it can be seen: their figures, how
/// far they agree, and the frame on the canvas with the masks of each.
class SamplesController final : public QObject
{
    Q_OBJECT
public:
    SamplesController(Session& session, ChainController& chain, JobQueue& jobs, CanvasWidget& canvas,
                      SamplesPanel& panel, QObject* parent);

    void frameShown(); ///< the canvas shows another frame
    void panelShown();
    /// What the rewards are computed against: an object of the project, or a folder with a mask for each
    /// frame.
    void setTruthObject(ObjectId object); ///< invalid: what a person painted or checked of the object found
    void setTruthFolder(const QString& folder);

Q_SIGNALS:
    void problem(const revseg::Error& error);

private:
    void refresh();
    void compare(const std::vector<Run>& runs);
    void showAgreement();
    void refreshPictures();
    std::optional<ChainTruth> truth(const SampledFrames& sampled) const;
    void readTruthFolder(const std::vector<Run>& runs);
    void showTruths();
    void truthChosen(qint64 id);
    void forgetTruth();
    void addRewards(const std::vector<Run>& runs, std::vector<SampleRow>& rows) const;

    Session& m_session;
    ChainController& m_chain;
    JobQueue& m_jobs;
    CanvasWidget& m_canvas;
    SamplesPanel& m_panel;
    std::vector<SampleRow> m_rows;
    std::vector<QJsonValue> m_compared; ///< the masks of the runs that have been compared, or are being
    CompareRunsJob::TracksPtr m_tracks; ///< of each row; null until they are read
    Agreement m_agreement;
    std::weak_ptr<Job> m_job;
    ObjectId m_truthObject;
    QString m_truthFolder;
    std::map<std::vector<FrameIndex>, ChainTruth> m_folderTruths; ///< what has been read of it, by sampling
    std::weak_ptr<Job> m_truthJob;
    QTimer m_later; ///< many changes at once are shown once
    QTimer m_picturesLater;
};

} // namespace revseg::studio
