// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/linkify.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace revseg {

std::vector<Mention> findMentions(const QString& text, const SampledFrames& samples, double announcedFps)
{
    static const QRegularExpression pattern(
        QStringLiteral("\\b(?:key)?frames?(?:[ _]?(?:idx|index|number|no\\.?))?\\s*[:#]?\\s*(\\d{1,4})\\b"
                       "|\\bindex\\s+(\\d{1,4})\\b"
                       "|\\b(\\d{1,4}(?:\\.\\d{1,3})?)\\s?(?:seconds?|secs?|s)\\b"
                       "|\\b(\\d{1,2}):(\\d{2}(?:\\.\\d{1,3})?)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    std::vector<Mention> out;
    if (samples.empty())
        return out;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto m = it.next();
        double sample = -1;
        if (m.hasCaptured(1))
            sample = m.captured(1).toInt();
        else if (m.hasCaptured(2))
            sample = m.captured(2).toInt();
        else if (m.hasCaptured(3))
            sample = std::floor(m.captured(3).toDouble() * announcedFps);
        else
            sample = std::floor((m.captured(4).toInt() * 60 + m.captured(5).toDouble()) * announcedFps);
        if (sample >= 0 && sample < double(samples.size()))
            out.push_back({m.capturedStart(), m.capturedLength(), samples[size_t(sample)].frame});
    }
    return out;
}

} // namespace revseg
