// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder.
#pragma once

#include "core/formats/exchange.h"

#include <QByteArray>

namespace revseg {

/// frames.csv: which frame of which file each picture is, so that nobody is one off.
class FrameTable
{
public:
    void add(const Sequence& sequence, const std::vector<FrameTime>& times);
    /// Only these frames.
    void add(const Sequence& sequence, const std::vector<FrameTime>& times, const std::vector<int>& frames);
    const QByteArray& text() const { return m_text; }

private:
    QByteArray m_text = "sequence,name,frame,pts,time_base,time_s,source_sha256\n";
};

/// Of all frames of a sequence; empty when there is no way to know.
Result<std::vector<FrameTime>> timesOf(const Sequence& sequence, const MediaAccess& media);

} // namespace revseg
