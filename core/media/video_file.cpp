// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video_file_private.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

extern "C" {
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
}

namespace revseg::ff {

namespace {

const char* const kNotVideo =
    QT_TRANSLATE_NOOP("core", "choose a video file, or a folder of pictures; if it is one, get a fresh copy");

/// Pictures beyond this are taken for damage: FFmpeg would ask for gigabytes.
constexpr int64_t kMostPixels = int64_t(16384) * 16384;

int interrupted(void* token)
{
    return static_cast<std::stop_token*>(token)->stop_requested() ? 1 : 0;
}

bool isDamaged(const AVFrame& picture)
{
    return (picture.flags & AV_FRAME_FLAG_CORRUPT) != 0 || picture.decode_error_flags != 0;
}

QString name(const char* text)
{
    return text == nullptr ? QStringLiteral("unknown") : QString::fromLatin1(text);
}

} // namespace

Result<std::unique_ptr<VideoFile>> VideoFile::open(const QString& path, int threads, std::stop_token stop)
{
    std::unique_ptr<VideoFile> file(new VideoFile);
    file->m_path = path;
    if (auto done = file->openStream(path, threads, stop); !done)
        return fail(done.error());
    if (auto done = file->scan(stop); !done)
        return fail(done.error());
    if (auto done = file->describe(); !done)
        return fail(done.error());
    return file;
}

Result<std::unique_ptr<VideoFile>> VideoFile::openStill(const QString& path, std::stop_token stop)
{
    std::unique_ptr<VideoFile> file(new VideoFile);
    file->m_path = path;
    if (auto done = file->openStream(path, 1, stop); !done)
        return fail(done.error());
    const auto picture = file->decodeNext(stop);
    if (!picture)
        return fail(picture.error());
    if (*picture == nullptr)
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "No picture of “%1” can be decoded"),
                    {path});
    file->m_index = {{0, 0, true, isDamaged(**picture)}};
    file->m_byCount = true;
    file->m_current = 0;
    if (auto done = file->describe(); !done)
        return fail(done.error());
    return file;
}

Result<void> VideoFile::openStream(const QString& path, int threads, std::stop_token stop)
{
    m_stop = stop;
    m_input.reset(avformat_alloc_context());
    m_input->interrupt_callback = {interrupted, &m_stop};
    AVFormatContext* input = m_input.release(); // freed by avformat_open_input when it fails
    // The "file:" protocol by name: a path is never taken for a URL.
    int code = avformat_open_input(&input, QByteArray("file:" + QFile::encodeName(path)).constData(), nullptr,
                                   nullptr);
    m_input.reset(input);
    if (stop.stop_requested())
        return fail(cancelled());
    if (code == AVERROR(EACCES) || code == AVERROR(EPERM))
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "“%1” may not be read"), {path},
                    QT_TRANSLATE_NOOP("core", "check the permissions of the file"));
    if (code < 0)
        return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "“%1” is not a video (%2)"),
                    {path, words(code)}, kNotVideo);
    code = avformat_find_stream_info(m_input.get(), nullptr);
    if (stop.stop_requested())
        return fail(cancelled());
    if (code < 0)
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” cannot be understood (%2)"),
                    {path, words(code)});
    for (unsigned i = 0; i < m_input->nb_streams && m_stream == nullptr; ++i) {
        AVStream* const s = m_input->streams[i];
        if (s->codecpar->codec_type == AVMEDIA_TYPE_VIDEO &&
            (s->disposition & AV_DISPOSITION_ATTACHED_PIC) == 0)
            m_stream = s;
        else
            s->discard = AVDISCARD_ALL;
    }
    if (m_stream == nullptr)
        return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "There is no picture in “%1”"), {path},
                    kNotVideo);
    for (unsigned i = unsigned(m_stream->index) + 1; i < m_input->nb_streams; ++i)
        m_input->streams[i]->discard = AVDISCARD_ALL;
    const AVCodecParameters* const par = m_stream->codecpar;
    if (int64_t(par->width) * par->height > kMostPixels)
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "The pictures of “%1” are too large (%2 × %3)"),
                    {path, QString::number(par->width), QString::number(par->height)});
    const AVCodec* const decoder = avcodec_find_decoder(par->codec_id);
    if (decoder == nullptr)
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "“%1” uses a codec that cannot be decoded (%2)"),
                    {path, name(avcodec_get_name(par->codec_id))});
    m_codec.reset(avcodec_alloc_context3(decoder));
    if (avcodec_parameters_to_context(m_codec.get(), par) < 0)
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” cannot be understood (%2)"),
                    {path, name("codec")});
    m_codec->thread_count = threads;
    m_codec->pkt_timebase = m_stream->time_base;
    code = avcodec_open2(m_codec.get(), decoder, nullptr);
    if (code < 0)
        return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "“%1” cannot be decoded (%2)"),
                    {path, words(code)});
    return {};
}

