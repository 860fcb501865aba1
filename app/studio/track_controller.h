// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/mask_editor.h"

#include <QTimer>

#include <optional>
#include <set>

namespace revseg {
class Job;
class TimelineWidget;
} // namespace revseg

namespace revseg::studio {

class EditWriter;
class LanePresenter;

/// Carries masks that a person has made to other frames. Masks appear while they are found. What only fills
/// frames that had none is applied at once; where masks would change, the timeline shows how much, and the
/// user accepts or discards it. Either way it is one step of the history.
class TrackController final : public QObject
{
    Q_OBJECT
public:
    TrackController(Session& session, Player& player, JobQueue& jobs, MaskEditor& masks,
                    TimelineWidget& timeline, LanePresenter& lanes, EditWriter& writer, QObject* parent);
    ~TrackController() override;

    void setTracker(SharedTrackerPtr tracker) { m_tracker = std::move(tracker); }

    /// The current object, from the frame shown: over the part of its lane that is selected, or else as far
    /// as the next frames on both sides that a person painted or checked.
    void trackObject(TrackDirection direction);
    /// The current object, one frame on (+1) or back (−1), and goes there. What is there is replaced, unless
    /// a person painted or checked it.
    void trackOne(int step);
    /// The selected part of the current object's lane anew: from the masks beside it, and those in it that a
    /// person painted or checked.
    void trackSelected();
    /// All objects that have a mask on the frame shown and are neither locked nor hidden, in one pass.
    void trackAll();

    bool isPending() const { return m_pending.has_value(); }
    void accept();
    void discard();

Q_SIGNALS:
    void problem(const revseg::Error& error);
    void notice(const QString& text);
    void goTo(revseg::FrameIndex frame);
    /// Something waits for a decision, with a sentence on it; empty: nothing does.
    void pendingChanged(const QString& text);

private:
    struct Work
    {
        VideoId video;
        std::set<FrameIndex> from; ///< frames with prompts; not empty
        bool one = false;          ///< a single frame: applied without a question, and shown
        Proposal proposal;         ///< grows with what is found
        std::map<ObjectId, FrameRange> ranges;
        MaskPreview found;
        std::set<std::pair<FrameIndex, ObjectId>> touched; ///< changed by the user meanwhile: theirs wins
    };

    /// Whether nothing stands in the way of tracking; says what does.
    bool isFree();
    void start(const std::vector<ObjectId>& objects, TrackDirection direction,
               std::optional<FrameRange> limit = {});
    /// Adds a prompt of what an object has on a frame. False when there is no mask.
    Result<bool> addPrompt(TrackRequest& request, Work& work, ObjectId object, FrameIndex frame) const;
    void run(TrackRequest request, Work work);
    FrameRange rangeFor(ObjectId object, FrameIndex from) const;
    /// What a person has made of the object on the nearest other frames, and where it was tracked from
    /// before: what a tracker with a memory keeps in mind.
    Result<std::vector<Prompt>> knownOf(ObjectId object, FrameIndex from) const;
    void frameTracked(const TrackedFrame& frame);
    void finished(Job& job);
    void masksChanged(VideoId video, ObjectId object, FrameRange frames);
    void showPending(const ProposalEdit& edit);
    void offer(Work work, const ProposalEdit& edit);
    Proposal proposalOf(const Work& work) const;
    void applyWork(Work work, bool ask, const QString& prefix);
    void giveUp(); ///< what is found, whether it is decided or not
    void clear();

    Session& m_session;
    Player& m_player;
    JobQueue& m_jobs;
    MaskEditor& m_masks;
    TimelineWidget& m_timeline;
    LanePresenter& m_lanes;
    EditWriter& m_writer;
    SharedTrackerPtr m_tracker;
    quint64 m_sessionNumber = 0; ///< of the video shown, for the tracker's memory; no two are alike
    std::map<ObjectId, std::vector<FrameIndex>>
        m_starts;                  ///< where objects were tracked from, the latest last
    std::optional<Work> m_work;    ///< being tracked
    std::optional<Work> m_pending; ///< waits for accept() or discard()
    QTimer m_refresh;
};

} // namespace revseg::studio
