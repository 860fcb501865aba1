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

/// How hot it was asked (Run::asked), none where that was not recorded.
std::optional<double> temperatureOf(const Run& run);
std::optional<int> maxTokensOf(const Run& run);

/// How to read its answers again: its own profile, else `otherwise`; the size of the picture of turn 2 as the
/// messages have it, else `keyframe`.
ParseOptions parseOptionsOf(const Run& run, const ModelProfile& otherwise, Size keyframe);

} // namespace revseg
