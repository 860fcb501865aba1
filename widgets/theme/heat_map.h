// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <algorithm>
#include <span>

namespace revseg {

/// The colour of a heat, 0…1: Viridis (Smith and van der Walt, CC0), which gets steadily lighter, so that it
/// is read without telling red from green, and in grey.
inline QColor heatColor(double heat)
{
    static constexpr int kStops[][3] = {{68, 1, 84},    {71, 44, 122},  {59, 81, 139},
                                        {44, 113, 142}, {33, 144, 141}, {39, 173, 129},
                                        {92, 200, 99},  {170, 220, 50}, {253, 231, 37}};
    constexpr int kLast = int(std::size(kStops)) - 1;
    const double at = std::clamp(heat, 0.0, 1.0) * kLast;
    const int i = std::min(int(at), kLast - 1);
    const auto mixed = [&](int c) {
        return int(kStops[i][c] + (kStops[i + 1][c] - kStops[i][c]) * (at - i) + 0.5);
    };
    return {mixed(0), mixed(1), mixed(2)};
}

/// One pixel a cell, to be drawn smoothly over a picture. `opacity`, 0…1, is that of the hottest cell; cold
/// ones let more of the picture through. Null when there are not columns · rows heats.
inline QImage heatImage(int columns, int rows, std::span<const float> heat, double opacity)
{
    if (columns <= 0 || rows <= 0 || heat.size() != size_t(columns) * size_t(rows))
        return {};
    constexpr double kCold = 0.35; // of the opacity, so that the coldest can still be told from no map
    QImage out(columns, rows, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
            const double h = std::clamp(double(heat[size_t(y) * size_t(columns) + size_t(x)]), 0.0, 1.0);
            QColor color = heatColor(h);
            color.setAlphaF(float(std::clamp(opacity, 0.0, 1.0) * (kCold + (1 - kCold) * h)));
            out.setPixel(x, y, qPremultiply(color.rgba()));
        }
    }
    return out;
}

} // namespace revseg
