// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/run_comparison.h"

#include <algorithm>

namespace revseg {

namespace {

const RunTrack* trackOf(const std::vector<RunTrack>& tracks, int object)
{
    const auto it = std::find_if(tracks.begin(), tracks.end(),
                                 [object](const RunTrack& t) { return t.object == object; });
    return it != tracks.end() ? &*it : nullptr;
}

RunComparison::Pair pairOf(const ChainObject& a, const RunTrack* tracksA, const ChainObject& b,
                           const RunTrack* tracksB, bool sameFrame)
{
    RunComparison::Pair pair;
    pair.before = a.id;
    pair.after = b.id;
    if (sameFrame)
        pair.box = a.box.iou(b.box);
    if (tracksA != nullptr && tracksB != nullptr)
        pair.masks = tracksIou({*tracksA}, {*tracksB});
    return pair;
}

std::vector<RunComparison::Pair> pairObjects(const Run& before, const std::vector<RunTrack>& beforeTracks,
                                             const Run& after, const std::vector<RunTrack>& afterTracks,
                                             bool sameFrame)
{
    using Pair = RunComparison::Pair;
    std::vector<Pair> possible;
    for (const ChainObject& a : before.objects) {
        for (const ChainObject& b : after.objects)
            possible.push_back(
                pairOf(a, trackOf(beforeTracks, a.id), b, trackOf(afterTracks, b.id), sameFrame));
    }
    // The surest first; of equals those with the same number.
    const auto likeness = [](const Pair& p) {
        return p.masks.value_or(p.box.value_or(0)) + (p.before == p.after ? 1e-9 : 0);
    };
    std::stable_sort(possible.begin(), possible.end(),
                     [&](const Pair& x, const Pair& y) { return likeness(x) > likeness(y); });
    std::vector<Pair> out;
    const auto isTaken = [&out](int Pair::*which, int object) {
        return std::any_of(out.begin(), out.end(), [&](const Pair& p) { return p.*which == object; });
    };
    for (const Pair& p : possible) {
        if (!isTaken(&Pair::before, p.before) && !isTaken(&Pair::after, p.after))
            out.push_back(p);
    }
    for (const ChainObject& a : before.objects) {
        if (!isTaken(&Pair::before, a.id))
            out.push_back({a.id, 0, {}, {}});
    }
    for (const ChainObject& b : after.objects) {
        if (!isTaken(&Pair::after, b.id))
            out.push_back({0, b.id, {}, {}});
    }
    return out;
}

} // namespace

RunComparison compareRuns(const Run& before, const std::vector<RunTrack>& beforeTracks, const Run& after,
                          const std::vector<RunTrack>& afterTracks)
{
    RunComparison out;
    out.keyframe_before = before.keyframe;
    out.keyframe_after = after.keyframe;
    out.objects = pairObjects(before, beforeTracks, after, afterTracks, out.sameFrame());
    out.masks = tracksIou(beforeTracks, afterTracks);
    FrameIndex last = -1;
    for (const RunTrack& track : beforeTracks) {
        if (!track.masks.empty())
            last = std::max(last, track.masks.rbegin()->first);
    }
    out.over_time.assign(size_t(last + 1), -1.0);
    double least = 1;
    for (FrameIndex f = 0; f <= last; ++f) {
        const auto a = unionAt(beforeTracks, f);
        const auto b = a ? unionAt(afterTracks, f) : std::nullopt;
        if (!b || a->size() != b->size())
            continue;
        const double iou = a->isEmpty() && b->isEmpty() ? 1 : a->iou(*b);
        out.over_time[size_t(f)] = iou;
        if (iou < least) {
            least = iou;
            out.worst = f;
        }
    }
    out.interpretation = textChanges(before.interpretation, after.interpretation);
    out.description = textChanges(before.description, after.description);
    return out;
}

} // namespace revseg
