// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/base/timebase.h"

#include <QString>

#include <vector>

namespace revseg {

/// What tells cheaply whether a medium is still the one it was: no contents are read. Of a folder of stills:
/// of all its pictures together, other files in it do not count.
struct MediaStamp
{
    qint64 bytes = 0;
    qint64 modified_ms = 0; ///< of the newest file, since 1970, UTC

    bool operator==(const MediaStamp&) const = default;
};

/// What is known of a video (a file, or a folder of stills) once it is open. `revseg probe` prints it.
struct VideoInfo
{
    enum class Kind { File, Stills };

    QString path; ///< as given
    Kind kind = Kind::File;
    Size coded;     ///< as decoded, before rotation
    Size native;    ///< after rotation, before sample aspect: the space of all prompts, boxes and masks
    Size display;   ///< after rotation and sample aspect
    int frames = 0; ///< exact once the index is complete
    double duration_s = 0;
    Rational rate; ///< frames a second, mean where it varies
    bool variable_rate = false;
    std::vector<double> times_s; ///< of each frame, from the start; only where the rate varies
    QString codec;
    QString pixel_format; ///< FFmpeg's name
    int bit_depth = 8;
    int rotation = 0;      ///< degrees clockwise that display needs: 0, 90, 180, 270
    bool mirrored = false; ///< once turned, left and right are exchanged
    Rational sample_aspect{1, 1};
    QString color_matrix;
    QString color_range;
    QString color_primaries;
    QString color_transfer;
    std::vector<FrameIndex> key_frames;
    std::vector<FrameRange> damaged; ///< concealed or lost, as far as known
    MediaStamp stamp;                ///< before its content was read; zero: nobody has looked
    QString sha256;                  ///< of the file's bytes; of stills: over names and contents
};

} // namespace revseg
