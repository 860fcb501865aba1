// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/decoder_private.h"

#include <QFile>

#include <algorithm>

namespace revseg::ff {

namespace {

thread_local int64_t complaintCount = 0;

void countErrors(void*, int level, const char*, va_list)
{
    if (level <= AV_LOG_ERROR)
        ++complaintCount;
}

const char* const kNotVideo =
    QT_TRANSLATE_NOOP("core", "choose a video file, or a folder of pictures; if it is one, get a fresh copy");

/// Pictures beyond this are refused before FFmpeg asks for their memory: a file of some bytes can claim any
/// size.
constexpr int64_t kMostPixels = int64_t(16384) * 8192;

/// A damaged picture is an error once; a decoder that does nothing else has no memory left, or worse.
constexpr int kMostFailures = 1000;

/// As avformat_find_stream_info(), which decodes too.
int findStreamInfo(AVFormatContext& input)
{
    std::vector<AVDictionary*> options(input.nb_streams, nullptr);
    for (AVDictionary*& each : options)
        av_dict_set_int(&each, "max_pixels", kMostPixels, 0);
    const int code = avformat_find_stream_info(&input, options.empty() ? nullptr : options.data());
    for (AVDictionary*& each : options)
        av_dict_free(&each);
    return code;
}

int interrupted(void* token)
{
    return static_cast<std::stop_token*>(token)->stop_requested() ? 1 : 0;
}

} // namespace

void beQuiet()
{
    av_log_set_callback(countErrors);
}

int64_t complaints()
{
    return complaintCount;
}

bool isDamaged(const AVFrame& picture)
{
    return (picture.flags & AV_FRAME_FLAG_CORRUPT) != 0 || picture.decode_error_flags != 0;
}

Result<std::unique_ptr<Decoder>> Decoder::open(const QString& path, int threads, std::stop_token stop)
{
    std::unique_ptr<Decoder> decoder(new Decoder);
    decoder->m_path = path;
    if (auto done = decoder->openInput(stop); !done)
        return fail(done.error());
    if (auto done = decoder->openCodec(threads); !done)
        return fail(done.error());
    return decoder;
}

Result<void> Decoder::openInput(std::stop_token stop)
{
    m_stop = stop;
    m_stream = nullptr;
    m_begun = false;
    m_input.reset(avformat_alloc_context());
    m_input->interrupt_callback = {interrupted, &m_stop};
    AVFormatContext* input = m_input.release(); // freed by avformat_open_input when it fails
    // The "file:" protocol by name: a path is never taken for a URL.
    int code = avformat_open_input(&input, QByteArray("file:" + QFile::encodeName(m_path)).constData(),
                                   nullptr, nullptr);
    m_input.reset(input);
    if (stop.stop_requested())
        return fail(cancelled());
    if (code == AVERROR(EACCES) || code == AVERROR(EPERM))
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "“%1” may not be read"), {m_path},
                    QT_TRANSLATE_NOOP("core", "check the permissions of the file"));
    if (code < 0)
        return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "“%1” is not a video (%2)"),
                    {m_path, words(code)}, kNotVideo);
    m_size = m_input->pb != nullptr ? avio_size(m_input->pb) : 0;
    code = findStreamInfo(*m_input);
    if (stop.stop_requested())
        return fail(cancelled());
    if (code < 0)
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” cannot be understood (%2)"),
                    {m_path, words(code)});
    for (unsigned i = 0; i < m_input->nb_streams; ++i) {
        AVStream* const s = m_input->streams[i];
        if (m_stream == nullptr && s->codecpar->codec_type == AVMEDIA_TYPE_VIDEO &&
            (s->disposition & AV_DISPOSITION_ATTACHED_PIC) == 0)
            m_stream = s;
        else
            s->discard = AVDISCARD_ALL;
    }
    if (m_stream == nullptr)
        return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "There is no picture in “%1”"),
                    {m_path}, kNotVideo);
    return {};
}

Result<void> Decoder::openCodec(int threads)
{
    const AVCodecParameters* const par = m_stream->codecpar;
    if (int64_t(par->width) * par->height > kMostPixels)
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "The pictures of “%1” are too large (%2 × %3)"),
                    {m_path, QString::number(par->width), QString::number(par->height)});
    const AVCodec* const decoder = avcodec_find_decoder(par->codec_id);
    if (decoder == nullptr)
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "“%1” uses a codec that cannot be decoded (%2)"),
                    {m_path, QString::fromLatin1(avcodec_get_name(par->codec_id))});
    m_codec.reset(avcodec_alloc_context3(decoder));
    if (avcodec_parameters_to_context(m_codec.get(), par) < 0)
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” cannot be understood (%2)"),
                    {m_path, QString::fromLatin1(decoder->name)});
    m_codec->thread_count = threads;
    m_codec->max_pixels = kMostPixels;
    m_codec->pkt_timebase = m_stream->time_base;
    const int code = avcodec_open2(m_codec.get(), decoder, nullptr);
    if (code < 0)
        return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "“%1” cannot be decoded (%2)"),
                    {m_path, words(code)});
    return {};
}

