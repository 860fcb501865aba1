// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

/// Vectors for the loops of kernels.h. Every file that includes this is built with -O3 and fused
/// multiply-adds in every configuration (CMakeLists.txt).
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
// The widest that the processor has, found when the program is loaded.
#define REVSEG_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define REVSEG_CLONES
#endif
#define REVSEG_INLINE __attribute__((always_inline)) inline

namespace revseg::nn::kernels {

constexpr int64_t kLanes = 16;
using Floats = float __attribute__((vector_size(64)));
using Words = uint32_t __attribute__((vector_size(64)));
using Halves = uint16_t __attribute__((vector_size(32)));

struct Half
{
    uint16_t bits;
};

REVSEG_INLINE float one(const float* p)
{
    return *p;
}

REVSEG_INLINE float one(const Half* p)
{
    const uint32_t word = uint32_t(p->bits) << 16;
    float out;
    std::memcpy(&out, &word, sizeof out);
    return out;
}

/// To nearest, ties to even; what is no number stays none.
REVSEG_INLINE void put(float x, Half* p)
{
    uint32_t word;
    std::memcpy(&word, &x, sizeof word);
    p->bits = std::isnan(x) ? uint16_t(0x7FC0) : uint16_t((word + 0x7FFF + ((word >> 16) & 1)) >> 16);
}

REVSEG_INLINE void put(float x, float* p)
{
    *p = x;
}

// By reference: a vector that is returned would change the calling convention with the instruction set.
REVSEG_INLINE void load(const float* p, Floats& out)
{
    std::memcpy(&out, p, sizeof out);
}

REVSEG_INLINE void load(const Half* p, Floats& out)
{
    Halves halves;
    std::memcpy(&halves, p, sizeof halves);
    const Words words = __builtin_convertvector(halves, Words) << 16;
    std::memcpy(&out, &words, sizeof out);
}

REVSEG_INLINE float sum(const Floats& v)
{
    using Eight = float __attribute__((vector_size(32)));
    using Four = float __attribute__((vector_size(16)));
    Eight eights[2];
    std::memcpy(eights, &v, sizeof v);
    const Eight eight = eights[0] + eights[1];
    Four fours[2];
    std::memcpy(fours, &eight, sizeof eight);
    const Four four = fours[0] + fours[1];
    return (four[0] + four[2]) + (four[1] + four[3]);
}

} // namespace revseg::nn::kernels
