// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// Loops for a few rows on a CPU, where torch's calls cost more than the work or read the weights too slowly.
/// Matrices are row-major with a stride in elements, of float or (`half`) bfloat16; arithmetic is in float.
/// Each exists for several instruction sets, chosen when the program starts. No threads in here.
namespace revseg::nn::kernels {

/// y[r][o] = Σ_i x[r][i] · w[o][i] + bias[o] for o in [from, to). bias is of w's type or null.
void products(const float* x, int64_t rows, int64_t xStride, const void* w, bool half, int64_t wStride,
              int64_t in, const void* bias, float* y, int64_t yStride, int64_t from, int64_t to);

/// y[r][i] += Σ_j shares[r][j] · v[j][i] for j in [0, count), i in [0, size)
void weightedSums(const float* shares, int64_t rows, int64_t shareStride, const void* v, bool half,
                  int64_t vStride, int64_t count, int64_t size, float* y, int64_t yStride);

/// exp(x − max) / Σ of one row
void softmax(float* x, int64_t n);

/// One block of a softmax whose rows are longer than the block: x [rows, n] becomes exp(x − most[r]), with
/// most[r] raised to the row's largest so far; total[r] is its sum so far. `sums` [rows, width], what was
/// made with the blocks before, is scaled to the new most[r]; null: there is none.
void softmaxStep(float* x, int64_t rows, int64_t n, float* most, float* total, float* sums, int64_t sumStride,
                 int64_t width);

/// y[r][i] /= by[r]
void divideRows(float* y, int64_t rows, int64_t n, int64_t stride, const float* by);

/// y = x / sqrt(mean(x²) + eps) · weight, rounded before the weight as the reference does
void rmsNorm(const void* x, const void* weight, void* y, bool half, int64_t n, float eps);

/// One head: y[j] = x[j] · cos[j] − x[j + n] · sin[j], y[j + n] = x[j + n] · cos[j] + x[j] · sin[j] for j < n
void turn(const void* x, const float* cos, const float* sin, void* y, bool half, int64_t n);

/// a = silu(a) · b
void gate(void* a, const void* b, bool half, int64_t n);

void toFloat(const void* bfloat16, float* y, int64_t n);
void fromFloat(const float* x, void* bfloat16, int64_t n);

} // namespace revseg::nn::kernels
