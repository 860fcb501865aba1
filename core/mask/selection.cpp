// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/selection.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace revseg {

Mask polygonMask(Size size, const std::vector<Point>& corners)
{
    if (size.isEmpty() || corners.size() < 3)
        return Mask::empty(size);
    std::vector<uint8_t> bytes(size_t(size.width) * size_t(size.height));
    const auto [low, high] =
        std::minmax_element(corners.begin(), corners.end(), [](Point a, Point b) { return a.y < b.y; });
    const int first = int(std::clamp(std::floor(low->y), 0.0, double(size.height)));
    const int last = int(std::clamp(std::ceil(high->y), 0.0, double(size.height)));
    std::vector<double> crossings;
    for (int y = first; y < last; ++y) {
        const double centre = y + 0.5;
        crossings.clear();
        for (size_t i = 0; i < corners.size(); ++i) {
            const Point a = corners[i];
            const Point b = corners[(i + 1) % corners.size()];
            if ((a.y <= centre) != (b.y <= centre))
                crossings.push_back(a.x + (centre - a.y) / (b.y - a.y) * (b.x - a.x));
        }
        std::sort(crossings.begin(), crossings.end());
        for (size_t i = 0; i + 1 < crossings.size(); i += 2) {
            // Pixels whose centres lie in [left, right).
            const int left = int(std::clamp(std::ceil(crossings[i] - 0.5), 0.0, double(size.width)));
            const int right = int(std::clamp(std::ceil(crossings[i + 1] - 0.5), 0.0, double(size.width)));
            std::fill(bytes.begin() + ptrdiff_t(y) * size.width + left,
                      bytes.begin() + ptrdiff_t(y) * size.width + std::max(left, right), uint8_t(1));
        }
    }
    return Mask::fromBytes(size, bytes.data(), size.width);
}

Mask floodMask(const QImage& picture, Point seed, int tolerance)
{
    const Size size{picture.width(), picture.height()};
    const int x = int(std::floor(seed.x));
    const int y = int(std::floor(seed.y));
    if (!picture.valid(x, y))
        return Mask::empty(size);
    const QImage rgb = picture.convertToFormat(QImage::Format_RGB888);
    cv::Mat pixels(rgb.height(), rgb.width(), CV_8UC3, const_cast<uchar*>(rgb.constBits()),
                   size_t(rgb.bytesPerLine()));
    cv::Mat found(rgb.height() + 2, rgb.width() + 2, CV_8UC1, cv::Scalar(0));
    const cv::Scalar reach = cv::Scalar::all(std::clamp(tolerance, 0, 255));
    cv::floodFill(pixels, found, cv::Point(x, y), cv::Scalar(), nullptr, reach, reach,
                  4 | cv::FLOODFILL_FIXED_RANGE | cv::FLOODFILL_MASK_ONLY | (1 << 8));
    return Mask::fromBytes(size, found.ptr(1) + 1, qsizetype(found.step));
}

} // namespace revseg
