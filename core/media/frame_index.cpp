// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/decoder_private.h"
#include "core/media/frame_index_private.h"

#include <QDataStream>
#include <QFileInfo>

#include <algorithm>
#include <map>
#include <set>

namespace revseg::ff {

namespace {

/// Of serialized(). A change of what is numbered changes it too: what is kept on disk must not outlive it.
constexpr quint32 kFormat = 2;
constexpr size_t kPublishEach = 64;
constexpr size_t kMostLead = 600; ///< pictures that are decoded to find the ones left out at the start

std::vector<FrameIndex> keysOf(const std::vector<IndexEntry>& entries)
{
    std::vector<FrameIndex> keys;
    for (size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].key)
            keys.push_back(FrameIndex(i));
    }
    return keys;
}

bool earlier(const IndexEntry& a, const IndexEntry& b)
{
    return a.pts < b.pts;
}

Error nothing(const Decoder& decoder)
{
    return makeError(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "No picture of “%1” can be decoded"),
                     {decoder.path()});
}

/// Publishes counted pictures while they come, so that a film can be looked at long before its last one is
/// counted. Where two pictures share a place in the file, places do not tell them apart and are not published:
/// such a film is counted from its start each time, until the whole of it is known.
class CountedSoFar
{
public:
    explicit CountedSoFar(FrameIndexTable& table) : m_table(table), m_on(table.beginCounting()) {}

    void tell(const std::vector<IndexEntry>& all)
    {
        if (!m_on)
            return;
        for (; m_seen < all.size(); ++m_seen) {
            const int64_t position = all[m_seen].position;
            m_unique = m_unique && position >= 0 && m_positions.insert(position).second;
        }
        // The last ones wait: what shares a place comes out side by side. The first come soon.
        const size_t ready = all.size() - std::min(all.size(), kHeldBack);
        if (ready < m_published + (m_published == 0 ? 1 : kPublishEach))
            return;
        std::vector<IndexEntry> more(all.begin() + qsizetype(m_published), all.begin() + qsizetype(ready));
        if (!m_unique) {
            for (IndexEntry& e : more)
                e.position = -1;
        }
        m_table.append(more);
        m_published = ready;
    }

private:
    static constexpr size_t kHeldBack = 4;

    FrameIndexTable& m_table;
    const bool m_on;
    bool m_unique = true;
    std::set<int64_t> m_positions;
    size_t m_seen = 0;
    size_t m_published = 0;
};

/// Counts the pictures by decoding all of them, which shows the damaged ones too.
Result<void> countPictures(Decoder& decoder, FrameIndexTable& table, const std::stop_token& stop)
{
    if (!decoder.rewind()) {
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "“%1” can only be read once, from start to end"),
                    {decoder.path()});
    }
    std::map<int64_t, int64_t> decodeTimes; // by byte position
    decoder.setPacketListener([&decodeTimes](const AVPacket& packet) {
        if (packet.pos >= 0)
            decodeTimes[packet.pos] = packet.dts;
    });
    decoder.watchSuspects();
    std::vector<IndexEntry> entries;
    CountedSoFar soFar(table);
    Result<void> result;
    while (true) {
        const auto picture = decoder.nextPicture(stop);
        if (!picture) {
            result = fail(picture.error());
            break;
        }
        if (*picture == nullptr)
            break;
        const AVFrame& p = **picture;
        const auto decoded = decodeTimes.find(p.pkt_pos);
        entries.push_back({p.best_effort_timestamp,
                           decoded != decodeTimes.end() ? decoded->second : AV_NOPTS_VALUE, p.pkt_pos,
                           p.key_frame != 0, isDamaged(p), false});
        soFar.tell(entries);
    }
    decoder.setPacketListener({});
    if (!result)
        return result;
    if (entries.empty())
        return fail(nothing(decoder));
    for (const Decoder::Place& place : decoder.takeSuspects()) {
        const auto at = std::find_if(entries.begin(), entries.end(), [&place](const IndexEntry& e) {
            return place.position >= 0 && e.position == place.position;
        });
        if (at != entries.end())
            at->damaged = true;
    }
    // Positions are of use only where they tell the pictures apart.
    std::vector<int64_t> positions;
    for (const IndexEntry& e : entries)
        positions.push_back(e.position);
    std::sort(positions.begin(), positions.end());
    if (positions.front() < 0 || std::adjacent_find(positions.begin(), positions.end()) != positions.end()) {
        for (IndexEntry& e : entries)
            e.position = -1;
    }
    table.finish(std::move(entries), true);
    return {};
}

