// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project.h"

#include <functional>
#include <map>

namespace revseg {

// Edits of one object's masks on several frames, as values for Project::apply(). Each is one step of the
// history; an empty Edit means that there is nothing to change. Nothing here looks at locks: the caller does.

/// Takes away what is known of the object in the range.
Result<Edit> deleteRange(const Project& project, VideoId video, ObjectId object, FrameRange range);

/// Says of each frame that the object is absent, occluded or out of the frame (its mask goes), or forgets
/// that (NotLooked). Annotated is InvalidInput: a mask says that.
Result<Edit> markPresence(const Project& project, VideoId video, ObjectId object, FrameRange range,
                          Presence presence);

/// Marks what is known in the range as checked by a person, or takes the marks away.
Result<Edit> markChecked(const Project& project, VideoId video, ObjectId object, FrameRange range,
                         bool checked);

/// Puts the same mask on each frame of the range.
Result<Edit> pasteMask(const Project& project, VideoId video, ObjectId object, FrameRange range,
                       const Mask& mask);

/// Puts masks on frames from `first` on, each as many frames after it as it says. Frames beyond the end are
/// left out.
Result<Edit> pasteMasks(const Project& project, VideoId video, ObjectId object, FrameIndex first,
                        const std::map<int, Mask>& masks);

/// Replaces each mask in the range by change(mask); `name` takes the object's name as %1.
Result<Edit> changeMasks(const Project& project, VideoId video, ObjectId object, FrameRange range,
                         const char* name, const std::function<Mask(const Mask&)>& change);

/// Fills the frames between two masks that a person made or checked: the nearest ones before and after
/// `frame`. Frames that are checked stay. InvalidInput when there is none on one of the sides.
Result<Edit> interpolateAround(const Project& project, VideoId video, ObjectId object, FrameIndex frame);

/// Makes a gap or a jump good by interpolating over it, between the frame before the range and the one after.
/// Checked frames stay. InvalidInput when there is no mask on one of the sides.
Result<Edit> repairFromNeighbours(const Project& project, VideoId video, ObjectId object, FrameRange range);

} // namespace revseg
