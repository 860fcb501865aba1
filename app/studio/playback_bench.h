// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace revseg::studio {

class Theme;

struct PlaybackBench
{
    QString video;
    int overlays = 0; ///< objects with a mask on every frame
    double speed = 1;
};

/// Opens the video as one that has never been seen, to time its first picture; then makes a project of it in
/// a temporary folder, plays it (20 seconds at most), prints the figures of `revseg bench play` on stdout and
/// returns the exit code. Runs the event loop. To be called soon after the program has started.
int runPlaybackBench(const PlaybackBench& bench, Theme& theme);

} // namespace revseg::studio
