// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers.h"

#include "core/nn/gemm.h"
#include "core/nn/interrupt.h"
#include "core/nn/kernels.h"

#include <ATen/Parallel.h>
#include <atomic>
#include <cmath>
#include <dlfcn.h>
#include <limits>
#include <mutex>
#include <thread>
#include <torch/torch.h>

namespace revseg::nn {

namespace {

constexpr int64_t kFewRows = 8;          ///< up to which reading the weights is all the work
constexpr int64_t kTileScores = 1 << 18; ///< scores of a tile of attention
/// Multiplications between two questions for a stop: a hundredth of a second on two idle cores, so that on
/// busy ones it still is less than a tenth.
constexpr int64_t kPieceProducts = int64_t(1) << 29;
constexpr int64_t kPieceRows = 1024;                ///< of such a piece
constexpr int64_t kPieceWeights = 1 << 22;          ///< the same where reading them is all the work
constexpr int64_t kDeviceScores = int64_t(1) << 28; ///< the same on a GPU, for all heads together
constexpr int64_t kHeadRows = 8192;                 ///< rows of the weight that are widened at once

/// One that our own loops take.
bool isPlain(const torch::Tensor& x)
{
    return x.is_cpu() && x.is_contiguous() &&
           (x.scalar_type() == torch::kFloat32 || x.scalar_type() == torch::kBFloat16);
}

bool isHalf(const torch::Tensor& x)
{
    return x.scalar_type() == torch::kBFloat16;
}

/// x [rows, in] by our own loops, in float32 [rows, out].
torch::Tensor fewRows(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias)
{
    const int64_t out = weight.size(0);
    const int64_t in = weight.size(1);
    const torch::Tensor wide = x.to(torch::kFloat32).contiguous();
    torch::Tensor y = torch::empty({x.size(0), out}, wide.options());
    const float* const from = wide.data_ptr<float>();
    float* const to = y.data_ptr<float>();
    const void* const w = weight.data_ptr();
    const void* const b = bias.defined() ? bias.data_ptr() : nullptr;
    const int64_t grain = std::max<int64_t>(16, (int64_t(1) << 16) / in);
    const int64_t piece = stopOfThread() == nullptr ? out : std::max<int64_t>(64, kPieceWeights / in);
    for (int64_t first = 0; first < out; first += piece) {
        checkStop();
        at::parallel_for(first, std::min(out, first + piece), grain, [&](int64_t begin, int64_t end) {
            kernels::products(from, x.size(0), in, w, isHalf(weight), in, in, b, to, out, begin, end);
        });
    }
    return y;
}

/// Whether float32 products go through oneDNN: without MKL it is the faster of the two libraries that torch
/// has, and uses torch's own threads.
bool usesOneDnn(const torch::Tensor& x)
{
    return x.is_cpu() && x.scalar_type() == torch::kFloat32 && !at::hasMKL() &&
           at::globalContext().hasMKLDNN();
}

} // namespace

torch::Tensor Linear::operator()(const torch::Tensor& x) const
{
    checkStop();
    if (x.size(0) <= kFewRows && isPlain(weight))
        return fewRows(x, weight, bias).to(x.scalar_type());
    const bool oneDnn = usesOneDnn(x);
    const auto ready = [oneDnn](const torch::Tensor& rows) { return oneDnn ? rows.to_mkldnn() : rows; };
    const auto product = [oneDnn](const torch::Tensor& rows, const torch::Tensor& w, const torch::Tensor& b) {
        return oneDnn ? at::mkldnn_linear(rows, w, b).to_dense() : torch::linear(rows, w, b);
    };
    const int64_t n = x.size(0);
    const int64_t out = weight.size(0);
    if (stopOfThread() == nullptr || !x.is_cpu() || n * weight.numel() <= kPieceProducts)
        return product(ready(x), weight, bias);
    // In pieces of many rows and few outputs: a library reads, and puts in its own order, all of the weight
    // for however few rows.
    const int64_t high = std::min(n, kPieceRows);
    const int64_t wide = std::max<int64_t>(64, kPieceProducts / (high * weight.size(1)) / 64 * 64);
    torch::Tensor y = torch::empty({n, out}, x.options());
    for (int64_t row = 0; row < n; row += high) {
        const int64_t rows = std::min(high, n - row);
        const torch::Tensor some = ready(x.narrow(0, row, rows));
        for (int64_t from = 0; from < out; from += wide) {
            checkStop();
            const int64_t m = std::min(wide, out - from);
            y.narrow(0, row, rows)
                .narrow(1, from, m)
                .copy_(product(some, weight.narrow(0, from, m),
                               bias.defined() ? bias.narrow(0, from, m) : bias));
        }
    }
    return y;
}

torch::Tensor Linear::wide(const torch::Tensor& x) const
{
    if (x.size(0) <= kFewRows && isPlain(weight))
        return fewRows(x, weight, bias);
    if (!weight.is_cpu() || weight.scalar_type() == torch::kFloat32)
        return (*this)(x).to(torch::kFloat32);
    // Wide products need wide weights, of which the whole would take much memory.
    const torch::Tensor rows = x.to(torch::kFloat32);
    const int64_t out = weight.size(0);
    torch::Tensor y = torch::empty({x.size(0), out}, rows.options());
    for (int64_t from = 0; from < out; from += kHeadRows) {
        const int64_t m = std::min(kHeadRows, out - from);
        const Linear part{weight.narrow(0, from, m).to(torch::kFloat32),
                          bias.defined() ? bias.narrow(0, from, m).to(torch::kFloat32) : bias};
        y.narrow(1, from, m).copy_(part(rows));
    }
    return y;
}

Linear takeLinear(WeightLoader& loader, const std::string& name, int64_t in, int64_t out, bool bias)
{
    Linear linear{loader.take(name + ".weight", {out, in}), {}};
    if (bias)
        linear.bias = loader.take(name + ".bias", {out});
    return linear;
}

torch::Tensor rmsNorm(const torch::Tensor& x, const torch::Tensor& weight, double eps)
{
    if (!isPlain(x) || !isPlain(weight) || x.scalar_type() != weight.scalar_type()) {
        const torch::Tensor wide = x.to(torch::kFloat32);
        const torch::Tensor mean = wide.square().mean(-1, true);
        return (wide * torch::rsqrt(mean + eps)).to(x.scalar_type()) * weight;
    }
    torch::Tensor y = torch::empty_like(x);
    const int64_t n = x.size(-1);
    const auto bytes = size_t(n) * x.element_size();
    const auto* const from = static_cast<const char*>(x.data_ptr());
    auto* const to = static_cast<char*>(y.data_ptr());
    at::parallel_for(0, x.numel() / n, 8, [&](int64_t begin, int64_t end) {
        for (int64_t r = begin; r < end; ++r)
            kernels::rmsNorm(from + size_t(r) * bytes, weight.data_ptr(), to + size_t(r) * bytes, isHalf(x),
                             n, float(eps));
    });
    return y;
}

torch::Tensor gated(torch::Tensor a, const torch::Tensor& b)
{
    if (!isPlain(a) || !isPlain(b))
        return torch::silu(a) * b;
    const int64_t size = int64_t(a.element_size());
    at::parallel_for(0, a.numel(), 8192, [&](int64_t begin, int64_t end) {
        kernels::gate(static_cast<char*>(a.data_ptr()) + begin * size,
                      static_cast<const char*>(b.data_ptr()) + begin * size, isHalf(a), end - begin);
    });
    return a;
}

Turns Turns::scaled(int64_t size) const
{
    const double scale = 1.0 / std::sqrt(double(size));
    return {cos * scale, sin * scale};
}

torch::Tensor rotate(const torch::Tensor& x, const Turns& turns)
{
    const int64_t half = x.size(-1) / 2;
    const bool type = x.scalar_type() == torch::kFloat32 || isHalf(x);
    // Heads inside wider rows (the vision tower's qkv) are fine, so long as each head is in one piece.
    if (!x.is_cpu() || !type || x.stride(2) != 1 || !turns.cos.is_contiguous() ||
        !turns.sin.is_contiguous()) {
        const torch::Tensor a = x.narrow(-1, 0, half).to(torch::kFloat32);
        const torch::Tensor b = x.narrow(-1, half, half).to(torch::kFloat32);
        const torch::Tensor cos = turns.cos.unsqueeze(1);
        const torch::Tensor sin = turns.sin.unsqueeze(1);
        return torch::cat({a * cos - b * sin, b * cos + a * sin}, -1).to(x.scalar_type());
    }
    torch::Tensor y = torch::empty(x.sizes(), x.options());
    const int64_t size = int64_t(x.element_size());
    const float* const cos = turns.cos.data_ptr<float>();
    const float* const sin = turns.sin.data_ptr<float>();
    at::parallel_for(0, x.size(0), 16, [&](int64_t begin, int64_t end) {
        for (int64_t r = begin; r < end; ++r) {
            for (int64_t h = 0; h < x.size(1); ++h)
                kernels::turn(static_cast<const char*>(x.data_ptr()) +
                                  (r * x.stride(0) + h * x.stride(1)) * size,
                              cos + r * half, sin + r * half,
                              static_cast<char*>(y.data_ptr()) + (r * x.size(1) + h) * 2 * half * size,
                              isHalf(x), half);
        }
    });
    return y;
}

torch::Tensor times(const torch::Tensor& a, const torch::Tensor& b, bool turned)
{
    if (!usesOneDnn(a) || !gemm::available() || a.stride(1) != 1 || b.stride(1) != 1)
        return torch::mm(a, turned ? b.t() : b);
    torch::Tensor out = torch::empty({a.size(0), b.size(turned ? 0 : 1)}, a.options());
    gemm::product(a.size(0), out.size(1), a.size(1), a.data_ptr<float>(), a.stride(0), b.data_ptr<float>(),
                  b.stride(0), turned, out.data_ptr<float>(), out.size(1));
    return out;
}

torch::Tensor sharesOf(const torch::Tensor& scores)
{
    if (!scores.is_cpu() || !scores.is_contiguous() || scores.scalar_type() != torch::kFloat32)
        return torch::softmax(scores, -1, torch::kFloat32);
    const int64_t n = scores.size(-1);
    const int64_t rows = scores.numel() / n;
    std::vector<float> most(size_t(rows), -std::numeric_limits<float>::infinity());
    std::vector<float> total(size_t(rows), 0);
    float* const x = scores.data_ptr<float>();
    kernels::softmaxStep(x, rows, n, most.data(), total.data(), nullptr, 0, 0);
    kernels::divideRows(x, rows, n, n, total.data());
    return scores;
}

torch::Tensor attendAll(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v)
{
    const int64_t length = q.size(1);
    torch::Tensor out = torch::empty(q.sizes(), q.options());
    if (!q.is_cpu()) {
        // All of the batch at once: a device is filled by few large steps, not by many threads.
        const int64_t most =
            std::clamp<int64_t>(kDeviceScores / (q.size(0) * std::max<int64_t>(1, k.size(1))), 1, length);
        for (int64_t r = 0; r < length; r += most) {
            checkStop();
            const int64_t m = std::min(most, length - r);
            const torch::Tensor scores = torch::bmm(q.narrow(1, r, m), k.transpose(1, 2));
            const torch::Tensor shares = torch::softmax(scores, -1, torch::kFloat32).to(v.scalar_type());
            out.narrow(1, r, m).copy_(torch::bmm(shares, v));
        }
        return out;
    }
    const int64_t rows = std::clamp<int64_t>(kTileScores / std::max<int64_t>(1, k.size(1)), 16, length);
    const int64_t tiles = (length + rows - 1) / rows;
    inParallel(q.size(0) * tiles, [&](int64_t i) {
        const int64_t b = i / tiles;
        const int64_t r = i % tiles * rows;
        const int64_t m = std::min(rows, length - r);
        const torch::Tensor scores = times(q[b].narrow(0, r, m), k[b], true);
        out[b].narrow(0, r, m).copy_(times(sharesOf(scores).to(v.scalar_type()), v[b], false));
    });
    return out;
}

void inParallel(int64_t count, const std::function<void(int64_t)>& work)
{
    const QuietBlas quiet;
    // Only the thread that asked for the work asks for its stop; the others look whether it has.
    const std::function<bool()>* const stop = stopOfThread();
    const std::thread::id asker = std::this_thread::get_id();
    std::atomic<bool> stopped = false;
    at::parallel_for(0, count, 1, [&](int64_t begin, int64_t end) {
        const c10::InferenceMode guard; // the mode belongs to a thread
        const bool asks = stop != nullptr && std::this_thread::get_id() == asker;
        for (int64_t i = begin; i < end && !stopped; ++i) {
            if (asks && (*stop)())
                stopped = true;
            else
                work(i);
        }
    });
    if (stopped)
        throw Interrupted();
}

namespace {

/// OpenBLAS as Debian's libtorch uses it, if it is that: found at run time, since other builds have none.
struct OpenBlas
{
    using Set = void (*)(int);
    using Get = int (*)();
    Set set = reinterpret_cast<Set>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"));
    Get get = reinterpret_cast<Get>(dlsym(RTLD_DEFAULT, "openblas_get_num_threads"));
    std::mutex mutex;
    int quiet = 0, before = 1;
};

OpenBlas& openBlas()
{
    static OpenBlas blas;
    return blas;
}

} // namespace

QuietBlas::QuietBlas()
{
    OpenBlas& blas = openBlas();
    if (blas.set == nullptr || blas.get == nullptr)
        return;
    const std::lock_guard lock(blas.mutex);
    if (blas.quiet++ == 0) {
        blas.before = blas.get();
        blas.set(1);
    }
}

QuietBlas::~QuietBlas()
{
    OpenBlas& blas = openBlas();
    if (blas.set == nullptr || blas.get == nullptr)
        return;
    const std::lock_guard lock(blas.mutex);
    if (--blas.quiet == 0)
        blas.set(blas.before);
}

} // namespace revseg::nn
