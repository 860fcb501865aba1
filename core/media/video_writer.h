// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/base/result.h"
#include "core/base/timebase.h"

#include <QImage>

#include <memory>

namespace revseg {

/// Encodes pictures as a video that plays everywhere; the file's suffix says as what: .mp4, .m4v, .mov and
/// .mkv hold H.264 (4:2:0, BT.709, limited range), .gif an endless GIF whose pictures have 256 colours each.
/// It is written beside its place and put there by finish(); without finish() nothing stays behind. One
/// thread at a time.
class VideoWriter
{
public:
    /// InvalidInput when no kind of video that can be written has the suffix of this path.
    static Result<void> checkSuffix(const QString& path);

    /// H.264: an odd width or height is made even by repeating the last column or row. GIF: times are
    /// hundredths of a second, and none of its pictures is shown for less than two, as viewers do not keep
    /// shorter ones: pictures in between are left out. Errors as of checkSuffix(); InvalidInput for a size
    /// that cannot be; Unreadable.
    static Result<std::unique_ptr<VideoWriter>> create(const QString& path, Size size,
                                                       Rational framesPerSecond);
    ~VideoWriter();
    VideoWriter(const VideoWriter&) = delete;
    VideoWriter& operator=(const VideoWriter&) = delete;

    /// The next frame; scaled when it has another size. Unreadable when the disk is full.
    Result<void> add(const QImage& picture);
    int64_t leftOut() const; ///< pictures that came too fast for a GIF
    /// Puts the file in its place. InvalidInput without a frame, or when it was called before.
    Result<void> finish();

private:
    struct Encoder;
    explicit VideoWriter(std::unique_ptr<Encoder> encoder);

    std::unique_ptr<Encoder> m_encoder;
};

} // namespace revseg
