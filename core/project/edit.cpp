// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/edit.h"

#include "core/project/run_masks.h"

#include <algorithm>

namespace revseg {

namespace {

qsizetype bytesOf(const MaskChange& c)
{
    return qsizetype(sizeof(Change)) + (c.before ? c.before->bytes() : 0) + (c.after ? c.after->bytes() : 0);
}

qsizetype bytesOf(const TrackSetChange& c)
{
    qsizetype sum = qsizetype(sizeof(Change));
    for (const TrackSetPtr& set : {c.before, c.after}) {
        if (set)
            sum += bytesOf(*set);
    }
    return sum;
}

qsizetype bytesOf(const RecordChange<RunRecord>& c)
{
    return qsizetype(sizeof(Change)) + (c.before ? c.before->data.size() : 0) +
           (c.after ? c.after->data.size() : 0);
}

template <class Record>
qsizetype bytesOf(const RecordChange<Record>&)
{
    return qsizetype(sizeof(Change)) + 256; // names and notes, roughly
}

size_t weightOf(const TrackSetChange& c)
{
    return c.after ? maskCount(*c.after) : 0;
}

template <class Change>
size_t weightOf(const Change&)
{
    return 1;
}

} // namespace

Edit Edit::inverted() const
{
    Edit out{name, place, changes};
    std::reverse(out.changes.begin(), out.changes.end());
    for (Change& change : out.changes)
        std::visit([](auto& c) { std::swap(c.before, c.after); }, change);
    return out;
}

qsizetype Edit::bytes() const
{
    qsizetype sum = qsizetype(sizeof(Edit));
    for (const Change& change : changes)
        sum += std::visit([](const auto& c) { return bytesOf(c); }, change);
    return sum;
}

size_t Edit::weight() const
{
    size_t sum = 0;
    for (const Change& change : changes)
        sum += std::visit([](const auto& c) { return weightOf(c); }, change);
    return sum;
}

} // namespace revseg
