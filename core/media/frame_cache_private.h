// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: decoded pictures, bounded in bytes.
#pragma once

#include "core/media/decoded_picture_private.h"
#include "core/media/frame.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace revseg {

/// Keeps the pictures that are nearest to where the viewer is, as the decoder made them (about a third of the
/// size that they have on the screen), and those around it ready to be shown. Safe to use from several
/// threads.
class FrameCache
{
public:
    explicit FrameCache(qint64 limit) : m_limit(limit) {}

    qint64 limit() const
    {
        const std::lock_guard lock(m_mutex);
        return m_limit;
    }

    void setLimit(qint64 limit)
    {
        const std::lock_guard lock(m_mutex);
        m_limit = limit;
        trim();
    }

    void setFocus(FrameIndex focus)
    {
        const std::lock_guard lock(m_mutex);
        m_focus = focus;
    }

    bool contains(FrameIndex index) const
    {
        const std::lock_guard lock(m_mutex);
        return m_pictures.count(index) != 0;
    }

    std::optional<ff::DecodedPicture> picture(FrameIndex index) const
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_pictures.find(index);
        return it != m_pictures.end() ? std::optional(it->second) : std::nullopt;
    }

    /// Ready to be shown.
    std::optional<Frame> frame(FrameIndex index) const
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_frames.find(index);
        return it != m_frames.end() ? std::optional(it->second) : std::nullopt;
    }

    void insert(const ff::DecodedPicture& picture)
    {
        const std::lock_guard lock(m_mutex);
        if (m_pictures.emplace(picture.index, picture).second)
            m_bytes += picture.bytes();
        trim();
    }

    void insert(const Frame& frame)
    {
        const std::lock_guard lock(m_mutex);
        if (m_frames.emplace(frame.index, frame).second)
            m_bytes += frame.image.sizeInBytes();
        const auto most =
            std::clamp<qint64>(m_limit / kShare / std::max<qint64>(frame.image.sizeInBytes(), 1), 1, kReady);
        while (qint64(m_frames.size()) > most)
            drop(m_frames, [](const Frame& f) { return f.image.sizeInBytes(); });
        trim();
    }

    qint64 bytes() const
    {
        const std::lock_guard lock(m_mutex);
        return m_bytes;
    }

    std::vector<FrameRange> ranges() const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<FrameRange> out;
        for (const auto& [index, picture] : m_pictures) {
            if (!out.empty() && out.back().last == index - 1)
                out.back().last = index;
            else
                out.push_back({index, index});
        }
        return out;
    }

private:
    static constexpr qint64 kReady = 12; ///< frames kept ready to be shown,
    static constexpr qint64 kShare = 4;  ///< and the part of the memory that they may take

    template <class Map, class Bytes>
    void drop(Map& map, const Bytes& bytes)
    {
        // The ends are farthest from the focus, for what is between them is nearer to it.
        const auto first = map.begin();
        const auto last = std::prev(map.end());
        const bool dropFirst = std::abs(first->first - m_focus) >= std::abs(last->first - m_focus);
        const auto victim = dropFirst ? first : last;
        m_bytes -= bytes(victim->second);
        map.erase(victim);
    }

    void trim()
    {
        while (m_bytes > m_limit && (m_pictures.size() > 1 || m_frames.size() > 1)) {
            if (m_pictures.size() > 1)
                drop(m_pictures, [](const ff::DecodedPicture& p) { return p.bytes(); });
            else
                drop(m_frames, [](const Frame& f) { return f.image.sizeInBytes(); });
        }
    }

    mutable std::mutex m_mutex;
    std::map<FrameIndex, ff::DecodedPicture> m_pictures;
    std::map<FrameIndex, Frame> m_frames;
    FrameIndex m_focus = 0;
    qint64 m_bytes = 0;
    qint64 m_limit;
};

} // namespace revseg
