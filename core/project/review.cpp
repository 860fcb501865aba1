// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/review.h"

#include "core/mask/morphology.h"

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {

constexpr double kSureScore = 0.6;  ///< below, a look is asked for
constexpr double kAreaRatio = 1.6;  ///< against the geometric mean of both neighbours
constexpr int kFlickerFrames = 2;   ///< at most so long
constexpr double kJumpWidths = 0.6; ///< centroid, in widths of the object (root of its area)
constexpr double kDisagreement =
    0.3; ///< 1 − IoU of tracks that meet; neighbouring frames of one are far below

bool byPerson(LaneEntry e)
{
    return e.checked() || (e.hasRecord() && e.origin() == Provenance::Origin::Painted);
}

/// 0 at `least`, rising towards 1.
double beyond(double value, double least)
{
    return std::clamp(1 - least / std::max(value, 1e-9), 0.0, 1.0);
}

struct Walk
{
    ObjectId object;
    const MaskLane& lane;
    std::vector<ReviewProblem>& out;

    void add(FrameRange frames, ReviewProblemKind kind, double severity) const
    {
        for (FrameIndex f = frames.first; f <= frames.last; ++f) {
            if (byPerson(lane.at(f)))
                return;
        }
        out.push_back({object, frames, kind, std::clamp(severity, 0.0, 1.0)});
    }
};

void findFlicker(const Walk& walk, const std::vector<FrameIndex>& frames)
{
    if (frames.empty())
        return;
    // Stretches of seen and unseen between the first and the last frame that anything is known of.
    FrameIndex begin = frames.front();
    for (FrameIndex f = begin + 1; f <= frames.back() + 1; ++f) {
        const bool seen = walk.lane.at(begin).area > 0;
        if (f <= frames.back() && (walk.lane.at(f).area > 0) == seen)
            continue;
        const bool inside = begin > frames.front() && f <= frames.back();
        if (inside && f - begin <= kFlickerFrames)
            walk.add({begin, f - 1}, ReviewProblemKind::Flicker, 0.9);
        begin = f;
    }
}

void findJumps(const Walk& walk, FrameIndex f, const CentroidFn& centroid)
{
    const LaneEntry before = walk.lane.at(f - 1);
    const LaneEntry now = walk.lane.at(f);
    const LaneEntry after = walk.lane.at(f + 1);
    if (before.area == 0 || now.area == 0)
        return;
    // With a frame on each side, an object that merely comes nearer is no jump.
    const double expected = after.area > 0 ? std::sqrt(double(before.area) * after.area) : before.area;
    const double ratio = std::max(now.area / expected, expected / now.area);
    if (ratio > kAreaRatio)
        walk.add({f, f}, ReviewProblemKind::AreaJump, 0.4 + 0.6 * beyond(ratio, kAreaRatio));
    if (!centroid)
        return;
    const auto from = centroid(f - 1);
    const auto to = centroid(f);
    if (!from || !to)
        return;
    const double width = std::sqrt(double(std::min(before.area, now.area)));
    const double way = std::hypot(to->x - from->x, to->y - from->y) / std::max(width, 1.0);
    if (way > kJumpWidths)
        walk.add({f, f}, ReviewProblemKind::CentroidJump, 0.4 + 0.6 * beyond(way, kJumpWidths));
}

} // namespace

std::optional<double> trackDisagreement(FrameIndex frame, const MaskRecordPtr& here,
                                        const MaskRecordPtr& next)
{
    if (!here || !next || here->mask.isEmpty() || next->mask.isEmpty())
        return std::nullopt;
    const auto isTracked = [](const MaskRecord& r) {
        return r.provenance.origin == Provenance::Origin::Tracked && r.provenance.from.has_value();
    };
    const auto isByHand = [](const MaskRecord& r) {
        return r.checked || r.provenance.origin == Provenance::Origin::Painted;
    };
    const bool fromBefore = isTracked(*here) && *here->provenance.from <= frame;
    const bool fromAfter = isTracked(*next) && *next->provenance.from > frame;
    if (!(fromBefore && (fromAfter || isByHand(*next))) && !(fromAfter && isByHand(*here)))
        return std::nullopt;
    const auto a = here->mask.centroid();
    const auto b = next->mask.centroid();
    return 1 - transformed(here->mask, 1, {}, {b->x - a->x, b->y - a->y}).iou(next->mask);
}

