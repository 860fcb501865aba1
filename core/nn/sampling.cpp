// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sampling.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace revseg::nn {

namespace {

/// Below this the reference's division leaves only exact ties to chance.
constexpr double kGreedyBelow = 1e-4;

/// log Σ exp
double logSum(std::span<const float> logits)
{
    const float most = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (const float z : logits)
        sum += std::exp(double(z) - double(most));
    return double(most) + std::log(sum);
}

struct Candidate
{
    int64_t id;
    double z;
};

/// Keeps every candidate that is not below the k-th largest.
void keepLargest(std::vector<Candidate>& all, int64_t k)
{
    if (k <= 0 || size_t(k) >= all.size())
        return;
    std::vector<double> values;
    values.reserve(all.size());
    for (const Candidate& c : all)
        values.push_back(c.z);
    std::nth_element(values.begin(), values.begin() + (k - 1), values.end(), std::greater<>());
    const double least = values[size_t(k - 1)];
    std::erase_if(all, [least](const Candidate& c) { return c.z < least; });
}

double weightSum(const std::vector<Candidate>& all, double most)
{
    double sum = 0;
    for (const Candidate& c : all)
        sum += std::exp(c.z - most);
    return sum;
}

/// Drops the least likely whose shares together are at most 1 − p; the likeliest always stays.
void keepNucleus(std::vector<Candidate>& all, double p)
{
    if (p >= 1 || all.size() < 2)
        return;
    std::stable_sort(all.begin(), all.end(),
                     [](const Candidate& a, const Candidate& b) { return a.z < b.z; });
    const double most = all.back().z;
    const double total = weightSum(all, most);
    double sum = 0;
    size_t dropped = 0;
    while (dropped + 1 < all.size()) {
        sum += std::exp(all[dropped].z - most) / total;
        if (sum > 1 - p)
            break;
        ++dropped;
    }
    all.erase(all.begin(), all.begin() + ptrdiff_t(dropped));
    std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) { return a.id < b.id; });
}

} // namespace

double randomUnit(uint64_t seed, uint64_t sequence, uint64_t step)
{
    // Philox 4×32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3").
    std::array<uint32_t, 4> x{uint32_t(step), uint32_t(step >> 32), uint32_t(sequence),
                              uint32_t(sequence >> 32)};
    std::array<uint32_t, 2> key{uint32_t(seed), uint32_t(seed >> 32)};
    for (int round = 0; round < 10; ++round) {
        const uint64_t a = uint64_t(0xD2511F53) * x[0];
        const uint64_t b = uint64_t(0xCD9E8D57) * x[2];
        x = {uint32_t(b >> 32) ^ x[1] ^ key[0], uint32_t(b), uint32_t(a >> 32) ^ x[3] ^ key[1], uint32_t(a)};
        key[0] += 0x9E3779B9;
        key[1] += 0xBB67AE85;
    }
    return double((uint64_t(x[0]) << 32 | x[1]) >> 11) * 0x1p-53;
}

Choice chooseNext(std::span<float> logits, const SeenIds& seen, const SamplingOptions& options,
                  uint64_t sequence, uint64_t step)
{
    Choice out;
    const double logTotal = logSum(logits);
    // The penalty changes single logits: what they were is needed for the model's own probability.
    std::vector<std::pair<int64_t, float>> before;
    if (options.repetitionPenalty != 1) {
        for (const int64_t id : seen.ids()) {
            float& z = logits[size_t(id)];
            before.emplace_back(id, z);
            z = float(z > 0 ? z / options.repetitionPenalty : z * options.repetitionPenalty);
        }
    }
    const auto own = [&](int64_t id) {
        const auto it =
            std::find_if(before.begin(), before.end(), [id](const auto& entry) { return entry.first == id; });
        return double(it == before.end() ? logits[size_t(id)] : it->second) - logTotal;
    };
    if (options.temperature < kGreedyBelow) {
        out.id = std::max_element(logits.begin(), logits.end()) - logits.begin();
        out.logprob = own(out.id);
        return out;
    }
    std::vector<Candidate> candidates;
    candidates.reserve(logits.size());
    for (size_t i = 0; i < logits.size(); ++i)
        candidates.push_back({int64_t(i), double(logits[i]) / options.temperature});
    keepLargest(candidates, options.topK);
    keepNucleus(candidates, options.topP);
    const double most =
        std::max_element(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
            return a.z < b.z;
        })->z;
    const double total = weightSum(candidates, most);
    double left = randomUnit(options.seed, sequence, step) * total;
    const Candidate* chosen = &candidates.back(); // rounding may leave a crumb behind the last
    for (const Candidate& c : candidates) {
        left -= std::exp(c.z - most);
        if (left < 0) {
            chosen = &c;
            break;
        }
    }
    out.id = chosen->id;
    out.logprob = own(chosen->id);
    out.sampledLogprob = chosen->z - most - std::log(total);
    return out;
}

std::string StopStrings::push(std::string_view text)
{
    if (m_hit)
        return {};
    m_held += text;
    size_t first = std::string::npos;
    for (const std::string& stop : m_strings)
        first = stop.empty() ? first : std::min(first, m_held.find(stop));
    std::string out;
    if (first != std::string::npos) {
        m_hit = true;
        out = m_held.substr(0, first);
        m_held.clear();
        return out;
    }
    // The longest end of the text that begins a stop string.
    size_t keep = 0;
    for (const std::string& stop : m_strings) {
        for (size_t n = std::min(stop.empty() ? 0 : stop.size() - 1, m_held.size()); n > keep; --n) {
            if (m_held.compare(m_held.size() - n, n, stop, 0, n) == 0)
                keep = n;
        }
    }
    // A stop string of bytes that are no characters is not expected, so whole characters come out.
    out = m_held.substr(0, m_held.size() - keep);
    m_held.erase(0, out.size());
    return out;
}

std::string StopStrings::finish()
{
    std::string out;
    out.swap(m_held);
    return m_hit ? std::string() : out;
}

} // namespace revseg::nn
