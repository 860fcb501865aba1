// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/edit.h"

#include <deque>
#include <optional>
#include <vector>

namespace revseg {

/// What can be undone and redone, as values: it stores nothing itself, Project does. Bounded in bytes: the
/// oldest steps are forgotten first, but never the newest one.
class History
{
public:
    static constexpr qsizetype kDefaultLimit = 256 * 1024 * 1024;

    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }
    const Edit* nextUndo() const { return m_undo.empty() ? nullptr : &m_undo.back(); }
    const Edit* nextRedo() const { return m_redo.empty() ? nullptr : &m_redo.back(); }
    std::vector<Sentence> undoNames() const; ///< newest first
    std::vector<Sentence> redoNames() const; ///< next first
    /// All steps Undo can take back.
    std::vector<const Edit*> undoable() const;
    qsizetype bytes() const { return m_bytes; }

    void setLimit(qsizetype bytes);
    /// A new edit has been stored.
    void push(Edit edit);
    void undone(); ///< the step of nextUndo() moves over
    void redone();
    void clear();
    /// More is known of the media of a video, or they have moved, which is no step: all steps speak of them
    /// as they are now, so that they still fit.
    void amend(const VideoRecord& now);

private:
    void trim();

    std::deque<Edit> m_undo;
    std::deque<Edit> m_redo;
    qsizetype m_bytes = 0; ///< of m_undo and m_redo
    qsizetype m_limit = kDefaultLimit;
};

} // namespace revseg
