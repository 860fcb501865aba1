// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/project_masks.h"

#include <memory>

namespace revseg {

/// An import that goes into the project a few masks at a time, so that a window can go on in between. It is
/// one step of the history all the same, and nothing can be undone before it is complete. Without finish()
/// everything is taken back, as far as that can be written. The thread of the project, which must outlive it.
class ImportSteps
{
public:
    /// Adds the objects. What was left out or renumbered is in report(). As importEdit() of one video.
    static Result<std::unique_ptr<ImportSteps>> begin(Project& project, Format format, ImportedVideo video);
    ~ImportSteps();
    ImportSteps(const ImportSteps&) = delete;
    ImportSteps& operator=(const ImportSteps&) = delete;

    /// Writes up to `masks` more.
    Result<void> step(int masks);
    bool isComplete() const { return m_next == m_video.masks.size(); }
    Progress progress() const { return {qint64(m_next), qint64(m_video.masks.size())}; }
    /// Keeps it, once it is complete.
    void finish();
    const ExchangeReport& report() const { return m_report; }
    VideoId video() const { return m_video.video; }

private:
    ImportSteps(Project& project, Sentence name, ImportedVideo video);

    Project& m_project;
    ImportedVideo m_video;
    std::map<ObjectId, ObjectId> m_ids; ///< of the files → of the project
    ExchangeReport m_report;
    size_t m_next = 0;
    UndoGroup m_group;
};

} // namespace revseg
