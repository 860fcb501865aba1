// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/mask.h"

#include <QByteArray>
#include <QJsonValue>

namespace revseg {

/// COCO's run lengths: column by column over the whole picture, the first run of zeros; packed six bits a
/// character.
QByteArray cocoString(const Mask& mask);

/// Corrupt when the string is cut off, holds a foreign character, or does not add up to the size.
Result<Mask> maskFromCocoString(Size size, const QByteArray& text);

/// {"size":[height,width],"counts":"…"}
QJsonObject cocoRle(const Mask& mask);

/// An RLE as JSON has it: `counts` is a string or a list of numbers. Corrupt when it is neither or wrong.
Result<Mask> maskFromCocoRle(const QJsonValue& rle);

} // namespace revseg
