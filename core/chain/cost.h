// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/run_notes.h"

#include <array>

namespace revseg {

/// What runs have cost: asking by turn (0: the first), and making the masks. Replayed answers cost what the
/// recording says.
struct Cost
{
    struct Part
    {
        double seconds = 0;
        qint64 prompt_tokens = 0;
        qint64 answer_tokens = 0;
    };
    std::array<Part, 2> turns;
    double tracking_seconds = 0;

    void add(const Cost& other)
    {
        tracking_seconds += other.tracking_seconds;
        for (size_t t = 0; t < turns.size(); ++t) {
            turns[t].seconds += other.turns[t].seconds;
            turns[t].prompt_tokens += other.turns[t].prompt_tokens;
            turns[t].answer_tokens += other.turns[t].answer_tokens;
        }
    }
    void add(const Run& run)
    {
        tracking_seconds += trackingSecondsOf(run);
        for (const Turn& turn : run.turns) {
            Part& part = turns[turn.number == 2 ? 1 : 0];
            part.seconds += turn.seconds;
            part.prompt_tokens += turn.prompt_tokens;
            part.answer_tokens += turn.answer_tokens;
        }
    }
};

} // namespace revseg
