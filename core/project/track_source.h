// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/records.h"

namespace revseg {

/// The masks of a run, to be read by another thread than the project's. A value; none, when it is default.
class TrackSource
{
public:
    TrackSource() = default;
    /// Masks that need not be read.
    explicit TrackSource(TrackSetPtr tracks) : m_tracks(std::move(tracks)) {}

    /// From the project's file, on a connection of its own; any thread. Null where there are none.
    /// NotFound (the project), Corrupt, Unreadable.
    Result<TrackSetPtr> read() const;

private:
    friend class Project;
    TrackSource(QString path, TrackSetId id) : m_path(std::move(path)), m_id(id) {}

    TrackSetPtr m_tracks;
    QString m_path; ///< of the project
    TrackSetId m_id;
};

} // namespace revseg
