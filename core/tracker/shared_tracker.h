// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tracker/tracker.h"

#include <atomic>
#include <mutex>

namespace revseg {

/// A tracker that several jobs use one after the other, so that its weights are loaded once and the features
/// of a frame that was clicked on are still there for the next click. Made when it is first needed. Any
/// thread; a job that finds it in use waits.
class SharedTracker
{
public:
    explicit SharedTracker(QString spec) : m_spec(std::move(spec)) {}
    /// One that has been made already.
    explicit SharedTracker(std::unique_ptr<Tracker> tracker)
        : m_spec(tracker->spec())
        , m_tracker(std::move(tracker))
    {
    }

    const QString& spec() const { return m_spec; }
    /// A network: slow for a frame's first prompt, quick for those that follow.
    bool isNetwork() const { return m_spec.startsWith(QLatin1String("sam2:")); }

    /// Tracker::heldBytes() when it was last used.
    qint64 heldBytes() const { return m_held; }

    /// Calls `use` with the tracker, or hands back why there is none.
    template <class Fn>
    auto with(Fn use) -> decltype(use(std::declval<Tracker&>()))
    {
        const std::lock_guard lock(m_mutex);
        if (m_tracker == nullptr) {
            auto made = makeTracker(m_spec);
            if (!made)
                return fail(made.error());
            m_tracker = std::move(*made);
        }
        struct Told // however `use` ends
        {
            SharedTracker& self;
            ~Told() { self.m_held = self.m_tracker->heldBytes(); }
        } const told{*this};
        return use(*m_tracker);
    }

private:
    const QString m_spec;
    std::mutex m_mutex;
    std::unique_ptr<Tracker> m_tracker;
    std::atomic<qint64> m_held = 0;
};

using SharedTrackerPtr = std::shared_ptr<SharedTracker>;

} // namespace revseg
