// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/motion_private.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace revseg {

namespace {

/// A pixel whose way there and back ends this far (in pixels of the small picture) from where it began
/// disagrees.
constexpr float kAgree = 1.5F;

float median(std::vector<float>& values)
{
    const auto middle = values.begin() + ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

Motion::Motion(const cv::Mat& back, const cv::Mat& forth)
    : m_back(back)
    , m_map(back.size(), CV_32FC2)
    , m_agree(back.size(), CV_8UC1)
{
    for (int y = 0; y < back.rows; ++y) {
        const auto* b = back.ptr<cv::Vec2f>(y);
        auto* m = m_map.ptr<cv::Vec2f>(y);
        for (int x = 0; x < back.cols; ++x)
            m[x] = {float(x) + b[x][0], float(y) + b[x][1]};
    }
    cv::Mat forthAtOrigin;
    cv::remap(forth, forthAtOrigin, m_map, {}, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    for (int y = 0; y < back.rows; ++y) {
        const auto* b = back.ptr<cv::Vec2f>(y);
        const auto* f = forthAtOrigin.ptr<cv::Vec2f>(y);
        auto* a = m_agree.ptr<uint8_t>(y);
        for (int x = 0; x < back.cols; ++x)
            a[x] = std::hypot(b[x][0] + f[x][0], b[x][1] + f[x][1]) < kAgree ? 255 : 0;
    }
}

cv::Mat Motion::carry(const cv::Mat& soft) const
{
    cv::Mat moved;
    cv::remap(soft, moved, m_map, {}, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(0));
    return moved;
}

cv::Mat Motion::carrySurely(const cv::Mat& soft) const
{
    cv::Mat moved = carry(soft);
    moved.setTo(0, ~m_agree);
    return moved;
}

double Motion::agreement(const cv::Mat& carried) const
{
    const cv::Mat in = carried > 0.5F;
    const int all = cv::countNonZero(in);
    return all > 0 ? double(cv::countNonZero(in & m_agree)) / all : 0;
}

std::optional<cv::Point2f> Motion::of(const cv::Mat& carried) const
{
    std::vector<float> dx;
    std::vector<float> dy;
    for (int y = 0; y < carried.rows; ++y) {
        const auto* p = carried.ptr<float>(y);
        const auto* b = m_back.ptr<cv::Vec2f>(y);
        for (int x = 0; x < carried.cols; ++x) {
            if (p[x] > 0.5F) {
                dx.push_back(-b[x][0]);
                dy.push_back(-b[x][1]);
            }
        }
    }
    if (dx.empty())
        return std::nullopt;
    return cv::Point2f{median(dx), median(dy)};
}

} // namespace revseg
