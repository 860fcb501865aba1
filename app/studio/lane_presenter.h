// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project.h"
#include "widgets/timeline/timeline_scene.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <set>

namespace revseg {
class TimelineWidget;
}

namespace revseg::studio {

class Session;

/// Shows what is known of each object on the timeline. Only lanes that have changed are read again, and many
/// changes in a row are shown together.
class LanePresenter final : public QObject
{
    Q_OBJECT
public:
    LanePresenter(Session& session, TimelineWidget& timeline, QObject* parent);
    ~LanePresenter() override;

    /// How a proposal that waits for a decision would change the lanes: 1 − IoU by frame, NaN where it
    /// changes nothing. Empty: there is none.
    void setChanges(std::map<ObjectId, std::vector<float>> changes);
    /// A mask that a tracker has just made and that is not part of the project yet: shown in the lane at
    /// once.
    void addFound(ObjectId object, FrameIndex frame, bool visible, float score);
    void dropFound(ObjectId object, FrameRange frames); ///< a person has made these meanwhile
    void clearFound();                                  ///< the work is over
    /// Objects whose masks were made before the last edit of their chain.
    void setStale(std::set<ObjectId> objects);

private:
    struct Found
    {
        bool visible = false;
        float score = 0;
    };
    using FoundFrames = std::map<FrameIndex, Found>;

    void projectReplaced();
    void show();
    static void merge(TimelineLane& lane, const FoundFrames& found);
    static TimelineLane laneOf(const ObjectRecord& object, const MaskLane& stored, int frames);

    Session& m_session;
    TimelineWidget& m_timeline;
    std::map<ObjectId, TimelineLane> m_lanes; ///< of the video shown
    std::set<ObjectId> m_old;                 ///< to be read again
    std::map<ObjectId, std::vector<float>> m_changes;
    std::map<ObjectId, FoundFrames> m_found;
    std::set<ObjectId> m_stale;
    QTimer m_timer;
};

} // namespace revseg::studio
