// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/media/frame_provider.h"

#include <memory>

namespace revseg {

struct ReaderOptions
{
    int threads = 0;   ///< for decoding; 0: all cores
    bool hash = false; ///< fill in VideoInfo::sha256 and stamp (reads the whole file once more)
    /// Decode every frame once, so that VideoInfo::damaged is complete. On one core: with several, FFmpeg 5.1
    /// may hand a picture out before it has marked it.
    bool verify = false;
    ProgressFn progress = {}; ///< of verifying, in frames
};

/// Exact frames of a video file or of a folder of stills, in any order. Opening reads through the packets
/// once, to know each frame's place; where time stamps are missing or doubled it decodes once. One thread at
/// a time.
class VideoReader : public FrameProvider
{
public:
    /// NotFound, Unreadable, Unsupported (not a video, no picture stream, a device), Corrupt (nothing can be
    /// decoded), Cancelled.
    static Result<std::unique_ptr<VideoReader>> open(const QString& path, const ReaderOptions& options = {},
                                                     std::stop_token stop = {});

    /// The decoded planes as FFmpeg has them, without padding: what `framemd5` hashes.
    virtual Result<QByteArray> planes(FrameIndex index, std::stop_token stop = {}) = 0;

    /// Only decodes, as far as to the planes: to measure, and to look for damage.
    virtual Result<void> decode(FrameIndex index, std::stop_token stop = {}) = 0;

    /// Without decoding. The index is within the video.
    virtual FrameTime frameTime(FrameIndex index) const = 0;

    /// The last key frame at or before this one, where decoding can begin.
    FrameIndex keyFrameBefore(FrameIndex index) const;
};

/// The picture at display size: a frame's image with the sample aspect applied.
QImage displayImage(const QImage& native, const VideoInfo& info);

/// The first frame at display size, without looking through the whole file. Errors as of VideoReader::open().
Result<QImage> firstFrame(const QString& path, std::stop_token stop = {});

/// Where the frame indices of large files are kept from one opening to the next; empty (as at the start):
/// nowhere. Safe to call from any thread.
void setIndexFolder(const QString& folder);

/// NotFound, or Unsupported for a device or a pipe.
Result<void> checkReadable(const QString& path);

/// SHA-256 of a file, or of the pictures of a folder with their names; lower-case hexadecimal.
Result<QString> contentHash(const QString& path, std::stop_token stop = {});

/// Pictures of a folder in natural order ("2.png" before "10.png"), absolute paths; other files are left out.
QStringList stillsIn(const QString& folder);

} // namespace revseg
