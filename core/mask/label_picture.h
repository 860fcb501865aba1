// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/mask.h"

#include <QImage>
#include <QList>
#include <QRgb>

#include <array>
#include <map>

namespace revseg {

/// The masks of one frame in one picture, as DAVIS and YouTube-VOS have them: one byte a pixel, 0 background,
/// 1…254 objects, 255 "void" (leave it out of any comparison).
struct LabelPicture
{
    static constexpr uint8_t kVoid = 255;

    Size size;
    std::vector<uint8_t> values; ///< row by row, without padding
    bool palette = true;         ///< false: a grey picture

    static LabelPicture blank(Size size);

    std::array<int64_t, 256> counts() const; ///< pixels of each value
    Mask mask(uint8_t value) const;
    std::map<int, Mask> masks() const; ///< of all objects that are there, by value; without void
    Mask foreground() const;           ///< everything that is not 0
    /// Over what is there. The mask is of the same size.
    void paint(const Mask& mask, uint8_t value);
};

/// The usual colours of the values: the bits of a value, three at a time, become the highest bits of red,
/// green and blue.
const QList<QRgb>& labelColors();

/// A palette or grey PNG of at most 8 bits. Corrupt when it is no picture or a colour picture.
Result<LabelPicture> readLabelPicture(const QString& path);
/// The size alone, without decoding.
Result<Size> labelPictureSize(const QString& path);

/// An 8-bit palette picture with labelColors(), or a grey one.
QImage labelImage(const LabelPicture& picture);

/// labelImage() as PNG. Not atomic: for files of a new folder. Unreadable also when the disk is full.
Result<void> writeLabelPicture(const QString& path, const LabelPicture& picture);

} // namespace revseg
