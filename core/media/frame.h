// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"

#include <QImage>

namespace revseg {

/// One decoded picture. Cheap to copy: the pixels are shared and must not be changed in place.
struct Frame
{
    FrameIndex index = 0;
    double time_s = 0;       ///< presentation time from the start of the stream
    QImage image;            ///< native pixels (rotated, before sample aspect), Format_RGB32, sRGB-like RGB
    char picture_type = '?'; ///< 'I', 'P', 'B', or '?'
    bool damaged = false;    ///< concealed by the decoder, or standing in for a lost picture
};

} // namespace revseg
