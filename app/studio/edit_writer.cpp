// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/edit_writer.h"

#include "app/studio/error_presenter.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/write_edit_job.h"
#include "widgets/dialogs/job_dialog.h"

#include <algorithm>

namespace revseg::studio {

namespace {

constexpr size_t kAtOnce = 256; ///< masks and records; they are written in less than 10 ms

} // namespace

EditWriter::EditWriter(Session& session, JobQueue& jobs, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_jobs(jobs)
    , m_window(window)
{
    // Whatever leaves the project or the video behind finds everything written.
    connect(&session, &Session::videoLeaving, this, [this] {
        m_leaving = true;
        finishAll();
        m_leaving = false;
    });
}

EditWriter::~EditWriter() = default;

void EditWriter::apply(Edit edit, Done done)
{
    finishAll();
    Project& project = *m_session.project();
    if (edit.weight() <= kAtOnce) {
        const Place place = edit.place;
        const auto applied = project.apply(std::move(edit));
        done(applied ? Result<Place>(place) : Result<Place>(fail(applied.error())));
        return;
    }
    const QString text = translated(edit.name);
    write(project.start(std::move(edit)), text, std::move(done));
}

void EditWriter::apply(EditMaker make, size_t masks, const Sentence& name, Done done, Kind kind)
{
    finishAll();
    Project& project = *m_session.project();
    if (masks > kAtOnce) {
        write(project.start(std::move(make)), translated(name), std::move(done), kind);
        return;
    }
    auto edit = make(project, {});
    const Place place = edit ? edit->place : Place{};
    const auto applied = edit ? project.apply(std::move(*edit)) : Result<void>(fail(edit.error()));
    done(applied ? Result<Place>(place) : Result<Place>(fail(applied.error())));
}

void EditWriter::undo(Done done)
{
    finishAll();
    Project& project = *m_session.project();
    const Edit* const next = project.history().nextUndo();
    if (next == nullptr || next->weight() <= kAtOnce) {
        done(project.undo());
        return;
    }
    const QString text = tr("Undo %1").arg(translated(next->name));
    write(project.startUndo(), text, std::move(done));
}

void EditWriter::redo(Done done)
{
    finishAll();
    Project& project = *m_session.project();
    const Edit* const next = project.history().nextRedo();
    if (next == nullptr || next->weight() <= kAtOnce) {
        done(project.redo());
        return;
    }
    const QString text = tr("Redo %1").arg(translated(next->name));
    write(project.startRedo(), text, std::move(done));
}

void EditWriter::write(const Result<std::shared_ptr<EditWrite>>& begun, const QString& text, Done done,
                       Kind kind)
{
    if (!begun) {
        done(fail(begun.error()));
        return;
    }
    m_pending.push_back({*begun, std::move(done)});
    const bool stoppable = kind == Kind::Wish;
    const auto job = std::make_shared<WriteEditJob>(*begun, stoppable);
    connect(job.get(), &Job::finished, this, [this, write = begun->get(), stoppable](Job::State state) {
        if (state == Job::State::Cancelled && stoppable) // perhaps before its turn came
            write->giveUp();
        finish(write);
    });
    if (kind != Kind::Background)
        new JobDialog(job, text, m_window, stoppable);
    m_jobs.add(job);
}

void EditWriter::finishAll()
{
    while (!m_pending.empty())
        finish(m_pending.front().write.get());
}

void EditWriter::finish(EditWrite* write)
{
    const auto it = std::find_if(m_pending.begin(), m_pending.end(),
                                 [write](const Pending& p) { return p.write.get() == write; });
    if (it == m_pending.end())
        return;
    const Pending pending = std::move(*it);
    m_pending.erase(it);
    pending.done(m_session.project()->finish(*pending.write));
}

} // namespace revseg::studio
