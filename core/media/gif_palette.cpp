// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/gif_palette_private.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace revseg {

namespace {

constexpr int kBits = 5; ///< of a channel in the histogram
constexpr int kShift = 8 - kBits;

struct Bin
{
    std::array<int, 3> color{}; ///< of kBits
    std::array<int64_t, 3> sum{};
    int64_t count = 0;
};

struct Part
{
    size_t first = 0; ///< of the bins
    size_t last = 0;  ///< behind the last one
    int axis = 0;     ///< the widest channel
    int64_t weight = 0;
};

size_t binOf(int r, int g, int b)
{
    return (size_t(r >> kShift) << (2 * kBits)) | (size_t(g >> kShift) << kBits) | size_t(b >> kShift);
}

Part measured(const std::vector<Bin>& bins, size_t first, size_t last)
{
    Part part{first, last, 0, 0};
    int widest = -1;
    int64_t count = 0;
    for (int axis = 0; axis < 3; ++axis) {
        int low = 256;
        int high = -1;
        for (size_t i = first; i < last; ++i) {
            low = std::min(low, bins[i].color[size_t(axis)]);
            high = std::max(high, bins[i].color[size_t(axis)]);
        }
        if (high - low > widest) {
            widest = high - low;
            part.axis = axis;
        }
    }
    for (size_t i = first; i < last; ++i)
        count += bins[i].count;
    part.weight = count * widest; // a part of one colour cannot be halved
    return part;
}

} // namespace

GifPalette gifPalette(const QImage& picture)
{
    std::vector<Bin> all(size_t(1) << (3 * kBits));
    for (int y = 0; y < picture.height(); ++y) {
        const auto* const row = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        for (int x = 0; x < picture.width(); ++x) {
            const std::array<int, 3> c{qRed(row[x]), qGreen(row[x]), qBlue(row[x])};
            Bin& bin = all[binOf(c[0], c[1], c[2])];
            ++bin.count;
            for (size_t i = 0; i < 3; ++i) {
                bin.color[i] = c[i] >> kShift;
                bin.sum[i] += c[i];
            }
        }
    }
    std::erase_if(all, [](const Bin& bin) { return bin.count == 0; });

    std::vector<Part> parts{measured(all, 0, all.size())};
    while (parts.size() < GifPalette().size()) {
        const auto widest = std::max_element(
            parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.weight < b.weight; });
        if (widest->weight == 0)
            break;
        const Part part = *widest;
        const auto axis = size_t(part.axis);
        std::sort(all.begin() + qsizetype(part.first), all.begin() + qsizetype(part.last),
                  [axis](const Bin& a, const Bin& b) { return a.color[axis] < b.color[axis]; });
        int64_t count = 0;
        for (size_t i = part.first; i < part.last; ++i)
            count += all[i].count;
        size_t middle = part.first;
        for (int64_t before = 0; middle + 1 < part.last && before + all[middle].count / 2 < count / 2;
             ++middle)
            before += all[middle].count;
        middle = std::max(middle, part.first + 1);
        *widest = measured(all, part.first, middle);
        parts.push_back(measured(all, middle, part.last));
    }

    GifPalette palette{};
    for (size_t p = 0; p < parts.size(); ++p) {
        std::array<int64_t, 3> sum{};
        int64_t count = 0;
        for (size_t i = parts[p].first; i < parts[p].last; ++i) {
            count += all[i].count;
            for (size_t c = 0; c < 3; ++c)
                sum[c] += all[i].sum[c];
        }
        if (count > 0)
            palette[p] = qRgb(int(sum[0] / count), int(sum[1] / count), int(sum[2] / count));
    }
    for (size_t p = parts.size(); p < palette.size(); ++p)
        palette[p] = palette[0];
    return palette;
}

void toPalette(const QImage& picture, const GifPalette& palette, uint8_t* values, qsizetype stride)
{
    // Which place of the palette is nearest is looked for once for each colour of the histogram.
    std::vector<int16_t> known(size_t(1) << (3 * kBits), -1);
    const auto nearest = [&](int r, int g, int b) {
        int16_t& place = known[binOf(r, g, b)];
        if (place < 0) {
            int best = std::numeric_limits<int>::max();
            for (size_t p = 0; p < palette.size(); ++p) {
                const int dr = qRed(palette[p]) - r;
                const int dg = qGreen(palette[p]) - g;
                const int db = qBlue(palette[p]) - b;
                const int far = 2 * dr * dr + 4 * dg * dg + 3 * db * db; // the eye sees green best
                if (far < best) {
                    best = far;
                    place = int16_t(p);
                }
            }
        }
        return place;
    };
    const int width = picture.width();
    // Errors in sixteenths, with one pixel more at both ends.
    std::vector<std::array<int, 3>> here(size_t(width) + 2);
    std::vector<std::array<int, 3>> below(size_t(width) + 2);
    for (int y = 0; y < picture.height(); ++y) {
        const auto* const row = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        uint8_t* const out = values + y * stride;
        std::fill(below.begin(), below.end(), std::array<int, 3>{});
        for (int x = 0; x < width; ++x) {
            const auto at = size_t(x) + 1;
            const std::array<int, 3> color{qRed(row[x]), qGreen(row[x]), qBlue(row[x])};
            std::array<int, 3> wanted{};
            for (size_t c = 0; c < 3; ++c)
                wanted[c] = std::clamp(color[c] + here[at][c] / 16, 0, 255);
            const int16_t place = nearest(wanted[0], wanted[1], wanted[2]);
            out[x] = uint8_t(place);
            const QRgb got = palette[size_t(place)];
            const std::array<int, 3> error{wanted[0] - qRed(got), wanted[1] - qGreen(got),
                                           wanted[2] - qBlue(got)};
            for (size_t c = 0; c < 3; ++c) {
                here[at + 1][c] += 7 * error[c];
                below[at - 1][c] += 3 * error[c];
                below[at][c] += 5 * error[c];
                below[at + 1][c] += error[c];
            }
        }
        std::swap(here, below);
    }
}

} // namespace revseg
