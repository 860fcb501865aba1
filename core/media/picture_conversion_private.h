// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: decoded planes to RGB.
#pragma once

#include "core/media/ffmpeg_private.h"

#include <QImage>

namespace revseg::ff {

/// Converts pictures of one video; keeps its tables between pictures. One thread at a time.
class Converter
{
public:
    /// Format_RGB32 at coded size. Matrix and range are the picture's; untagged ones are BT.709 from 720
    /// lines on, else BT.601, limited range; grey without a range is full range. Null when swscale refuses.
    QImage toRgb(const AVFrame& picture);

private:
    Scaler m_scaler;
};

/// Degrees clockwise that display needs (0, 90, 180, 270), from the stream's display matrix.
int rotationOf(const AVStream& stream);

QImage rotated(const QImage& image, int degrees);

} // namespace revseg::ff
