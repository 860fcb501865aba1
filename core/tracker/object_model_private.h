// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tracker/color_model_private.h"
#include "core/tracker/look_alikes_private.h"

#include <stop_token>
#include <vector>

namespace revseg {

/// One object while it is tracked: where it is, how it has looked, and what lay around it.
///
/// Each frame joins three opinions on every pixel near the object as a sum of log odds: the mask carried
/// along the flow; the most alike cells of frames before (the prompted one, the last one, a few between), as
/// in matching networks such as FEELVOS (Voigtlaender et al. 2019) and STM (Oh et al. 2019) but without
/// learned features; and colour histograms of the object and of its ground. A guided filter (He et al. 2013)
/// then lets the mask follow the edges of the picture. Things that look like the object compete with it (see
/// LookAlikes). An object of which nothing is left is looked for in the whole picture until it comes back.
class ObjectModel
{
public:
    /// `soft`: CV_32FC1 0…1 at the small picture's size.
    ObjectModel(const PictureFeatures& picture, const cv::Mat& soft);

    /// Goes on to the next picture. False when it was stopped; the object is then to be thrown away.
    bool step(const PictureFeatures& picture, const Motion& motion, const std::stop_token& stop);

    const cv::Mat& soft() const { return m_soft; } ///< all 0 while the object is lost
    void giveUp(const cv::Mat& pixels);            ///< CV_8UC1, non-zero: these belong to another object
    double score() const { return m_score; }       ///< 0…1
    bool isLost() const { return m_lost; }

private:
    /// Where the object is in cells, to compare places between frames.
    struct Stance
    {
        cv::Point2f centre;
        float width = 1; ///< root of the area
    };
    struct Memory
    {
        cv::Mat cells;
        cv::Mat labels;  ///< CV_32FC1 0…1, a cell each
        cv::Mat near;    ///< CV_8UC1, cells worth comparing with
        cv::Mat telling; ///< CV_8UC1, those of them that look like the object only if they are the object
        Stance stance;
    };

    static Stance stanceOf(const cv::Mat& labels);
    cv::Mat cellsOf(const cv::Mat& soft) const;
    cv::Mat othersInCells() const; ///< CV_8UC1, non-zero where things that look like the object are
    Memory remember(const PictureFeatures& picture, const cv::Mat& labels) const;
    void keep(Memory memory);
    bool match(const PictureFeatures& picture, const cv::Mat& near, const Stance& stance, cv::Mat& likelihood,
               const std::stop_token& stop) const;
    /// `colored`: log odds of the picture's colours.
    bool search(const PictureFeatures& picture, const cv::Mat& colored, const std::stop_token& stop);
    bool refine(const PictureFeatures& picture, const cv::Mat& colored, const cv::Mat& prior,
                double agreement, const std::stop_token& stop);

    cv::Size m_size;  ///< small picture
    cv::Size m_cells; ///< of it, in cells
    cv::Mat m_soft;
    std::vector<Memory> m_memory; ///< prompted frame, newest of those between, …, oldest, last frame
    ColorModel m_colors;
    LookAlikes m_lookAlikes;
    double m_usualArea = 0; ///< pixels
    double m_score = 1;
    int m_steps = 0;
    bool m_lost = false;
};

} // namespace revseg
