// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/chain/run.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace revseg {

/// How the stages of a run depend on one another, and what an edit of one does to the others. Pure functions
/// on values; any thread.
///
///     Interpretation -> Keyframe    -> Box -> Masks
///                    -> Description ->
///
/// Keyframe and description are two halves of one answer: neither is made from the other.
std::vector<Stage> dependentsOf(Stage stage); ///< direct ones
bool dependsOn(Stage stage, Stage on);        ///< also through others

/// What a person changes in a run. Several stages at once are one edit.
struct StageEdit
{
    std::optional<QString> interpretation;
    std::optional<Keyframe> keyframe;
    std::optional<QString> description;
    /// Native pixels, on the keyframe of the edited run. `box_model` is ignored: a box that is where it was
    /// keeps what the model wrote, and nobody wrote the others.
    std::optional<std::vector<ChainObject>> objects;

    std::vector<Stage> stages() const; ///< what it touches, in order
};

/// A branch of `parent`: the stages of the edit are `edited`, everything made from them is `stale`. What a
/// person has edited before is kept and hides what is behind it, with one exception: a box belongs to its
/// frame, so that moving the keyframe makes a box stale even when a person drew it. A keyframe on which a
/// person has drawn the box stays when the reasoning is rewritten. Stale values stay readable until a re-run
/// replaces them. InvalidInput when the edit changes nothing, or when it leaves a description empty, or gives
/// a box without area or before there is a keyframe.
Result<Run> editedRun(const Run& parent, const StageEdit& edit);

/// The masks were corrected by a person: nothing depends on them, they are `edited`.
Run withEditedMasks(const Run& run);

/// Which parts of the chain have to be done to make a run whole again.
struct Rerun
{
    bool turn1 = false;
    bool turn2 = false;
    bool track = false;

    bool nothing() const { return !turn1 && !turn2 && !track; }
    bool operator==(const Rerun&) const = default;
};
/// Stale, invalid and missing stages are to be made again; edited ones never are. A run whose answer was that
/// there is no such object needs no box and no masks.
Rerun rerunOf(const Run& run);

bool hasStale(const Run& run);
bool isEdited(const Run& run); ///< any stage by a person

/// A person's judgement of a stage. What it means for each: keyframe (the best, shows the object, does not),
/// description (only this object, unclear, another object), box (tight, loose, another object), masks (hold,
/// drift, lost or another object), interpretation (sound, gaps, wrong).
enum class Verdict { None, Good, Fair, Bad };
QString verdictName(Verdict verdict); ///< "good", "fair", "bad"; "" for none

/// What a person thinks of a run as a whole.
enum class RunMark { None, Best, Wrong };

/// Kept in the run's JSON as "verdicts" {"keyframe": "good", …} and "mark" ("best", "wrong").
Verdict verdictOf(const Run& run, Stage stage);
void setVerdict(Run& run, Stage stage, Verdict verdict);
RunMark markOf(const Run& run);
void setMark(Run& run, RunMark mark);

/// The first stage judged bad, in the order of the chain: where the failure began.
std::optional<Stage> blameOf(const Run& run);

} // namespace revseg
