// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/sampling.h"

#include <QString>

#include <vector>

namespace revseg {

/// A mention of a moment of the video in a model's text.
struct Mention
{
    qsizetype start = 0; ///< in the text
    qsizetype length = 0;
    FrameIndex frame = 0;
    bool operator==(const Mention&) const = default;
};

/// Finds "frame 7", "frames 3", "index 4", "Frame #12" (sample indices, the numbers the model was given) and
/// times such as "2.5 s", "at 3 seconds", "0:04" (seconds of the announced clip, `announcedFps` samples a
/// second). Mentions of samples that do not exist are left out. In order, never overlapping; linear in the
/// text.
std::vector<Mention> findMentions(const QString& text, const SampledFrames& samples,
                                  double announcedFps = 2.0);

} // namespace revseg
