// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/records.h"

#include <variant>
#include <vector>

namespace revseg {

struct MaskChange
{
    VideoId video;
    ObjectId object;
    FrameIndex frame = 0;
    MaskRecordPtr before; ///< null: no record
    MaskRecordPtr after;
};

/// Masks of a run that appear. Taken back they stay on the disk, out of use, until the project is closed:
/// redoing it is one small write.
struct TrackSetChange
{
    TrackSetId id;
    TrackSetPtr before; ///< null: not there
    TrackSetPtr after;
};

/// A record that appears (no before), goes (no after) or is changed. What hangs on it (an object's masks, a
/// query's runs) goes and comes back with it.
template <class Record>
struct RecordChange
{
    std::optional<Record> before;
    std::optional<Record> after;
};

using Change = std::variant<MaskChange, RecordChange<VideoRecord>, RecordChange<ObjectRecord>,
                            RecordChange<QueryRecord>, TrackSetChange, RecordChange<RunRecord>>;

/// Where in the project an edit can be seen.
struct Place
{
    VideoId video;
    FrameIndex frame = -1; ///< −1: no frame in particular
};

/// One undoable change: a value that says what was and what will be. Project::apply() stores it whole or not
/// at all.
struct Edit
{
    Sentence name; ///< what the user did: "Brush on “%1”"; shown behind Undo and Redo
    Place place;
    std::vector<Change> changes;

    bool isEmpty() const { return changes.empty(); }
    Edit inverted() const;
    qsizetype bytes() const; ///< memory it holds, for the bound on the history
    /// Masks and records that are written: how long that takes.
    size_t weight() const;
};

} // namespace revseg
