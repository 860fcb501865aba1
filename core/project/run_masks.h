// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/run.h"
#include "core/project/records.h"

#include <map>
#include <vector>

namespace revseg {

/// One object of a run through the video: where the tracker saw it. A frame that is not in it was not
/// tracked; an empty mask says that the object is not to be seen there.
struct RunTrack
{
    int object = 1;      ///< ChainObject::id
    ObjectId annotation; ///< the object of the project that shows it; invalid: none yet
    std::map<FrameIndex, Mask> masks;
    std::map<FrameIndex, double> scores = {}; ///< 0…1, how sure the tracker was of these masks

    bool operator==(const RunTrack&) const = default;
};

/// The masks of a run are kept with it ("tracks" in its JSON), whichever run's masks the project's objects
/// hold at the moment: so branches and samples can be compared, and any of them promoted. Native pixels.
void setTracks(Run& run, const std::vector<RunTrack>& tracks);
/// Nothing where the run has none. Corrupt when what is there makes no sense.
Result<std::vector<RunTrack>> tracksOf(const Run& run);
bool hasTracks(const Run& run);
/// Where the tracks lie, without reading their masks, which is many times faster.
struct TrackExtent
{
    int object = 1;
    ObjectId annotation;
    std::vector<FrameIndex> frames; ///< tracked, rising
};
std::vector<TrackExtent> trackExtentsOf(const Run& run);

/// Whether the project's objects hold this run's masks.
bool isPromoted(const Run& run);
void setPromoted(Run& run, bool promoted);

/// Mean IoU over the frames that both runs tracked, 1 on a frame where both see nothing; none without such a
/// frame. The masks of all objects of a run count as one, since their numbering is not comparable.
std::optional<double> tracksIou(const std::vector<RunTrack>& a, const std::vector<RunTrack>& b);
/// All objects of a run on one frame as one mask; none where it was not tracked.
std::optional<Mask> unionAt(const std::vector<RunTrack>& tracks, FrameIndex frame);

} // namespace revseg