Result<void> VideoFile::scan(std::stop_token stop)
{
    bool good = true;
    int code = 0;
    while ((code = av_read_frame(m_input.get(), m_packet.get())) >= 0) {
        const bool ours = m_packet->stream_index == m_stream->index;
        if (ours && (m_packet->flags & AV_PKT_FLAG_DISCARD) == 0) {
            good = good && m_packet->pts != AV_NOPTS_VALUE;
            const bool key = (m_packet->flags & AV_PKT_FLAG_KEY) != 0;
            m_index.push_back({m_packet->pts, m_packet->dts != AV_NOPTS_VALUE ? m_packet->dts : m_packet->pts,
                               key, (m_packet->flags & AV_PKT_FLAG_CORRUPT) != 0});
        }
        av_packet_unref(m_packet.get());
        if (stop.stop_requested())
            return fail(cancelled());
    }
    std::sort(m_index.begin(), m_index.end(), [](const Entry& a, const Entry& b) { return a.pts < b.pts; });
    for (size_t i = 1; good && i < m_index.size(); ++i)
        good = m_index[i].pts != m_index[i - 1].pts;
    if (!good)
        return scanByDecoding(stop);
    if (!rewind())
        return scanByDecoding(stop);
    // Pictures before the first one that can be decoded have no number: FFmpeg does not show them either.
    const auto first = decodeNext(stop);
    if (!first)
        return fail(first.error());
    if (*first == nullptr || (*first)->pts == AV_NOPTS_VALUE)
        return scanByDecoding(stop);
    const int64_t start = (*first)->pts;
    m_index.erase(m_index.begin(), std::find_if(m_index.begin(), m_index.end(),
                                                [start](const Entry& e) { return e.pts >= start; }));
    if (m_index.empty() || m_index.front().pts != start)
        return scanByDecoding(stop);
    m_current = 0;
    noteDamage(0);
    // The last stretch shows whether every packet becomes one picture; a file that ends in the middle of one
    // does not.
    if (m_index.size() > 1) {
        const auto last = decodeTo(FrameIndex(m_index.size()) - 1, stop);
        if (!last && last.error().isCancelled())
            return fail(last.error());
        if (!last)
            return scanByDecoding(stop);
        noteDamage(FrameIndex(m_index.size()) - 1);
    }
    return {};
}

Result<void> VideoFile::scanByDecoding(std::stop_token stop)
{
    m_index.clear();
    m_byCount = true;
    if (!rewind()) {
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "“%1” can only be read once, from start to end"), {m_path});
    }
    std::vector<int64_t> times;
    bool unique = true;
    while (true) {
        const auto picture = decodeNext(stop);
        if (!picture)
            return fail(picture.error());
        if (*picture == nullptr)
            break;
        const int64_t pts = (*picture)->best_effort_timestamp;
        unique = unique && pts != AV_NOPTS_VALUE && (times.empty() || pts > times.back());
        times.push_back(pts);
        m_index.push_back({pts, pts, (*picture)->key_frame != 0, isDamaged(**picture)});
    }
    if (m_index.empty())
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "No picture of “%1” can be decoded"),
                    {m_path});
    if (!rewind()) {
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "“%1” can only be read once, from start to end"), {m_path});
    }
    m_current.reset();
    return {};
}

