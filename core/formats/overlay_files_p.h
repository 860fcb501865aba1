// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: what overlay videos and pictures of single frames have in common.
#pragma once

#include "core/formats/exchange.h"
#include "core/mask/overlay.h"

#include <set>

namespace revseg {

/// InvalidInput when the masks were made for another video.
Result<void> checkMedia(const Sequence& sequence, const VideoInfo& info);

/// Masks with their objects' colours, without the empty ones.
std::vector<MaskOverlay> overlaysOf(const Sequence& sequence, const std::vector<SequenceMask>& masks);

/// Adds one frame to the figures.
void countMasks(const Sequence& sequence, int frame, const std::vector<SequenceMask>& masks,
                std::set<ObjectId>& objects, ExchangeReport& report);

/// `<base name>.frames.csv` and `<base name>.report.json` beside a file, both or none of them. The report
/// learns when there are no times.
Result<void> writeBeside(const QString& path, const Sequence& sequence, const std::vector<FrameTime>& times,
                         const std::vector<int>& frames, ExchangeReport& report);

} // namespace revseg
