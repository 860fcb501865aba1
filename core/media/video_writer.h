// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/base/result.h"
#include "core/base/timebase.h"

#include <QImage>

#include <memory>

namespace revseg {

/// Encodes pictures as an H.264 MP4 that plays everywhere (4:2:0, BT.709, limited range). It is written
/// beside its place and put there by finish(); without finish() nothing stays behind. One thread at a time.
class VideoWriter
{
public:
    /// An odd width or height is made even by repeating the last column or row.
    static Result<std::unique_ptr<VideoWriter>> create(const QString& path, Size size,
                                                       Rational framesPerSecond);
    ~VideoWriter();
    VideoWriter(const VideoWriter&) = delete;
    VideoWriter& operator=(const VideoWriter&) = delete;

    /// The next frame; scaled when it has another size. Unreadable when the disk is full.
    Result<void> add(const QImage& picture);
    /// Puts the file in its place. InvalidInput without a frame, or when it was called before.
    Result<void> finish();

private:
    struct Encoder;
    explicit VideoWriter(std::unique_ptr<Encoder> encoder);

    std::unique_ptr<Encoder> m_encoder;
};

} // namespace revseg
