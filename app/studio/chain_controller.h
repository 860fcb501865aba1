// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/mask_editor.h"
#include "core/chain/run.h"
#include "core/chain/trace.h"
#include "core/tracker/tracker.h"
#include "widgets/canvas/canvas_widget.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <set>

namespace revseg {
class Job;
class ReasoningPanel;
class TimelineWidget;
} // namespace revseg

namespace revseg::studio {

/// Runs the chain and the tracker for the video shown: starts the jobs, shows what they find while they work,
/// and at the end makes one undoable edit of it.
class ChainController final : public QObject
{
    Q_OBJECT
public:
    ChainController(Session& session, JobQueue& jobs, MaskEditor& masks, ReasoningPanel& panel,
                    TimelineWidget& timeline, QObject* parent);
    ~ChainController() override;

    void setVlm(const QString& spec) { m_vlm = spec; }
    /// "replay:…" of the answer that came with the project; "" when it has none.
    QString recordedAnswer() const;

    void ask(const QString& query);
    /// From the mask that the current object has on this frame.
    void trackCurrentObject(TrackDirection direction, FrameIndex frame);

    std::optional<FrameIndex> keyframe() const;
    std::vector<CanvasBox> boxesAt(FrameIndex frame) const;
    void showLanes(); ///< objects and masks on the timeline

Q_SIGNALS:
    void problem(const revseg::Error& error);
    void notice(const QString& text);
    void boxesChanged();
    void goTo(revseg::FrameIndex frame);
    void queryChosen(const QString& text);
    void historyChanged(const QStringList& queries);

private:
    /// What is being tracked, and where its masks go.
    struct Tracking
    {
        VideoId video;
        Sentence name;
        std::vector<ObjectRecord> newObjects;
        std::optional<RunRecord> run;
        Provenance provenance;
        FrameIndex from = 0;
        MaskPreview found;
        std::set<std::pair<FrameIndex, ObjectId>> touched; ///< changed by the user meanwhile: theirs wins
        int frames = 0;
    };

    void projectReplaced();
    void masksChanged(VideoId video, ObjectId object, FrameRange frames);
    void videoSelected();
    void showStoredRun();
    void chainRan(VideoId video, QueryId query, const Run& run, const Trace& trace);
    void startTracking(TrackRequest request, Tracking tracking);
    void frameTracked(const TrackedFrame& frame);
    void trackingFinished(Job& job);
    void showQueries();
    void setRun(const Run& run);

    Session& m_session;
    JobQueue& m_jobs;
    MaskEditor& m_masks;
    ReasoningPanel& m_panel;
    TimelineWidget& m_timeline;
    QString m_vlm;
    std::optional<Run> m_run; ///< shown
    std::optional<Tracking> m_tracking;
    QTimer m_refresh; ///< gathers what the tracker finds, so that the window is not painted for each frame
    QTimer m_refreshLanes;
};

} // namespace revseg::studio
