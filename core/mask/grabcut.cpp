// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/grabcut.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace revseg {

namespace {

/// Longest side of the working copy: one iteration stays under 100 ms, so that a stop is obeyed in time.
constexpr double kWorkSide = 256;
constexpr int kIterations = 5;

} // namespace

Result<Mask> grabCut(const QImage& picture, const Box& box, std::stop_token stop, const GrabCutHints& hints)
{
    const Size size{picture.width(), picture.height()};
    const Box inside = box.clamped(size);
    if (inside.width() < 2 || inside.height() < 2) {
        return fail(
            ErrorKind::InvalidInput,
            QT_TRANSLATE_NOOP("core", "The box lies outside the picture or is too thin"), {},
            QT_TRANSLATE_NOOP("core", "draw it around the object, at least two pixels wide and high"));
    }
    try {
        // Half the box's size on each side shows GrabCut what the background looks like.
        const double mx = std::max(8.0, inside.width() * 0.5);
        const double my = std::max(8.0, inside.height() * 0.5);
        const Box near = Box{std::floor(inside.x1 - mx), std::floor(inside.y1 - my),
                             std::ceil(inside.x2 + mx), std::ceil(inside.y2 + my)}
                             .clamped(size);
        const QImage part = picture.copy(int(near.x1), int(near.y1), int(near.width()), int(near.height()))
                                .convertToFormat(QImage::Format_RGB32);
        const double scale = std::min(1.0, kWorkSide / std::max(near.width(), near.height()));
        const cv::Mat bgra(part.height(), part.width(), CV_8UC4, const_cast<uchar*>(part.constBits()),
                           size_t(part.bytesPerLine()));
        cv::Mat bgr;
        cv::cvtColor(bgra, bgr, cv::COLOR_BGRA2BGR);
        cv::Mat work;
        cv::resize(bgr, work, {}, scale, scale, cv::INTER_AREA);

        cv::Rect rect(int(std::lround((inside.x1 - near.x1) * scale)),
                      int(std::lround((inside.y1 - near.y1) * scale)),
                      std::max(1, int(std::lround(inside.width() * scale))),
                      std::max(1, int(std::lround(inside.height() * scale))));
        rect &= cv::Rect(0, 0, work.cols, work.rows);
        cv::Mat labels(work.size(), CV_8UC1, cv::Scalar(cv::GC_BGD));
        labels(rect).setTo(cv::GC_PR_FGD);
        // A box that fills its surroundings leaves no background to learn from: its border stands in.
        if (rect.area() >= work.rows * work.cols - 4)
            cv::rectangle(labels, rect, cv::Scalar(cv::GC_PR_BGD),
                          std::max(1, std::min(work.rows, work.cols) / 20));
        if (hints.prior && hints.prior->size() == size) {
            const std::vector<uint8_t> bytes = hints.prior->toBytes();
            const cv::Mat prior(size.height, size.width, CV_8UC1, const_cast<uint8_t*>(bytes.data()));
            cv::Mat small;
            cv::resize(prior(cv::Rect(int(near.x1), int(near.y1), bgr.cols, bgr.rows)) * 255, small,
                       work.size(), 0, 0, cv::INTER_AREA);
            labels(rect).setTo(cv::GC_PR_BGD);
            labels.setTo(cv::GC_PR_FGD, small > 127);
        }
        // A click means a little more than its pixel: a disc of a fiftieth of what is looked at.
        const int reach = std::max(1, std::max(work.cols, work.rows) / 50);
        const auto mark = [&](const std::vector<Point>& places, int label) {
            for (const Point& p : places) {
                cv::circle(
                    labels,
                    {int(std::lround((p.x - near.x1) * scale)), int(std::lround((p.y - near.y1) * scale))},
                    reach, cv::Scalar(label), cv::FILLED);
            }
        };
        mark(hints.include, cv::GC_FGD);
        mark(hints.exclude, cv::GC_BGD);
        cv::Mat background;
        cv::Mat foreground;
        for (int i = 0; i < kIterations; ++i) {
            if (stop.stop_requested())
                return fail(cancelled());
            cv::theRNG().state = 1; // k-means starts at random; the same box must give the same mask
            cv::grabCut(work, labels, rect, background, foreground, 1,
                        i == 0 ? cv::GC_INIT_WITH_MASK : cv::GC_EVAL);
        }
        cv::Mat found = (labels & 1) * 255;
        const bool hinted = hints.prior || !hints.include.empty() || !hints.exclude.empty();
        if (!hinted && cv::countNonZero(found) < std::max(1, rect.area() / 50)) {
            found.setTo(0);
            cv::ellipse(found,
                        cv::RotatedRect(cv::Point2f(rect.x + rect.width / 2.0F, rect.y + rect.height / 2.0F),
                                        cv::Size2f(float(rect.width), float(rect.height)), 0),
                        cv::Scalar(255), cv::FILLED);
        }
        cv::Mat large;
        cv::resize(found, large, bgr.size(), 0, 0, cv::INTER_LINEAR);
        large = large > 127;
        cv::Mat whole(size.height, size.width, CV_8UC1, cv::Scalar(0));
        large.copyTo(whole(cv::Rect(int(near.x1), int(near.y1), large.cols, large.rows)));
        return Mask::fromBytes(size, whole.data, qsizetype(whole.step))
            .intersected(Mask::filled(size, inside));
    } catch (const cv::Exception& e) {
        return fail(ErrorKind::Bug, QT_TRANSLATE_NOOP("core", "GrabCut failed (%1)"),
                    {QString::fromUtf8(e.what())});
    }
}

} // namespace revseg
