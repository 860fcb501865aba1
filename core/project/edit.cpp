// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/edit.h"

#include <algorithm>

namespace revseg {

namespace {

qsizetype bytesOf(const MaskChange& c)
{
    return qsizetype(sizeof(Change)) + (c.before ? c.before->bytes() : 0) + (c.after ? c.after->bytes() : 0);
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

} // namespace revseg
