// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/exchange.h"
#include "core/mask/overlay.h"

namespace revseg {

/// Pictures of an overlay GIF are made smaller until neither side is longer than this.
inline constexpr int kGifSide = 640;

/// The video of a sequence with its masks in their objects' colours over it, at display size. The suffix of
/// `path` says what it becomes, as VideoWriter has it. `times` are those of the frames, or empty where they
/// are not known. Beside it there are `<base name>.frames.csv` and `<base name>.report.json`. The video is
/// opened again and its pictures are counted. All of it is there or nothing new is.
Result<ExchangeReport> writeOverlayVideo(MaskSource& source, size_t sequence, FrameProvider& video,
                                         const std::vector<FrameTime>& times, const QString& path,
                                         const OverlayStyle& style, const ProgressFn& progress,
                                         std::stop_token stop);

/// One such file for each sequence, `<sequence>.<suffix>` ("mp4", "gif"), and one frames.csv and report.json
/// for all, in a folder that is there whole or not at all.
Result<ExchangeReport> writeOverlayVideos(MaskSource& source, const QString& folder, const QString& suffix,
                                          const OverlayStyle& style, const WriteOptions& options,
                                          const ProgressFn& progress, std::stop_token stop);

/// What is written of a single frame.
enum class FramePicture {
    Overlay, ///< the picture with its masks over it, at display size
    Plain,   ///< the picture alone, at display size
    Mask     ///< a palette picture at native size whose values are the object ids
};

/// One frame of a sequence as PNG, read back and compared, with the same two files beside it.
Result<ExchangeReport> writeFramePicture(MaskSource& source, size_t sequence, FrameIndex frame,
                                         FrameProvider& video, const std::vector<FrameTime>& times,
                                         const QString& path, FramePicture kind, const OverlayStyle& style,
                                         std::stop_token stop);

} // namespace revseg
