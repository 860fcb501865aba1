// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/evaluate.h"
#include "core/jobs/job.h"
#include "core/project/project.h"

#include <map>
#include <memory>
#include <vector>

namespace revseg {

/// What the masks of a video are held against.
struct ScoreTruth
{
    /// Of label pictures, as DAVIS has them: those of the video, or a folder somewhere in which the video's
    /// name is one. Objects are found by their ids. Empty: objects of the project are the truth.
    QString folder;
    std::map<ObjectId, ObjectId> pairs; ///< scored object → the object that is its truth
};

/// How good the masks of a video are.
struct VideoScore
{
    VideoId video;
    Evaluation evaluation;               ///< of one sequence; objects by the id of the scored one
    std::vector<FrameIndex> frames;      ///< those compared, in the order of the evaluation's values
    std::vector<ObjectId> without_truth; ///< objects that could not be scored

    const SequenceScore& sequence() const { return evaluation.sequences.begin()->second; }
};

/// Scores the masks of a video of a project, as they are on disk, by the code of `revseg evaluate`. Of masks
/// that overlap the topmost keeps the pixel, as in an export. InvalidInput for a truth of another size or
/// with frames the video has not, NotFound for a folder that holds nothing for it.
class ScoreJob final : public Job
{
    Q_OBJECT
public:
    struct Spec
    {
        QString project; ///< path
        VideoId video;
        ScoreTruth truth;
        EvaluationOptions options; ///< threads 0: all cores but one
    };
    explicit ScoreJob(Spec spec);

Q_SIGNALS:
    void scored(const std::shared_ptr<const revseg::VideoScore>& score);

private:
    Result<void> run(std::stop_token stop) override;

    Spec m_spec;
};

/// Writes a score as a table (CSV), or with the values of each frame when the name ends in ".json".
class SaveScoreJob final : public Job
{
    Q_OBJECT
public:
    SaveScoreJob(std::shared_ptr<const VideoScore> score, QString path);

private:
    Result<void> run(std::stop_token stop) override;

    std::shared_ptr<const VideoScore> m_score;
    QString m_path;
};

} // namespace revseg
