// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/frame.h"
#include "core/media/video_info.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace revseg {

enum class PlayDirection { Backward = -1, None = 0, Forward = 1 };

/// Frames of one open video for a window. A thread of its own opens the file, decodes what is asked for (the
/// newest request wins), reads ahead in the direction of play, and keeps frames in a cache bounded in bytes;
/// a second one makes thumbnails when the first is idle. Everything public is for the thread that made it and
/// never blocks; signals arrive there too. Destroying it in the middle of work takes less than 100 ms.
class FrameSource final : public QObject
{
    Q_OBJECT
public:
    /// Opens at once, in the background. cacheBytes 0: a quarter of the memory, at most 2 GiB.
    explicit FrameSource(const QString& path, qint64 cacheBytes = 0, QObject* parent = nullptr);
    ~FrameSource() override;

    /// The frame comes by frameReady(), at once if it is in the cache. Clamped to the video; one that the
    /// index does not reach yet comes when it does.
    void request(FrameIndex frame, PlayDirection direction);
    /// Ready to be shown: those around the last request.
    std::optional<Frame> cached(FrameIndex frame) const;
    std::vector<FrameRange> cachedRanges() const;
    qint64 cacheBytes() const; ///< held now
    qint64 cacheLimit() const;
    void setCacheLimit(qint64 bytes); ///< as of the constructor; what is too much goes at once
    static qint64 defaultCacheLimit();
    static qint64 largestCacheLimit(); ///< that makes sense here: three quarters of the memory

    /// Small pictures of these frames, as they are ready; a newer call takes the place of an older one. In
    /// long videos the nearest key frame stands in.
    void requestThumbnails(const std::vector<revseg::FrameIndex>& frames, int height);

Q_SIGNALS:
    /// The first picture can be shown; the number of frames is that known so far.
    void opened(const revseg::VideoInfo& info);
    void failed(const revseg::Error& error);
    void indexGrew(int frames, bool complete); ///< at most five times a second
    /// All is known: the index is complete, or damage has been found.
    void described(const revseg::VideoInfo& info);
    void frameReady(const revseg::Frame& frame);
    void cacheChanged(); ///< at most five times a second
    void thumbnailReady(revseg::FrameIndex frame, const QImage& image);

private:
    struct Shared;
    std::unique_ptr<Shared> m_shared;
};

} // namespace revseg
