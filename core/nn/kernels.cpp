// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/kernels.h"

#include "core/nn/kernels_private.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace revseg::nn::kernels {

namespace {

/// e to the power of numbers that are not above 0, in place; to the last few bits.
REVSEG_INLINE void exponential(Floats& x)
{
    using Ints = int32_t __attribute__((vector_size(64)));
    const Floats least = Floats{} - 87.0F; // below it nothing is left
    x = x < least ? least : x;
    const Floats rounding = Floats{} + 12582912.0F; // 1.5 · 2²³: adding it drops what is behind the point
    const Floats whole = (x * 1.44269504F + rounding) - rounding;
    // ln 2 in two parts, so that nothing is lost in the difference.
    const Floats rest = (x - whole * 0.693359375F) + whole * 2.12194440e-4F;
    Floats y = rest * 1.9875691500e-4F + 1.3981999507e-3F; // Cephes' polynomial
    y = y * rest + 8.3334519073e-3F;
    y = y * rest + 4.1665795894e-2F;
    y = y * rest + 1.6666665459e-1F;
    y = y * rest + 5.0000001201e-1F;
    y = y * rest * rest + rest + 1.0F;
    const Ints power = (__builtin_convertvector(whole, Ints) + 127) << 23;
    Floats scale;
    std::memcpy(&scale, &power, sizeof scale);
    x = y * scale;
}

template <int R, class V>
REVSEG_INLINE void sumRows(const float* shares, int64_t shareStride, const V* v, int64_t vStride,
                           int64_t count, int64_t size, float* y, int64_t yStride)
{
    constexpr int C = 4; // vectors side by side
    int64_t i = 0;
    for (; i + C * kLanes <= size; i += C * kLanes) {
        Floats sums[R][C];
        for (int r = 0; r < R; ++r) {
            for (int c = 0; c < C; ++c)
                load(y + r * yStride + i + c * kLanes, sums[r][c]);
        }
        for (int64_t j = 0; j < count; ++j) {
            Floats values[C];
            for (int c = 0; c < C; ++c)
                load(v + j * vStride + i + c * kLanes, values[c]);
            for (int r = 0; r < R; ++r) {
                for (int c = 0; c < C; ++c)
                    sums[r][c] += values[c] * shares[r * shareStride + j];
            }
        }
        for (int r = 0; r < R; ++r) {
            for (int c = 0; c < C; ++c)
                std::memcpy(y + r * yStride + i + c * kLanes, &sums[r][c], sizeof(Floats));
        }
    }
    for (int r = 0; i < size && r < R; ++r) {
        for (int64_t j = 0; j < count; ++j) {
            for (int64_t k = i; k < size; ++k)
                y[r * yStride + k] += shares[r * shareStride + j] * one(v + j * vStride + k);
        }
    }
}

template <class V>
REVSEG_INLINE void sumsOf(const float* shares, int64_t rows, int64_t shareStride, const V* v, int64_t vStride,
                          int64_t count, int64_t size, float* y, int64_t yStride)
{
    int64_t r = 0;
    for (; r + 4 <= rows; r += 4)
        sumRows<4>(shares + r * shareStride, shareStride, v, vStride, count, size, y + r * yStride, yStride);
    for (; r < rows; ++r)
        sumRows<1>(shares + r * shareStride, shareStride, v, vStride, count, size, y + r * yStride, yStride);
}

/// Rounded to T and back.
template <class T>
REVSEG_INLINE float rounded(float x)
{
    T t;
    put(x, &t);
    return one(&t);
}

template <class T>
REVSEG_INLINE void normOf(const T* x, const T* weight, T* y, int64_t n, float eps)
{
    Floats squares = {};
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes) {
        Floats values;
        load(x + i, values);
        squares += values * values;
    }
    float total = sum(squares);
    for (; i < n; ++i)
        total += one(x + i) * one(x + i);
    const float scale = 1 / std::sqrt(total / float(n) + eps);
    for (i = 0; i < n; ++i)
        put(rounded<T>(one(x + i) * scale) * one(weight + i), y + i);
}

template <class T>
REVSEG_INLINE void turnOf(const T* x, const float* cos, const float* sin, T* y, int64_t n)
{
    for (int64_t j = 0; j < n; ++j) {
        const float a = one(x + j);
        const float b = one(x + j + n);
        put(a * cos[j] - b * sin[j], y + j);
        put(b * cos[j] + a * sin[j], y + j + n);
    }
}

