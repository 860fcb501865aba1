// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/lane_presenter.h"

#include "app/studio/session.h"
#include "widgets/timeline/timeline_widget.h"

#include <algorithm>
#include <limits>

namespace revseg::studio {

namespace {

/// Frames come in order.
void extend(std::vector<FrameRange>& ranges, FrameIndex frame)
{
    if (!ranges.empty() && ranges.back().last == frame - 1)
        ranges.back().last = frame;
    else
        ranges.push_back({frame, frame});
}

} // namespace

LanePresenter::LanePresenter(Session& session, TimelineWidget& timeline, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_timeline(timeline)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(60);
    connect(&m_timer, &QTimer::timeout, this, &LanePresenter::show);
    const auto again = [this] {
        m_lanes.clear();
        m_changes.clear();
        m_found.clear();
        m_timer.start();
    };
    connect(&session, &Session::videoSelected, this, again);
    connect(&session, &Session::objectSelected, this, [this] { m_timer.start(); });
    connect(&session, &Session::projectReplaced, this, &LanePresenter::projectReplaced);
}

LanePresenter::~LanePresenter() = default;

void LanePresenter::projectReplaced()
{
    m_lanes.clear();
    m_changes.clear();
    m_found.clear();
    m_timer.start();
    const Project* const project = m_session.project();
    if (project == nullptr)
        return;
    connect(project, &Project::objectsChanged, this, [this] {
        m_lanes.clear();
        m_timer.start();
    });
    connect(project, &Project::masksChanged, this, [this](VideoId video, ObjectId object) {
        if (video != m_session.videoId())
            return;
        m_old.insert(object);
        if (!m_timer.isActive())
            m_timer.start();
    });
}

void LanePresenter::setChanges(std::map<ObjectId, std::vector<float>> changes)
{
    m_changes = std::move(changes);
    if (!m_timer.isActive()) // they may come faster than it fires
        m_timer.start();
}

void LanePresenter::addFound(ObjectId object, FrameIndex frame, bool visible, float score)
{
    m_found[object][frame] = {visible, score};
    if (!m_timer.isActive())
        m_timer.start();
}

void LanePresenter::dropFound(ObjectId object, FrameRange frames)
{
    if (const auto found = m_found.find(object); found != m_found.end())
        found->second.erase(found->second.lower_bound(frames.first), found->second.upper_bound(frames.last));
}

void LanePresenter::clearFound()
{
    if (m_found.empty())
        return;
    m_found.clear();
    m_timer.start();
}

void LanePresenter::setStale(std::set<ObjectId> objects)
{
    if (m_stale == objects)
        return;
    m_stale = std::move(objects);
    m_timer.start();
}

void LanePresenter::merge(TimelineLane& lane, const FoundFrames& found)
{
    const auto with = [&](const std::vector<FrameRange>& ranges, bool wanted) {
        std::vector<bool> in(lane.scores.size());
        for (const FrameRange& r : ranges)
            std::fill(in.begin() + r.first, in.begin() + r.last + 1, true);
        for (const auto& [frame, f] : found)
            in[size_t(frame)] = f.visible == wanted;
        std::vector<FrameRange> out;
        for (size_t f = 0; f < in.size(); ++f) {
            if (in[f])
                extend(out, FrameIndex(f));
        }
        return out;
    };
    lane.masks = with(lane.masks, true);
    lane.tracked = with(lane.tracked, true);
    lane.absent = with(lane.absent, false);
    for (const auto& [frame, f] : found)
        lane.scores[size_t(frame)] = f.visible ? f.score : std::numeric_limits<float>::quiet_NaN();
}

TimelineLane LanePresenter::laneOf(const ObjectRecord& object, const MaskLane& stored, int frames)
{
    TimelineLane lane;
    lane.object = int(object.id.value);
    lane.name = object.name;
    lane.color = object.color;
    lane.visible = object.visible;
    lane.scores.assign(size_t(std::max(0, frames)), std::numeric_limits<float>::quiet_NaN());
    for (const FrameIndex f : stored.frames()) {
        const LaneEntry entry = stored.at(f);
        if (entry.area > 0)
            extend(lane.masks, f);
        switch (entry.presence) {
        case Presence::Absent:
            extend(lane.absent, f);
            break;
        case Presence::Occluded:
            extend(lane.occluded, f);
            break;
        case Presence::OutOfFrame:
            extend(lane.out_of_frame, f);
            break;
        case Presence::Annotated:
            if (entry.area == 0)
                extend(lane.emptied, f);
            break;
        case Presence::NotLooked:
            break;
        }
        if (entry.checked())
            lane.checked.push_back(f);
        switch (entry.origin()) {
        case Provenance::Origin::Painted:
            if (entry.area > 0)
                lane.painted.push_back(f);
            break;
        case Provenance::Origin::Tracked:
            extend(lane.tracked, f);
            break;
        case Provenance::Origin::Run:
            extend(lane.from_run, f);
            break;
        case Provenance::Origin::Imported:
            extend(lane.imported, f);
            break;
        }
        const bool machine =
            entry.origin() == Provenance::Origin::Tracked || entry.origin() == Provenance::Origin::Run;
        if (machine && entry.area > 0 && f < frames)
            lane.scores[size_t(f)] = float(entry.score());
    }
    return lane;
}

void LanePresenter::show()
{
    std::vector<TimelineLane> lanes;
    const Project* const project = m_session.project();
    if (project != nullptr && m_session.video() != nullptr) {
        const int frames = m_session.video()->frames;
        for (const ObjectRecord& o : project->objects(m_session.videoId())) {
            auto it = m_lanes.find(o.id);
            if (it == m_lanes.end() || m_old.count(o.id) > 0)
                it = m_lanes
                         .insert_or_assign(o.id, laneOf(o, project->lane(m_session.videoId(), o.id), frames))
                         .first;
            lanes.push_back(it->second);
            if (const auto found = m_found.find(o.id); found != m_found.end())
                merge(lanes.back(), found->second);
            if (const auto change = m_changes.find(o.id); change != m_changes.end())
                lanes.back().changes = change->second;
            if (m_stale.count(o.id) > 0)
                lanes.back().stale = lanes.back().masks;
        }
    }
    m_old.clear();
    m_timeline.setLanes(std::move(lanes), int(m_session.objectId().value));
}

} // namespace revseg::studio
