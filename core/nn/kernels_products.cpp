// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Products of a few rows with a weight.
#include "core/nn/kernels.h"
#include "core/nn/kernels_private.h"

#include <algorithm>
#include <type_traits>
#include <vector>

namespace revseg::nn::kernels {

namespace {

constexpr int64_t kPair = 2 * kLanes;

/// x with the even elements of each whole kPair before its odd ones: bfloat16 numbers then are the high and
/// the low halves of words, which takes two instructions where widening them in their order takes six.
REVSEG_INLINE void arrange(const float* x, int64_t n, float* to)
{
    int64_t i = 0;
    for (; i + kPair <= n; i += kPair) {
        for (int64_t l = 0; l < kLanes; ++l) {
            to[i + l] = x[i + 2 * l];
            to[i + kLanes + l] = x[i + 2 * l + 1];
        }
    }
    std::copy(x + i, x + n, to + i);
}

/// R rows of x, arranged for bfloat16, by O rows of w.
template <int R, int O, class W>
REVSEG_INLINE void block(const float* x, int64_t xStride, const W* w, int64_t wStride, int64_t in,
                         const W* bias, float* y, int64_t yStride)
{
    Floats sums[R][O] = {};
    int64_t i = 0;
    for (; std::is_same_v<W, Half> && i + kPair <= in; i += kPair) {
        Words words[O];
        for (int o = 0; o < O; ++o) {
            std::memcpy(&words[o], w + o * wStride + i, sizeof words[o]);
            __builtin_prefetch(w + (o + O) * wStride + i);
        }
        for (int part = 0; part < 2; ++part) {
            Floats weights[O];
            for (int o = 0; o < O; ++o) {
                const Words bits = part == 0 ? words[o] << 16 : words[o] & 0xFFFF0000U;
                std::memcpy(&weights[o], &bits, sizeof bits);
            }
            for (int r = 0; r < R; ++r) {
                Floats values;
                load(x + r * xStride + i + part * kLanes, values);
                for (int o = 0; o < O; ++o)
                    sums[r][o] += values * weights[o];
            }
        }
    }
    for (; i + kLanes <= in; i += kLanes) {
        Floats weights[O];
        for (int o = 0; o < O; ++o) {
            load(w + o * wStride + i, weights[o]);
            // The next rows: by itself the processor looks ahead inside a row only.
            __builtin_prefetch(w + (o + O) * wStride + i);
        }
        for (int r = 0; r < R; ++r) {
            Floats values;
            load(x + r * xStride + i, values);
            for (int o = 0; o < O; ++o)
                sums[r][o] += values * weights[o];
        }
    }
    for (int r = 0; r < R; ++r) {
        for (int o = 0; o < O; ++o) {
            float total = sum(sums[r][o]);
            for (int64_t k = i; k < in; ++k)
                total += x[r * xStride + k] * one(w + o * wStride + k);
            y[r * yStride + o] = total + (bias == nullptr ? 0.0F : one(bias + o));
        }
    }
}

/// One arranged row by one of bfloat16 weights, which then are read in their order.
REVSEG_INLINE float dot(const float* x, const Half* w, int64_t in)
{
    constexpr int U = 4;
    Floats high[U] = {};
    Floats low[U] = {};
    int64_t i = 0;
    const auto step = [&](int u, int64_t at) __attribute__((always_inline))
    {
        Words words;
        std::memcpy(&words, w + at, sizeof words);
        __builtin_prefetch(w + at + 2048);
        const Words even = words << 16;
        const Words odd = words & 0xFFFF0000U;
        Floats a, b, p, q;
        std::memcpy(&a, &even, sizeof a);
        std::memcpy(&b, &odd, sizeof b);
        load(x + at, p);
        load(x + at + kLanes, q);
        low[u] += a * p;
        high[u] += b * q;
    };
    for (; i + U * kPair <= in; i += U * kPair) {
        for (int u = 0; u < U; ++u)
            step(u, i + u * kPair);
    }
    for (; i + kPair <= in; i += kPair)
        step(0, i);
    float total = sum(((low[0] + low[1]) + (low[2] + low[3])) + ((high[0] + high[1]) + (high[2] + high[3])));
    for (; i < in; ++i)
        total += x[i] * one(w + i);
    return total;
}

/// The same by one of float32 weights, the row in its own order.
REVSEG_INLINE float dot(const float* x, const float* w, int64_t in)
{
    constexpr int U = 4;
    Floats sums[U] = {};
    int64_t i = 0;
    const auto step = [&](int u, int64_t at) __attribute__((always_inline))
    {
        Floats a, b;
        load(x + at, a);
        load(w + at, b);
        __builtin_prefetch(w + at + 1024);
        sums[u] += a * b;
    };
    for (; i + U * kLanes <= in; i += U * kLanes) {
        for (int u = 0; u < U; ++u)
            step(u, i + u * kLanes);
    }
    for (; i + kLanes <= in; i += kLanes)
        step(0, i);
    float total = sum((sums[0] + sums[1]) + (sums[2] + sums[3]));
    for (; i < in; ++i)
        total += x[i] * w[i];
    return total;
}

template <int R, class W>
REVSEG_INLINE void productRows(const float* x, int64_t xStride, const W* w, int64_t wStride, int64_t in,
                               const W* bias, float* y, int64_t yStride, int64_t from, int64_t to)
{
    constexpr int O = 2;
    int64_t o = from;
    if constexpr (R == 1) {
        for (; o < to; ++o)
            y[o] = dot(x, w + o * wStride, in) + (bias == nullptr ? 0.0F : one(bias + o));
    }
    for (; o + O <= to; o += O)
        block<R, O>(x, xStride, w + o * wStride, wStride, in, bias == nullptr ? bias : bias + o, y + o,
                    yStride);
    for (; o < to; ++o)
        block<R, 1>(x, xStride, w + o * wStride, wStride, in, bias == nullptr ? bias : bias + o, y + o,
                    yStride);
}

template <class W>
REVSEG_INLINE void productsOf(const float* x, int64_t rows, int64_t xStride, const W* w, int64_t wStride,
                              int64_t in, const W* bias, float* y, int64_t yStride, int64_t from, int64_t to)
{
    // The weights in pieces that stay in a near cache while all rows pass by.
    const int64_t piece =
        rows <= 8 ? to - from : std::max<int64_t>(16, (int64_t(1) << 18) / std::max<int64_t>(in, 1));
    for (int64_t begin = from; begin < to; begin += piece) {
        const int64_t end = std::min(begin + piece, to);
        int64_t r = 0;
        for (; r + 8 <= rows; r += 8)
            productRows<8>(x + r * xStride, xStride, w, wStride, in, bias, y + r * yStride, yStride, begin,
                           end);
        for (; r + 4 <= rows; r += 4)
            productRows<4>(x + r * xStride, xStride, w, wStride, in, bias, y + r * yStride, yStride, begin,
                           end);
        for (; r + 2 <= rows; r += 2)
            productRows<2>(x + r * xStride, xStride, w, wStride, in, bias, y + r * yStride, yStride, begin,
                           end);
        for (; r < rows; ++r)
            productRows<1>(x + r * xStride, xStride, w, wStride, in, bias, y + r * yStride, yStride, begin,
                           end);
    }
}

} // namespace

REVSEG_CLONES void products(const float* x, int64_t rows, int64_t xStride, const void* w, bool half,
                            int64_t wStride, int64_t in, const void* bias, float* y, int64_t yStride,
                            int64_t from, int64_t to)
{
    if (half) {
        std::vector<float> arranged(size_t(rows * in));
        for (int64_t r = 0; r < rows; ++r)
            arrange(x + r * xStride, in, arranged.data() + r * in);
        productsOf(arranged.data(), rows, in, static_cast<const Half*>(w), wStride, in,
                   static_cast<const Half*>(bias), y, yStride, from, to);
    } else
        productsOf(x, rows, xStride, static_cast<const float*>(w), wStride, in,
                   static_cast<const float*>(bias), y, yStride, from, to);
}

} // namespace revseg::nn::kernels