Result<void> VideoFile::describe()
{
    const AVCodecParameters* const par = m_stream->codecpar;
    m_info.path = m_path;
    m_info.kind = VideoInfo::Kind::File;
    m_info.frames = int(m_index.size());
    m_info.codec = name(avcodec_get_name(par->codec_id));
    const auto format = AVPixelFormat(par->format);
    m_info.pixel_format = name(av_get_pix_fmt_name(format));
    if (const AVPixFmtDescriptor* const d = av_pix_fmt_desc_get(format))
        m_info.bit_depth = d->comp[0].depth;
    m_info.coded = {par->width, par->height};
    m_info.rotation = rotationOf(*m_stream);
    const bool turned = m_info.rotation % 180 != 0;
    m_info.native = turned ? Size{par->height, par->width} : m_info.coded;
    const AVRational aspect = av_guess_sample_aspect_ratio(m_input.get(), m_stream, nullptr);
    m_info.sample_aspect =
        aspect.num > 0 && aspect.den > 0 ? Rational{aspect.num, aspect.den} : Rational{1, 1};
    const int wide = std::max(1, int(std::lround(par->width * m_info.sample_aspect.value())));
    m_info.display = turned ? Size{par->height, wide} : Size{wide, par->height};
    m_info.color_matrix = name(av_color_space_name(par->color_space));
    m_info.color_range = name(av_color_range_name(par->color_range));
    m_info.color_primaries = name(av_color_primaries_name(par->color_primaries));
    m_info.color_transfer = name(av_color_transfer_name(par->color_trc));

    // The rate that the pictures really have; the container's is a guess where it varies.
    AVRational rate = av_guess_frame_rate(m_input.get(), m_stream, nullptr);
    const size_t n = m_index.size();
    const double tick = av_q2d(m_stream->time_base);
    if (!m_byCount && n > 1) {
        const int64_t span = m_index.back().pts - m_index.front().pts;
        const double mean = double(span) / double(n - 1);
        for (size_t i = 1; i < n && !m_info.variable_rate; ++i)
            m_info.variable_rate =
                std::abs(double(m_index[i].pts - m_index[i - 1].pts) - mean) > std::max(1.01, mean * 0.05);
        if (m_info.variable_rate || rate.num <= 0)
            rate = av_d2q(double(n - 1) / (double(span) * tick), 1'000'000);
    }
    if (rate.num <= 0 || rate.den <= 0)
        rate = {25, 1};
    m_info.rate = {rate.num, rate.den};
    m_info.duration_s = !m_byCount && n > 1
                            ? double(m_index.back().pts - m_index.front().pts) * tick + 1 / av_q2d(rate)
                            : double(n) / av_q2d(rate);
    for (size_t i = 0; i < n; ++i) {
        if (m_index[i].key)
            m_info.key_frames.push_back(FrameIndex(i));
        if (!m_index[i].corrupt)
            continue;
        const auto index = FrameIndex(i);
        if (!m_info.damaged.empty() && m_info.damaged.back().last == index - 1)
            m_info.damaged.back().last = index;
        else
            m_info.damaged.push_back({index, index});
    }
    return {};
}

double VideoFile::timeOf(int64_t pts) const
{
    return double(pts - m_index.front().pts) * av_q2d(m_stream->time_base);
}

FrameTime VideoFile::frameTime(FrameIndex index) const
{
    const Rational base{m_stream->time_base.num, m_stream->time_base.den};
    if (m_byCount)
        return {std::nullopt, base, index / m_info.rate.value()};
    const int64_t pts = m_index[size_t(index)].pts;
    return {pts, base, timeOf(pts)};
}

Error VideoFile::cannotDecode(FrameIndex index) const
{
    return makeError(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "Frame %1 of “%2” cannot be decoded"),
                     {QString::number(index), m_path},
                     QT_TRANSLATE_NOOP("core", "go on with another frame, or get a fresh copy of the file"));
}

/// Of the picture that was decoded last.
void VideoFile::noteDamage(FrameIndex index)
{
    Entry& entry = m_index[size_t(index)];
    entry.corrupt = entry.corrupt || isDamaged(*m_picture);
}

bool VideoFile::rewind()
{
    avcodec_flush_buffers(m_codec.get());
    m_draining = false;
    m_decoded = 0;
    m_current.reset();
    const int64_t start =
        m_stream->start_time != AV_NOPTS_VALUE ? std::min<int64_t>(m_stream->start_time, 0) : 0;
    return avformat_seek_file(m_input.get(), m_stream->index, INT64_MIN, start, start, 0) >= 0 ||
           av_seek_frame(m_input.get(), m_stream->index, start, AVSEEK_FLAG_BACKWARD) >= 0 ||
           av_seek_frame(m_input.get(), -1, 0, AVSEEK_FLAG_BYTE) >= 0;
}

bool VideoFile::seekTo(size_t entry)
{
    avcodec_flush_buffers(m_codec.get());
    m_draining = false;
    m_current.reset();
    return av_seek_frame(m_input.get(), m_stream->index, m_index[entry].seek, AVSEEK_FLAG_BACKWARD) >= 0;
}

