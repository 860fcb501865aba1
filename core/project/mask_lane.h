// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/records.h"

#include <QByteArray>

#include <map>
#include <utility>
#include <vector>

namespace revseg {

/// What a timeline or a review shows of one object on one frame, without pixels. Eight bytes, so that 200
/// objects on 10,000 frames stay in memory.
struct LaneEntry
{
    Presence presence = Presence::NotLooked;
    uint8_t origin_checked = 0; ///< Provenance::Origin, and 0x80 when checked
    uint16_t score_16 = 0;      ///< score × 65535
    uint32_t area = 0;          ///< pixels

    static LaneEntry of(const MaskRecordPtr& record);

    bool hasRecord() const { return presence != Presence::NotLooked; }
    bool checked() const { return (origin_checked & 0x80) != 0; }
    Provenance::Origin origin() const { return Provenance::Origin(origin_checked & 0x7F); }
    double score() const { return score_16 / 65535.0; }
    bool operator==(const LaneEntry&) const = default;
};
static_assert(sizeof(LaneEntry) == 8);

/// The entries of one object over all frames, in chunks that are stored one by one. Copies share the chunks
/// that are alike, so that an edit costs what it touches and not what there is.
class MaskLane
{
public:
    static constexpr int kChunk = 256; ///< frames a chunk

    LaneEntry at(FrameIndex frame) const;
    void set(FrameIndex frame, LaneEntry entry);
    /// Frames with a mask that has an area. Counted as it changes: asking costs nothing.
    int maskCount() const { return m_masks; }
    /// Frames with a record, in order.
    std::vector<FrameIndex> frames() const;
    /// First frame at or after `frame` (going by `step`, +1 or −1) that has a record; −1 when there is none.
    FrameIndex next(FrameIndex frame, int step) const;

    int chunkCount() const { return int(m_chunks.size()); }
    /// Little-endian, trailing frames without a record left out; empty when the whole chunk is.
    QByteArray encodeChunk(int chunk) const;
    /// False when the bytes are no chunk.
    bool decodeChunk(int chunk, const QByteArray& bytes);

private:
    using Chunk = std::vector<LaneEntry>;         ///< kChunk entries
    std::vector<std::shared_ptr<Chunk>> m_chunks; ///< null: none has a record
    int m_masks = 0;
};

using LaneKey = std::pair<VideoId, ObjectId>;
using MaskLanes = std::map<LaneKey, MaskLane>;

} // namespace revseg
