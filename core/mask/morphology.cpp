// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/morphology.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace revseg {

namespace {

/// The part of a mask that matters, with a margin of background: most objects are small in the picture.
struct Part
{
    cv::Mat bytes; ///< 0 and 255
    cv::Rect place;
};

cv::Rect grownRect(const cv::Rect& rect, int margin, Size size)
{
    return cv::Rect(rect.x - margin, rect.y - margin, rect.width + 2 * margin, rect.height + 2 * margin) &
           cv::Rect(0, 0, size.width, size.height);
}

cv::Rect rectOf(const Box& box)
{
    return {int(box.x1), int(box.y1), int(box.width()), int(box.height())};
}

Part cut(const Mask& mask, const cv::Rect& place)
{
    Part part{cv::Mat(place.size(), CV_8UC1, cv::Scalar(0)), place};
    // Runs go over the whole picture; only rows of the part are touched.
    int64_t at = 0;
    bool set = false;
    const int width = mask.size().width;
    for (const uint32_t run : mask.runs()) {
        for (int64_t begin = at, end = at + run; set && begin < end;) {
            const int y = int(begin / width);
            const int x1 = int(begin % width);
            const int x2 = int(std::min<int64_t>(width, x1 + (end - begin)));
            if (y >= place.y && y < place.y + place.height) {
                const int left = std::max(x1, place.x);
                const int right = std::min(x2, place.x + place.width);
                if (left < right)
                    part.bytes.row(y - place.y).colRange(left - place.x, right - place.x).setTo(255);
            }
            begin += x2 - x1;
        }
        at += run;
        set = !set;
    }
    return part;
}

Mask paste(const Part& part, Size size)
{
    cv::Mat whole(size.height, size.width, CV_8UC1, cv::Scalar(0));
    const cv::Rect inside = part.place & cv::Rect(0, 0, size.width, size.height);
    part.bytes(inside - part.place.tl()).copyTo(whole(inside));
    return Mask::fromBytes(size, whole.data, qsizetype(whole.step));
}

Part cutWithMargin(const Mask& mask, int margin)
{
    return cut(mask, grownRect(rectOf(*mask.bounds()), margin, mask.size()));
}

/// Distance to the outline, positive inside, in pixels.
cv::Mat signedDistance(const cv::Mat& bytes)
{
    cv::Mat inside;
    cv::Mat outside;
    cv::distanceTransform(bytes, inside, cv::DIST_L2, cv::DIST_MASK_PRECISE, CV_32F);
    cv::distanceTransform(255 - bytes, outside, cv::DIST_L2, cv::DIST_MASK_PRECISE, CV_32F);
    return inside - outside;
}

cv::Mat shifted(const cv::Mat& field, double dx, double dy)
{
    const cv::Matx23d move(1, 0, dx, 0, 1, dy);
    cv::Mat out;
    cv::warpAffine(field, out, move, field.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return out;
}

} // namespace

Mask filledHoles(const Mask& mask)
{
    if (mask.isEmpty())
        return mask;
    const Part part = cutWithMargin(mask, 0);
    // A frame of background around it lets the flood reach all that is outside.
    cv::Mat framed;
    cv::copyMakeBorder(part.bytes, framed, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::floodFill(framed, cv::Point(0, 0), cv::Scalar(128));
    const cv::Mat filled = framed != 128;
    return paste({filled(cv::Rect(1, 1, part.bytes.cols, part.bytes.rows)), part.place}, mask.size());
}

Mask largestPiece(const Mask& mask)
{
    if (mask.isEmpty())
        return mask;
    const Part part = cutWithMargin(mask, 0);
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(part.bytes, labels, stats, centres, 8);
    int best = 1;
    for (int i = 2; i < count; ++i) {
        if (stats.at<int>(i, cv::CC_STAT_AREA) > stats.at<int>(best, cv::CC_STAT_AREA))
            best = i;
    }
    return paste({labels == best, part.place}, mask.size());
}

int pieceCount(const Mask& mask)
{
    if (mask.isEmpty())
        return 0;
    cv::Mat labels;
    return cv::connectedComponents(cutWithMargin(mask, 0).bytes, labels, 8) - 1;
}

Mask grown(const Mask& mask, int pixels)
{
    if (mask.isEmpty() || pixels <= 0)
        return mask;
    const Part part = cutWithMargin(mask, pixels + 1);
    cv::Mat distance;
    cv::distanceTransform(255 - part.bytes, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE, CV_32F);
    return paste({distance <= double(pixels), part.place}, mask.size());
}

Mask shrunk(const Mask& mask, int pixels)
{
    if (mask.isEmpty() || pixels <= 0)
        return mask;
    const Part part = cutWithMargin(mask, 0);
    cv::Mat framed;
    cv::copyMakeBorder(part.bytes, framed, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::Mat distance;
    cv::distanceTransform(framed, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE, CV_32F);
    const cv::Mat kept = distance > double(pixels);
    return paste({kept(cv::Rect(1, 1, part.bytes.cols, part.bytes.rows)), part.place}, mask.size());
}

Mask smoothed(const Mask& mask, int radius)
{
    if (mask.isEmpty() || radius <= 0)
        return mask;
    const Part part = cutWithMargin(mask, 2 * radius + 2);
    cv::Mat soft;
    cv::GaussianBlur(part.bytes, soft, cv::Size(4 * radius + 1, 4 * radius + 1), radius, radius,
                     cv::BORDER_REPLICATE);
    return paste({soft > 127, part.place}, mask.size());
}

Mask transformed(const Mask& mask, double scale, Point about, Point offset)
{
    if (mask.isEmpty() || (scale == 1 && offset == Point{}))
        return mask;
    const Size size = mask.size();
    const Part part = cutWithMargin(mask, 1);
    // Pixel centres lie half a pixel from their index, on both sides of the map.
    const double dx = about.x * (1 - scale) + offset.x;
    const double dy = about.y * (1 - scale) + offset.y;
    const cv::Matx23d map(scale, 0, scale * (part.place.x + 0.5) + dx - 0.5, 0, scale,
                          scale * (part.place.y + 0.5) + dy - 0.5);
    cv::Mat whole;
    cv::warpAffine(part.bytes, whole, map, cv::Size(size.width, size.height), cv::INTER_LINEAR,
                   cv::BORDER_CONSTANT, cv::Scalar(0));
    whole = whole > 127;
    return Mask::fromBytes(size, whole.data, qsizetype(whole.step));
}

Mask interpolated(const Mask& a, const Mask& b, double t)
{
    const Size size = a.size();
    if (a.isEmpty() || b.isEmpty())
        return Mask::empty(size);
    if (t <= 0)
        return a;
    if (t >= 1)
        return b;
    const cv::Rect ra = rectOf(*a.bounds());
    const cv::Rect rb = rectOf(*b.bounds());
    // The part may reach beyond the picture: there is background, also for what touches the border.
    const int margin = 2 + std::max({ra.width, ra.height, rb.width, rb.height}) / 4;
    cv::Rect place = ra | rb;
    place += cv::Size(2 * margin, 2 * margin);
    place -= cv::Point(margin, margin);
    const Point ca = *a.centroid();
    const Point cb = *b.centroid();
    const Point way{cb.x - ca.x, cb.y - ca.y};
    const cv::Mat da = shifted(signedDistance(cut(a, place).bytes), way.x * t, way.y * t);
    const cv::Mat db = shifted(signedDistance(cut(b, place).bytes), -way.x * (1 - t), -way.y * (1 - t));
    const cv::Mat between = da * (1 - t) + db * t;
    return paste({between > 0, place}, size);
}

} // namespace revseg
