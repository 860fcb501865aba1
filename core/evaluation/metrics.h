// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/mask.h"

#include <cstdint>
#include <vector>

namespace revseg {

/// J and F of one object on one frame, as the official DAVIS code defines them.
struct FrameScore
{
    double j = 0; ///< intersection over union; 1 when both are empty
    double f = 0; ///< harmonic mean of precision and recall of the boundaries; 1 when neither has one
};

/// Scores masks of one size. Holds the working memory: use one for each thread.
class Scorer
{
public:
    /// Pixels within this many of a boundary count as hit: ceil(0.008 × diagonal).
    static int tolerance(Size size);

    FrameScore score(const Mask& truth, const Mask& prediction);

private:
    struct Edge
    {
        int x;
        int y;
    };
    /// A bit for each pixel, rows of whole words.
    using Bits = std::vector<uint64_t>;

    void prepare(Size size);
    std::vector<Edge> boundary(const Mask& mask);
    size_t near(const std::vector<Edge>& some, const std::vector<Edge>& others);
    bool isNear(const Edge& edge) const;

    Size m_size;
    int m_radius = 0;
    size_t m_words = 0;      ///< in a row, with room for one column more
    std::vector<int> m_disk; ///< half width of the disk's rows 0 to radius
    Bits m_pixels;           ///< of the mask at hand, with one row more
    Bits m_edges;            ///< of the boundary to be near to; empty between two calls
};

/// The three figures that DAVIS gives for a measure over the frames of a sequence.
struct MeasureStats
{
    double mean = 0;
    double recall = 0; ///< share of frames above 0.5
    double decay = 0;  ///< mean of the first quarter of the frames minus mean of the last
    std::vector<double> frames;

    /// At least one frame.
    static MeasureStats of(std::vector<double> frames);
};

} // namespace revseg
