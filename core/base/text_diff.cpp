// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_diff.h"

#include <QStringList>

#include <algorithm>

namespace revseg {

namespace {

constexpr qsizetype kMostCells =
    4'000'000; ///< of the table of common words: a few milliseconds and megabytes

QStringList wordsOf(const QString& text)
{
    return text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

class Changes
{
public:
    void add(TextChange::Kind kind, const QString& word)
    {
        if (m_out.empty() || m_out.back().kind != kind)
            m_out.push_back({kind, word});
        else
            m_out.back().text += QLatin1Char(' ') + word;
    }
    std::vector<TextChange> take() { return std::move(m_out); }

private:
    std::vector<TextChange> m_out;
};

} // namespace

std::vector<TextChange> textChanges(const QString& before, const QString& after)
{
    using Kind = TextChange::Kind;
    const QStringList a = wordsOf(before);
    const QStringList b = wordsOf(after);
    qsizetype first = 0;
    while (first < a.size() && first < b.size() && a[first] == b[first])
        ++first;
    qsizetype endA = a.size();
    qsizetype endB = b.size();
    while (endA > first && endB > first && a[endA - 1] == b[endB - 1]) {
        --endA;
        --endB;
    }
    Changes out;
    for (qsizetype i = 0; i < first; ++i)
        out.add(Kind::Same, a[i]);
    const qsizetype rows = endA - first;
    const qsizetype columns = endB - first;
    // common[i][j]: most words that the rests from i and j have in common.
    std::vector<quint16> common;
    const bool compared = rows > 0 && columns > 0 && (rows + 1) <= kMostCells / (columns + 1);
    if (compared) {
        common.assign(size_t((rows + 1) * (columns + 1)), 0);
        for (qsizetype i = rows - 1; i >= 0; --i) {
            for (qsizetype j = columns - 1; j >= 0; --j) {
                const size_t at = size_t(i * (columns + 1) + j);
                const size_t below = at + size_t(columns) + 1;
                common[at] = a[first + i] == b[first + j] ? quint16(common[below + 1] + 1)
                                                          : std::max(common[below], common[at + 1]);
            }
        }
    }
    qsizetype i = 0;
    qsizetype j = 0;
    while (compared && i < rows && j < columns) {
        const size_t at = size_t(i * (columns + 1) + j);
        if (a[first + i] == b[first + j]) {
            out.add(Kind::Same, a[first + i]);
            ++i;
            ++j;
        } else if (common[at + size_t(columns) + 1] >= common[at + 1]) {
            out.add(Kind::Removed, a[first + i++]);
        } else {
            out.add(Kind::Added, b[first + j++]);
        }
    }
    for (; i < rows; ++i)
        out.add(Kind::Removed, a[first + i]);
    for (; j < columns; ++j)
        out.add(Kind::Added, b[first + j]);
    for (qsizetype k = endA; k < a.size(); ++k)
        out.add(Kind::Same, a[k]);
    return out.take();
}

} // namespace revseg
