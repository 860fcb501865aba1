// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"

#include <QImage>
#include <QString>

namespace revseg {

/// Stretches a picture to a size, whatever its aspect ratio, by the bicubic filter (a = −0.5) with
/// antialiasing, the way image models prepare their input: the filter widens when shrinking, horizontal pass
/// first, 8-bit rounding after each pass. Integer arithmetic, so every machine gets the same pixels. The
/// result is Format_RGB888; null when either is empty.
QImage resizedBicubic(const QImage& image, Size size);

/// SHA-256, in hex, of the picture's RGB bytes, row by row without padding.
QString pictureHash(const QImage& image);

} // namespace revseg
