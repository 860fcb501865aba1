// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/video_info.h"

#include <QStringList>

#include <stop_token>

namespace revseg {

/// All zero when there is nothing.
MediaStamp mediaStamp(const QString& path);

/// Video files of a folder by their suffix, in natural order, absolute paths; not of folders in it.
QStringList videosIn(const QString& folder);

/// What somebody means who adds this path: a file, a folder of stills, or all videos of a folder that holds
/// more of them than stills. What is nothing of that stays as it is, to be refused by whoever opens it.
QStringList mediaAt(const QString& path);

/// Suffixes that videosIn() looks for, without the dot.
const QStringList& videoSuffixes();

/// All that can be told of a video without looking through the whole of it: `frames` are those known so far
/// (1 of a file), duration and rate are the container's, `sha256` is empty. Errors as of VideoReader::open().
Result<VideoInfo> glance(const QString& path, std::stop_token stop = {});

} // namespace revseg