/// Leaves a packet of the stream in m_packet.
int Decoder::readPacket()
{
    if (m_waiting) {
        m_waiting = false;
        return 0;
    }
    while (true) {
        av_packet_unref(m_packet.get());
        const int code = av_read_frame(m_input.get(), m_packet.get());
        if (code < 0)
            return code;
        if (m_packet->stream_index != m_stream->index)
            continue;
        if (!m_begun) {
            m_begun = true;
            m_first = {m_packet->pts, m_packet->dts, m_packet->pos};
        }
        return 0;
    }
}

Result<const AVPacket*> Decoder::nextPacket(std::stop_token stop)
{
    m_stop = stop;
    const int code = readPacket();
    if (stop.stop_requested())
        return fail(cancelled());
    if (code >= 0)
        return m_packet.get();
    if (auto whole = checkEnd(); !whole)
        return fail(whole.error());
    return nullptr;
}

/// Nothing more could be read: is that the end of the file? Damage ends a file as well, as it does for
/// FFmpeg, but not a disk that fails, nor somebody who takes the file away.
Result<void> Decoder::checkEnd() const
{
    const AVIOContext* const io = m_input->pb;
    if (io == nullptr)
        return {};
    if (io->error < 0 && io->error != AVERROR_EOF && io->error != AVERROR_EXIT) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "“%1” cannot be read any further (%2)"),
                    {m_path, words(io->error)},
                    QT_TRANSLATE_NOOP("core", "check the disk or the connection, then open it again"));
    }
    if (avio_size(m_input->pb) < m_size) {
        return fail(ErrorKind::Unreadable,
                    QT_TRANSLATE_NOOP("core", "“%1” has become shorter since it was opened"), {m_path},
                    QT_TRANSLATE_NOOP("core", "wait until it is whole, then open it again"));
    }
    return {};
}

Result<const AVFrame*> Decoder::nextPicture(std::stop_token stop)
{
    m_stop = stop;
    m_complaints = complaints();
    int failures = 0;
    while (true) {
        if (stop.stop_requested())
            return fail(cancelled());
        const int got = avcodec_receive_frame(m_codec.get(), m_picture.get());
        if (m_watches && complaints() > m_complaints)
            m_suspects.push_back(m_lastSent);
        m_complaints = complaints();
        if (got == 0)
            return m_picture.get();
        if (got == AVERROR_EOF)
            return nullptr;
        if (got != AVERROR(EAGAIN)) {
            if (++failures < kMostFailures)
                continue; // a damaged picture: the next ones may be whole
            return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” cannot be decoded (%2)"),
                        {m_path, words(got)});
        }
        failures = 0;
        if (m_draining)
            return nullptr;
        if (readPacket() < 0) {
            if (stop.stop_requested())
                return fail(cancelled());
            if (auto whole = checkEnd(); !whole)
                return fail(whole.error());
            avcodec_send_packet(m_codec.get(), nullptr);
            m_draining = true;
            continue;
        }
        if (m_listener)
            m_listener(*m_packet);
        m_lastSent = {m_packet->pts, m_packet->pos};
        m_complaints = complaints();
        avcodec_send_packet(m_codec.get(), m_packet.get()); // an error here concerns one packet only
    }
}

void Decoder::forget()
{
    avcodec_flush_buffers(m_codec.get());
    m_draining = false;
    m_waiting = false;
}

/// The next packet is the first of the file. It stays to be used. The byte alone does not tell: several edits
/// of an edit list may begin at the same key picture.
bool Decoder::isAtStart()
{
    if (readPacket() < 0)
        return false;
    m_waiting = true;
    return m_first == Begin{m_packet->pts, m_packet->dts, m_packet->pos};
}

bool Decoder::rewind()
{
    forget();
    const int64_t start =
        m_stream->start_time != AV_NOPTS_VALUE ? std::min<int64_t>(m_stream->start_time, 0) : 0;
    if ((avformat_seek_file(m_input.get(), m_stream->index, INT64_MIN, start, start, 0) >= 0 ||
         av_seek_frame(m_input.get(), m_stream->index, start, AVSEEK_FLAG_BACKWARD) >= 0 ||
         av_seek_frame(m_input.get(), -1, 0, AVSEEK_FLAG_BYTE) >= 0) &&
        isAtStart())
        return true;
    // The container's index does not reach its beginning, or it has none.
    m_waiting = false;
    return openInput(m_stop) && isAtStart();
}

bool Decoder::seek(int64_t timestamp)
{
    forget();
    return av_seek_frame(m_input.get(), m_stream->index, timestamp, AVSEEK_FLAG_BACKWARD) >= 0;
}

bool Decoder::seekToByte(int64_t position)
{
    forget();
    return av_seek_frame(m_input.get(), -1, position, AVSEEK_FLAG_BYTE) >= 0;
}

} // namespace revseg::ff
