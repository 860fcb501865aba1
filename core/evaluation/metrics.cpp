// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/metrics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>

namespace revseg {

namespace {

double meanOf(std::vector<double>::const_iterator first, std::vector<double>::const_iterator last)
{
    return std::accumulate(first, last, 0.0) / double(last - first);
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
    m_disk.clear();
    for (int dy = -m_radius; dy <= m_radius; ++dy) {
        int dx = 0;
        while ((dx + 1) * (dx + 1) + dy * dy <= m_radius * m_radius)
            ++dx;
        m_disk.push_back(dx);
    }
    m_pixels.assign(size_t(size.width + 1) * size_t(size.height + 1), 0);
    m_grown.assign(size_t(size.width + 2 * m_radius) * size_t(size.height + 2 * m_radius), 0);
}

/// A pixel is on the boundary when it differs from its right, lower or lower right neighbour. Outside of the
/// picture there is nothing to differ from: its edge is no boundary.
std::vector<Scorer::Edge> Scorer::boundary(const Mask& mask)
{
    std::vector<Edge> out;
    const auto bounds = mask.bounds();
    if (!bounds)
        return out;
    const int width = m_size.width;
    const int height = m_size.height;
    // Only around the object; what lies above and left of it differs from it as well.
    const int top = std::max(0, int(bounds->y1) - 1);
    const int bottom = std::min(height, int(bounds->y2));
    const int left = std::max(0, int(bounds->x1) - 1);
    const int right = std::min(width, int(bounds->x2));
    const auto stride = size_t(width) + 1;
    std::memset(m_pixels.data() + size_t(top) * stride, 0, size_t(bottom - top + 1) * stride);
    int64_t at = 0;
    for (size_t i = 0; i < mask.runs().size(); ++i) {
        int64_t left_over = mask.runs()[i];
        if ((i & 1) == 0) {
            at += left_over;
            continue;
        }
        while (left_over > 0) {
            const int64_t x = at % width;
            const int64_t n = std::min(left_over, width - x);
            std::memset(m_pixels.data() + size_t(at / width) * stride + size_t(x), 1, size_t(n));
            at += n;
            left_over -= n;
        }
    }
    // The border repeats the last column and row, so that nothing differs from it.
    for (int y = top; y < std::min(bottom + 1, height); ++y)
        m_pixels[size_t(y) * stride + size_t(width)] = m_pixels[size_t(y) * stride + size_t(width) - 1];
    if (bottom == height)
        std::memcpy(m_pixels.data() + size_t(height) * stride, m_pixels.data() + size_t(height - 1) * stride,
                    stride);
    for (int y = top; y < bottom; ++y) {
        const uint8_t* row = m_pixels.data() + size_t(y) * stride;
        const uint8_t* below = row + stride;
        for (int x = left; x < right; ++x) {
            if ((row[x] ^ row[x + 1]) | (row[x] ^ below[x]) | (row[x] ^ below[x + 1]))
                out.push_back({x, y});
        }
    }
    return out;
}

/// How many of `some` have one of `others` within the tolerance. Paints the disks of the others and wipes
/// them away again, which touches a small part of the picture only.
size_t Scorer::near(const std::vector<Edge>& some, const std::vector<Edge>& others)
{
    const auto stride = size_t(m_size.width + 2 * m_radius);
    const auto paint = [&](uint8_t value) {
        for (const Edge& e : others) {
            for (int dy = -m_radius; dy <= m_radius; ++dy) {
                const int half = m_disk[size_t(dy + m_radius)];
                std::memset(m_grown.data() + size_t(e.y + dy + m_radius) * stride +
                                size_t(e.x + m_radius - half),
                            value, size_t(2 * half + 1));
            }
        }
    };
    paint(1);
    const auto hits = size_t(std::count_if(some.begin(), some.end(), [&](const Edge& e) {
        return m_grown[size_t(e.y + m_radius) * stride + size_t(e.x + m_radius)] != 0;
    }));
    paint(0);
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
