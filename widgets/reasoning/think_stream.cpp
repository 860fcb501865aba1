// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/think_stream.h"

#include <algorithm>
#include <array>

namespace revseg {

namespace {

const std::array kTags{QStringLiteral("<think>"), QStringLiteral("</think>"), QStringLiteral("<answer>")};

bool mayBecomeTag(const QString& text, qsizetype at)
{
    const QStringView rest = QStringView(text).mid(at);
    return std::any_of(kTags.begin(), kTags.end(), [&](const QString& tag) { return tag.startsWith(rest); });
}

} // namespace

QString ThinkStream::feed(const QString& piece)
{
    QString out;
    if (m_over)
        return out;
    const QString text = m_kept + piece;
    m_kept.clear();
    qsizetype at = 0;
    while (at < text.size() && !m_over) {
        const qsizetype open = text.indexOf(QLatin1Char('<'), at);
        out += QStringView(text).mid(at, open < 0 ? -1 : open - at);
        if (open < 0)
            break;
        const auto tag = std::find_if(kTags.begin(), kTags.end(), [&](const QString& t) {
            return QStringView(text).mid(open).startsWith(t);
        });
        if (tag != kTags.end()) {
            m_over = *tag != kTags[0];
            at = open + tag->size();
        } else if (mayBecomeTag(text, open)) {
            m_kept = text.mid(open);
            break;
        } else {
            out += QLatin1Char('<');
            at = open + 1;
        }
    }
    if (!m_begun) {
        const auto first = std::find_if(out.cbegin(), out.cend(), [](QChar c) { return !c.isSpace(); });
        out.remove(0, first - out.cbegin());
        m_begun = !out.isEmpty();
    }
    return out;
}

} // namespace revseg
