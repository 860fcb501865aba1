// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: what a window needs beyond a VideoReader.
#pragma once

#include "core/media/decoded_picture_private.h"
#include "core/media/video_reader.h"

namespace revseg::ff {

class PictureSource : public VideoReader
{
public:
    /// For a window: the index of a file is made in the background while the first pictures are shown.
    static Result<std::unique_ptr<PictureSource>> openGrowing(const QString& path, std::stop_token stop);
    /// The same video for another thread, with the same index; decoding on one core.
    virtual Result<std::unique_ptr<PictureSource>> again(std::stop_token stop) const = 0;

    virtual int knownFrames() const = 0;  ///< so far
    virtual bool isComplete() const = 0;  ///< no more will come
    virtual std::optional<Error> indexError() const = 0;
    /// Info of what is known by now. The rest of the class goes by info(), which stays as it was at opening.
    virtual VideoInfo currentInfo() const = 0;
    virtual FrameIndex keyAtOrBefore(FrameIndex index) const = 0;

    /// Waits until the index reaches so far. Pictures on the way from a key picture are passed on too.
    virtual Result<DecodedPicture> picture(FrameIndex index, std::stop_token stop,
                                           const PassedFn& passed = {}) = 0;
    virtual Result<Frame> toFrame(const DecodedPicture& picture) = 0;

    Result<Frame> frame(FrameIndex index, std::stop_token stop) final;
    Result<QByteArray> planes(FrameIndex index, std::stop_token stop) final;
    Result<void> decode(FrameIndex index, std::stop_token stop) final;
};

} // namespace revseg::ff
