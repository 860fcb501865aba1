// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>

#include <compare>

namespace revseg {

/// A number that cannot be mistaken for another kind of number. 0 is "none".
template <class Tag>
struct Id
{
    qint64 value = 0;

    bool isValid() const { return value != 0; }
    auto operator<=>(const Id&) const = default;
    friend size_t qHash(Id id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using VideoId = Id<struct VideoTag>; ///< a video of a project
using ObjectId =
    Id<struct ObjectTag>; ///< an object of a video, from 1; its pixel value in palette pictures (1…254)
using QueryId = Id<struct QueryTag>; ///< a question about a video

} // namespace revseg
