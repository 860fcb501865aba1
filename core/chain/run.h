// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/base/result.h"
#include "core/base/timebase.h"
#include "core/media/sampling.h"
#include "core/vlm/vlm_backend.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace revseg {

/// The parts of a chain a person can look at, judge and correct, each depending on those before it.
enum class Stage { Interpretation, Keyframe, Description, Box, Masks };
inline constexpr int kStageCount = 5;

enum class StageStatus {
    Missing,  ///< not there yet
    Ok,       ///< as the model wrote it
    Repaired, ///< read with the tolerant rules
    Invalid,  ///< the model's answer could not be used
    Edited,   ///< changed by a person
    Stale     ///< something it depends on has changed since
};

/// One exchange with the VLM. `raw` is the answer to the letter.
struct Turn
{
    int number = 1;      ///< 1 or 2
    QJsonArray messages; ///< what was asked, with hashes of the pictures and how to make them again
    QString raw;
    QString finish;
    QJsonObject parsed;  ///< what the parser took from it, in the form of `revseg parse`
    QStringList repairs; ///< which rules the tolerant reading needed, and what makes the profile doubtful
    QString problem;     ///< why the answer could not be used; empty when it could
    int prompt_tokens = 0;
    int answer_tokens = 0;
    double seconds = 0;
    std::vector<VlmToken> tokens; ///< the answer's tokens with their log-probabilities; empty where not known
    QJsonObject other;            ///< keys of a trace that this version does not know, kept on rewriting
};

/// A keyframe answer is an index into the samples; both numbers are kept together.
struct Keyframe
{
    int sample = 0;
    FrameIndex frame = 0;
    bool operator==(const Keyframe&) const = default;
};

struct ChainObject
{
    int id = 1;
    Box box;       ///< native pixels
    Box box_model; ///< in the space the model answers in (pixels of the picture it saw, or 0…1000), as it
                   ///< wrote it
    QString label; ///< what the model calls it; may be empty
    QJsonObject other{}; ///< keys of a trace that this version does not know, kept on rewriting
};

/// What a run earned against the truth (reward.h), temporal and spatial after their gates.
struct Rewards
{
    double format = 0;
    double temporal = 0;
    double spatial = 0;
    double sum = 0;
    bool operator==(const Rewards&) const = default;
};

/// One execution of the chain for a query.
struct Run
{
    enum class Status { Running, Ok, Failed, Cancelled };

    QString id;     ///< "0", "1", … within a trace; in a project the number of its record
    QString parent; ///< the run that it was branched off from by an edit or a re-run; empty: none
    std::optional<qint64> seed;
    Status status = Status::Running;
    std::optional<Error> error;
    std::vector<Turn> turns;
    QString interpretation; ///< the text between the think tags
    std::optional<Keyframe> keyframe;
    QString description;
    std::vector<ChainObject> objects; ///< empty with status Ok: the model says there is no such object
    std::array<StageStatus, kStageCount> stages{};
    SampledFrames sampled; ///< what the model was shown
    QString masks;         ///< folder of the masks relative to the trace; empty: none
    std::optional<Rewards> rewards;
    /// How it was asked: temperature, max_tokens, seed, vlm and tracker (specs without secrets and folders),
    /// version of the program, sampling. Empty where that was not recorded.
    QJsonObject asked;
    QJsonObject other; ///< keys of a trace that this version does not know, kept on rewriting

    void setStage(Stage s, StageStatus to) { stages[size_t(s)] = to; }
    StageStatus stage(Stage s) const { return stages[size_t(s)]; }
};

} // namespace revseg
