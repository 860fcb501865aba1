// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/run.h"
#include "core/media/frame_provider.h"

#include <stop_token>
#include <vector>

namespace revseg {

/// Words of an answer: characters of Turn::raw.
struct AnswerWords
{
    int turn = 1; ///< Turn::number
    qsizetype from = 0, count = 0;
    bool operator==(const AnswerWords&) const = default;
};

/// Where words looked in one picture that the model saw. Cells divide the frame evenly, whatever the size
/// the model saw it at.
struct FrameHeat
{
    int turn = 1;   ///< 1: a frame of the video; 2: the keyframe alone
    int sample = 0; ///< turn 1: which of the frames shown
    FrameIndex frame = 0;
    int columns = 0, rows = 0;
    std::vector<float> heat; ///< [rows, columns], 0…1: the part of the largest cell of all pictures
};

struct RunAttention
{
    double share = 0; ///< of all that the words looked at, 0…1: what went to pictures and not to text
    std::vector<FrameHeat> frames; ///< in the order of the conversation
};

/// Asks the model where the words of a run looked. The conversation is put together again as the turn
/// recorded it, its pictures made again from the video. Blocking; for a worker thread. Unsupported when the
/// backend does not tell; InvalidInput when the run has no such words, or does not say what was shown; the
/// errors of FrameProvider::frame() and of the backend; Cancelled within 100 ms of a stop.
Result<RunAttention> attentionOf(const Run& run, const AnswerWords& words, VlmBackend& vlm,
                                 FrameProvider& video, const ProgressFn& loading, std::stop_token stop);

} // namespace revseg
