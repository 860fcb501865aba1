// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/picture.h"

#include "core/nn/json_file.h"

#include <algorithm>
#include <cmath>

namespace revseg::nn {

namespace {

constexpr double kLongest = 200; ///< side to side
constexpr int kMostBits = 22;    ///< of a weight behind the point
constexpr double kSupport = 2;   ///< of the cubic filter

double cubic(double x)
{
    constexpr double a = -0.5;
    x = std::abs(x);
    if (x < 1)
        return ((a + 2) * x - (a + 3)) * x * x + 1;
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
}

/// The inputs that one output is made of.
struct Taps
{
    int64_t first;
    std::vector<double> shares;
    std::vector<int32_t> weights; ///< shares in units of 2^-bits
};

/// One direction's filter. Weights are integers of 16 bits, as torchvision's are, which makes the pixels that
/// the reference gives to its networks; Pillow's have more and differ by a level in half a percent of all
/// values.
struct Filter
{
    std::vector<Taps> taps;
    int bits = 0;

    uint8_t rounded(int64_t sum) const
    {
        return uint8_t(std::clamp<int64_t>((sum + (int64_t(1) << (bits - 1))) >> bits, 0, 255));
    }
};

Filter filterOf(int64_t in, int64_t out)
{
    Filter filter;
    filter.taps.resize(size_t(out));
    const double scale = double(in) / double(out);
    const double stretch = std::max(scale, 1.0); // shrinking widens the filter: that is the antialiasing
    double largest = 0;
    for (int64_t i = 0; i < out; ++i) {
        const double centre = (double(i) + 0.5) * scale;
        const auto low = std::max<int64_t>(0, int64_t(centre - kSupport * stretch + 0.5));
        const auto high = std::min(in, int64_t(centre + kSupport * stretch + 0.5));
        Taps& taps = filter.taps[size_t(i)];
        taps.first = low;
        double sum = 0;
        for (int64_t j = low; j < high; ++j) {
            taps.shares.push_back(cubic((double(j) - centre + 0.5) / stretch));
            sum += taps.shares.back();
        }
        for (double& share : taps.shares) {
            share /= sum;
            largest = std::max(largest, share);
        }
    }
    // As many bits as let the largest weight fit.
    while (filter.bits < kMostBits && int(0.5 + largest * (1 << (filter.bits + 1))) < (1 << 15))
        ++filter.bits;
    for (Taps& taps : filter.taps) {
        for (const double share : taps.shares)
            taps.weights.push_back(int32_t(share * (1 << filter.bits) + (share < 0 ? -0.5 : 0.5)));
    }
    return filter;
}

Picture acrossTo(const Picture& from, int64_t width)
{
    Picture to{width, from.height, std::vector<uint8_t>(size_t(width * from.height * 3))};
    const Filter filter = filterOf(from.width, width);
    for (int64_t y = 0; y < from.height; ++y) {
        checkStop();
        const uint8_t* const row = from.rgb.data() + y * from.width * 3;
        uint8_t* out = to.rgb.data() + y * width * 3;
        for (const Taps& t : filter.taps) {
            int64_t r = 0, g = 0, b = 0;
            const uint8_t* in = row + t.first * 3;
            for (const int32_t w : t.weights) {
                r += int64_t(w) * in[0];
                g += int64_t(w) * in[1];
                b += int64_t(w) * in[2];
                in += 3;
            }
            *out++ = filter.rounded(r);
            *out++ = filter.rounded(g);
            *out++ = filter.rounded(b);
        }
    }
    return to;
}

Picture downTo(const Picture& from, int64_t height)
{
    Picture to{from.width, height, std::vector<uint8_t>(size_t(from.width * height * 3))};
    const Filter filter = filterOf(from.height, height);
    const auto stride = size_t(from.width * 3);
    std::vector<int64_t> sums(stride);
    for (int64_t y = 0; y < height; ++y) {
        checkStop();
        const Taps& t = filter.taps[size_t(y)];
        std::fill(sums.begin(), sums.end(), 0);
        const uint8_t* in = from.rgb.data() + size_t(t.first) * stride;
        for (const int32_t w : t.weights) {
            for (size_t x = 0; x < stride; ++x)
                sums[x] += int64_t(w) * in[x];
            in += stride;
        }
        std::transform(sums.begin(), sums.end(), to.rgb.begin() + ptrdiff_t(size_t(y) * stride),
                       [&filter](int64_t sum) { return filter.rounded(sum); });
    }
    return to;
}

} // namespace

Expected<PictureSize> modelSize(PictureSize given, int64_t factor, int64_t minPixels, int64_t maxPixels)
{
    const auto h = double(given.height);
    const auto w = double(given.width);
    if (given.height < 1 || given.width < 1)
        return failure(Failure::Kind::InvalidInput, "A picture has no area");
    if (std::max(h, w) / std::min(h, w) > kLongest)
        return failure(Failure::Kind::InvalidInput, "A picture of " + std::to_string(given.width) + "×" +
                                                        std::to_string(given.height) +
                                                        " is too long for the model");
    const auto f = double(factor);
    // Half to even, as the reference rounds: std::round would give other sizes.
    double height = std::max(f, std::nearbyint(h / f) * f);
    double width = std::max(f, std::nearbyint(w / f) * f);
    if (height * width > double(maxPixels)) {
        const double beta = std::sqrt(h * w / double(maxPixels));
        height = std::max(f, std::floor(h / beta / f) * f);
        width = std::max(f, std::floor(w / beta / f) * f);
    } else if (height * width < double(minPixels)) {
        const double beta = std::sqrt(double(minPixels) / (h * w));
        height = std::ceil(h * beta / f) * f;
        width = std::ceil(w * beta / f) * f;
    }
    return PictureSize{int64_t(height), int64_t(width)};
}

Picture resized(const Picture& picture, PictureSize size)
{
    Picture out = picture.width == size.width ? picture : acrossTo(picture, size.width);
    return out.height == size.height ? out : downTo(out, size.height);
}

namespace {

/// Normalised, and in the tower's order. Throws Interrupted.
void fill(Patches& out, std::span<const Picture> frames, PictureSize size, const QwenVisionConfig& config,
          const PixelConfig& pixels)
{
    const int64_t patch = config.patch;
    const int64_t pair = config.temporalPatch;
    const int64_t merge = config.merge;
    // All 8-bit values normalised, once.
    std::array<std::array<float, 256>, 3> values{};
    for (size_t c = 0; c < 3; ++c) {
        for (size_t i = 0; i < 256; ++i)
            values[c][i] = (float(i) / 255.0F - pixels.mean[c]) / pixels.deviation[c];
    }
    // A pair's slots are filled frame by frame: a picture that is resized once may stand in several.
    for (int64_t k = 0; k < out.grid.t * pair; ++k) {
        const auto index = size_t(std::min(k, int64_t(frames.size()) - 1));
        const Picture frame = resized(frames[index], size);
        float* row = out.values.data() + (k / pair) * out.grid.h * out.grid.w * config.patchValues();
        for (int64_t br = 0; br < out.grid.h; br += merge) {
            checkStop();
            for (int64_t bc = 0; bc < out.grid.w; bc += merge) {
                for (int64_t cell = 0; cell < merge * merge; ++cell, row += config.patchValues()) {
                    const int64_t y0 = (br + cell / merge) * patch;
                    const int64_t x0 = (bc + cell % merge) * patch;
                    for (int64_t c = 0; c < 3; ++c) {
                        float* to = row + (c * pair + k % pair) * patch * patch;
                        for (int64_t y = 0; y < patch; ++y) {
                            const uint8_t* from = frame.rgb.data() + ((y0 + y) * frame.width + x0) * 3 + c;
                            for (int64_t x = 0; x < patch; ++x)
                                *to++ = values[size_t(c)][from[x * 3]];
                        }
                    }
                }
            }
        }
    }
}

} // namespace

Expected<Patches> patchesOf(std::span<const Picture> frames, const QwenVisionConfig& config,
                            const PixelConfig& pixels, PixelLimits limits, const StopAsked& stop)
{
    if (frames.empty())
        return failure(Failure::Kind::InvalidInput, "A video has no frames");
    for (const Picture& frame : frames) {
        if (frame.width != frames[0].width || frame.height != frames[0].height ||
            frame.rgb.size() != size_t(frame.width * frame.height * 3))
            return failure(Failure::Kind::InvalidInput, "The frames of a video differ in size");
    }
    const auto size =
        modelSize({frames[0].height, frames[0].width}, config.factor(), limits.least, limits.most);
    if (!size)
        return tl::unexpected(size.error());
    Patches out;
    out.grid = {(int64_t(frames.size()) + config.temporalPatch - 1) / config.temporalPatch,
                size->height / config.patch, size->width / config.patch};
    out.values.resize(size_t(out.grid.patches() * config.patchValues()));
    try {
        const StopScope scope(stop);
        fill(out, frames, *size, config, pixels);
    } catch (const Interrupted&) {
        return failure(Failure::Kind::Cancelled, "Stopped");
    }
    return out;
}

} // namespace revseg::nn
