// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/edit_write.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

class QWidget;

namespace revseg {
class JobQueue;
} // namespace revseg

namespace revseg::studio {

class Session;

/// Changes the project by edits of any size. A small one is written at once; a large one by a job, while the
/// window goes on being drawn and a dialog with progress and Cancel holds off other changes.
class EditWriter final : public QObject
{
    Q_OBJECT
public:
    /// Where the change can be seen, or why nothing was changed. Called once, at once or later.
    using Done = std::function<void(const Result<Place>&)>;
    enum class Kind {
        Wish,      ///< a dialog holds off other changes and can call it off
        Result,    ///< the same of what work has brought, which is kept: it cannot be called off
        Background ///< a result that nobody waits for: whoever changes something meanwhile waits for it
    };

    EditWriter(Session& session, JobQueue& jobs, QWidget* window);
    ~EditWriter() override;

    void apply(Edit edit, Done done);
    /// An edit that takes as long to be worked out as to be written, for so many masks: both are done at
    /// once, or both by the job.
    void apply(EditMaker make, size_t masks, const Sentence& name, Done done, Kind kind = Kind::Wish);
    void undo(Done done);
    void redo(Done done);

    /// Whether the project is being left, and what is on its way is finished for that.
    bool isLeaving() const { return m_leaving; }

private:
    void write(const Result<std::shared_ptr<EditWrite>>& begun, const QString& text, Done done,
               Kind kind = Kind::Wish);
    void finish(EditWrite* write);
    void finishAll();

    Session& m_session;
    JobQueue& m_jobs;
    QWidget* m_window;
    struct Pending
    {
        std::shared_ptr<EditWrite> write;
        Done done;
    };
    std::vector<Pending> m_pending;
    bool m_leaving = false;
};

} // namespace revseg::studio
