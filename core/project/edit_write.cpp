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

const Edit& EditWrite::edit()
{
    if (m_make)
        (void)run();
    return m_edit;
}

/// From the file, which is as the project that waits for it: nothing else changes it meanwhile.
Result<void> EditWrite::make(const std::stop_token& stop)
{
    const auto project = Project::open(m_path, Project::OpenMode::ReadOnly);
    if (!project)
        return fail(project.error());
    auto made = m_make(**project, stop);
    if (!made)
        return fail(made.error());
    if (const auto problem = (*project)->problemOf(*made))
        return fail(*problem);
    m_lanes = (*project)->lanesOf(*made);
    m_edit = std::move(*made);
    return {};
}

Result<void> EditWrite::write(const std::stop_token& stop, const ProgressFn& progress)
{
    if (m_make) {
        if (auto made = make(stop); !made || m_edit.isEmpty())
            return made;
    }
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
    if (!canBeWrittenElsewhere()) {
        finishHere(*write);
        if (!*write->m_outcome)
            return fail(write->m_outcome->error());
        return write;
    }
    write->m_lanes = lanesOf(write->m_edit);
    m_write = write;
    return write;
}

Result<std::shared_ptr<EditWrite>> Project::start(EditMaker make)
{
    settle();
    const std::shared_ptr<EditWrite> write(new EditWrite(m_store->path(), std::move(make)));
    if (canBeWrittenElsewhere()) {
        m_write = write;
        return write;
    }
    finishHere(*write);
    if (!*write->m_outcome)
        return fail(write->m_outcome->error());
    return write;
}

/// What goes on in memory, or cannot be written while somebody reads, is a matter of this thread.
bool Project::canBeWrittenElsewhere()
{
    return !isReadOnly() && !hasUnsaved() && m_store->useLog() && m_store->holdView();
}

void Project::finishHere(EditWrite& write)
{
    if (write.m_make) {
        auto made = write.m_make(*this, {});
        if (!made) {
            write.m_outcome = fail(made.error());
            return;
        }
        write.m_edit = std::move(*made);
    }
    const auto origin = write.m_step == EditWrite::Step::Do ? Origin::New : Origin::History;
    if (const auto done = commit(write.m_edit, origin); !done)
        write.m_outcome = fail(done.error());
    else
        write.m_outcome = stepDone(write);
    write.m_written = Result<void>();
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
        finishHere(write);
    } else {
        write.m_outcome = fail(written.error());
    }
    return *write.m_outcome;
}

/// The history follows what has been done.
Place Project::stepDone(EditWrite& write)
{
    const Place place = write.m_edit.place;
    if (write.m_edit.isEmpty())
        return place;
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
