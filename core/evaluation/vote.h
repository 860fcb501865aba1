// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/run_masks.h"

#include <stop_token>
#include <vector>

namespace revseg {

/// What most runs of a question agree on, as a run of its own.
struct Vote
{
    Run run;                      ///< status Ok, one object; without turns, since nobody said it
    std::vector<RunTrack> tracks; ///< one; names no object of the project yet
};

/// The vote of the runs that found something: the keyframe most of them chose, the earlier run's of equals;
/// the box in the middle of theirs, edge by edge, among those with that keyframe (several objects count as
/// one); the description of the first of these; and on each frame the pixels of the majority (voteAt).
/// Run::other has the ids of the voters under "vote". `tracks` are those of `runs`, in their order. Pure; any
/// thread. InvalidInput for fewer than two voters, Cancelled.
Result<Vote> voteOf(const std::vector<Run>& runs, const std::vector<std::vector<RunTrack>>& tracks,
                    std::stop_token stop);

} // namespace revseg
