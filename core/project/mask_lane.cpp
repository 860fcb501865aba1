// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/mask_lane.h"

#include <QtEndian>

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {
constexpr int kEntryBytes = 8;
constexpr int kMaxChunks = 1 << 20; ///< 268 million frames; more in a file is damage
} // namespace

LaneEntry LaneEntry::of(const MaskRecordPtr& record)
{
    if (!record)
        return {};
    LaneEntry e;
    e.presence = record->presence;
    e.origin_checked = uint8_t(uint8_t(record->provenance.origin) | (record->checked ? 0x80 : 0));
    e.score_16 = uint16_t(std::lround(std::clamp(record->score, 0.0, 1.0) * 65535.0));
    e.area = uint32_t(record->mask.area());
    return e;
}

LaneEntry MaskLane::at(FrameIndex frame) const
{
    if (frame < 0)
        return {};
    const auto chunk = size_t(frame / kChunk);
    if (chunk >= m_chunks.size() || !m_chunks[chunk])
        return {};
    return (*m_chunks[chunk])[size_t(frame % kChunk)];
}

void MaskLane::set(FrameIndex frame, LaneEntry entry)
{
    const auto chunk = size_t(frame / kChunk);
    if (chunk >= m_chunks.size())
        m_chunks.resize(chunk + 1);
    std::shared_ptr<Chunk>& shared = m_chunks[chunk];
    if (!shared)
        shared = std::make_shared<Chunk>(kChunk);
    else if (shared.use_count() > 1)
        shared = std::make_shared<Chunk>(*shared);
    LaneEntry& now = (*shared)[size_t(frame % kChunk)];
    m_masks += int(entry.area > 0) - int(now.area > 0);
    now = entry;
}

std::vector<FrameIndex> MaskLane::frames() const
{
    std::vector<FrameIndex> out;
    for (size_t c = 0; c < m_chunks.size(); ++c) {
        for (size_t i = 0; m_chunks[c] && i < m_chunks[c]->size(); ++i) {
            if ((*m_chunks[c])[i].hasRecord())
                out.push_back(FrameIndex(c * kChunk + i));
        }
    }
    return out;
}

FrameIndex MaskLane::next(FrameIndex frame, int step) const
{
    const FrameIndex end = chunkCount() * kChunk;
    if (step < 0)
        frame = std::min(frame, end - 1);
    else
        frame = std::max(frame, 0);
    for (; frame >= 0 && frame < end; frame += step) {
        if (at(frame).hasRecord())
            return frame;
    }
    return -1;
}

QByteArray MaskLane::encodeChunk(int chunk) const
{
    if (size_t(chunk) >= m_chunks.size() || !m_chunks[size_t(chunk)])
        return {};
    const Chunk& entries = *m_chunks[size_t(chunk)];
    size_t count = entries.size();
    while (count > 0 && !entries[count - 1].hasRecord())
        --count;
    QByteArray out(qsizetype(count) * kEntryBytes, '\0');
    auto* to = reinterpret_cast<uchar*>(out.data());
    for (size_t i = 0; i < count; ++i, to += kEntryBytes) {
        to[0] = uchar(entries[i].presence);
        to[1] = entries[i].origin_checked;
        qToLittleEndian(entries[i].score_16, to + 2);
        qToLittleEndian(entries[i].area, to + 4);
    }
    return out;
}

bool MaskLane::decodeChunk(int chunk, const QByteArray& bytes)
{
    if (chunk < 0 || chunk >= kMaxChunks || bytes.size() % kEntryBytes != 0 ||
        bytes.size() > kChunk * kEntryBytes)
        return false;
    const auto* from = reinterpret_cast<const uchar*>(bytes.constData());
    for (int i = 0; i < bytes.size() / kEntryBytes; ++i, from += kEntryBytes) {
        LaneEntry e;
        if (from[0] > uchar(Presence::OutOfFrame) || (from[1] & 0x7F) > uchar(Provenance::Origin::Imported))
            return false;
        e.presence = Presence(from[0]);
        e.origin_checked = from[1];
        e.score_16 = qFromLittleEndian<quint16>(from + 2);
        e.area = qFromLittleEndian<quint32>(from + 4);
        set(chunk * kChunk + i, e);
    }
    return true;
}

} // namespace revseg
