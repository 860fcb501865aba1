// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tracker/picture_features_private.h"

#include <vector>

namespace revseg {

/// Colour histograms of an object and of its ground.
class ColorModel
{
public:
    /// `soft`: CV_32FC1 0…1, the object. What was counted before fades by `weight` (0…1).
    void count(const PictureFeatures& picture, const cv::Mat& soft, float weight);
    /// CV_32FC1, small picture: log odds that a pixel of this colour is the object's.
    cv::Mat odds(const PictureFeatures& picture) const;

private:
    std::vector<float> m_object = std::vector<float>(kColorBins);
    std::vector<float> m_ground = std::vector<float>(kColorBins);
};

/// Log odds of a probability that is kept `least` away from 0 and 1.
float logOdds(float p, float least);

} // namespace revseg
