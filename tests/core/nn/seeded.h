// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/picture.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

/// Numbers, pictures, texts and weights made from seeds: the very same as tests/parity/seeded.py makes.
namespace revseg::nn::test {

/// FNV-1a, 64 bits, piece by piece.
class Fnv
{
public:
    void add(const void* data, size_t bytes)
    {
        const auto* const p = static_cast<const uint8_t*>(data);
        for (size_t i = 0; i < bytes; ++i)
            m_hash = (m_hash ^ p[i]) * 0x100000001B3ULL;
    }
    uint64_t value() const { return m_hash; }
    std::string text() const
    {
        char out[17];
        std::snprintf(out, sizeof out, "%016llx", static_cast<unsigned long long>(m_hash));
        return out;
    }

private:
    uint64_t m_hash = 0xCBF29CE484222325ULL;
};

/// SplitMix64: the i-th number of a seed.
inline uint64_t seededNumber(uint64_t seed, uint64_t i)
{
    uint64_t z = seed + 0x9E3779B97F4A7C15ULL * (i + 1);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

/// Two waves of triangles a channel, and some noise.
inline Picture seededPicture(uint64_t seed, int64_t height, int64_t width)
{
    Picture out{width, height, {}};
    int64_t steps[12];
    for (uint64_t i = 0; i < 12; ++i)
        steps[i] = int64_t(seededNumber(seed, i) % 13) + 3;
    const auto triangle = [](int64_t v) { return std::abs((v % 200 + 200) % 200 - 100); };
    for (int64_t y = 0; y < height; ++y) {
        for (int64_t x = 0; x < width; ++x) {
            for (int64_t c = 0; c < 3; ++c) {
                const int64_t* const s = steps + 4 * c;
                const auto noise = int64_t(seededNumber(seed + 1, out.rgb.size()) % 33);
                const int64_t v = triangle(x * s[0] + y * s[1]) + triangle(x * s[2] - y * s[3]) + noise;
                out.rgb.push_back(uint8_t(std::clamp<int64_t>(v, 0, 255)));
            }
        }
    }
    return out;
}

/// Some pieces of the pool, one behind the other.
inline std::string seededText(std::span<const std::string> pool, uint64_t seed, uint64_t longest)
{
    std::string out;
    const uint64_t pieces = seededNumber(seed, 0) % longest + 1;
    for (uint64_t i = 1; i <= pieces; ++i)
        out += pool[seededNumber(seed, i) % pool.size()];
    return out;
}

/// One weight of a tensor, before it is rounded to bfloat16: biases within 1/8, norms around 1, the embedding
/// within 1, the rest within 1/4. `hash`: FNV of the tensor's name.
inline float seededWeight(uint64_t seed, uint64_t hash, uint64_t i, const std::string& name, bool vector)
{
    const float u = float(seededNumber(seed ^ hash, i) >> 40) / float(1 << 23) - 1.0F;
    if (vector)
        return name.ends_with("bias") ? u / 8 : 1 + u / 8;
    return name.find("embed_tokens") == std::string::npos ? u / 4 : u;
}

/// FNV of the 8-bit levels that normalised patches stand for; "no levels" when they are none.
inline std::string levelsHash(std::span<const float> values, int64_t patchValues, const PixelConfig& pixels)
{
    Fnv hash;
    std::vector<uint8_t> row(static_cast<size_t>(patchValues));
    const int64_t channel = patchValues / 3;
    for (size_t at = 0; at < values.size(); at += row.size()) {
        for (int64_t i = 0; i < patchValues; ++i) {
            const auto c = size_t(i / channel);
            const double level =
                (double(values[at + size_t(i)]) * pixels.deviation[c] + pixels.mean[c]) * 255;
            row[size_t(i)] = uint8_t(std::lround(level));
            if (std::abs(level - double(row[size_t(i)])) > 1e-2)
                return "no levels";
        }
        hash.add(row.data(), row.size());
    }
    return hash.text();
}

} // namespace revseg::nn::test
