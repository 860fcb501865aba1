// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/parser.h"
#include "core/chain/run.h"
#include "core/vlm/model_profile.h"

#include <optional>

namespace revseg {

/// What a run carries with it beside its trace, in Run::other, because in a project runs of many askings lie
/// together: a trace has these once for all of its runs. Pure; any thread.

/// The profile that its answers were asked for and read with; none where that was not noted.
std::optional<ModelProfile> profileOf(const Run& run);
void setProfile(Run& run, const ModelProfile& profile);

/// Which run of a recording has answered it; 0 where it was not a recording.
int recordedRunOf(const Run& run);
void setRecordedRun(Run& run, int index);

/// The masks of the object have been made on all frames, by this tracker (its spec), from the box and the
/// keyframe that the run has now. To be noted when tracking has ended.
void noteTracked(Run& run, int object, const QString& tracker);
/// Whether they need not be made again: box, keyframe and tracker are those that were noted.
bool isTrackedAsItIs(const Run& run, int object, const QString& tracker);

/// What making its masks has cost, all trackings of it together.
double trackingSecondsOf(const Run& run);
void addTrackingSeconds(Run& run, double seconds);

/// How hot it was asked (Run::asked), none where that was not recorded.
std::optional<double> temperatureOf(const Run& run);
std::optional<int> maxTokensOf(const Run& run);

/// How to read its answers again: its own profile, else `otherwise`; the size of the picture of turn 2 as the
/// messages have it, else `keyframe`.
ParseOptions parseOptionsOf(const Run& run, const ModelProfile& otherwise, Size keyframe);

} // namespace revseg
