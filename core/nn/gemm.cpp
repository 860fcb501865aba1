// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/gemm.h"

#include "core/nn/kernels.h"

#include <algorithm>
#include <atomic>
#include <dlfcn.h>
#include <limits>
#include <omp.h>
#include <torch/torch.h>
#include <vector>

namespace revseg::nn::gemm {

namespace {

// Part of oneDNN's C interface since its first version (dnnl.h); looked up, as Debian's libtorch does not
// bring its headers.
using Sgemm = int (*)(char transA, char transB, int64_t m, int64_t n, int64_t k, float alpha, const float* a,
                      int64_t lda, const float* b, int64_t ldb, float beta, float* c, int64_t ldc);

Sgemm sgemm()
{
    static const auto found = reinterpret_cast<Sgemm>(dlsym(RTLD_DEFAULT, "dnnl_sgemm"));
    return found;
}

// A block of scores and the keys it comes from stay in a core's own cache.
constexpr int64_t kQueries = 256;
constexpr int64_t kKeys = 512;

} // namespace

bool available()
{
    return sgemm() != nullptr;
}

void product(int64_t rows, int64_t columns, int64_t inner, const float* a, int64_t aStride, const float* b,
             int64_t bStride, bool turned, float* c, int64_t cStride, float scale, bool keeps)
{
    if (rows == 0 || columns == 0)
        return;
    // Waking the other threads, and waiting for them on a busy machine, costs more than so little work.
    constexpr int64_t kSmall = 1 << 20;
    const int threads = omp_get_max_threads();
    const bool alone = threads > 1 && rows * columns * inner < kSmall;
    if (alone)
        omp_set_num_threads(1);
    const int status = sgemm()('N', turned ? 'T' : 'N', rows, columns, inner, scale, a, aStride, b, bStride,
                               keeps ? 1.0F : 0.0F, c, cStride);
    if (alone)
        omp_set_num_threads(threads);
    TORCH_CHECK(status == 0, "oneDNN refused a product of ", rows, " x ", inner, " x ", columns);
}

bool Attention::run(const std::stop_token& stop) const
{
    int64_t step = std::min(queries, kQueries);
    // Enough pieces for all threads, as long as they are worth a product.
    while (step > 64 && batch * heads * ((queries + step - 1) / step) < 2 * at::get_num_threads())
        step = (step + 1) / 2;
    const int64_t pieces = (queries + step - 1) / step;
    constexpr int64_t kWorth = 1 << 20; // multiplications for a thread
    const int64_t grain = std::max<int64_t>(1, kWorth / std::max<int64_t>(step * keys * (size + width), 1));
    std::atomic<bool> stopped = false;
    at::parallel_for(0, batch * heads * pieces, grain, [&](int64_t begin, int64_t end) {
        std::vector<float> scores(size_t(step * std::min(keys, kKeys)));
        std::vector<float> most(static_cast<size_t>(step));
        std::vector<float> total(static_cast<size_t>(step));
        for (int64_t task = begin; task < end; ++task) {
            const int64_t b = task / (heads * pieces);
            const int64_t h = task / pieces % heads;
            const int64_t first = task % pieces * step;
            const int64_t rows = std::min(step, queries - first);
            const float* const from = q.data + b * q.batch + h * q.head + first * q.row;
            float* const to = out + ((b * queries + first) * heads + h) * width;
            std::fill(most.begin(), most.end(), -std::numeric_limits<float>::infinity());
            std::fill(total.begin(), total.end(), 0.0F);
            for (int64_t at = 0; at < keys; at += kKeys) {
                if (stopped || stop.stop_requested()) {
                    stopped = true;
                    return;
                }
                const int64_t count = std::min(kKeys, keys - at);
                product(rows, count, size, from, q.row, k.data + b * k.batch + h * k.head + at * k.row, k.row,
                        true, scores.data(), count, scale);
                // What was summed so far shrinks when a larger score turns up.
                kernels::softmaxStep(scores.data(), rows, count, most.data(), total.data(),
                                     at == 0 ? nullptr : to, heads * width, width);
                product(rows, width, count, scores.data(), count,
                        v.data + b * v.batch + h * v.head + at * v.row, v.row, false, to, heads * width, 1,
                        at > 0);
            }
            kernels::divideRows(to, rows, width, heads * width, total.data());
        }
    });
    return !stopped;
}

} // namespace revseg::nn::gemm
