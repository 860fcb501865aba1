// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever a model writes: the readings of both turns keep what their header promises.
#include "core/chain/parser.h"
#include "tests/fuzz/fuzz.h"

#include <cmath>

using namespace revseg;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), qsizetype(size));
    ParseOptions options;
    options.sampled = 1 + int(size % 32);
    const ParsedTurn1 one = parseTurn1(text, options);
    FUZZ_REQUIRE(one.problem.has_value() == !one.usable());
    FUZZ_REQUIRE(!one.usable() || one.no_object ||
                 (one.keyframe && *one.keyframe >= 0 && *one.keyframe < options.sampled));
    const ParsedTurn2 two = parseTurn2(text, options);
    FUZZ_REQUIRE(two.problem.has_value() == !two.usable());
    for (const Box& box : two.boxes) {
        FUZZ_REQUIRE(std::isfinite(box.x1) && std::isfinite(box.y2));
        FUZZ_REQUIRE(box.x1 >= 0 && box.y1 >= 0 && box.x2 <= options.size.width &&
                     box.y2 <= options.size.height);
    }
    return 0;
}
