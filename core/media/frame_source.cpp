// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/frame_source.h"

#include "core/media/frame_cache_private.h"
#include "core/media/video_reader.h"

#include <QElapsedTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <thread>
#include <unistd.h>

namespace revseg {

namespace {

/// Above this many frames a thumbnail is the nearest key frame: decoding the whole film for its strip takes
/// too long.
constexpr int kLongVideo = 3000;

constexpr int kTellEvery_ms = 200; ///< news of the cache

qint64 defaultLimit()
{
    const qint64 memory = qint64(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
    return std::clamp<qint64>(memory / 4, 64 << 20, qint64(2) << 30);
}

} // namespace

struct FrameSource::Shared
{
    struct Request
    {
        FrameIndex frame = -1;
        PlayDirection direction = PlayDirection::None;
        uint64_t number = 0;
    };
    struct Thumbnails
    {
        std::vector<FrameIndex> frames;
        int height = 0;
        uint64_t number = 0;
    };

    Shared(FrameSource& s, QString p, qint64 limit) : source(s), path(std::move(p)), cache(limit) {}

    void decode(std::stop_token over);
    void serve(VideoReader& reader, const Request& wanted, std::stop_token over);
    bool fillBackward(VideoReader& reader, const Request& wanted, std::stop_token over);
    void readAhead(VideoReader& reader, const Request& wanted, std::stop_token over);
    bool outdated(const Request& r) const { return newest.load() != r.number; }
    int framesThatFit(const VideoInfo& info) const;
    void makeThumbnails(std::stop_token over);
    void keep(const Frame& frame);
    void tellCache();
    /// Runs on the source's thread, if it still lives.
    template <class Fn>
    void tell(Fn fn)
    {
        QMetaObject::invokeMethod(&source, std::move(fn), Qt::QueuedConnection);
    }

    FrameSource& source;
    const QString path;
    FrameCache cache;
    std::atomic<uint64_t> newest = 0;
    std::mutex mutex; ///< of the following
    std::condition_variable_any wake;
    Request request;
    Thumbnails thumbnails;
    bool busy = true;           ///< the decoder works: thumbnails wait
    QElapsedTimer lastTold;     ///< decode thread only, as the next
    bool cacheToBeTold = false; ///< changed since lastTold
    std::jthread decoder;
    std::jthread thumbnailer;
};

FrameSource::FrameSource(const QString& path, qint64 cacheBytes, QObject* parent)
    : QObject(parent)
    , m_shared(std::make_unique<Shared>(*this, path, cacheBytes > 0 ? cacheBytes : defaultLimit()))
{
    Shared* const s = m_shared.get();
    s->decoder = std::jthread([s](std::stop_token over) { s->decode(std::move(over)); });
    s->thumbnailer = std::jthread([s](std::stop_token over) { s->makeThumbnails(std::move(over)); });
}

FrameSource::~FrameSource()
{
    for (std::jthread* thread : {&m_shared->decoder, &m_shared->thumbnailer})
        thread->request_stop();
    for (std::jthread* thread : {&m_shared->decoder, &m_shared->thumbnailer})
        thread->join();
}

void FrameSource::request(FrameIndex frame, PlayDirection direction)
{
    m_shared->cache.setFocus(frame);
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->request = {frame, direction, ++m_shared->newest};
    }
    m_shared->wake.notify_all();
}

std::optional<Frame> FrameSource::cached(FrameIndex frame) const
{
    return m_shared->cache.find(frame);
}

std::vector<FrameRange> FrameSource::cachedRanges() const
{
    return m_shared->cache.ranges();
}

qint64 FrameSource::cacheBytes() const
{
    return m_shared->cache.bytes();
}

qint64 FrameSource::cacheLimit() const
{
    return m_shared->cache.limit();
}

void FrameSource::requestThumbnails(const std::vector<FrameIndex>& frames, int height)
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->thumbnails = {frames, height, m_shared->thumbnails.number + 1};
    }
    m_shared->wake.notify_all();
}

void FrameSource::Shared::tellCache()
{
    if (lastTold.isValid() && lastTold.elapsed() < kTellEvery_ms)
        return;
    lastTold.start();
    cacheToBeTold = false;
    tell([this] { Q_EMIT source.cacheChanged(); });
}

void FrameSource::Shared::decode(std::stop_token over)
{
    const auto reader = VideoReader::open(path, {}, over);
    if (!reader) {
        if (!reader.error().isCancelled())
            tell([this, error = reader.error()] { Q_EMIT source.failed(error); });
        return;
    }
    tell([this, info = (*reader)->info()] {
        Q_EMIT source.opened(info);
        Q_EMIT source.indexGrew(info.frames, true);
    });
    uint64_t served = 0;
    while (true) {
        Request wanted;
        {
            std::unique_lock lock(mutex);
            busy = false;
            wake.notify_all();
            const auto asked = [&] { return request.number != served; };
            // What changed last is told as well, a little later.
            if (cacheToBeTold &&
                !wake.wait_for(lock, over, std::chrono::milliseconds(kTellEvery_ms), asked) &&
                !over.stop_requested()) {
                tellCache();
            }
            if (!wake.wait(lock, over, asked) || over.stop_requested())
                return;
            wanted = request;
            busy = true;
        }
        served = wanted.number;
        wanted.frame = std::clamp(wanted.frame, 0, (*reader)->frameCount() - 1);
        serve(**reader, wanted, over);
    }
}

