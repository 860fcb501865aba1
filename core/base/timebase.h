// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace revseg {

/// 0-based position of a frame in presentation order. Never time × rate.
using FrameIndex = int;

/// A closed range of frames; empty when last < first.
struct FrameRange
{
    FrameIndex first = 0;
    FrameIndex last = -1;

    bool isEmpty() const { return last < first; }
    int count() const { return isEmpty() ? 0 : last - first + 1; }
    bool contains(FrameIndex f) const { return f >= first && f <= last; }
    bool operator==(const FrameRange&) const = default;
};

struct Rational
{
    int64_t num = 0;
    int64_t den = 1;

    double value() const { return den != 0 ? double(num) / double(den) : 0.0; }
    bool operator==(const Rational&) const = default;
};

} // namespace revseg
