// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/review_job.h"

namespace revseg {

ReviewJob::ReviewJob(QString project, VideoId video, std::vector<ObjectId> objects)
    : Job(Lane::Watch, {QT_TRANSLATE_NOOP("core", "Looking for problems"), {}}, Kind::Background)
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
        const MaskLane& lane = (*project)->lane(m_video, object);
        const auto meeting = [&](FrameIndex frame) -> std::optional<double> {
            const LaneEntry here = lane.at(frame);
            const LaneEntry next = lane.at(frame + 1);
            const auto isTracked = [](LaneEntry e) { return e.origin() == Provenance::Origin::Tracked; };
            if (stop.stop_requested() || here.area == 0 || next.area == 0 ||
                (!isTracked(here) && !isTracked(next)))
                return std::nullopt;
            const auto a = (*project)->mask(m_video, object, frame);
            const auto b = (*project)->mask(m_video, object, frame + 1);
            return a && b ? trackDisagreement(frame, *a, *b) : std::nullopt;
        };
        const auto problems = findProblems(object, lane, centroid, meeting);
        if (stop.stop_requested())
            return fail(cancelled());
        Q_EMIT reviewed(object, problems);
        ++progress.done;
        report(progress);
    }
    return {};
}

} // namespace revseg
