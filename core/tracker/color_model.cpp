// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/color_model_private.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace revseg {

namespace {

/// Neighbouring bins lend each other a little: histograms of small objects have holes.
std::vector<float> blurred(std::vector<float> h)
{
    std::vector<float> out(h.size());
    for (const auto& [stride, count] : {std::pair(576, 16), std::pair(24, 24), std::pair(1, 24)}) {
        for (int i = 0; i < kColorBins; ++i) {
            const int at = i / stride % count;
            const float low = at > 0 ? h[size_t(i - stride)] : h[size_t(i)];
            const float high = at + 1 < count ? h[size_t(i + stride)] : h[size_t(i)];
            out[size_t(i)] = (low + 2 * h[size_t(i)] + high) / 4;
        }
        h.swap(out);
    }
    return h;
}

} // namespace

float logOdds(float p, float least)
{
    const float q = std::clamp(p, least, 1 - least);
    return std::log(q / (1 - q));
}

void ColorModel::count(const PictureFeatures& picture, const cv::Mat& soft, float weight)
{
    for (float& n : m_object)
        n *= 1 - weight;
    for (float& n : m_ground)
        n *= 1 - weight;
    for (int y = 0; y < soft.rows; ++y) {
        const auto* bin = picture.colors.ptr<uint16_t>(y);
        const auto* p = soft.ptr<float>(y);
        for (int x = 0; x < soft.cols; ++x) {
            m_object[bin[x]] += weight * p[x];
            m_ground[bin[x]] += weight * (1 - p[x]);
        }
    }
}

cv::Mat ColorModel::odds(const PictureFeatures& picture) const
{
    const std::vector<float> object = blurred(m_object);
    const std::vector<float> ground = blurred(m_ground);
    float allObject = 1e-6F;
    float allGround = 1e-6F;
    for (int i = 0; i < kColorBins; ++i) {
        allObject += object[size_t(i)];
        allGround += ground[size_t(i)];
    }
    std::vector<float> table(kColorBins);
    for (size_t i = 0; i < table.size(); ++i) {
        const float o = 0.5F * object[i] / allObject + 1e-5F;
        const float g = 0.5F * ground[i] / allGround + 1e-5F;
        table[i] = logOdds(o / (o + g), 0.05F);
    }
    cv::Mat out(picture.colors.size(), CV_32F);
    for (int y = 0; y < out.rows; ++y) {
        const auto* bin = picture.colors.ptr<uint16_t>(y);
        auto* to = out.ptr<float>(y);
        for (int x = 0; x < out.cols; ++x)
            to[x] = table[bin[x]];
    }
    return out;
}

} // namespace revseg
