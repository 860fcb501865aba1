// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/index_store_private.h"
#include "core/media/video_description_private.h"
#include "core/media/video_file_private.h"

#include <algorithm>

namespace revseg::ff {

namespace {
constexpr qint64 kBehindBytes = 256LL << 20; ///< for reading backward
} // namespace

Result<std::unique_ptr<VideoFile>> VideoFile::open(const QString& path, int threads, std::stop_token stop)
{
    std::unique_ptr<VideoFile> file(new VideoFile);
    file->m_path = path;
    auto decoder = Decoder::open(path, threads, stop);
    if (!decoder)
        return fail(decoder.error());
    file->m_decoder = std::move(*decoder);
    IndexStore store(path);
    if (!store.load(*file->m_index)) {
        if (auto done = buildIndex(*file->m_decoder, *file->m_index, stop); !done)
            return fail(done.error());
        store.save(*file->m_index);
        file->m_decoder->rewind();
    }
    if (auto looked = file->adoptPhoto(stop); !looked)
        return fail(looked.error());
    file->m_info = file->currentInfo();
    return file;
}

Result<std::unique_ptr<VideoFile>> VideoFile::openGrowing(const QString& path, std::stop_token stop)
{
    std::unique_ptr<VideoFile> file(new VideoFile);
    file->m_path = path;
    auto decoder = Decoder::open(path, 0, stop);
    if (!decoder)
        return fail(decoder.error());
    file->m_decoder = std::move(*decoder);
    if (!IndexStore(path).load(*file->m_index))
        file->growIndex();
    if (!file->m_index->waitFor(0, stop)) {
        return fail(stop.stop_requested() ? cancelled()
                                          : file->m_index->error().value_or(file->cannotDecode(0)));
    }
    if (auto looked = file->adoptPhoto(stop); !looked)
        return fail(looked.error());
    file->m_info = file->currentInfo();
    return file;
}

Result<std::unique_ptr<VideoFile>> VideoFile::openStill(const QString& path, std::stop_token stop)
{
    std::unique_ptr<VideoFile> file(new VideoFile);
    file->m_path = path;
    auto decoder = Decoder::open(path, 1, stop);
    if (!decoder)
        return fail(decoder.error());
    file->m_decoder = std::move(*decoder);
    const auto first = file->next(stop);
    if (!first)
        return fail(first.error());
    if (*first == nullptr)
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "No picture of “%1” can be decoded"),
                    {path});
    file->m_index->finish({{0, 0, -1, true, isDamaged(**first), false}}, true);
    if (file->isPhoto())
        file->m_photo = orientationOf(**first);
    file->m_current = file->made(0, *first);
    file->m_info = file->currentInfo();
    return file;
}

Result<VideoInfo> VideoFile::glance(const QString& path, std::stop_token stop)
{
    const auto file = openStill(path, std::move(stop));
    if (!file)
        return fail(file.error());
    VideoInfo info = (*file)->m_info;
    if (const int64_t duration = (*file)->m_decoder->input().duration; duration > 0)
        info.duration_s = double(duration) / AV_TIME_BASE;
    return info;
}

/// One picture in a file of its own.
bool VideoFile::isPhoto() const
{
    const QByteArray container(m_decoder->input().iformat->name);
    return container == "image2" || container.endsWith("_pipe");
}

Result<void> VideoFile::adoptPhoto(const std::stop_token& stop)
{
    if (!isPhoto())
        return {};
    const auto first = picture(0, stop, {});
    if (!first)
        return fail(first.error());
    m_photo = orientationOf(*first->planes);
    return {};
}

Result<std::unique_ptr<PictureSource>> VideoFile::again(std::stop_token stop) const
{
    std::unique_ptr<VideoFile> file(new VideoFile);
    file->m_path = m_path;
    file->m_info = m_info;
    file->m_index = m_index;
    file->m_photo = m_photo;
    auto decoder = Decoder::open(m_path, 1, std::move(stop));
    if (!decoder)
        return fail(decoder.error());
    file->m_decoder = std::move(*decoder);
    return file;
}

void VideoFile::growIndex()
{
    m_builder = std::jthread([path = m_path, index = m_index](std::stop_token stop) {
        const auto decoder = Decoder::open(path, 1, stop);
        const auto built =
            decoder ? buildIndex(**decoder, *index, stop) : Result<void>(fail(decoder.error()));
        if (built)
            IndexStore(path).save(*index);
        else if (!built.error().isCancelled())
            index->giveUp(built.error());
    });
}

