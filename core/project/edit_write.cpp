// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits that another thread writes.
#include "core/project/edit_write.h"

#include "core/project/project_p.h"
#include "core/project/store.h"

namespace revseg {

Result<void> EditWrite::run(const std::stop_token& stop, const ProgressFn& progress)
{
    const std::lock_guard lock(m_mutex);
    if (!m_written)
        m_written = write(stop, progress);
    return *m_written;
}

void EditWrite::giveUp()
{
    const std::lock_guard lock(m_mutex);
    if (!m_written)
        m_written = fail(cancelled());
}

Result<void> EditWrite::write(const std::stop_token& stop, const ProgressFn& progress)
{
    auto store = Store::openBeside(m_path);
    if (!store)
        return fail(store.error());
    if (auto begun = (*store)->begin(); !begun)
        return begun;
    auto written = writeEdit(**store, m_edit, m_step == Step::Do, m_lanes, stop, progress);
    if (written)
        written = (*store)->commit();
    if (!written)
        (*store)->rollback();
    return written;
}

Result<std::shared_ptr<EditWrite>> Project::start(Edit edit)
{
    settle();
    return startStep(EditWrite::Step::Do, std::move(edit));
}

Result<std::shared_ptr<EditWrite>> Project::startUndo()
{
    settle();
    if (!m_history.canUndo())
        return fail(nothingToUndo());
    return startStep(EditWrite::Step::Undo, m_history.nextUndo()->inverted());
}

Result<std::shared_ptr<EditWrite>> Project::startRedo()
{
    settle();
    if (!m_history.canRedo())
        return fail(nothingToRedo());
    return startStep(EditWrite::Step::Redo, *m_history.nextRedo());
}

Result<std::shared_ptr<EditWrite>> Project::startStep(EditWrite::Step step, Edit edit)
{
    if (const auto problem = problemOf(edit))
        return fail(*problem);
    const std::shared_ptr<EditWrite> write(new EditWrite(m_store->path(), step, std::move(edit)));
    // What goes on in memory, or cannot be written while somebody reads, is a matter of this thread.
    if (isReadOnly() || hasUnsaved() || !m_store->useLog() || !m_store->holdView()) {
        write->m_written = commit(write->m_edit, step == EditWrite::Step::Do ? Origin::New : Origin::History);
        if (!*write->m_written)
            return fail(write->m_written->error());
        write->m_outcome = stepDone(*write);
        return write;
    }
    write->m_lanes = lanesOf(write->m_edit);
    m_write = write;
    return write;
}

Result<Place> Project::finish(EditWrite& write)
{
    if (write.m_outcome)
        return *write.m_outcome;
    const Result<void> written = write.run();
    const auto keep = std::exchange(m_write, nullptr); // the caller may hold no other
    m_store->dropView();
    if (written) {
        m_store->countCommit();
        setUnsavedReason(std::nullopt);
        takeOver(write.m_edit, std::move(write.m_lanes));
        write.m_outcome = stepDone(write);
    } else if (keepsInMemory(written.error())) {
        // As if it had been tried here: it goes on in memory, or the disk has come back.
        const auto origin = write.m_step == EditWrite::Step::Do ? Origin::New : Origin::History;
        const auto done = commit(write.m_edit, origin);
        write.m_outcome = done ? stepDone(write) : Result<Place>(fail(done.error()));
    } else {
        write.m_outcome = fail(written.error());
    }
    return *write.m_outcome;
}

/// The history follows what has been done.
Place Project::stepDone(EditWrite& write)
{
    const Place place = write.m_edit.place;
    switch (write.m_step) {
    case EditWrite::Step::Do:
        m_history.push(std::move(write.m_edit));
        break;
    case EditWrite::Step::Undo:
        m_history.undone();
        break;
    case EditWrite::Step::Redo:
        m_history.redone();
        break;
    }
    Q_EMIT historyChanged();
    return place;
}

void Project::settle()
{
    if (m_write)
        (void)finish(*m_write);
}

} // namespace revseg
