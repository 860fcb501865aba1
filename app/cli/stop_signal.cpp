// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/stop_signal.h"

#include <atomic>
#include <chrono>
#include <csignal>

namespace revseg::cli {

namespace {

// A handler rather than a blocked signal that one thread waits for: OpenBLAS starts threads before main(),
// and these would take the signal with its default action.
std::atomic<int> s_asked{0};
static_assert(std::atomic<int>::is_always_lock_free, "used in a signal handler");

void onSignal(int)
{
    if (s_asked.fetch_add(1) > 0)
        std::_Exit(130);
}

void handle(int signal, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

} // namespace

StopSignal::StopSignal()
{
    std::signal(SIGPIPE, SIG_IGN);
    s_asked = 0;
    handle(SIGINT, onSignal);
    handle(SIGTERM, onSignal);
    m_waiter = std::jthread([this](std::stop_token over) {
        while (!over.stop_requested() && s_asked == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        if (s_asked > 0)
            m_source.request_stop();
    });
}

StopSignal::~StopSignal()
{
    handle(SIGINT, SIG_DFL);
    handle(SIGTERM, SIG_DFL);
}

} // namespace revseg::cli
