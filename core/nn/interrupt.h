// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace revseg::nn {

/// Asked often (each token, each block of a prompt); true ends the work.
using StopAsked = std::function<bool()>;

/// Thrown out of a network's pass when it is to stop; guarded() turns it into a failure.
struct Interrupted
{
};

/// While it lives, passes on this thread ask `stop`, often enough for a stop within a moment, and throw
/// Interrupted when it says so. Long products are cut into pieces meanwhile. Scopes nest; the inner counts.
class StopScope
{
public:
    explicit StopScope(const StopAsked& stop); ///< outlives the scope; empty: nothing is asked
    ~StopScope();
    StopScope(const StopScope&) = delete;
    StopScope& operator=(const StopScope&) = delete;

private:
    const StopAsked* m_before;
};

/// The function to ask on this thread; null without a scope.
const StopAsked* stopOfThread();
/// Throws Interrupted when this thread's stop says so.
void checkStop();

} // namespace revseg::nn
