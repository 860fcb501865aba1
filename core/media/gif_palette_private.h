// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder.
#pragma once

#include <QImage>

#include <array>
#include <cstdint>

namespace revseg {

using GifPalette = std::array<uint32_t, 256>; ///< 0xffRRGGBB

/// The colours that tell a picture (Format_RGB32) best: the box of colours that holds most of it is halved
/// until there are 256 (median cut). Unused places repeat the first.
GifPalette gifPalette(const QImage& picture);

/// The picture in those colours, its errors spread over the neighbours (Floyd and Steinberg), into rows of
/// `stride` bytes.
void toPalette(const QImage& picture, const GifPalette& palette, uint8_t* values, qsizetype stride);

} // namespace revseg
