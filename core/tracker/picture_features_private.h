// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

namespace revseg {

/// Side of a cell, in pixels of the small picture that the tracker works on.
inline constexpr int kCell = 4;
/// Numbers that describe a cell.
inline constexpr int kCellDepth = 16;

/// What the flow tracker knows of one small picture apart from its motion.
struct PictureFeatures
{
    cv::Mat grey;   ///< CV_8UC1, small picture
    cv::Mat colors; ///< CV_16UC1, small picture: the bin of each pixel's colour, below kColorBins
    cv::Mat cells;  ///< CV_32FC(kCellDepth), a cell each; squared distances are comparable between pictures
};

inline constexpr int kColorBins = 16 * 24 * 24; ///< lightness, a, b

/// Describes cells by their mean colour (CIE Lab), contrast, gradient orientations (as in HOG, Dalal and
/// Triggs 2005), their neighbours' colours and the colours farther around, reduced by principal components of
/// the picture that tracking begins with.
class FeatureMaker
{
public:
    /// `bgr` is the small picture, CV_8UC3. The first one given fixes the components.
    PictureFeatures make(const cv::Mat& bgr);

private:
    cv::Mat m_mean;       ///< 1 × full depth
    cv::Mat m_components; ///< kCellDepth × full depth
};

} // namespace revseg
