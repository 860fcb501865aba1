// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project.h"
#include "core/project/run_masks.h"

#include <stop_token>
#include <vector>

namespace revseg {

/// A run as the project holds it: Run::id and Run::parent are the numbers of the records. NotFound, Corrupt.
Result<Run> loadRun(const Project& project, RunId id);
/// The same of a record that has been read; `where` is told in errors. Any thread.
Result<Run> runOf(const RunRecord& record, const QString& where);
RunRecord recordOf(const Run& run, QueryId query, RunId id = {}, RunId parent = {});

/// What a chain has brought, on its way into the project.
struct RunResult
{
    Run run;
    RunId id;     ///< the record that it replaces; invalid: a new one
    RunId parent; ///< of a new one
    /// With `annotation` where an object of the project is meant. Null: those that the run names already,
    /// e.g. a branch's those of its parent.
    TrackSetPtr tracks;
};

struct RunsEdit
{
    Edit edit;
    std::vector<RunId> ids; ///< of the results, in their order
    ObjectId first_object;  ///< that shows the promoted run; invalid: none
    int kept = 0;           ///< masks by a person's hand, which stay as they are
    int barred = 0;         ///< masks on checked frames, which stay as they are
    int locked = 0;         ///< masks of locked objects
};

/// One edit that stores results of one question. The tracks of `promoted` (an index, −1: none) go into the
/// project's objects, those of all others only into their runs. Objects that a track names no more, or not
/// yet, are made; the same object of several results is one object. Masks of other runs of the question leave
/// the objects that the promoted one does not have. A mask that a person painted or checked
/// is never overwritten. In proportion to the masks of the promoted run (Project::start() makes it in the
/// background); Cancelled.
Result<RunsEdit> runsEdit(const Project& project, QueryId query, std::vector<RunResult> results, int promoted,
                          const QString& tracker, const Sentence& name, const std::stop_token& stop = {});

/// The masks of a stored run go into the project's objects, those of another leave them. InvalidInput when it
/// has none.
Result<RunsEdit> promoteEdit(const Project& project, RunId run, const QString& tracker, const Sentence& name,
                             const std::stop_token& stop = {});

// The same for Project::start() and for whatever writes large edits in the background. What an edit tells
// besides goes to `made`, which is there when the edit is done.
EditMaker runsEditMaker(QueryId query, std::vector<RunResult> results, int promoted, const QString& tracker,
                        const Sentence& name, const std::shared_ptr<RunsEdit>& made);
EditMaker promoteEditMaker(RunId run, const QString& tracker, const Sentence& name,
                           const std::shared_ptr<RunsEdit>& made);
size_t masksToWrite(const std::vector<RunResult>& results, int promoted); ///< by it

/// The masks of a stored run, told which objects of the project show them; none where it has none. Corrupt.
Result<TrackSet> loadTracks(const Project& project, const Run& run);

} // namespace revseg