std::vector<ReviewProblem> findProblems(ObjectId object, const MaskLane& lane, const CentroidFn& centroid,
                                        const MeetingFn& meeting)
{
    std::vector<ReviewProblem> found;
    const Walk walk{object, lane, found};
    const std::vector<FrameIndex> frames = lane.frames();
    findFlicker(walk, frames);
    for (const FrameIndex f : frames) {
        const LaneEntry entry = lane.at(f);
        if (entry.area > 0 && entry.score() < kSureScore)
            walk.add({f, f}, ReviewProblemKind::LowScore, 1 - entry.score());
        findJumps(walk, f, centroid);
        const auto apart = meeting ? meeting(f) : std::nullopt;
        if (apart && *apart > kDisagreement) {
            // The tracker's side is the one to look at; of two the earlier stands for both.
            const FrameIndex at = byPerson(entry) ? f + 1 : f;
            walk.add({at, at}, ReviewProblemKind::Disagreement, 0.4 + 0.6 * beyond(*apart, kDisagreement));
        }
    }
    // Of several on one frame the worst tells enough.
    const auto worse = [](const ReviewProblem& a, const ReviewProblem& b) {
        return a.severity != b.severity ? a.severity > b.severity : a.frames.first < b.frames.first;
    };
    std::stable_sort(found.begin(), found.end(), worse);
    std::vector<ReviewProblem> out;
    std::vector<FrameIndex> taken;
    for (const ReviewProblem& p : found) {
        const auto at = std::lower_bound(taken.begin(), taken.end(), p.frames.first);
        if (at != taken.end() && *at <= p.frames.last)
            continue;
        taken.insert(at, p.frames.first);
        out.push_back(p);
    }
    return out;
}

std::vector<ReviewProblem> mergedProblems(std::vector<std::vector<ReviewProblem>> lists)
{
    std::vector<ReviewProblem> all;
    for (auto& list : lists)
        all.insert(all.end(), list.begin(), list.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const ReviewProblem& a, const ReviewProblem& b) { return a.severity > b.severity; });
    return all;
}

ReviewProgress reviewProgress(const MaskLane& lane, int frames, const std::vector<ReviewProblem>& problems)
{
    std::vector<FrameIndex> bad;
    for (const ReviewProblem& p : problems)
        bad.push_back(p.frames.first);
    std::sort(bad.begin(), bad.end());
    ReviewProgress progress;
    progress.frames = frames;
    FrameIndex last = -1; // checked frame before
    int between = 0;
    for (const FrameIndex f : lane.frames()) {
        if (f >= frames)
            break;
        ++progress.known;
        if (!byPerson(lane.at(f))) {
            ++between;
            continue;
        }
        ++progress.checked;
        const auto problem = std::lower_bound(bad.begin(), bad.end(), last);
        if (last >= 0 && (problem == bad.end() || *problem > f))
            progress.implied += between;
        last = f;
        between = 0;
    }
    return progress;
}

FrameIndex nextToCheck(const MaskLane& lane)
{
    const std::vector<FrameIndex> frames = lane.frames();
    FrameIndex best = -1;
    size_t most = 0;
    for (size_t begin = 0; begin < frames.size();) {
        if (byPerson(lane.at(frames[begin]))) {
            ++begin;
            continue;
        }
        size_t end = begin;
        while (end < frames.size() && !byPerson(lane.at(frames[end])))
            ++end;
        // An open end counts double: nothing is known of what lies at it.
        const bool first = begin == 0;
        const bool open = first || end == frames.size();
        const size_t length = (end - begin) * (open ? 2 : 1);
        if (length > most) {
            most = length;
            best = first ? frames[begin] : end == frames.size() ? frames[end - 1] : frames[(begin + end) / 2];
        }
        begin = end;
    }
    return best;
}

} // namespace revseg
