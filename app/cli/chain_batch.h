// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

#include <optional>

namespace revseg::cli {

/// One question about one video.
struct ChainItem
{
    QString video;
    QString query;
    QString id;    ///< folder of its results, of a manifest
    QString truth; ///< folder of true masks in frame order; empty: none
};

/// What was said on the command line of `chain`.
struct ChainWords
{
    ChainItem item;   ///< without a manifest
    QString manifest; ///< path; empty: none
    QString vlm;
    QString tracker;
    QString out;
    int samples = 1;
    std::optional<qint64> seed;
    double temperature = 0;
    int frames = 0; ///< 0: the prompt set's
    int max_tokens = 1024;
    double timeout_s = 60;
    int threads = 0;
    bool force = false;
};

/// Asks, tracks and writes trace.json and the masks into words.out. A failed run does not stop the others; an
/// error only when none is ok.
Outcome runChainItem(const ChainWords& words, Terminal& terminal, std::stop_token stop);

/// The same for each line of the manifest, in folders of words.out; finished ones are skipped.
Outcome runManifest(const ChainWords& words, Terminal& terminal, std::stop_token stop);

} // namespace revseg::cli
