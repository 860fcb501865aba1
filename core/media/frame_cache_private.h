// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: decoded frames, bounded in bytes.
#pragma once

#include "core/media/frame.h"

#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace revseg {

/// Keeps the frames that are nearest to where the viewer is. Safe to use from several threads.
class FrameCache
{
public:
    explicit FrameCache(qint64 limit) : m_limit(limit) {}

    qint64 limit() const { return m_limit; }

    void setFocus(FrameIndex focus)
    {
        const std::lock_guard lock(m_mutex);
        m_focus = focus;
    }

    bool contains(FrameIndex index) const
    {
        const std::lock_guard lock(m_mutex);
        return m_frames.count(index) != 0;
    }

    std::optional<Frame> find(FrameIndex index) const
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_frames.find(index);
        return it != m_frames.end() ? std::optional(it->second) : std::nullopt;
    }

    void insert(const Frame& frame)
    {
        const std::lock_guard lock(m_mutex);
        if (m_frames.emplace(frame.index, frame).second)
            m_bytes += frame.image.sizeInBytes();
        while (m_bytes > m_limit && m_frames.size() > 1) {
            // The ends are farthest from the focus, for the frames between them are nearer to it.
            const auto first = m_frames.begin();
            const auto last = std::prev(m_frames.end());
            const bool dropFirst = std::abs(first->first - m_focus) >= std::abs(last->first - m_focus);
            const auto victim = dropFirst ? first : last;
            m_bytes -= victim->second.image.sizeInBytes();
            m_frames.erase(victim);
        }
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
        for (const auto& [index, frame] : m_frames) {
            if (!out.empty() && out.back().last == index - 1)
                out.back().last = index;
            else
                out.push_back({index, index});
        }
        return out;
    }

private:
    mutable std::mutex m_mutex;
    std::map<FrameIndex, Frame> m_frames;
    FrameIndex m_focus = 0;
    qint64 m_bytes = 0;
    const qint64 m_limit;
};

} // namespace revseg
