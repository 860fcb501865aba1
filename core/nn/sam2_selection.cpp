// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_selection.h"

#include <algorithm>
#include <cstdlib>

namespace revseg::nn::sam2 {

namespace {

/// Rounded down, for negative numbers too.
int64_t floorDiv(int64_t a, int64_t b)
{
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

} // namespace

std::vector<int64_t> nearestConditioning(int64_t t, const std::vector<int64_t>& conditioning, int64_t limit)
{
    if (limit <= 0 || int64_t(conditioning.size()) <= limit)
        return conditioning;
    std::vector<int64_t> out;
    std::vector<int64_t> rest = conditioning;
    const auto take = [&](auto best) {
        if (best == rest.end())
            return;
        out.push_back(*best);
        rest.erase(best);
    };
    // Sorted by how good they are, the best first; those on the other side of `t` do not count.
    auto best = rest.end();
    for (auto it = rest.begin(); it != rest.end(); ++it) {
        if (*it < t && (best == rest.end() || *it > *best))
            best = it;
    }
    take(best);
    best = rest.end();
    for (auto it = rest.begin(); it != rest.end(); ++it) {
        if (*it >= t && (best == rest.end() || *it < *best))
            best = it;
    }
    take(best);
    std::stable_sort(rest.begin(), rest.end(),
                     [t](int64_t a, int64_t b) { return std::abs(a - t) < std::abs(b - t); });
    for (size_t i = 0; i < rest.size() && int64_t(out.size()) < limit; ++i)
        out.push_back(rest[i]);
    return out;
}

std::vector<int64_t> reliableFrames(int64_t t, bool reverse, int64_t from,
                                    const std::function<bool(int64_t)>& tracked,
                                    const std::function<bool(int64_t)>& reliable)
{
    constexpr size_t kMost = 15;
    const int64_t step = reverse ? 1 : -1;
    std::vector<int64_t> out;
    for (int64_t i = t + step; std::abs(i - from) > 1 && (i > from) == (t > from) && out.size() < kMost;
         i += step) {
        if (tracked(i) && reliable(i))
            out.push_back(i);
    }
    std::reverse(out.begin(), out.end());
    if (tracked(t + step) && (out.empty() || out.back() != t + step))
        out.push_back(t + step);
    return out;
}

int64_t memoryReach(const SelectionRules& rules)
{
    return (rules.memories - 2) * rules.stride + 1;
}

Selection selectMemories(int64_t t, bool reverse, const std::vector<int64_t>& conditioning,
                         const std::function<bool(int64_t)>& tracked, const SelectionRules& rules)
{
    const auto isIn = [](const std::vector<int64_t>& list, int64_t frame) {
        return std::find(list.begin(), list.end(), frame) != list.end();
    };
    const std::vector<int64_t> selected = nearestConditioning(t, conditioning, rules.conditioningLimit);
    /// A conditioning frame that was not selected stands in where no other outcome is.
    const auto fromUnselected = [&](int64_t frame) {
        return isIn(conditioning, frame) && !isIn(selected, frame);
    };

    Selection out;
    // However far away, a conditioning frame has the last row.
    for (const int64_t frame : selected)
        out.spatial.push_back({frame, rules.memories - 1, true});
    const int64_t r = rules.stride;
    for (int64_t k = rules.memories - 1; k >= 1; --k) {
        int64_t frame = 0;
        if (k == 1) // the frame next to this one always, the others at multiples of the stride
            frame = reverse ? t + 1 : t - 1;
        else if (reverse)
            frame = -floorDiv(-(t + 2), r) * r + (k - 2) * r;
        else
            frame = floorDiv(t - 2, r) * r - (k - 2) * r;
        if (tracked(frame))
            out.spatial.push_back({frame, k - 1, false});
        else if (fromUnselected(frame))
            out.spatial.push_back({frame, k - 1, true});
    }

    const int64_t pointers = std::min(rules.frames, rules.pointers);
    out.longest = std::max<int64_t>(pointers - 1, 1); // a video of one frame must not divide by zero
    for (const int64_t frame : selected) {
        if (reverse ? frame >= t : frame <= t) // what is to come has no pointer
            out.pointers.push_back({frame, std::abs(t - frame), true});
    }
    for (int64_t d = 1; d < pointers; ++d) {
        const int64_t frame = reverse ? t + d : t - d;
        if (frame < 0 || frame >= rules.frames)
            break;
        if (tracked(frame))
            out.pointers.push_back({frame, d, false});
        else if (fromUnselected(frame))
            out.pointers.push_back({frame, d, true});
    }
    return out;
}

} // namespace revseg::nn::sam2
