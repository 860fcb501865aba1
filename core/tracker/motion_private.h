// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>
#include <optional>

namespace revseg {

/// How one small picture has become the next one.
class Motion
{
public:
    /// Flow fields, CV_32FC2 in pixels of the small picture: `back` leads from each pixel of the next picture
    /// to where it was in the one before, `forth` the other way.
    Motion(const cv::Mat& back, const cv::Mat& forth);

    /// A soft mask (CV_32FC1 0…1) of the picture before, moved along.
    cv::Mat carry(const cv::Mat& soft) const;
    /// The same, only where the flow there and back agrees.
    cv::Mat carrySurely(const cv::Mat& soft) const;
    /// Share of a carried mask's pixels whose flow to the picture before and back again ends where it began.
    double agreement(const cv::Mat& carried) const;
    /// How a carried mask has moved: the median of its pixels; nothing for an empty one.
    std::optional<cv::Point2f> of(const cv::Mat& carried) const;

private:
    cv::Mat m_back;
    cv::Mat m_map;   ///< CV_32FC2, positions for cv::remap
    cv::Mat m_agree; ///< CV_8UC1
};

} // namespace revseg