void FrameSource::Shared::keep(const Frame& frame)
{
    cache.insert(frame);
    cacheToBeTold = true;
    tellCache();
}

int FrameSource::Shared::framesThatFit(const VideoInfo& info) const
{
    const qint64 frame = qint64(info.native.width) * info.native.height * 4;
    return int(std::clamp<qint64>(cache.limit() / std::max<qint64>(frame, 1), 1, 100'000));
}

void FrameSource::Shared::serve(VideoReader& reader, const Request& wanted, std::stop_token over)
{
    std::optional<Frame> frame = cache.find(wanted.frame);
    if (!frame && wanted.direction == PlayDirection::Backward) {
        if (!fillBackward(reader, wanted, over))
            return;
        frame = cache.find(wanted.frame);
    }
    if (!frame) {
        const auto decoded = reader.frame(wanted.frame, over);
        if (!decoded) {
            if (!decoded.error().isCancelled())
                tell([this, error = decoded.error()] { Q_EMIT source.failed(error); });
            return;
        }
        keep(*decoded);
        frame = *decoded;
    }
    tell([this, f = *frame] { Q_EMIT source.frameReady(f); });
    readAhead(reader, wanted, over);
}

/// Going backward, a stretch up to the frame is decoded once and kept, so that the steps before it cost
/// nothing.
bool FrameSource::Shared::fillBackward(VideoReader& reader, const Request& wanted, std::stop_token over)
{
    const int most = std::min(60, framesThatFit(reader.info()) / 2);
    const FrameIndex from = std::max({reader.keyFrameBefore(wanted.frame), wanted.frame - most + 1, 0});
    for (FrameIndex f = from; f <= wanted.frame; ++f) {
        if (over.stop_requested() || (outdated(wanted) && f < wanted.frame - 1))
            return false;
        if (cache.contains(f))
            continue;
        const auto decoded = reader.frame(f, over);
        if (!decoded)
            return f != wanted.frame;
        keep(*decoded);
    }
    return true;
}

void FrameSource::Shared::readAhead(VideoReader& reader, const Request& wanted, std::stop_token over)
{
    const int fit = framesThatFit(reader.info());
    if (wanted.direction == PlayDirection::Backward) {
        // The stretch before this one, while there is still something left of it to play.
        FrameIndex gap = wanted.frame;
        while (gap > 0 && wanted.frame - gap < 30 && cache.contains(gap - 1))
            --gap;
        if (gap > 0 && wanted.frame - gap < 30 && fit > 8)
            fillBackward(reader, {gap - 1, PlayDirection::Backward, wanted.number}, over);
        return;
    }
    const int ahead = std::min(wanted.direction == PlayDirection::Forward ? 60 : 12, fit / 2);
    const FrameIndex last = std::min(wanted.frame + ahead, reader.frameCount() - 1);
    for (FrameIndex f = wanted.frame + 1; f <= last; ++f) {
        if (over.stop_requested() || outdated(wanted))
            return;
        if (cache.contains(f))
            continue;
        const auto decoded = reader.frame(f, over);
        if (!decoded)
            return; // told when it is asked for
        keep(*decoded);
    }
}

void FrameSource::Shared::makeThumbnails(std::stop_token over)
{
    std::unique_ptr<VideoReader> reader;
    uint64_t served = 0;
    while (true) {
        Thumbnails wanted;
        {
            std::unique_lock lock(mutex);
            if (!wake.wait(lock, over, [&] { return thumbnails.number != served && !busy; }))
                return;
            wanted = thumbnails;
        }
        served = wanted.number;
        if (!reader) {
            ReaderOptions options;
            options.threads = 1; // the picture that is looked at comes first
            auto opened = VideoReader::open(path, options, over);
            if (!opened)
                return; // the decode thread has said why
            reader = std::move(*opened);
        }
        for (const FrameIndex index : wanted.frames) {
            {
                std::unique_lock lock(mutex);
                if (!wake.wait(lock, over, [&] { return !busy || thumbnails.number != served; }))
                    return;
                if (thumbnails.number != served || over.stop_requested())
                    break;
            }
            auto frame = cache.find(index);
            if (!frame) {
                const bool isLong = reader->frameCount() > kLongVideo;
                const auto decoded = reader->frame(isLong ? reader->keyFrameBefore(index) : index, over);
                if (!decoded)
                    continue;
                frame = *decoded;
            }
            const QImage shown = displayImage(frame->image, reader->info());
            const QImage small = shown.scaledToHeight(std::max(8, wanted.height), Qt::SmoothTransformation);
            tell([this, index, small] { Q_EMIT source.thumbnailReady(index, small); });
        }
    }
}

} // namespace revseg
