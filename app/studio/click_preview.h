// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/frame.h"
#include "core/tracker/shared_tracker.h"
#include "widgets/canvas/point_tool.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace revseg {
class CanvasWidget;
class Job;
class JobQueue;
class Player;
} // namespace revseg

namespace revseg::studio {

class Session;

/// Shows what a click would give before it is made. A network gets ready for the frame while the user looks
/// at it, which is the slow part; from then on the mask under the pointer follows it. Nothing happens with
/// the built-in tracker, nor while playing.
class ClickPreview final : public QObject
{
    Q_OBJECT
public:
    /// `clicks`: the prompt of the clicks so far on the frame shown.
    ClickPreview(Session& session, Player& player, CanvasWidget& canvas, JobQueue& jobs,
                 const std::vector<PointTool*>& tools, std::function<Prompt()> clicks, QObject* parent);
    ~ClickPreview() override;

    void setTracker(SharedTrackerPtr tracker);
    void setActive(bool active); ///< one of the tools is in hand
    void setFrame(const Frame& frame);
    /// Of the frame shown; null: nothing is shown.
    const Mask* mask() const { return m_mask ? &*m_mask : nullptr; }

Q_SIGNALS:
    void changed(); ///< mask()

private:
    void getReady();
    void hover(const std::optional<CanvasPoint>& point);
    void ask();
    void drop(); ///< what is shown and asked for
    void forget();

    Session& m_session;
    Player& m_player;
    CanvasWidget& m_canvas;
    JobQueue& m_jobs;
    const std::function<Prompt()> m_clicks;
    SharedTrackerPtr m_tracker;
    bool m_active = false;
    FrameIndex m_frame = -1; ///< shown
    bool m_ready = false;    ///< for that frame
    std::weak_ptr<Job> m_preparing;
    std::weak_ptr<Job> m_asking;
    std::optional<CanvasPoint> m_point;
    std::optional<Mask> m_mask;
    QTimer m_rest; ///< the user has stopped at a frame
};

} // namespace revseg::studio
