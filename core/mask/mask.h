// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QImage>

#include <cstdint>
#include <optional>
#include <vector>

namespace revseg {

/// The pixels of one object on one frame: an immutable value at native size, held as run lengths. Row by row
/// over the whole picture, runs of zeros and ones in turn, the first of zeros (0 when the first pixel is
/// set). An empty mask (area 0) is a proper value and is not the same as "no mask".
class Mask
{
public:
    Mask() = default; ///< of size 0×0

    static Mask empty(Size size);
    static Mask filled(Size size, const Box& box); ///< pixels whose centres lie in the box
    /// Non-zero bytes are the object; `stride` is the distance of rows in bytes.
    static Mask fromBytes(Size size, const uint8_t* bytes, qsizetype stride);
    /// Runs as described above; Corrupt when they do not add up to the size.
    static Result<Mask> fromRuns(Size size, std::vector<uint32_t> runs);

    Size size() const { return m_size; }
    const std::vector<uint32_t>& runs() const { return m_runs; }
    int64_t area() const { return m_area; }
    bool isEmpty() const { return m_area == 0; }
    std::optional<Box> bounds() const; ///< tight box; none when empty
    std::optional<Point> centroid() const;
    bool contains(int x, int y) const;

    /// 0 and `value`, one byte a pixel, rows packed without padding.
    std::vector<uint8_t> toBytes(uint8_t value = 1) const;

    Mask united(const Mask& other) const; ///< of the same size, like the following
    Mask intersected(const Mask& other) const;
    Mask subtracted(const Mask& other) const;
    int64_t intersectionArea(const Mask& other) const;
    double iou(const Mask& other) const; ///< 1 when both are empty

    /// Compressed form for storage; stable across versions and machines.
    QByteArray encode() const;
    static Result<Mask> decode(const QByteArray& bytes);

    bool operator==(const Mask&) const = default;

private:
    Size m_size;
    std::vector<uint32_t> m_runs;
    int64_t m_area = 0;
};

} // namespace revseg
