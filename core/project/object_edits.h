// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project.h"

namespace revseg {

// Edits that change which object a mask belongs to, as values for Project::apply(). Each is one step of the
// history. Nothing here looks at locks: the caller does.

/// Adds the masks of `from` to those of `into` and deletes `from`. Where only one of them is known of a
/// frame, that is taken.
Result<Edit> mergeObjects(const Project& project, VideoId video, ObjectId into, ObjectId from);

/// Makes a new object of all that is known of this one from `frame` on. InvalidInput when there is nothing.
Result<Edit> splitObject(const Project& project, VideoId video, ObjectId object, FrameIndex frame);

/// Hands what is known of `from` in the range over to `to`: mends a wrong id. Where both are known of a
/// frame, they are joined as by mergeObjects(). An invalid `to`: to a new object. InvalidInput when there is
/// nothing.
Result<Edit> giveMasks(const Project& project, VideoId video, ObjectId from, ObjectId to, FrameRange range);

/// Exchanges what is known of two objects in the range: mends a tracker that took one for the other.
Result<Edit> swapObjects(const Project& project, VideoId video, ObjectId a, ObjectId b, FrameRange range);

/// Puts the object at a place of the list, counted from 0.
Result<Edit> moveObject(const Project& project, VideoId video, ObjectId object, int place);

} // namespace revseg
