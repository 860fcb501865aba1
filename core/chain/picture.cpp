// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/picture.h"

#include <QCryptographicHash>

#include <algorithm>
#include <cmath>
#include <vector>

namespace revseg {

namespace {

constexpr int kPrecision = 22; ///< bits after the point in the weights: 8 for the value, 2 spare

/// The cubic convolution kernel with a = −1/2.
double cubic(double x)
{
    constexpr double a = -0.5;
    x = std::abs(x);
    if (x < 1)
        return ((a + 2) * x - (a + 3)) * x * x + 1;
    if (x < 2)
        return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
    return 0;
}

/// For each output position: where its inputs begin and how much each of them counts.
struct Weights
{
    std::vector<int> first;
    std::vector<int> count;
    std::vector<int> value; ///< `width` for each output
    int width = 0;

    Weights(int in, int out)
    {
        const double scale = double(in) / out;
        const double stretch = std::max(scale, 1.0);
        const double reach = 2.0 * stretch;
        width = int(std::ceil(reach)) * 2 + 1;
        first.resize(size_t(out));
        count.resize(size_t(out));
        value.assign(size_t(out) * size_t(width), 0);
        std::vector<double> w;
        for (int i = 0; i < out; ++i) {
            const double centre = (i + 0.5) * scale;
            const int from = std::max(0, int(centre - reach + 0.5));
            const int to = std::min(in, int(centre + reach + 0.5));
            w.clear();
            double sum = 0;
            for (int x = from; x < to; ++x) {
                w.push_back(cubic((x - centre + 0.5) / stretch));
                sum += w.back();
            }
            first[size_t(i)] = from;
            count[size_t(i)] = to - from;
            for (size_t k = 0; k < w.size(); ++k)
                value[size_t(i) * size_t(width) + k] = int(std::lround(w[k] / sum * (1 << kPrecision)));
        }
    }
};

uchar rounded(int sum)
{
    return uchar(std::clamp(sum >> kPrecision, 0, 255));
}

constexpr int kHalf = 1 << (kPrecision - 1);

QImage horizontally(const QImage& in, int width)
{
    if (in.width() == width)
        return in;
    const Weights weights(in.width(), width);
    QImage out(width, in.height(), QImage::Format_RGB888);
    for (int y = 0; y < in.height(); ++y) {
        const uchar* from = in.constScanLine(y);
        uchar* to = out.scanLine(y);
        for (int x = 0; x < width; ++x) {
            const int* w = &weights.value[size_t(x) * size_t(weights.width)];
            const uchar* p = from + qsizetype(weights.first[size_t(x)]) * 3;
            int r = kHalf;
            int g = kHalf;
            int b = kHalf;
            for (int k = 0; k < weights.count[size_t(x)]; ++k, p += 3) {
                r += p[0] * w[k];
                g += p[1] * w[k];
                b += p[2] * w[k];
            }
            *to++ = rounded(r);
            *to++ = rounded(g);
            *to++ = rounded(b);
        }
    }
    return out;
}

QImage vertically(const QImage& in, int height)
{
    if (in.height() == height)
        return in;
    const Weights weights(in.height(), height);
    QImage out(in.width(), height, QImage::Format_RGB888);
    std::vector<int> sums(size_t(in.width()) * 3);
    for (int y = 0; y < height; ++y) {
        std::fill(sums.begin(), sums.end(), kHalf);
        const int* w = &weights.value[size_t(y) * size_t(weights.width)];
        for (int k = 0; k < weights.count[size_t(y)]; ++k) {
            const uchar* from = in.constScanLine(weights.first[size_t(y)] + k);
            for (size_t i = 0; i < sums.size(); ++i)
                sums[i] += from[i] * w[k];
        }
        std::transform(sums.begin(), sums.end(), out.scanLine(y), rounded);
    }
    return out;
}

} // namespace

QImage resizedBicubic(const QImage& image, Size size)
{
    if (image.isNull() || size.isEmpty())
        return {};
    return vertically(horizontally(image.convertToFormat(QImage::Format_RGB888), size.width), size.height);
}

QString pictureHash(const QImage& image)
{
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (int y = 0; y < rgb.height(); ++y)
        hash.addData(QByteArrayView(rgb.constScanLine(y), qsizetype(rgb.width()) * 3));
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace revseg
