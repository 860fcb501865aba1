// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace revseg::nn::sam2 {

/// Which frames a frame looks back at: numbers only, nothing of their content.
struct Selection
{
    struct Spatial
    {
        int64_t frame;
        int64_t row; ///< of the encoding of time
        bool conditioning;
    };
    struct Pointer
    {
        int64_t frame;
        int64_t distance; ///< in frames
        bool conditioning;
    };
    std::vector<Spatial> spatial;
    std::vector<Pointer> pointers;
    int64_t longest = 1; ///< the distance that counts as one
};

struct SelectionRules
{
    int64_t memories = 7;          ///< spatial ones, with one conditioning frame
    int64_t pointers = 16;         ///< frames
    int64_t frames = 0;            ///< of the video
    int64_t stride = 1;            ///< between the older spatial memories
    int64_t conditioningLimit = 0; ///< 0: all conditioning frames are used; else at least 2
};

/// For frame `t`, tracked forward or in reverse. `conditioning`: the frames a person has prompted, in that
/// order; `tracked` says which other frames have an outcome, of this pass or an earlier one.
Selection selectMemories(int64_t t, bool reverse, const std::vector<int64_t>& conditioning,
                         const std::function<bool(int64_t)>& tracked, const SelectionRules& rules);

/// The frames behind `t` whose masks can be relied on, sorted, 15 at most, none next to the prompted frame
/// `from`; and the frame just behind `t`, when it was tracked. The last of them are remembered in the place
/// of those that selectMemories() chooses (SAMURAI, arXiv 2411.11922, section 3).
std::vector<int64_t> reliableFrames(int64_t t, bool reverse, int64_t from,
                                    const std::function<bool(int64_t)>& tracked,
                                    const std::function<bool(int64_t)>& reliable);

/// Conditioning frames nearest to `t`: the last before it, the first from it on, then by distance.
std::vector<int64_t> nearestConditioning(int64_t t, const std::vector<int64_t>& conditioning, int64_t limit);

/// How far from a frame its spatial memories can lie, conditioning frames apart.
int64_t memoryReach(const SelectionRules& rules);

} // namespace revseg::nn::sam2
