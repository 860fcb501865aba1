// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace revseg {

/// Size, precision, device and memory of the model of a "local:" spec, from its files' headers; or what is
/// wrong with the folder. Reads a few files.
QString modelDetails(const QString& spec);

} // namespace revseg
