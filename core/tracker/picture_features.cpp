// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/picture_features_private.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace revseg {

namespace {

constexpr int kOrientations = 8;
constexpr float kLightness = 0.5F; ///< counts half: shadows are not objects
constexpr float kNeighbour = 0.4F;
constexpr float kAround = 0.7F;

/// Lab with lightness weighed down, cell by cell.
cv::Mat weighed(const cv::Mat& lab, float weight)
{
    cv::Mat out;
    cv::multiply(lab, cv::Scalar(kLightness * weight, weight, weight), out);
    return out;
}

cv::Mat orientations(const cv::Mat& lightness, cv::Size cells)
{
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(lightness, dx, CV_32F, 1, 0, 3, 1.0 / 8);
    cv::Sobel(lightness, dy, CV_32F, 0, 1, 3, 1.0 / 8);
    std::vector<cv::Mat> bins(kOrientations);
    for (cv::Mat& b : bins)
        b = cv::Mat::zeros(lightness.size(), CV_32F);
    for (int y = 0; y < lightness.rows; ++y) {
        const auto* gx = dx.ptr<float>(y);
        const auto* gy = dy.ptr<float>(y);
        for (int x = 0; x < lightness.cols; ++x) {
            const float magnitude = std::sqrt(gx[x] * gx[x] + gy[x] * gy[x]);
            if (magnitude < 0.5F)
                continue;
            // Without a sign, so that a dark object on a light ground is like a light one on a dark ground.
            float angle = cv::fastAtan2(gy[x], gx[x]) * (kOrientations / 180.0F);
            angle = angle >= kOrientations ? angle - kOrientations : angle;
            const int low = std::min(int(angle), kOrientations - 1);
            const float part = angle - float(low);
            bins[size_t(low)].ptr<float>(y)[x] += magnitude * (1 - part);
            bins[size_t((low + 1) % kOrientations)].ptr<float>(y)[x] += magnitude * part;
        }
    }
    for (cv::Mat& b : bins) {
        cv::resize(b, b, cells, 0, 0, cv::INTER_AREA);
        cv::GaussianBlur(b, b, {3, 3}, 0);
    }
    cv::Mat out;
    cv::merge(bins, out);
    return out;
}

/// The cell at an offset; outside the picture the nearest one.
cv::Mat shiftedBy(const cv::Mat& cells, int dx, int dy)
{
    cv::Mat framed;
    cv::copyMakeBorder(cells, framed, 1, 1, 1, 1, cv::BORDER_REPLICATE);
    return framed(cv::Rect(1 + dx, 1 + dy, cells.cols, cells.rows));
}

} // namespace

PictureFeatures FeatureMaker::make(const cv::Mat& bgr)
{
    PictureFeatures out;
    cv::cvtColor(bgr, out.grey, cv::COLOR_BGR2GRAY);
    cv::Mat lab8;
    cv::cvtColor(bgr, lab8, cv::COLOR_BGR2Lab);
    out.colors.create(bgr.size(), CV_16UC1);
    for (int y = 0; y < bgr.rows; ++y) {
        const auto* from = lab8.ptr<cv::Vec3b>(y);
        auto* to = out.colors.ptr<uint16_t>(y);
        for (int x = 0; x < bgr.cols; ++x)
            to[x] = uint16_t(from[x][0] / 16 * 576 + from[x][1] / 11 * 24 + from[x][2] / 11);
    }

    const cv::Size size(std::max(1, bgr.cols / kCell), std::max(1, bgr.rows / kCell));
    cv::Mat lab;
    lab8.convertTo(lab, CV_32F);
    cv::Mat mean;
    cv::resize(lab, mean, size, 0, 0, cv::INTER_AREA);
    cv::Mat lightness;
    cv::extractChannel(lab, lightness, 0);
    cv::Mat squares;
    cv::resize(lightness.mul(lightness), squares, size, 0, 0, cv::INTER_AREA);
    cv::Mat meanLightness;
    cv::extractChannel(mean, meanLightness, 0);
    cv::Mat contrast = cv::max(squares - meanLightness.mul(meanLightness), 0.0F);
    cv::sqrt(contrast, contrast);
    contrast *= 0.5F;
    cv::Mat around;
    cv::GaussianBlur(mean, around, {}, 3, 3, cv::BORDER_REPLICATE);

    std::vector<cv::Mat> parts{weighed(mean, 1), contrast, orientations(lightness, size),
                               weighed(around, kAround)};
    for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
            if (dx != 0 || dy != 0)
                parts.push_back(weighed(shiftedBy(mean, dx, dy), kNeighbour));
        }
    }
    cv::Mat full;
    cv::merge(parts, full);
    const cv::Mat rows = full.reshape(1, size.area());
    if (m_components.empty()) {
        const cv::PCA pca(rows, cv::Mat(), cv::PCA::DATA_AS_ROW, kCellDepth);
        m_mean = pca.mean;
        m_components = cv::Mat::zeros(kCellDepth, rows.cols, CV_32F);
        pca.eigenvectors.copyTo(m_components.rowRange(0, pca.eigenvectors.rows));
    }
    cv::Mat centred = rows - cv::repeat(m_mean, rows.rows, 1);
    cv::Mat reduced;
    cv::gemm(centred, m_components, 1, cv::noArray(), 0, reduced, cv::GEMM_2_T);
    out.cells = reduced.reshape(kCellDepth, size.height);
    return out;
}

} // namespace revseg
