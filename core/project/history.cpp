// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/history.h"

#include <algorithm>

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
}

void History::trim()
{
    while (m_bytes > m_limit && m_undo.size() > 1) {
        m_bytes -= m_undo.front().bytes();
        m_undo.pop_front();
    }
}

} // namespace revseg
