// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/evaluation/metrics.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <map>
#include <optional>
#include <stop_token>

namespace revseg {

enum class Protocol {
    Davis2016, ///< everything that is not 0 is one object
    Davis2017  ///< each id of the truth is an object; 255 is background
};

/// "davis2016", "davis2017"; none for another word.
std::optional<Protocol> protocolNamed(const QString& name);

struct EvaluationOptions
{
    Protocol protocol = Protocol::Davis2017;
    bool skip_ends = false; ///< without the first and the last frame of each sequence
    int threads = 0;        ///< 0: all cores
};

struct ObjectScore
{
    MeasureStats j;
    MeasureStats f;
};

struct SequenceScore
{
    std::map<int, ObjectScore> objects;
    double j = 0; ///< mean over its objects
    double f = 0;
};

struct Evaluation
{
    EvaluationOptions options;
    std::map<QString, SequenceScore> sequences;
    ObjectScore all; ///< means over all objects; no frames
    int missing = 0; ///< predicted pictures that are not there, counted as 0
    int frames = 0;  ///< pictures compared

    double jf() const { return (all.j.mean + all.f.mean) / 2; }
    QJsonObject json() const; ///< with the values of each frame
    QByteArray csv() const;   ///< a line for each object of each sequence, and one for all; UTF-8
};

/// Compares two folders of label pictures, each `<sequence>/<frame>.png`, or frames directly (one sequence).
/// A missing picture or sequence of the prediction counts 0. InvalidInput for a picture of another size,
/// NotFound when there is nothing to compare, Corrupt for what is no mask.
Result<Evaluation> evaluate(const QString& truth, const QString& prediction, const EvaluationOptions& options,
                            const ProgressFn& progress, std::stop_token stop);

/// One frame of what is compared, by object; an object that is not there is empty.
struct FrameMasks
{
    Size size; ///< of all its masks
    std::map<int, Mask> truth;
    std::map<int, Mask> prediction;
};

/// The same of masks in memory, as one sequence. `masks` is asked for frame after frame, by this thread;
/// those of Protocol::Davis2016 are joined here. InvalidInput when no object is in the truth.
Result<Evaluation> evaluateMasks(const QString& name, int frames,
                                 const std::function<Result<FrameMasks>(int)>& masks,
                                 const EvaluationOptions& options, const ProgressFn& progress,
                                 std::stop_token stop);

} // namespace revseg
