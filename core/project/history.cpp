// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/history.h"

#include <algorithm>
#include <iterator>

namespace revseg {

namespace {

std::vector<Sentence> names(const std::deque<Edit>& steps)
{
    std::vector<Sentence> out;
    out.reserve(steps.size());
    for (auto it = steps.rbegin(); it != steps.rend(); ++it)
        out.push_back(it->name);
    return out;
}

} // namespace

std::vector<Sentence> History::undoNames() const
{
    return names(m_undo);
}

std::vector<Sentence> History::redoNames() const
{
    return names(m_redo);
}

std::vector<const Edit*> History::undoable() const
{
    std::vector<const Edit*> out;
    for (const Edit& step : m_undo)
        out.push_back(&step);
    for (const Edit& group : m_groups)
        out.push_back(&group);
    return out;
}

void History::setLimit(qsizetype bytes)
{
    m_limit = bytes;
    trim();
}

void History::push(Edit edit)
{
    for (const Edit& step : m_redo)
        m_bytes -= step.bytes();
    m_redo.clear();
    if (!m_groups.empty()) {
        Edit& group = m_groups.back();
        // The view should go where the last thing happened, unless the group says where that is.
        if (!group.place.video.isValid() || group.place.frame < 0)
            group.place = edit.place;
        group.changes.insert(group.changes.end(), std::make_move_iterator(edit.changes.begin()),
                             std::make_move_iterator(edit.changes.end()));
        return;
    }
    m_bytes += edit.bytes();
    m_undo.push_back(std::move(edit));
    trim();
}

void History::undone()
{
    m_redo.push_back(std::move(m_undo.back()));
    m_undo.pop_back();
}

void History::redone()
{
    m_undo.push_back(std::move(m_redo.back()));
    m_redo.pop_back();
}

void History::clear()
{
    m_undo.clear();
    m_redo.clear();
    m_bytes = 0;
}

void History::amend(const VideoRecord& now)
{
    const auto amendEdit = [&now](Edit& edit) {
        for (Change& change : edit.changes) {
            auto* const c = std::get_if<RecordChange<VideoRecord>>(&change);
            if (c == nullptr)
                continue;
            for (std::optional<VideoRecord>* const record : {&c->before, &c->after}) {
                if (*record && (*record)->id == now.id)
                    (*record)->setMedia(now);
            }
        }
    };
    std::for_each(m_undo.begin(), m_undo.end(), amendEdit);
    std::for_each(m_redo.begin(), m_redo.end(), amendEdit);
    std::for_each(m_groups.begin(), m_groups.end(), amendEdit);
}

void History::openGroup(Sentence name, Place place)
{
    m_groups.push_back(Edit{std::move(name), place, {}});
}

void History::closeGroup()
{
    Edit group = std::move(m_groups.back());
    m_groups.pop_back();
    if (!group.isEmpty())
        push(std::move(group));
}

void History::dropGroup()
{
    m_groups.pop_back();
}

void History::trim()
{
    while (m_bytes > m_limit && m_undo.size() > 1) {
        m_bytes -= m_undo.front().bytes();
        m_undo.pop_front();
    }
}

} // namespace revseg
