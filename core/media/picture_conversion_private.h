// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: decoded planes to RGB.
#pragma once

#include "core/media/ffmpeg_private.h"

#include <QImage>

#include <optional>

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

/// What display needs: turned clockwise by 0, 90, 180 or 270 degrees, then left and right exchanged.
struct Orientation
{
    int rotation = 0;
    bool mirrored = false;

    bool operator==(const Orientation&) const = default;
};

/// From the stream's display matrix.
Orientation orientationOf(const AVStream& stream);
/// From the picture's own, which a photograph has (EXIF).
std::optional<Orientation> orientationOf(const AVFrame& picture);

QImage oriented(const QImage& image, Orientation orientation);

} // namespace revseg::ff