template <class T>
REVSEG_INLINE void gateOf(T* a, const T* b, int64_t n)
{
    for (int64_t i = 0; i < n; ++i) {
        const float x = one(a + i);
        put(rounded<T>(x / (1 + std::exp(-x))) * one(b + i), a + i);
    }
}

} // namespace

REVSEG_CLONES void weightedSums(const float* shares, int64_t rows, int64_t shareStride, const void* v,
                                bool half, int64_t vStride, int64_t count, int64_t size, float* y,
                                int64_t yStride)
{
    if (half)
        sumsOf(shares, rows, shareStride, static_cast<const Half*>(v), vStride, count, size, y, yStride);
    else
        sumsOf(shares, rows, shareStride, static_cast<const float*>(v), vStride, count, size, y, yStride);
}

REVSEG_CLONES void softmaxStep(float* x, int64_t rows, int64_t n, float* most, float* total, float* sums,
                               int64_t sumStride, int64_t width)
{
    for (int64_t r = 0; r < rows; ++r) {
        float* const row = x + r * n;
        float largest = most[r];
        int64_t i = 0;
        if (n >= kLanes) {
            Floats best;
            load(row, best);
            for (i = kLanes; i + kLanes <= n; i += kLanes) {
                Floats values;
                load(row + i, values);
                best = values > best ? values : best;
            }
            for (int64_t l = 0; l < kLanes; ++l)
                largest = std::max(largest, best[l]);
        }
        for (; i < n; ++i)
            largest = std::max(largest, row[i]);
        float added = 0;
        Floats lanes = {};
        for (i = 0; i + kLanes <= n; i += kLanes) {
            Floats values;
            load(row + i, values);
            values = values - largest;
            exponential(values);
            lanes += values;
            std::memcpy(row + i, &values, sizeof values);
        }
        for (; i < n; ++i) {
            row[i] = std::exp(row[i] - largest);
            added += row[i];
        }
        added += sum(lanes);
        const float shrink = std::exp(most[r] - largest);
        total[r] = total[r] * shrink + added;
        most[r] = largest;
        if (sums != nullptr && shrink != 1) {
            for (int64_t j = 0; j < width; ++j)
                sums[r * sumStride + j] *= shrink;
        }
    }
}

REVSEG_CLONES void divideRows(float* y, int64_t rows, int64_t n, int64_t stride, const float* by)
{
    for (int64_t r = 0; r < rows; ++r) {
        const float factor = 1 / by[r];
        for (int64_t i = 0; i < n; ++i)
            y[r * stride + i] *= factor;
    }
}

void softmax(float* x, int64_t n)
{
    float most = -std::numeric_limits<float>::infinity();
    float total = 0;
    softmaxStep(x, 1, n, &most, &total, nullptr, 0, 0);
    divideRows(x, 1, n, n, &total);
}

REVSEG_CLONES void rmsNorm(const void* x, const void* weight, void* y, bool half, int64_t n, float eps)
{
    if (half)
        normOf(static_cast<const Half*>(x), static_cast<const Half*>(weight), static_cast<Half*>(y), n, eps);
    else
        normOf(static_cast<const float*>(x), static_cast<const float*>(weight), static_cast<float*>(y), n,
               eps);
}

REVSEG_CLONES void turn(const void* x, const float* cos, const float* sin, void* y, bool half, int64_t n)
{
    if (half)
        turnOf(static_cast<const Half*>(x), cos, sin, static_cast<Half*>(y), n);
    else
        turnOf(static_cast<const float*>(x), cos, sin, static_cast<float*>(y), n);
}

REVSEG_CLONES void gate(void* a, const void* b, bool half, int64_t n)
{
    if (half)
        gateOf(static_cast<Half*>(a), static_cast<const Half*>(b), n);
    else
        gateOf(static_cast<float*>(a), static_cast<const float*>(b), n);
}

REVSEG_CLONES void toFloat(const void* bfloat16, float* y, int64_t n)
{
    const auto* const x = static_cast<const Half*>(bfloat16);
    for (int64_t i = 0; i < n; ++i)
        y[i] = one(x + i);
}

REVSEG_CLONES void fromFloat(const float* x, void* bfloat16, int64_t n)
{
    auto* const y = static_cast<Half*>(bfloat16);
    for (int64_t i = 0; i < n; ++i)
        put(x[i], y + i);
}

} // namespace revseg::nn::kernels
