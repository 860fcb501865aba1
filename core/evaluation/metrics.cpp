// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/metrics.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>

namespace revseg {

namespace {

double meanOf(std::vector<double>::const_iterator first, std::vector<double>::const_iterator last)
{
    return std::accumulate(first, last, 0.0) / double(last - first);
}

/// The pixels [from, to) of a row; to is above from.
void setBits(uint64_t* row, int from, int to)
{
    const uint64_t first = ~uint64_t(0) << (from % 64);
    const uint64_t last = ~uint64_t(0) >> (63 - (to - 1) % 64);
    uint64_t* const a = row + from / 64;
    uint64_t* const b = row + (to - 1) / 64;
    if (a == b) {
        *a |= first & last;
        return;
    }
    *a |= first;
    std::fill(a + 1, b, ~uint64_t(0));
    *b |= last;
}

} // namespace

int Scorer::tolerance(Size size)
{
    return int(std::ceil(0.008 * std::hypot(double(size.width), double(size.height))));
}

void Scorer::prepare(Size size)
{
    if (size == m_size)
        return;
    m_size = size;
    m_radius = tolerance(size);
    m_words = size_t(size.width) / 64 + 1;
    m_disk.clear();
    for (int dy = 0; dy <= m_radius; ++dy) {
        int dx = 0;
        while ((dx + 1) * (dx + 1) + dy * dy <= m_radius * m_radius)
            ++dx;
        m_disk.push_back(dx);
    }
    m_pixels.assign(m_words * size_t(size.height + 1), 0);
    m_edges.assign(m_words * size_t(size.height), 0);
}

/// A pixel is on the boundary when it differs from its right, lower or lower right neighbour. Outside of the
/// picture there is nothing to differ from: its edge is no boundary. 64 pixels are compared at a time.
std::vector<Scorer::Edge> Scorer::boundary(const Mask& mask)
{
    std::vector<Edge> out;
    const auto bounds = mask.bounds();
    if (!bounds)
        return out;
    const int width = m_size.width;
    const int height = m_size.height;
    // Only around the object; the row above it differs from it as well.
    const int top = std::max(0, int(bounds->y1) - 1);
    const int bottom = std::min(height, int(bounds->y2));
    std::fill(m_pixels.begin() + std::ptrdiff_t(size_t(top) * m_words),
              m_pixels.begin() + std::ptrdiff_t(size_t(bottom + 1) * m_words), 0);
    int64_t at = 0;
    for (size_t i = 0; i < mask.runs().size(); ++i) {
        int64_t left = mask.runs()[i];
        if ((i & 1) == 0) {
            at += left;
            continue;
        }
        while (left > 0) {
            const int64_t x = at % width;
            const int64_t n = std::min(left, width - x);
            setBits(m_pixels.data() + size_t(at / width) * m_words, int(x), int(x + n));
            at += n;
            left -= n;
        }
    }
    // The column and the row beyond the picture repeat its last ones, so that nothing differs from them.
    const auto last = size_t(width - 1);
    for (int y = top; y < std::min(bottom + 1, height); ++y) {
        uint64_t* const row = m_pixels.data() + size_t(y) * m_words;
        if ((row[last / 64] >> (last % 64) & 1U) != 0)
            row[(last + 1) / 64] |= uint64_t(1) << ((last + 1) % 64);
    }
    if (bottom == height)
        std::copy_n(m_pixels.begin() + std::ptrdiff_t(size_t(height - 1) * m_words), m_words,
                    m_pixels.begin() + std::ptrdiff_t(size_t(height) * m_words));
    const uint64_t lastBits = (uint64_t(1) << (width % 64)) - 1; // of the last word
    for (int y = top; y < bottom; ++y) {
        const uint64_t* const row = m_pixels.data() + size_t(y) * m_words;
        const uint64_t* const below = row + m_words;
        for (size_t w = 0; w < m_words; ++w) {
            const bool isLast = w + 1 == m_words;
            const uint64_t right = row[w] >> 1 | (isLast ? 0 : row[w + 1] << 63);
            const uint64_t belowRight = below[w] >> 1 | (isLast ? 0 : below[w + 1] << 63);
            uint64_t edges = (row[w] ^ right) | (row[w] ^ below[w]) | (row[w] ^ belowRight);
            if (isLast)
                edges &= lastBits;
            for (; edges != 0; edges &= edges - 1)
                out.push_back({int(w * 64) + std::countr_zero(edges), y});
        }
    }
    return out;
}

/// Whether a bit of m_edges lies in the disk around a pixel. Boundaries that match are close together, so
/// that the first rows tell.
bool Scorer::isNear(const Edge& edge) const
{
    const auto inRow = [&](int y, int half) {
        if (y < 0 || y >= m_size.height)
            return false;
        const uint64_t* const row = m_edges.data() + size_t(y) * m_words;
        const int from = std::max(0, edge.x - half);
        const int to = std::min(m_size.width - 1, edge.x + half);
        const uint64_t first = ~uint64_t(0) << (from % 64);
        const uint64_t last = ~uint64_t(0) >> (63 - to % 64);
        if (from / 64 == to / 64)
            return (row[from / 64] & first & last) != 0;
        if ((row[from / 64] & first) != 0 || (row[to / 64] & last) != 0)
            return true;
        return std::any_of(row + from / 64 + 1, row + to / 64, [](uint64_t w) { return w != 0; });
    };
    if (inRow(edge.y, m_disk[0]))
        return true;
    for (int dy = 1; dy <= m_radius; ++dy) {
        if (inRow(edge.y - dy, m_disk[size_t(dy)]) || inRow(edge.y + dy, m_disk[size_t(dy)]))
            return true;
    }
    return false;
}

/// How many of `some` have one of `others` within the tolerance.
size_t Scorer::near(const std::vector<Edge>& some, const std::vector<Edge>& others)
{
    const auto bitOf = [](const Edge& e) { return uint64_t(1) << (e.x % 64); };
    const auto wordOf = [this](const Edge& e) -> uint64_t& {
        return m_edges[size_t(e.y) * m_words + size_t(e.x / 64)];
    };
    for (const Edge& e : others)
        wordOf(e) |= bitOf(e);
    const auto hits =
        size_t(std::count_if(some.begin(), some.end(), [this](const Edge& e) { return isNear(e); }));
    for (const Edge& e : others)
        wordOf(e) = 0;
    return hits;
}

FrameScore Scorer::score(const Mask& truth, const Mask& prediction)
{
    Q_ASSERT(truth.size() == prediction.size());
    prepare(truth.size());
    FrameScore out;
    out.j = truth.iou(prediction);
    const auto inTruth = boundary(truth);
    const auto inPrediction = boundary(prediction);
    if (inTruth.empty() || inPrediction.empty()) {
        out.f = inTruth.empty() && inPrediction.empty() ? 1.0 : 0.0;
        return out;
    }
    const double precision = double(near(inPrediction, inTruth)) / double(inPrediction.size());
    const double recall = double(near(inTruth, inPrediction)) / double(inTruth.size());
    out.f = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0.0;
    return out;
}

MeasureStats MeasureStats::of(std::vector<double> values)
{
    MeasureStats out;
    const auto n = values.size();
    out.mean = meanOf(values.begin(), values.end());
    out.recall =
        double(std::count_if(values.begin(), values.end(), [](double v) { return v > 0.5; })) / double(n);
    // Edges of four bins: round(linspace(1, n, 5) + 1e-10) − 1, and each bin holds both of its ends.
    std::array<size_t, 5> edges{};
    for (size_t i = 0; i < edges.size(); ++i)
        edges[i] = size_t(std::nearbyint(1.0 + double(i) * (double(n) - 1.0) / 4.0 + 1e-10)) - 1;
    const auto bin = [&](size_t i) {
        return meanOf(values.begin() + std::ptrdiff_t(edges[i]),
                      values.begin() + std::ptrdiff_t(edges[i + 1]) + 1);
    };
    out.decay = bin(0) - bin(3);
    out.frames = std::move(values);
    return out;
}

} // namespace revseg
