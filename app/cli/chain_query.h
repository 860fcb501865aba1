// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/terminal.h"
#include "core/chain/chain_runner.h"
#include "core/chain/rewards.h"
#include "core/chain/trace.h"
#include "core/tracker/tracker.h"

#include <stop_token>

namespace revseg::cli {

/// How all queries of one command are asked and tracked.
struct ChainSettings
{
    PromptSet prompts;
    ModelProfile profile;
    int samples = 1;
    int retries = 0; ///< further runs in place of each whose answer cannot be used
    Sampling sampling;
    double temperature = 0;
    qint64 seed = 0;
    double timeout_s = 60;
    int max_tokens = 1024;
    int threads = 0;
    RewardWeights weights;
};

/// A question about one video.
struct ChainQuery
{
    QString video;
    QString query;
    QString truth;        ///< folder of masks in frame order, non-zero is the target; empty: none
    QString out;          ///< folder for trace.json and masks/
    QString overlay;      ///< file for the video with the first run's masks over it; empty: none
    bool replace = false; ///< the folder may hold other things
};

/// Runs the samples of one query one after the other, tracks each, computes rewards where there is truth, and
/// writes everything. Retries come behind the samples, as runs with the next seeds that say of which run they
/// take the place (asked.retry_of): run i always has seed S+i, and a recording gives run i its answers. Runs
/// that fail or are stopped are in the trace. An error only when nothing could be asked or written.
Result<Trace> runQuery(const ChainQuery& query, const ChainSettings& settings, VlmBackend& vlm,
                       Tracker* tracker, Terminal& terminal, std::stop_token stop);

int okRuns(const Trace& trace);
/// The error of the first failed run.
std::optional<Error> firstError(const Trace& trace);

} // namespace revseg::cli
