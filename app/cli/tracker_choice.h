// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tracker/tracker.h"

namespace revseg::cli {

/// The tracker of --tracker, a network with so many threads (0: all cores). Errors as makeTracker().
Result<std::unique_ptr<Tracker>> chosenTracker(const QString& spec, int threads);

/// Whether a file can be written there, asked before the work whose result it will hold: Unreadable when its
/// folder is missing or refuses, InvalidInput when the place is a folder.
Result<void> checkWritable(const QString& file);

} // namespace revseg::cli
