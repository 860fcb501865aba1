// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <stop_token>

/// Products of float32 matrices in memory, by oneDNN. Debian's libtorch carries it, but asks the BLAS library
/// for its products: the slow reference one, unless another is installed. On torch's own threads; inside a
/// parallel region on the calling thread alone.
namespace revseg::nn::gemm {

/// Whether this libtorch has it. Others come with a BLAS of their own that is as fast.
bool available();

/// c = a · b + (keeps ? c : 0). a [rows, inner], b [inner, columns] or, `turned`, [columns, inner]; c
/// [rows, columns]. Row-major, with the distance between rows in elements.
void product(int64_t rows, int64_t columns, int64_t inner, const float* a, int64_t aStride, const float* b,
             int64_t bStride, bool turned, float* c, int64_t cStride, float scale = 1, bool keeps = false);

/// Attention of `heads` heads in each of `batch` sequences: softmax(q kᵀ · scale) v, the scores never kept as
/// a whole. Elements of a row are neighbours; strides are in elements.
struct Attention
{
    struct Part
    {
        const float* data = nullptr;
        int64_t batch = 0; ///< from one sequence to the next
        int64_t head = 0;
        int64_t row = 0;
    };
    Part q, k, v;
    float* out = nullptr; ///< [batch, queries, heads, width]
    int64_t batch = 1;
    int64_t heads = 1;
    int64_t queries = 0;
    int64_t keys = 0;
    int64_t size = 0;  ///< of a query and a key
    int64_t width = 0; ///< of a value
    float scale = 1;

    /// False when it was stopped; `out` is then to be thrown away.
    bool run(const std::stop_token& stop) const;
};

} // namespace revseg::nn::gemm
