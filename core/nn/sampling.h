// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace revseg::nn {

/// How the next token is chosen.
struct SamplingOptions
{
    double temperature = 0; ///< below 1e-4: always the likeliest
    int64_t topK = 0;       ///< 0: no limit
    double topP = 1;
    double repetitionPenalty = 1; ///< above 1 makes what was read or said less likely, also without sampling
    uint64_t seed = 0;
};

/// The ids of a sequence, each once, for the repetition penalty.
class SeenIds
{
public:
    explicit SeenIds(int64_t vocabulary) : m_is(size_t(vocabulary)) {}
    void add(int64_t id)
    {
        if (id >= 0 && size_t(id) < m_is.size() && !m_is[size_t(id)]) {
            m_is[size_t(id)] = true;
            m_ids.push_back(id);
        }
    }
    const std::vector<int64_t>& ids() const { return m_ids; }

private:
    std::vector<bool> m_is;
    std::vector<int64_t> m_ids;
};

struct Choice
{
    int64_t id = 0;
    double logprob = 0;        ///< of the model as it is: what policy gradients need
    double sampledLogprob = 0; ///< after penalty, temperature, top-k and top-p; 0 when greedy
};

/// Chooses in the reference's order: penalty, temperature, top-k, top-p, one draw. `logits` are changed.
/// The draw depends on seed, sequence and step alone (Philox 4×32-10), not on batches or threads.
Choice chooseNext(std::span<float> logits, const SeenIds& seen, const SamplingOptions& options,
                  uint64_t sequence, uint64_t step);

/// A number in [0, 1) with 53 bits.
double randomUnit(uint64_t seed, uint64_t sequence, uint64_t step);

/// Passes text on until a stop string appears, holding back what may be the beginning of one.
class StopStrings
{
public:
    explicit StopStrings(std::vector<std::string> strings) : m_strings(std::move(strings)) {}

    /// What can be shown now. After a hit nothing more comes.
    std::string push(std::string_view text);
    std::string finish(); ///< what was held back
    bool hit() const { return m_hit; }

private:
    std::vector<std::string> m_strings;
    std::string m_held;
    bool m_hit = false;
};

} // namespace revseg::nn
