// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder.
#pragma once

#include "core/media/picture_conversion_private.h"
#include "core/media/video_info.h"

namespace revseg::ff {

class Decoder;
class FrameIndexTable;

/// What a file is, from its stream and from the pictures known by now; while the index grows, the duration
/// and the rate are the container's.
VideoInfo describe(Decoder& decoder, const FrameIndexTable& index);

/// Native and display size follow.
void setOrientation(VideoInfo& info, Orientation orientation);

} // namespace revseg::ff
