// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tracker/motion_private.h"

#include <vector>

namespace revseg {

/// What looks like an object without being it: the other cups on the table.
///
/// Colours and textures cannot tell such things apart, only where they come from can. So they are followed
/// along with the object, as in tracking what not to track (Mayer et al. 2021, KeepTrack; Possegger et al.
/// 2015 for distractors in colour models), and all of them compete for pixels. Each is a shape, seen when it
/// was last whole and apart from the others, that goes with the flow of what is seen of it; hidden ones go on
/// as they last moved, and are laid by cross-correlation onto what the others leave unexplained.
///
/// Only regions of the object's colours, size and outline count: on most videos there are none, and nothing
/// changes.
class LookAlikes
{
public:
    /// `alike`: CV_32FC1, log odds that a pixel has the object's colours. `soft`: CV_32FC1 0…1, the object.
    void begin(const cv::Mat& alike, const cv::Mat& soft);

    /// Goes on to the next picture, whose colours are `alike`. `soft` is the object in the one before.
    void move(const Motion& motion, const cv::Mat& soft, const cv::Mat& alike);
    /// CV_32FC1 0…1: where the object is expected now. Empty while nothing looks like it.
    cv::Mat expected() const;
    /// CV_32FC1, log odds: 0, or below where others claim a pixel more than the object does. Empty while
    /// nothing looks like it.
    cv::Mat favour() const;
    /// CV_8UC1, non-zero where others are. Empty while nothing looks like the object.
    cv::Mat others() const;
    /// Takes away what lies apart from the object (`soft`, in place), divides what else looks like it among
    /// the others, and looks for new ones.
    void settle(const cv::Mat& alike, cv::Mat& soft);

    /// 0…1: how much the object may have been mistaken for another thing, lately.
    double doubt() const { return m_doubt; }

private:
    struct Thing
    {
        cv::Mat visible;        ///< CV_32FC1 0…1, in this picture
        cv::Mat shape;          ///< CV_32FC1 0…1, as it was last seen whole
        cv::Mat placed;         ///< the shape, where it should be now
        cv::Mat claim;          ///< CV_32FC1 0…1, on each pixel
        cv::Point2f away{0, 0}; ///< of `placed` from `shape`
        cv::Point2f velocity{0, 0};
        double area = 0;   ///< pixels, of the shape
        double trust = 1;  ///< share of the shape that the flow confirms
        bool whole = true; ///< and apart from others
        int unseen = 0;    ///< frames
    };

    static Thing thingOf(const cv::Mat& visible);
    static void place(Thing& thing);
    static void align(Thing& thing, const cv::Mat& wanted);
    bool isApart(const Thing& thing) const;
    void renew(Thing& thing) const;
    void dropStrays(cv::Mat& soft) const;
    void lookForNew(const cv::Mat& left);
    cv::Mat strongestOther() const;

    Thing m_object;
    std::vector<Thing> m_others;
    double m_doubt = 0;
};

} // namespace revseg