/// Does the file end in the middle of a picture, as far as its packets tell? Only these containers know how
/// long a packet should be.
bool mayBeCut(Decoder& decoder, int64_t lastByte, bool marked)
{
    const QByteArray container(decoder.input().iformat->name);
    const bool knowsSizes = container.startsWith("mov") || container.startsWith("matroska");
    return marked || !knowsSizes || lastByte < 0 || lastByte > QFileInfo(decoder.path()).size();
}

/// Takes away the last pictures if they cannot be decoded, as FFmpeg does not show them either. False when
/// the pictures do not come as the packets promise.
Result<bool> trimEnd(Decoder& decoder, std::vector<IndexEntry>& entries, const std::stop_token& stop)
{
    size_t key = entries.size() - 1;
    while (key > 0 && !entries[key].key)
        --key;
    if (!(key == 0 ? decoder.rewind() : decoder.seek(entries[key].seek)))
        return false;
    int64_t last = AV_NOPTS_VALUE;
    while (true) {
        const auto picture = decoder.nextPicture(stop);
        if (!picture)
            return fail(picture.error());
        if (*picture == nullptr)
            break;
        last = std::max(last, (*picture)->pts);
    }
    if (last == AV_NOPTS_VALUE || last < entries[key].pts)
        return false;
    while (entries.back().pts > last)
        entries.pop_back();
    return true;
}

/// What comes out at the start of a file. Decoders leave out what they cannot make without the pictures
/// before, and FFmpeg gives it no number: up to `until`, only what is in `shown` counts.
struct Lead
{
    int64_t start = AV_NOPTS_VALUE; ///< time of the first picture
    int64_t until = AV_NOPTS_VALUE;
    std::set<int64_t> shown;
    bool orderly = true; ///< in the order of their times
};

/// A file that begins with a key picture leaves out none but those before its first picture. One that was cut
/// in mid-group may leave out some later: those that lie around its first key picture (open groups).
Result<Lead> readLead(Decoder& decoder, const std::stop_token& stop)
{
    std::vector<int64_t> keys;
    std::optional<bool> beginsWithKey;
    decoder.setPacketListener([&](const AVPacket& packet) {
        const bool key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
        beginsWithKey = beginsWithKey.value_or(key);
        if (key)
            keys.push_back(packet.pts);
    });
    Lead lead;
    Result<Lead> result;
    while (true) {
        const auto picture = decoder.nextPicture(stop);
        if (!picture) {
            result = fail(picture.error());
            break;
        }
        if (*picture == nullptr) {
            if (lead.shown.empty())
                result = fail(nothing(decoder));
            lead.until = INT64_MAX;
            break;
        }
        const int64_t pts = (*picture)->pts;
        if (lead.shown.empty())
            lead.start = pts;
        lead.orderly = lead.orderly && pts != AV_NOPTS_VALUE && (lead.shown.empty() || pts > lead.until);
        lead.until = pts;
        lead.shown.insert(pts);
        // The second key picture: what belongs to the first is over.
        if (!lead.orderly || beginsWithKey.value_or(true) || (keys.size() > 1 && pts >= keys[1]) ||
            lead.shown.size() >= kMostLead)
            break;
    }
    decoder.setPacketListener({});
    if (!result)
        return result;
    return lead;
}

} // namespace

