// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: which picture of a file has which number.
#pragma once

#include "core/base/result.h"
#include "core/base/timebase.h"

#include <QByteArray>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace revseg::ff {

class Decoder;

/// One picture. Times are in units of the stream's time base.
struct IndexEntry
{
    int64_t pts = 0;       ///< where the file has none: a guess that nothing relies on
    int64_t seek = 0;      ///< time stamp to seek to when decoding begins here
    int64_t position = -1; ///< byte position of its packet, −1 where the format has none
    bool key = false;
    bool damaged = false; ///< marked by the container, or something was concealed
    bool lost = false;    ///< its packet gives no picture
};

/// The pictures of a file in presentation order. It may grow while it is used: what is in it stays as it is,
/// but for marks of damage. Safe to use from several threads.
class FrameIndexTable
{
public:
    int count() const;
    bool isComplete() const;
    /// Time stamps do not tell the pictures apart: they are counted, from the start or from a key picture.
    bool isCounted() const;
    IndexEntry entry(FrameIndex index) const;
    std::vector<IndexEntry> entries() const;
    FrameIndex keyAtOrBefore(FrameIndex index) const; ///< 0 where there is none
    /// The picture with this time stamp. Not for counted ones.
    std::optional<FrameIndex> find(int64_t pts) const;
    /// Is there a picture with this number? Waits until that is known.
    bool waitFor(FrameIndex index, const std::stop_token& stop) const;
    std::optional<Error> error() const; ///< why it could not be made

    void append(const std::vector<IndexEntry>& more);
    /// What is appended from now on is counted. False, and nothing changes, when there is something already:
    /// it was found by times.
    bool beginCounting();
    void finish(std::vector<IndexEntry> all, bool counted);
    void giveUp(const Error& error);
    void markDamaged(FrameIndex index, bool lost);

    QByteArray serialized() const;
    static bool restore(const QByteArray& bytes, FrameIndexTable& table);

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable_any m_grown;
    std::vector<IndexEntry> m_entries;
    std::vector<FrameIndex> m_keys;
    std::optional<Error> m_error;
    bool m_complete = false;
    bool m_counted = false;
};

/// Reads through the packets once; where time stamps are missing or doubled, decodes once. The decoder has
/// not been used yet, and is anywhere afterwards. Corrupt when nothing can be decoded, Cancelled.
Result<void> buildIndex(Decoder& decoder, FrameIndexTable& table, std::stop_token stop);

} // namespace revseg::ff