Result<void> VideoFile::verify(std::stop_token stop, const ProgressFn& progress)
{
    m_decoder->watchSuspects();
    for (FrameIndex f = 0; f < m_index->count(); ++f) {
        if (const auto decoded = picture(f, stop, {}); !decoded && decoded.error().isCancelled())
            return fail(decoded.error());
        if (progress)
            progress({f + 1, m_index->count()});
    }
    // Not every decoder marks what it conceals, but all complain.
    const std::vector<IndexEntry> index = m_index->entries();
    for (const Decoder::Place& place : m_decoder->takeSuspects()) {
        const auto at = std::find_if(index.begin(), index.end(), [&](const IndexEntry& e) {
            return place.position >= 0 && e.position >= 0 ? e.position == place.position : e.pts == place.pts;
        });
        if (at != index.end())
            m_index->markDamaged(FrameIndex(at - index.begin()), false);
    }
    VideoInfo info = currentInfo();
    info.sha256 = m_info.sha256;
    info.stamp = m_info.stamp;
    m_info = std::move(info);
    return {};
}

VideoInfo VideoFile::currentInfo() const
{
    VideoInfo info = describe(*m_decoder, *m_index);
    if (m_photo)
        setOrientation(info, *m_photo);
    return info;
}

FrameTime VideoFile::frameTime(FrameIndex index) const
{
    const AVStream& stream = m_decoder->stream();
    const Rational base{stream.time_base.num, stream.time_base.den};
    if (m_index->isCounted())
        return {std::nullopt, base, index / m_info.rate.value()};
    const int64_t pts = m_index->entry(index).pts;
    return {pts, base, double(pts - m_index->entry(0).pts) * av_q2d(stream.time_base)};
}

Error VideoFile::cannotDecode(FrameIndex index) const
{
    return makeError(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "Frame %1 of “%2” cannot be decoded"),
                     {QString::number(index), m_path},
                     QT_TRANSLATE_NOOP("core", "go on with another frame, or get a fresh copy of the file"));
}

DecodedPicture VideoFile::made(FrameIndex index, Planes planes, bool lost)
{
    if (lost || isDamaged(*planes))
        m_index->markDamaged(index, lost);
    const bool damaged = m_index->entry(index).damaged;
    return {index, std::move(planes), damaged};
}

/// The next picture in output order; null at the end.
Result<VideoFile::Planes> VideoFile::next(std::stop_token stop)
{
    if (m_ahead)
        return std::exchange(m_ahead, nullptr);
    const auto picture = m_decoder->nextPicture(std::move(stop));
    if (!picture)
        return fail(picture.error());
    if (*picture == nullptr)
        return Planes();
    return Planes(av_frame_clone(*picture), [](const AVFrame* frame) {
        auto* const owned = const_cast<AVFrame*>(frame);
        Picture{owned};
    });
}

Result<DecodedPicture> VideoFile::picture(FrameIndex index, std::stop_token stop, const PassedFn& passed)
{
    if (!m_index->waitFor(index, stop)) {
        if (stop.stop_requested())
            return fail(cancelled());
        if (const auto error = m_index->error())
            return fail(*error);
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "“%1” has no frame %2: it has frames 0 to %3"),
                    {m_path, QString::number(index), QString::number(m_index->count() - 1)},
                    QT_TRANSLATE_NOOP("core", "choose one of these"));
    }
    if (m_current && m_current->index == index)
        return *m_current;
    if (const auto known = m_behind.find(index); known != m_behind.end())
        return known->second;
    // Who goes back will go on so: what comes out on the way to this picture is kept, so that a group of
    // pictures is not decoded once for each step. Who listens to `passed` keeps them himself.
    const bool back = m_current && index < m_current->index && !passed;
    m_behind.clear();
    const PassedFn keep = [this](const DecodedPicture& picture) {
        keepBehind(picture);
        return true;
    };
    const PassedFn& told = back ? keep : passed;
    return m_index->isCounted() ? byCount(index, stop, told) : byTime(index, stop, told);
}

/// The last of them, as far as they fit.
void VideoFile::keepBehind(const DecodedPicture& picture)
{
    m_behind[picture.index] = picture;
    const auto most = std::max<qint64>(1, kBehindBytes / std::max<qint64>(1, picture.bytes()));
    while (qint64(m_behind.size()) > most)
        m_behind.erase(m_behind.begin());
}

