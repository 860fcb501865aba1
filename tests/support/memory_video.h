// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/frame_provider.h"

#include <vector>

namespace revseg::test {

/// A video made of pictures in memory, all of one size.
class MemoryVideo final : public FrameProvider
{
public:
    explicit MemoryVideo(std::vector<QImage> pictures) : m_pictures(std::move(pictures))
    {
        m_info.path = QStringLiteral("memory");
        m_info.frames = int(m_pictures.size());
        if (!m_pictures.empty())
            m_info.coded = m_info.native = m_info.display = {m_pictures[0].width(), m_pictures[0].height()};
        m_info.rate = {25, 1};
    }

    const VideoInfo& info() const override { return m_info; }
    Result<Frame> frame(FrameIndex index, std::stop_token stop) override
    {
        if (stop.stop_requested())
            return fail(cancelled());
        if (index < 0 || index >= m_info.frames)
            return fail(ErrorKind::InvalidInput, "There is no such frame");
        Frame out;
        out.index = index;
        out.time_s = index / 25.0;
        out.image = m_pictures[size_t(index)];
        return out;
    }

private:
    std::vector<QImage> m_pictures;
    VideoInfo m_info;
};

} // namespace revseg::test
