// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: a picture as the decoder made it.
#pragma once

#include "core/base/timebase.h"
#include "core/media/ffmpeg_private.h"

#include <functional>

namespace revseg::ff {

/// Cheap to copy: the planes are shared with the decoder and never changed.
struct DecodedPicture
{
    FrameIndex index = 0;
    std::shared_ptr<const AVFrame> planes;
    bool damaged = false;

    qint64 bytes() const
    {
        qint64 sum = 0;
        for (const AVBufferRef* const buffer : planes->buf)
            sum += buffer != nullptr ? qint64(buffer->size) : 0;
        return sum;
    }
};

/// Told of each picture that is decoded on the way to another; false gives up the way.
using PassedFn = std::function<bool(const DecodedPicture&)>;

} // namespace revseg::ff
