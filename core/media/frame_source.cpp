// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/frame_source.h"

#include "core/media/frame_cache_private.h"
#include "core/media/picture_source_private.h"

#include <QElapsedTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <thread>
#include <unistd.h>
#include <utility>

namespace revseg {

namespace {

/// Above this many frames a thumbnail is the nearest key frame: decoding the whole film for its strip takes
/// too long.
constexpr int kLongVideo = 3000;

constexpr int kTellEvery_ms = 200; ///< news of cache and index
constexpr int kShowEvery_ms = 200; ///< at the latest, while requests overtake each other
constexpr int kAheadPlaying = 60;  ///< frames decoded in advance
constexpr int kAheadPaused = 12;
constexpr int kReadyAhead = 3; ///< of these, made ready to be shown

qint64 memoryBytes()
{
    return qint64(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
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
    std::optional<Request> nextRequest(uint64_t served, const std::stop_token& over);
    bool waitForIndex(const Request& wanted, const std::stop_token& over);
    void serve(const Request& wanted, const std::stop_token& over);
    void readAhead(const Request& wanted, const std::stop_token& over);
    bool load(FrameIndex frame, const Request& wanted, const std::stop_token& over);
    std::optional<Frame> ready(FrameIndex frame);
    bool outdated(const Request& r) const { return newest.load() != r.number; }
    void makeThumbnails(std::stop_token over);
    void keep(const ff::DecodedPicture& picture);
    void tellNews(bool now = false);
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
    bool busy = true;                          ///< the decoder works: thumbnails wait
    std::shared_ptr<ff::PictureSource> reader; ///< set once; the decode thread alone takes pictures from it

    // Of the decode thread:
    QElapsedTimer lastTold;
    QElapsedTimer lastShown;
    bool cacheChanged = false; ///< since it was last told, as the next
    bool damageFound = false;
    int framesTold = 0;
    bool completeTold = false;

    std::jthread decoder;
    std::jthread thumbnailer;
};

FrameSource::FrameSource(const QString& path, qint64 cacheBytes, QObject* parent)
    : QObject(parent)
    , m_shared(std::make_unique<Shared>(*this, path, cacheBytes > 0 ? cacheBytes : defaultCacheLimit()))
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
    return m_shared->cache.frame(frame);
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

void FrameSource::setCacheLimit(qint64 bytes)
{
    m_shared->cache.setLimit(bytes > 0 ? bytes : defaultCacheLimit());
    Q_EMIT cacheChanged();
}

qint64 FrameSource::defaultCacheLimit()
{
    return std::clamp<qint64>(memoryBytes() / 4, 64 << 20, qint64(2) << 30);
}

qint64 FrameSource::largestCacheLimit()
{
    return std::max<qint64>(memoryBytes() / 4 * 3, 64 << 20);
}

void FrameSource::requestThumbnails(const std::vector<FrameIndex>& frames, int height)
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->thumbnails = {frames, height, m_shared->thumbnails.number + 1};
    }
    m_shared->wake.notify_all();
}

/// News of cache and index, not too often.
void FrameSource::Shared::tellNews(bool now)
{
    if (!now && lastTold.isValid() && lastTold.elapsed() < kTellEvery_ms)
        return;
    lastTold.start();
    if (std::exchange(cacheChanged, false))
        tell([this] { Q_EMIT source.cacheChanged(); });
    const auto error = reader->indexError();
    if (error && !completeTold)
        tell([this, e = *error] { Q_EMIT source.failed(e); });
    const bool complete = reader->isComplete() || error.has_value(); // no more will come
    const int known = reader->knownFrames();
    if (known != framesTold || complete != completeTold)
        tell([this, known, complete] { Q_EMIT source.indexGrew(known, complete); });
    framesTold = known;
    const bool ended = complete && !std::exchange(completeTold, complete);
    if (ended || std::exchange(damageFound, false))
        tell([this, info = reader->currentInfo()] { Q_EMIT source.described(info); });
}

void FrameSource::Shared::decode(std::stop_token over)
{
    auto opened = ff::PictureSource::openGrowing(path, over);
    if (!opened) {
        if (!opened.error().isCancelled())
            tell([this, error = opened.error()] { Q_EMIT source.failed(error); });
        return;
    }
    {
        const std::lock_guard lock(mutex);
        reader = std::move(*opened);
    }
    tell([this, info = reader->info()] { Q_EMIT source.opened(info); });
    tellNews(true);
    uint64_t served = 0;
    while (auto wanted = nextRequest(served, over)) {
        served = wanted->number;
        if (!waitForIndex(*wanted, over))
            continue;
        wanted->frame = std::clamp(wanted->frame, 0, reader->knownFrames() - 1);
        serve(*wanted, over);
    }
}

std::optional<FrameSource::Shared::Request> FrameSource::Shared::nextRequest(uint64_t served,
                                                                             const std::stop_token& over)
{
    std::unique_lock lock(mutex);
    busy = false;
    wake.notify_all();
    const auto asked = [&] { return request.number != served; };
    while (!asked() && !over.stop_requested()) {
        // What changed last is told as well, a little later.
        if (cacheChanged || damageFound || !completeTold) {
            wake.wait_for(lock, over, std::chrono::milliseconds(kTellEvery_ms), asked);
            lock.unlock();
            tellNews();
            lock.lock();
        } else {
            wake.wait(lock, over, asked);
        }
    }
    if (over.stop_requested())
        return std::nullopt;
    busy = true;
    return request;
}

/// False when the frame has been overtaken by a newer request, or will never be known.
bool FrameSource::Shared::waitForIndex(const Request& wanted, const std::stop_token& over)
{
    while (!reader->isComplete() && wanted.frame >= reader->knownFrames()) {
        if (over.stop_requested() || outdated(wanted))
            return false;
        if (reader->indexError())
            return false; // tellNews() says why
        std::unique_lock lock(mutex);
        wake.wait_for(lock, over, std::chrono::milliseconds(20), [&] { return outdated(wanted); });
        lock.unlock();
        tellNews();
    }
    return true;
}

void FrameSource::Shared::keep(const ff::DecodedPicture& picture)
{
    cacheChanged = true;
    damageFound = damageFound || (picture.damaged && !cache.contains(picture.index));
    cache.insert(picture);
    tellNews();
}

/// Into the cache, with all pictures that come out on the way.
bool FrameSource::Shared::load(FrameIndex frame, const Request& wanted, const std::stop_token& over)
{
    if (cache.contains(frame))
        return true;
    const bool asked = frame == wanted.frame;
    const auto decoded = reader->picture(frame, over, [&](const ff::DecodedPicture& passed) {
        keep(passed);
        // An overtaken request is given up, but not each time: while the pointer is dragged, pictures must
        // follow.
        return !outdated(wanted) || (asked && lastShown.isValid() && lastShown.elapsed() > kShowEvery_ms);
    });
    if (decoded)
        keep(*decoded);
    else if (asked && !decoded.error().isCancelled())
        tell([this, error = decoded.error()] { Q_EMIT source.failed(error); });
    return decoded.has_value();
}

std::optional<Frame> FrameSource::Shared::ready(FrameIndex frame)
{
    if (auto known = cache.frame(frame))
        return known;
    const auto picture = cache.picture(frame);
    if (!picture)
        return std::nullopt;
    const auto made = reader->toFrame(*picture);
    if (!made) {
        tell([this, error = made.error()] { Q_EMIT source.failed(error); });
        return std::nullopt;
    }
    cache.insert(*made);
    cacheChanged = true;
    return *made;
}

void FrameSource::Shared::serve(const Request& wanted, const std::stop_token& over)
{
    if (!load(wanted.frame, wanted, over))
        return;
    const auto frame = ready(wanted.frame);
    if (!frame)
        return;
    lastShown.start();
    tell([this, f = *frame] { Q_EMIT source.frameReady(f); });
    readAhead(wanted, over);
}

/// In the direction of play: a few frames are made ready to be shown, more are decoded. Going backward, a
/// group of pictures is decoded once, from its key picture, and kept as far as it fits.
void FrameSource::Shared::readAhead(const Request& wanted, const std::stop_token& over)
{
    const auto picture = cache.picture(wanted.frame);
    if (!picture)
        return;
    const bool playing = wanted.direction != PlayDirection::None;
    const int step = wanted.direction == PlayDirection::Backward ? -1 : 1;
    const auto fit = cache.limit() / 2 / std::max<qint64>(picture->bytes(), 1);
    const int ahead = int(std::min<qint64>(playing ? kAheadPlaying : kAheadPaused, fit));
    const auto gone = [&] { return over.stop_requested() || outdated(wanted); };
    for (int i = 1; i <= ahead; ++i) {
        const FrameIndex f = wanted.frame + i * step;
        if (f < 0 || f >= reader->knownFrames() || gone() || !load(f, wanted, over))
            break;
        if (i <= kReadyAhead)
            ready(f);
    }
    // A step back is as likely as one forward when nothing plays.
    if (!playing && wanted.frame > 0 && !gone() && cache.contains(wanted.frame - 1))
        ready(wanted.frame - 1);
}

void FrameSource::Shared::makeThumbnails(std::stop_token over)
{
    std::unique_ptr<ff::PictureSource> own;
    uint64_t served = 0;
    while (true) {
        Thumbnails wanted;
        {
            std::unique_lock lock(mutex);
            if (!wake.wait(lock, over, [&] { return reader && thumbnails.number != served && !busy; }))
                return;
            wanted = thumbnails;
        }
        served = wanted.number;
        if (!own) {
            auto opened = reader->again(over);
            if (!opened)
                return; // the decode thread has said why, or will
            own = std::move(*opened);
        }
        for (const FrameIndex index : wanted.frames) {
            {
                std::unique_lock lock(mutex);
                if (!wake.wait(lock, over, [&] { return !busy || thumbnails.number != served; }))
                    return;
                if (thumbnails.number != served || over.stop_requested())
                    break;
            }
            const bool isLong = own->knownFrames() > kLongVideo;
            auto picture = cache.picture(index);
            if (!picture) {
                // Whoever listens to what is passed gets it, and the reader keeps nothing of it: what a strip
                // of thumbnails needs is no memory beside the cache.
                const auto decoded = own->picture(isLong ? own->keyAtOrBefore(index) : index, over,
                                                  [](const ff::DecodedPicture&) { return true; });
                if (!decoded)
                    continue;
                picture = *decoded;
            }
            const auto frame = own->toFrame(*picture);
            if (!frame)
                continue;
            const QImage shown = displayImage(frame->image, own->info());
            const QImage small = shown.scaledToHeight(std::max(8, wanted.height), Qt::SmoothTransformation);
            tell([this, index, small] { Q_EMIT source.thumbnailReady(index, small); });
        }
    }
}

} // namespace revseg
