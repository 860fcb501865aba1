// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/sampling.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace revseg {

/// A mention of a moment of the video, or of the object that was found, in a model's text.
struct Mention
{
    enum class Kind { Frame, Time, Object };

    qsizetype start = 0; ///< in the text
    qsizetype length = 0;
    FrameIndex frame = 0; ///< where it leads
    Kind kind = Kind::Frame;
    bool operator==(const Mention&) const = default;
};

/// What a text may speak of.
struct MentionContext
{
    SampledFrames samples;
    double announced_fps = 2.0;         ///< samples a second, as the model was told
    QStringList objects;                ///< labels and descriptions of what was found
    std::optional<FrameIndex> keyframe; ///< where mentions of objects lead; none: they are not looked for
};

/// Finds "frame 7", "frames 3, 5 and 7", "index 4", "Frame #12", "프레임 3", "3번 프레임" (sample indices,
/// the numbers the model was given); times such as "2.5 s", "at 3 seconds", "0:04", "3초" (of the announced
/// clip); and the object: its label, the noun of its description, and phrases in quotes that speak of it. Mentions of samples that do not
/// exist are left out. In order, never overlapping; linear in the text.
std::vector<Mention> findMentions(const QString& text, const MentionContext& context);

} // namespace revseg
