// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace revseg::studio {

class MainWindow;

struct PlaybackBench
{
    QString video;
    int overlays = 0; ///< objects with a mask on every frame
    double speed = 1;
};

/// Makes a project of the video in a temporary folder, plays it once in the window, prints the figures of
/// `revseg bench play` on stdout and returns the exit code. Runs the event loop.
int runPlaybackBench(const PlaybackBench& bench, MainWindow& window);

} // namespace revseg::studio