int FrameIndexTable::count() const
{
    const std::lock_guard lock(m_mutex);
    return int(m_entries.size());
}

bool FrameIndexTable::isComplete() const
{
    const std::lock_guard lock(m_mutex);
    return m_complete;
}

bool FrameIndexTable::isCounted() const
{
    const std::lock_guard lock(m_mutex);
    return m_counted;
}

IndexEntry FrameIndexTable::entry(FrameIndex index) const
{
    const std::lock_guard lock(m_mutex);
    return m_entries.at(size_t(index));
}

std::vector<IndexEntry> FrameIndexTable::entries() const
{
    const std::lock_guard lock(m_mutex);
    return m_entries;
}

FrameIndex FrameIndexTable::keyAtOrBefore(FrameIndex index) const
{
    const std::lock_guard lock(m_mutex);
    const auto it = std::upper_bound(m_keys.begin(), m_keys.end(), index);
    return it == m_keys.begin() ? 0 : *std::prev(it);
}

std::optional<FrameIndex> FrameIndexTable::find(int64_t pts) const
{
    const std::lock_guard lock(m_mutex);
    const auto it = std::lower_bound(m_entries.begin(), m_entries.end(), pts,
                                     [](const IndexEntry& e, int64_t value) { return e.pts < value; });
    if (it == m_entries.end() || it->pts != pts)
        return std::nullopt;
    return FrameIndex(it - m_entries.begin());
}

bool FrameIndexTable::waitFor(FrameIndex index, const std::stop_token& stop) const
{
    std::unique_lock lock(m_mutex);
    m_grown.wait(lock, stop, [&] { return int(m_entries.size()) > index || m_complete || m_error; });
    return index >= 0 && index < int(m_entries.size());
}

std::optional<Error> FrameIndexTable::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

void FrameIndexTable::append(const std::vector<IndexEntry>& more)
{
    {
        const std::lock_guard lock(m_mutex);
        for (const IndexEntry& e : more) {
            if (e.key)
                m_keys.push_back(FrameIndex(m_entries.size()));
            m_entries.push_back(e);
        }
    }
    m_grown.notify_all();
}

bool FrameIndexTable::beginCounting()
{
    const std::lock_guard lock(m_mutex);
    m_counted = m_counted || m_entries.empty();
    return m_counted;
}

void FrameIndexTable::finish(std::vector<IndexEntry> all, bool counted)
{
    auto keys = keysOf(all);
    {
        const std::lock_guard lock(m_mutex);
        for (size_t i = 0; i < std::min(all.size(), m_entries.size()); ++i) {
            all[i].damaged = all[i].damaged || m_entries[i].damaged;
            all[i].lost = m_entries[i].lost;
        }
        m_entries = std::move(all);
        m_keys = std::move(keys);
        m_counted = counted;
        m_complete = true;
    }
    m_grown.notify_all();
}

void FrameIndexTable::giveUp(const Error& error)
{
    {
        const std::lock_guard lock(m_mutex);
        m_error = error;
    }
    m_grown.notify_all();
}

void FrameIndexTable::markDamaged(FrameIndex index, bool lost)
{
    const std::lock_guard lock(m_mutex);
    IndexEntry& entry = m_entries.at(size_t(index));
    entry.damaged = true;
    entry.lost = entry.lost || lost;
}

QByteArray FrameIndexTable::serialized() const
{
    const std::lock_guard lock(m_mutex);
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << kFormat << m_counted << quint32(m_entries.size());
    for (const IndexEntry& e : m_entries) {
        out << qint64(e.pts) << qint64(e.seek) << qint64(e.position)
            << quint8((e.key ? 1 : 0) | (e.damaged ? 2 : 0) | (e.lost ? 4 : 0));
    }
    return bytes;
}

