// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/import_steps.h"

#include <algorithm>

namespace revseg {

ImportSteps::ImportSteps(Project& project, Sentence name, ImportedVideo video)
    : m_project(project)
    , m_video(std::move(video))
    , m_group(project, std::move(name), {m_video.video, -1})
{
}

ImportSteps::~ImportSteps() = default;

Result<std::unique_ptr<ImportSteps>> ImportSteps::begin(Project& project, Format format, ImportedVideo video)
{
    Edit edit{importName(format), {video.video, -1}, {}};
    ExchangeReport report;
    auto ids = importObjects(project, video, edit, report);
    if (!ids)
        return fail(ids.error());
    // Frame after frame, as they are stored and shown.
    std::stable_sort(video.masks.begin(), video.masks.end(),
                     [](const ProposedMask& a, const ProposedMask& b) { return a.frame < b.frame; });
    std::unique_ptr<ImportSteps> out(new ImportSteps(project, edit.name, std::move(video)));
    out->m_ids = std::move(*ids);
    out->m_report = std::move(report);
    if (!edit.isEmpty()) {
        if (auto done = project.apply(std::move(edit)); !done)
            return fail(done.error());
    }
    return out;
}

Result<void> ImportSteps::step(int masks)
{
    Edit edit{{}, {m_video.video, -1}, {}};
    const size_t end = std::min(m_video.masks.size(), m_next + size_t(std::max(1, masks)));
    for (size_t i = m_next; i < end; ++i) {
        ProposedMask& m = m_video.masks[i];
        edit.changes.emplace_back(
            MaskChange{m_video.video, m_ids[m.object], m.frame, nullptr, std::move(m.record)});
    }
    if (auto done = m_project.apply(std::move(edit)); !done)
        return done;
    m_next = end;
    return {};
}

void ImportSteps::finish()
{
    m_group.commit();
}

} // namespace revseg
