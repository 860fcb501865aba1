// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/project/edit.h"
#include "core/project/mask_lane.h"

#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>

namespace revseg {

class Project;

/// Works an edit out from what a project holds; on any thread, with a project of that thread.
using EditMaker = std::function<Result<Edit>(const Project& project, const std::stop_token& stop)>;

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
    EditWrite(QString path, EditMaker make)
        : m_path(std::move(path))
        , m_step(Step::Do)
        , m_make(std::move(make))
    {
    }
    Result<void> make(const std::stop_token& stop);
    Result<void> write(const std::stop_token& stop, const ProgressFn& progress);
    /// Waits for it where it has to be made.
    const Edit& edit();

    const QString m_path; ///< the file
    const Step m_step;
    const EditMaker m_make; ///< empty: `m_edit` has come with it
    Edit m_edit;            ///< what is written: for Undo the inverse of the step
    MaskLanes m_lanes;      ///< those it touches; as they will be, once it is written

    std::mutex m_mutex;
    std::optional<Result<void>> m_written;
    std::optional<Result<Place>> m_outcome; ///< of finish(); the project's thread
};

} // namespace revseg
