// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/exchange.h"
#include "core/mask/overlay.h"

namespace revseg {

/// The video of a sequence with its masks in their objects' colours over it, at display size, as MP4. It is
/// there whole or not at all.
Result<ExchangeReport> writeOverlayVideo(MaskSource& source, size_t sequence, FrameProvider& video,
                                         const QString& path, const OverlayStyle& style,
                                         const ProgressFn& progress, std::stop_token stop);

/// One such file for each sequence, `<sequence>.mp4`, and frames.csv, in a folder that is there whole or not
/// at all.
Result<ExchangeReport> writeOverlayVideos(MaskSource& source, const QString& folder,
                                          const OverlayStyle& style, const WriteOptions& options,
                                          const ProgressFn& progress, std::stop_token stop);

} // namespace revseg
