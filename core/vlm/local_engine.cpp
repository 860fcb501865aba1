// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/local_engine.h"

#include "core/base/local_library.h"

#include <atomic>

namespace revseg {

namespace {

std::atomic<LocalEngine*> loaded = nullptr;

} // namespace

Result<LocalEngine*> localEngine()
{
    const auto made = localFunction(QStringLiteral("revseg-local"), "revsegLocalEngine");
    if (!made)
        return tl::unexpected(made.error());
    using Make = LocalEngine* (*)();
    static LocalEngine* const engine = reinterpret_cast<Make>(*made)(); // lives as long as the program
    loaded = engine;
    return engine;
}

void releaseLocalModel()
{
    if (LocalEngine* const engine = loaded)
        engine->release();
}

} // namespace revseg
