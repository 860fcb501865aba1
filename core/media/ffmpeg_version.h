// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace revseg {

/// Of the FFmpeg libraries in use, e.g. "5.1.9", and their licence as they were built.
QString ffmpegVersion();
QString ffmpegLicence();

} // namespace revseg