Result<DecodedPicture> VideoFile::byTime(FrameIndex index, const std::stop_token& stop,
                                         const PassedFn& passed)
{
    const int64_t target = m_index->entry(index).pts;
    // The key picture that is shown at or before the target: pictures that are shown before a key picture but
    // stored after it need the one before (open groups), and from there they come out whole.
    FrameIndex key = m_index->keyAtOrBefore(index);
    bool seeking = !m_current || m_current->index > index || key > m_current->index + 1;
    while (true) {
        if (seeking) {
            m_current.reset();
            m_ahead.reset();
            if (key == 0 || !m_decoder->seek(m_index->entry(key).seek)) {
                key = 0; // a file without an index cannot seek, but can be read again
                if (!m_decoder->rewind())
                    return fail(cannotDecode(index));
            }
        }
        std::optional<int64_t> begun;
        Planes beyond;
        while (true) {
            auto picture = next(stop);
            if (!picture) {
                m_current.reset();
                return fail(picture.error());
            }
            if (*picture == nullptr)
                break;
            const int64_t pts = (*picture)->pts;
            if (!begun)
                begun = pts;
            if (pts > target) {
                beyond = *picture;
                break;
            }
            const auto at = pts == target ? index : m_index->find(pts);
            if (!at)
                continue;
            m_current = made(*at, std::move(*picture));
            if (pts == target)
                return *m_current;
            if (passed && !passed(*m_current))
                return fail(cancelled());
        }
        // The container went too far, or the key picture itself is lost: begin earlier.
        if (key > 0 && seeking && (!begun || *begun > m_index->entry(key).pts)) {
            key = m_index->keyAtOrBefore(key - 1);
            continue;
        }
        if (!seeking && !m_current && !beyond) {
            seeking = true;
            continue;
        }
        // Nothing comes out for this packet: its neighbour stands in.
        if (!m_current && !beyond)
            return fail(cannotDecode(index));
        m_current = made(index, m_current ? m_current->planes : beyond, true);
        m_ahead = std::move(beyond);
        return *m_current;
    }
}

/// Where time stamps do not tell pictures apart: to a key picture that its place in the file tells, or else
/// to the start. Leaves that picture, or nothing, in m_current.
bool VideoFile::beginCounting(FrameIndex index, const std::stop_token& stop)
{
    m_current.reset();
    m_ahead.reset();
    const FrameIndex key = m_index->keyAtOrBefore(index);
    const IndexEntry entry = m_index->entry(key);
    if (key > 0 && entry.position >= 0 &&
        (entry.seek != AV_NOPTS_VALUE ? m_decoder->seek(entry.seek)
                                      : m_decoder->seekToByte(entry.position))) {
        // Some pictures come before it that belong to what precedes the key picture.
        for (int before = 0; before < 32; ++before) {
            auto picture = next(stop);
            if (!picture || *picture == nullptr)
                break;
            if ((*picture)->pkt_pos != entry.position)
                continue;
            m_current = made(key, std::move(*picture));
            return true;
        }
    }
    return m_decoder->rewind();
}

Result<DecodedPicture> VideoFile::byCount(FrameIndex index, const std::stop_token& stop,
                                          const PassedFn& passed)
{
    const FrameIndex key = m_index->keyAtOrBefore(index);
    bool fromStart = false;
    if (!m_current || m_current->index > index || m_current->index < key) {
        if (!beginCounting(index, stop))
            return fail(cannotDecode(index));
        fromStart = !m_current;
    }
    while (!m_current || m_current->index < index) {
        auto picture = next(stop);
        if (!picture) {
            m_current.reset();
            return fail(picture.error());
        }
        const FrameIndex at = m_current ? m_current->index + 1 : 0;
        const int64_t position = m_index->entry(at).position;
        const bool amiss = *picture == nullptr || (position >= 0 && (*picture)->pkt_pos != position);
        if (amiss && !fromStart) {
            // What came out is not what came out when the file was read from its start.
            m_current.reset();
            if (!m_decoder->rewind())
                return fail(cannotDecode(index));
            fromStart = true;
            continue;
        }
        if (*picture == nullptr) {
            if (!m_current)
                return fail(cannotDecode(index));
            m_current = made(index, m_current->planes, true);
            break;
        }
        m_current = made(at, std::move(*picture));
        if (at != index && passed && !passed(*m_current))
            return fail(cancelled());
    }
    return *m_current;
}

Result<Frame> VideoFile::toFrame(const DecodedPicture& picture)
{
    Frame out;
    out.index = picture.index;
    out.time_s = frameTime(picture.index).time_s;
    out.image = oriented(m_converter.toRgb(*picture.planes), {m_info.rotation, m_info.mirrored});
    out.picture_type = av_get_picture_type_char(picture.planes->pict_type);
    out.damaged = picture.damaged;
    if (out.image.isNull())
        return fail(cannotDecode(picture.index));
    // A picture of another size in mid-stream is shown at the size of the video, where all masks live.
    if (out.image.width() != m_info.native.width || out.image.height() != m_info.native.height)
        out.image = out.image.scaled(m_info.native.width, m_info.native.height, Qt::IgnoreAspectRatio,
                                     Qt::SmoothTransformation);
    return out;
}

} // namespace revseg::ff
