// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/release_later.h"

#include <mutex>
#include <system_error>
#include <thread>

namespace revseg::nn {

namespace {

struct Releasing
{
    std::mutex mutex;
    std::thread thread;

    void wait()
    {
        if (thread.joinable())
            thread.join();
    }
    ~Releasing() { wait(); }
};

Releasing& releasing()
{
    static Releasing one;
    return one;
}

} // namespace

void releaseLater(std::shared_ptr<void> last)
{
    Releasing& r = releasing();
    const std::lock_guard lock(r.mutex);
    r.wait();
    try {
        r.thread = std::thread([mine = std::move(last)]() mutable { mine.reset(); });
    } catch (const std::system_error&) {
        // No thread to be had: here, then.
    }
}

void awaitReleased()
{
    Releasing& r = releasing();
    const std::lock_guard lock(r.mutex);
    r.wait();
}

} // namespace revseg::nn
