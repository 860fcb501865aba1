// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/run.h"

#include <array>

namespace revseg {

/// What asking has cost, by turn (0: the first). Replayed answers cost what the recording says.
struct Cost
{
    struct Part
    {
        double seconds = 0;
        qint64 prompt_tokens = 0;
        qint64 answer_tokens = 0;
    };
    std::array<Part, 2> turns;

    void add(const Run& run)
    {
        for (const Turn& turn : run.turns) {
            Part& part = turns[turn.number == 2 ? 1 : 0];
            part.seconds += turn.seconds;
            part.prompt_tokens += turn.prompt_tokens;
            part.answer_tokens += turn.answer_tokens;
        }
    }
};

} // namespace revseg