bool FrameIndexTable::restore(const QByteArray& bytes, FrameIndexTable& table)
{
    QDataStream in(bytes);
    quint32 format = 0;
    bool counted = false;
    quint32 count = 0;
    in >> format >> counted >> count;
    if (in.status() != QDataStream::Ok || format != kFormat || count == 0 || count > quint32(bytes.size()))
        return false;
    std::vector<IndexEntry> entries(count);
    for (IndexEntry& e : entries) {
        qint64 pts = 0;
        qint64 seek = 0;
        qint64 position = 0;
        quint8 marks = 0;
        in >> pts >> seek >> position >> marks;
        e = {pts, seek, position, (marks & 1) != 0, (marks & 2) != 0, (marks & 4) != 0};
    }
    if (in.status() != QDataStream::Ok)
        return false;
    table.finish(std::move(entries), counted);
    return true;
}

Result<void> buildIndex(Decoder& decoder, FrameIndexTable& table, std::stop_token stop)
{
    const auto lead = readLead(decoder, stop);
    if (!lead)
        return fail(lead.error());
    if (!lead->orderly || !decoder.rewind())
        return countPictures(decoder, table, stop);

    // A packet that is decoded later is not shown before it is decoded: pictures before the decode time of
    // the last packet are all known, if the file keeps to that rule.
    std::vector<IndexEntry> all;
    std::multimap<int64_t, IndexEntry> open; // not yet published, by time
    std::vector<IndexEntry> ready;
    bool orderly = true;
    bool marked = false;
    int64_t lastDecodeTime = INT64_MIN;
    int64_t lastPublished = INT64_MIN;
    int64_t lastByte = 0;
    while (true) {
        const auto packet = decoder.nextPacket(stop);
        if (!packet)
            return fail(packet.error());
        if (*packet == nullptr)
            break;
        const AVPacket& p = **packet;
        if ((p.flags & AV_PKT_FLAG_DISCARD) != 0)
            continue;
        if (p.pts == AV_NOPTS_VALUE)
            return countPictures(decoder, table, stop);
        lastByte = p.pos < 0 || lastByte < 0 ? -1 : std::max(lastByte, p.pos + p.size);
        const bool corrupt = (p.flags & AV_PKT_FLAG_CORRUPT) != 0;
        marked = marked || corrupt;
        const IndexEntry entry{p.pts,   p.dts != AV_NOPTS_VALUE ? p.dts : p.pts,
                               p.pos,   (p.flags & AV_PKT_FLAG_KEY) != 0,
                               corrupt, false};
        if (entry.pts < lead->start || (entry.pts <= lead->until && lead->shown.count(entry.pts) == 0))
            continue;
        all.push_back(entry);
        orderly = orderly && p.dts != AV_NOPTS_VALUE && p.dts <= p.pts && p.dts >= lastDecodeTime;
        if (!orderly)
            continue;
        lastDecodeTime = p.dts;
        open.emplace(entry.pts, entry);
        while (!open.empty() && open.begin()->first < p.dts) {
            // Two at one time: from here on they have to be counted.
            orderly = orderly && open.begin()->first != lastPublished;
            if (!orderly)
                break;
            lastPublished = open.begin()->first;
            ready.push_back(open.begin()->second);
            open.erase(open.begin());
        }
        if (ready.size() >= kPublishEach) {
            table.append(ready);
            ready.clear();
        }
    }
    std::stable_sort(all.begin(), all.end(), earlier);
    const auto doubled = std::adjacent_find(all.begin(), all.end(),
                                            [](const auto& a, const auto& b) { return a.pts == b.pts; });
    if (doubled != all.end() || all.empty() || all.front().pts != lead->start)
        return countPictures(decoder, table, stop);
    if (all.size() > 1 && mayBeCut(decoder, lastByte, marked)) {
        const auto asPromised = trimEnd(decoder, all, stop);
        if (!asPromised)
            return fail(asPromised.error());
        if (!*asPromised)
            return countPictures(decoder, table, stop);
    }
    table.finish(std::move(all), false);
    return {};
}

} // namespace revseg::ff