Result<const AVFrame*> VideoFile::decodeNext(std::stop_token stop)
{
    m_stop = stop;
    while (true) {
        if (stop.stop_requested())
            return fail(cancelled());
        const int got = avcodec_receive_frame(m_codec.get(), m_picture.get());
        if (got == 0) {
            ++m_decoded;
            return m_picture.get();
        }
        if (got == AVERROR_EOF || m_draining)
            return nullptr;
        if (got != AVERROR(EAGAIN))
            continue; // a damaged picture: the next ones may be whole
        const int read = av_read_frame(m_input.get(), m_packet.get());
        if (read < 0) {
            if (stop.stop_requested())
                return fail(cancelled());
            avcodec_send_packet(m_codec.get(), nullptr);
            m_draining = true;
            const int rest = avcodec_receive_frame(m_codec.get(), m_picture.get());
            if (rest < 0)
                return nullptr;
            ++m_decoded;
            m_draining = false; // more may follow: ask again until the end is told
            return m_picture.get();
        }
        if (m_packet->stream_index == m_stream->index)
            avcodec_send_packet(m_codec.get(), m_packet.get()); // an error here concerns one packet only
        av_packet_unref(m_packet.get());
    }
}

Result<const AVFrame*> VideoFile::decodeTo(FrameIndex index, std::stop_token stop)
{
    if (index < 0 || size_t(index) >= m_index.size()) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "“%1” has no frame %2: it has frames 0 to %3"),
                    {m_path, QString::number(index), QString::number(m_index.size() - 1)},
                    QT_TRANSLATE_NOOP("core", "choose one of these"));
    }
    if (m_current == index)
        return m_picture.get();
    if (m_byCount) {
        if (!m_current || *m_current > index) {
            if (!rewind())
                return fail(cannotDecode(index));
        }
        while (true) {
            const auto picture = decodeNext(stop);
            if (!picture) {
                m_current.reset(); // m_picture was emptied on the way
                return picture;
            }
            if (*picture == nullptr) {
                m_current.reset();
                return fail(cannotDecode(index));
            }
            m_current = FrameIndex(m_decoded - 1);
            if (*m_current == index)
                return *picture;
        }
    }
    const int64_t target = m_index[size_t(index)].pts;
    // The key picture that is shown at or before the target: pictures that are shown before a key picture but
    // stored after it need the one before (open groups), and from there they come out whole.
    auto key = size_t(index);
    const auto previousKey = [this](size_t i) {
        while (i > 0 && !m_index[i].key)
            --i;
        return i;
    };
    key = previousKey(key);
    bool seeking = !m_current || *m_current > index || FrameIndex(key) > *m_current + 1;
    while (true) {
        if (seeking && (key == 0 || !seekTo(key))) {
            key = 0; // a file without an index cannot seek, but can be read again
            if (!rewind())
                return fail(cannotDecode(index));
        }
        seeking = true;
        bool missed = false;
        while (true) {
            const auto picture = decodeNext(stop);
            if (!picture) {
                m_current.reset();
                return picture;
            }
            if (*picture == nullptr || (*picture)->pts > target) {
                missed = true;
                break;
            }
            if ((*picture)->pts == target) {
                m_current = index;
                return *picture;
            }
        }
        m_current.reset();
        if (!missed || key == 0)
            return fail(cannotDecode(index));
        key = previousKey(key - 1); // the container went too far: begin earlier
    }
}

Result<Frame> VideoFile::frame(FrameIndex index, std::stop_token stop)
{
    const auto picture = decodeTo(index, stop);
    if (!picture)
        return fail(picture.error());
    Frame out;
    out.index = index;
    out.time_s = frameTime(index).time_s;
    out.image = rotated(m_converter.toRgb(**picture), m_info.rotation);
    out.picture_type = av_get_picture_type_char((*picture)->pict_type);
    out.damaged = isDamaged(**picture) || m_index[size_t(index)].corrupt;
    if (out.image.isNull())
        return fail(cannotDecode(index));
    // A picture of another size in mid-stream is shown at the size of the video, where all masks live.
    if (out.image.width() != m_info.native.width || out.image.height() != m_info.native.height)
        out.image = out.image.scaled(m_info.native.width, m_info.native.height, Qt::IgnoreAspectRatio,
                                     Qt::SmoothTransformation);
    return out;
}

Result<QByteArray> VideoFile::planes(FrameIndex index, std::stop_token stop)
{
    const auto picture = decodeTo(index, stop);
    if (!picture)
        return fail(picture.error());
    const AVFrame& p = **picture;
    const auto format = AVPixelFormat(p.format);
    const int size = av_image_get_buffer_size(format, p.width, p.height, 1);
    if (size <= 0)
        return fail(cannotDecode(index));
    QByteArray out(size, Qt::Uninitialized);
    av_image_copy_to_buffer(reinterpret_cast<uint8_t*>(out.data()), size, p.data, p.linesize, format, p.width,
                            p.height, 1);
    return out;
}

} // namespace revseg::ff
