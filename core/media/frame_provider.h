// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/frame.h"
#include "core/media/video_info.h"

#include <stop_token>

namespace revseg {

/// Exact frames of one video on demand, for workers (the chain, trackers, exports). Blocking; one thread at a
/// time.
class FrameProvider
{
public:
    virtual ~FrameProvider() = default;

    virtual const VideoInfo& info() const = 0;
    int frameCount() const { return info().frames; }

    /// InvalidInput when the index is past the end, Corrupt when nothing can be shown for it, Cancelled when
    /// stop was asked for.
    virtual Result<Frame> frame(FrameIndex index, std::stop_token stop = {}) = 0;
};

} // namespace revseg
