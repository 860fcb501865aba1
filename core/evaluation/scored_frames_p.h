// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What scoring files and scoring masks in memory have in common.
#pragma once

#include "core/base/timebase.h"
#include "core/evaluation/evaluate.h"

#include <functional>
#include <map>
#include <span>
#include <vector>

namespace revseg {

/// One frame, compared.
struct ScoredFrame
{
    std::map<int, FrameScore> scores; ///< by object that is in the truth or the prediction
    std::vector<int> ids;             ///< in the truth
    bool missing = false;             ///< nothing was predicted: counts 0
};

/// Objects in neither are left out: both are empty there, so J and F are 1.
ScoredFrame compareMasks(const std::map<int, Mask>& truth, const std::map<int, Mask>& prediction, Size size,
                         Scorer& scorer);
ScoredFrame missingFrame(const std::map<int, Mask>& truth);

/// Which of `count` frames are compared. InvalidInput when none is left without the ends.
Result<FrameRange> framesToScore(const QString& sequence, int count, const EvaluationOptions& options);

/// work(i, scorer) for i below `count`, by several threads (0: as many as there are cores). Counts on in
/// `at`. The first error stops the others.
Result<void> inParallel(size_t count, int threads, Progress& at, const ProgressFn& progress,
                        const std::stop_token& stop,
                        const std::function<Result<void>(size_t, Scorer&)>& work);

/// The truth of all its frames says which objects a sequence has.
void addSequence(Evaluation& out, const QString& name, std::span<const ScoredFrame> frames);
/// With the means over all objects. InvalidInput when there is none in `truth`.
Result<Evaluation> summed(Evaluation out, const QString& truth);

} // namespace revseg
