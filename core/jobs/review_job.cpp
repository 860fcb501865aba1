// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/review_job.h"

namespace revseg {

ReviewJob::ReviewJob(QString project, VideoId video, std::vector<ObjectId> objects)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Looking for problems"), {}}, Kind::Background)
    , m_project(std::move(project))
    , m_video(video)
    , m_objects(std::move(objects))
{
}

Result<void> ReviewJob::run(std::stop_token stop)
{
    const auto project = Project::open(m_project, Project::OpenMode::ReadOnly);
    if (!project)
        return fail(project.error());
    Progress progress{0, int64_t(m_objects.size())};
    for (const ObjectId object : m_objects) {
        std::map<FrameIndex, std::optional<Point>> known;
        const auto centroid = [&](FrameIndex frame) -> std::optional<Point> {
            if (stop.stop_requested())
                return std::nullopt;
            const auto [it, isNew] = known.try_emplace(frame);
            if (isNew) {
                // A damaged mask is told of when it is shown; here it is only not looked at.
                const auto record = (*project)->mask(m_video, object, frame);
                if (record && *record)
                    it->second = (*record)->mask.centroid();
            }
            return it->second;
        };
        const auto problems = findProblems(object, (*project)->lane(m_video, object), centroid);
        if (stop.stop_requested())
            return fail(cancelled());
        Q_EMIT reviewed(object, problems);
        ++progress.done;
        report(progress);
    }
    return {};
}

} // namespace revseg
