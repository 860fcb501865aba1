// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"

#include <QImage>

#include <optional>

namespace revseg {

/// When a frame is shown.
struct FrameTime
{
    std::optional<int64_t> pts; ///< as stored, in units of time_base; none where the file has no such number
    Rational time_base;
    double time_s = 0; ///< from the start of the stream
};

/// One decoded picture. Cheap to copy: the pixels are shared and must not be changed in place.
struct Frame
{
    FrameIndex index = 0;
    double time_s = 0;       ///< presentation time from the start of the stream
    QImage image;            ///< native pixels (rotated, before sample aspect), Format_RGB32, sRGB-like RGB
    char picture_type = '?'; ///< 'I', 'P', 'B', or '?'
    bool damaged =
        false; ///< concealed or lost, as far as the decoder tells: with several threads it may miss one
};

} // namespace revseg
