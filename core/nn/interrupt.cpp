// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/interrupt.h"

namespace revseg::nn {

namespace {

thread_local const StopAsked* t_stop = nullptr;

} // namespace

StopScope::StopScope(const StopAsked& stop) : m_before(t_stop)
{
    t_stop = stop ? &stop : nullptr;
}

StopScope::~StopScope()
{
    t_stop = m_before;
}

const StopAsked* stopOfThread()
{
    return t_stop;
}

void checkStop()
{
    if (t_stop != nullptr && (*t_stop)())
        throw Interrupted();
}

} // namespace revseg::nn
