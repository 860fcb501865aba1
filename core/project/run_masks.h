// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/run.h"
#include "core/project/records.h"

#include <map>
#include <optional>
#include <vector>

namespace revseg {

/// One object of a run through the video: where the tracker saw it. A frame that is not in it was not
/// tracked; an empty mask says that the object is not to be seen there. Native pixels.
struct RunTrack
{
    int object = 1; ///< ChainObject::id
    /// The object of the project that shows it; invalid: none yet. It is stored with the run, not with the
    /// masks: see setAnnotations().
    ObjectId annotation;
    std::map<FrameIndex, Mask> masks;
    std::map<FrameIndex, double> scores = {}; ///< 0…1, how sure the tracker was of these masks

    bool operator==(const RunTrack&) const = default;
};

size_t maskCount(const TrackSet& tracks);
qsizetype bytesOf(const TrackSet& tracks); ///< memory
/// As they lie in the project; without `annotation`.
QByteArray encodeTracks(const TrackSet& tracks);
std::optional<TrackSet> decodeTracks(const QByteArray& data); ///< nothing when it makes no sense

// A run keeps its masks, whichever run's masks the project's objects hold at the moment: so branches and
// samples can be compared, and any of them promoted. They lie beside it; Run::other names them under
// "tracks":
// {"set": id, "objects": [{"object": 1, "annotation": 3, "frames": [[first, last], …]}, …]}.

/// Where the masks of an object lie, without the masks.
struct TrackExtent
{
    int object = 1;
    ObjectId annotation;
    std::vector<FrameIndex> frames; ///< tracked, rising
};
std::vector<TrackExtent> extentsOf(const TrackSet& tracks);
QJsonObject tracksJson(TrackSetId set, const std::vector<TrackExtent>& extents); ///< as above

void nameTracks(Run& run, TrackSetId set, const std::vector<TrackExtent>& extents);
void forgetTracks(Run& run);
void forgetTracks(RunRecord& record);
TrackSetId trackSetOf(const Run& run); ///< invalid: it has none
bool hasTracks(const Run& run);
std::vector<TrackExtent> trackExtentsOf(const Run& run);
/// Tells tracks as they were stored which objects of the project show them.
void setAnnotations(TrackSet& tracks, const Run& run);

/// Whether the project's objects hold this run's masks.
bool isPromoted(const Run& run);
void setPromoted(Run& run, bool promoted);

/// Mean IoU over the frames that both runs tracked, 1 on a frame where both see nothing; none without such a
/// frame. The masks of all objects of a run count as one, since their numbering is not comparable.
std::optional<double> tracksIou(const TrackSet& a, const TrackSet& b);
/// All objects of a run on one frame as one mask; none where it was not tracked.
std::optional<Mask> unionAt(const TrackSet& tracks, FrameIndex frame);

} // namespace revseg
