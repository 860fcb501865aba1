// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/stop_signal.h"

#include <csignal>
#include <ctime>

namespace revseg::cli {

namespace {

sigset_t stopSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

StopSignal::StopSignal()
{
    std::signal(SIGPIPE, SIG_IGN);
    const sigset_t set = stopSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_waiter = std::jthread([this, set](std::stop_token over) {
        bool asked = false;
        while (!over.stop_requested()) {
            // A wait with a limit, so that the thread ends with the program.
            const timespec wait{0, 50'000'000};
            if (sigtimedwait(&set, nullptr, &wait) < 0)
                continue;
            if (asked)
                std::_Exit(130);
            asked = true;
            m_source.request_stop();
        }
    });
}

StopSignal::~StopSignal() = default;

} // namespace revseg::cli
