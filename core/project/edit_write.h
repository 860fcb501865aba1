// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/project/edit.h"
#include "core/project/mask_lane.h"

#include <mutex>
#include <optional>
#include <stop_token>

namespace revseg {

/// An edit of thousands of changes on its way to the disk. It is one transaction, which another thread writes
/// on a connection of its own, while the project is read as it was. Project::start() and its kin make it;
/// nothing has changed before Project::finish() has got it back.
class EditWrite
{
public:
    enum class Step { Do, Undo, Redo };

    /// On any thread. All or nothing: Cancelled when stopped before the end, else what Project::apply() fails
    /// with. Only the first call writes; others wait for it and return the same.
    Result<void> run(const std::stop_token& stop = {}, const ProgressFn& progress = {});
    /// Nobody will run it: it is Cancelled, unless it has been run.
    void giveUp();

private:
    friend class Project;
    EditWrite(QString path, Step step, Edit edit)
        : m_path(std::move(path))
        , m_step(step)
        , m_edit(std::move(edit))
    {
    }
    Result<void> write(const std::stop_token& stop, const ProgressFn& progress);

    const QString m_path; ///< the file
    const Step m_step;
    Edit m_edit;       ///< what is written: for Undo the inverse of the step
    MaskLanes m_lanes; ///< those it touches; as they will be, once it is written

    std::mutex m_mutex;
    std::optional<Result<void>> m_written;
    std::optional<Result<Place>> m_outcome; ///< of finish(); the project's thread
};

} // namespace revseg
