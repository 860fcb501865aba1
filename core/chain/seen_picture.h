// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/run.h"

#include <QImage>

#include <vector>

namespace revseg {

/// A picture as a run's messages name it: which frame it was made from, and how. The pixels themselves are
/// not kept; remade() makes them again.
struct SeenPicture
{
    int turn = 1; ///< 1: one of the frames of the video; 2: the keyframe alone
    FrameIndex frame = 0;
    Size size;      ///< model pixels
    QString sha256; ///< of the pixels that were sent (pictureHash), in hex; empty where not recorded

    bool operator==(const SeenPicture&) const = default;
};

/// What a run has shown to the model, in the order of the conversation, each once. Pure; any thread.
std::vector<SeenPicture> seenPicturesOf(const Run& run);

/// A picture made again from its frame.
struct RemadePicture
{
    SeenPicture seen;
    QImage image;      ///< model pixels, RGB888
    bool same = false; ///< pixel for pixel what was sent; false as well where that was not recorded
};
/// `frame`: native pixels. Takes some 50 ms for a large frame; any thread.
RemadePicture remade(const SeenPicture& seen, const QImage& frame);

} // namespace revseg
