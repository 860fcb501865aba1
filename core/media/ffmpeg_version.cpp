// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/ffmpeg_version.h"

#include "core/media/ffmpeg_private.h"

namespace revseg {

QString ffmpegVersion()
{
    return QString::fromLatin1(av_version_info());
}

QString ffmpegLicence()
{
    return QString::fromLatin1(avcodec_license());
}

} // namespace revseg
