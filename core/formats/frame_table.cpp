// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/frame_table_p.h"

#include <numeric>

namespace revseg {

namespace {

/// A text cell as RFC 4180 has it.
QString cell(QString text)
{
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) &&
        !text.contains(QLatin1Char('\n')))
        return text;
    text.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

} // namespace

void FrameTable::add(const Sequence& sequence, const std::vector<FrameTime>& times)
{
    std::vector<int> all(size_t(sequence.frameCount()));
    std::iota(all.begin(), all.end(), 0);
    add(sequence, times, all);
}

void FrameTable::add(const Sequence& sequence, const std::vector<FrameTime>& times,
                     const std::vector<int>& frames)
{
    for (const int i : frames) {
        QStringList row{cell(sequence.name), cell(sequence.frame_names[i]), QString::number(i)};
        if (size_t(i) < times.size()) {
            const FrameTime& t = times[size_t(i)];
            row << (t.pts ? QString::number(*t.pts) : QString())
                << (t.pts ? QStringLiteral("%1/%2").arg(t.time_base.num).arg(t.time_base.den) : QString())
                << QString::number(t.time_s, 'f', 6);
        } else {
            row << QString() << QString() << QString();
        }
        row << sequence.sha256;
        m_text += row.join(QLatin1Char(',')).toUtf8() + '\n';
    }
}

Result<std::vector<FrameTime>> timesOf(const Sequence& sequence, const MediaAccess& media)
{
    if (!media.times || sequence.media.isEmpty())
        return std::vector<FrameTime>();
    return media.times(sequence.media);
}

} // namespace revseg
