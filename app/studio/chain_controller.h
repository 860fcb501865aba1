// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/edit_writer.h"
#include "app/studio/mask_editor.h"
#include "core/chain/ask_settings.h"
#include "core/chain/run.h"
#include "core/chain/stages.h"
#include "core/chain/trace.h"
#include "core/jobs/chain_job.h"
#include "core/jobs/compare_pair_job.h"
#include "core/project/run_edits.h"
#include "core/tracker/tracker.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/theme/accents.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <set>

namespace revseg {
class Job;
class ReadTracksJob;
class ReasoningPanel;
class TimelineWidget;
} // namespace revseg

class QAction;

namespace revseg::studio {

class LanePresenter;

/// Why a run is not to be taken as it is, in a word for a list of runs.
struct RunTrouble
{
    QString text;
    std::optional<Accent> color;
};
/// Stale, failed or stopped; none: neither.
std::optional<RunTrouble> troubleOf(const Run& run);

/// Runs the chain and the tracker for the video shown: starts the jobs, shows what they find while they work,
/// and at the end makes one undoable edit of it. The run shown can be edited stage by stage
/// (chain_edits.cpp, chain_objects.cpp): an edit is a branch, a re-run makes again what is stale, and its
/// result is compared before it is accepted.
class ChainController final : public QObject
{
    Q_OBJECT
public:
    ChainController(Session& session, JobQueue& jobs, EditWriter& writer, MaskEditor& masks,
                    ReasoningPanel& panel, TimelineWidget& timeline, LanePresenter& lanes, QObject* parent);
    ~ChainController() override;

    void setVlm(const QString& spec) { m_vlm = spec; }
    void setAskSettings(const AskSettings& settings) { m_ask = settings; }
    const AskSettings& askSettings() const { return m_ask; }
    void setTracker(SharedTrackerPtr tracker) { m_tracker = std::move(tracker); }
    const SharedTrackerPtr& tracker() const { return m_tracker; }
    /// "replay:…" of the answer that came with the project; "" when it has none.
    QString recordedAnswer() const;

    void ask(const QString& query);
    /// Several runs of the question at once; the one that the others agree with most is used.
    void askSamples(const QString& query, int samples);

    // The run shown: editing, re-running, comparing
    void editInterpretation(const QString& text);
    void editDescription(const QString& text);
    void moveKeyframe(FrameIndex frame);
    /// Native pixels; that frame becomes the keyframe. Of the object that is selected, else of the first.
    void setBox(FrameIndex frame, const Box& box);
    void takeMaskBox(FrameIndex frame);               ///< the tight box of the mask there
    void addObject(FrameIndex frame, const Box& box); ///< one more; native pixels, on the keyframe
    void removeObject(int object);                    ///< ChainObject::id
    int currentObject() const; ///< of the run, that is selected in the project or the only one; 0: none
    /// An empty chain for the question, to be filled in from here.
    void writeByHand(const QString& query, FrameIndex frame);
    void rerun(); ///< what is stale, and nothing else
    void acceptResult();
    void discardResult();
    bool hasResult() const { return m_review.has_value(); } ///< of a re-run, to be accepted or not

    /// The masks of a large one are read first; `then` is called when it is shown, and not at all when
    /// another one is asked for before.
    void showRun(RunId id, std::function<void()> then = {});
    void previewShown();     ///< again, after something else was shown over it
    void promote();          ///< its masks take the place of those in use
    void compareWithInUse(); ///< the run shown with the one in use
    /// Any two of the question; compared() tells how. In the background.
    void compareRuns(RunId before, RunId after);
    void removeRun();
    void vote();                           ///< a new run of what most runs of the question agree on
    void importTrace(const QString& path); ///< its runs become runs of the video shown
    void exportTrace(const QString& path); ///< of the run shown
    void judge(Stage stage);               ///< the next verdict: good, fair, bad, none
    void mark(RunMark mark);               ///< once more takes it away
    QueryId query() const { return m_query; }
    QString queryText() const; ///< of the run shown
    RunId shownRun() const { return m_runId; }
    const Run* run() const { return m_run ? &*m_run : nullptr; }
    std::vector<Run> runsOfQuestion();                               ///< by age
    TrackSource tracksOf(const Run& run) const;                      ///< of a stored run, for another thread
    std::vector<RunId> runIds() const;                               ///< of all, without reading them
    const std::vector<RunTrack>& tracks() const { return m_tracks; } ///< of the run shown
    int runsOfQuestionCount() const { return int(runIds().size()); }
    QString titleOf(RunId id) const;         ///< "Run 3"
    std::set<ObjectId> staleObjects() const; ///< whose masks were made before the last edit
    ObjectId objectOfRun() const;            ///< that shows the run's first object, else the current one
    QString vlm() const { return m_vlm; }
    /// What can be done next, offered beside the run.
    struct Steps
    {
        QAction* rerun = nullptr;
        QAction* accept = nullptr;
        QAction* discard = nullptr;
        QAction* mask_box = nullptr;
        QAction* promote = nullptr;
    };
    void setSteps(const Steps& steps) { m_steps = steps; }

    std::optional<FrameIndex> keyframe() const;
    std::vector<CanvasBox> boxesAt(FrameIndex frame) const;

Q_SIGNALS:
    void problem(const revseg::Error& error);
    void notice(const QString& text);
    void boxesChanged();
    void goTo(revseg::FrameIndex frame);
    void queryChosen(const QString& text);
    void historyChanged(const QStringList& queries);
    void runChanged();              ///< another run is shown, or this one has changed
    void runsChanged();             ///< of the question shown
    void staleChanged();            ///< staleObjects()
    void samplesStarted(int count); ///< several at once; the next signals tell of them while they come
    void sampleText(int sample, int turn, const QString& text);
    void sampleRestarted(int sample, int turn);
    void sampleAnswered(int sample, const revseg::Run& run);
    void samplesEnded();
    void compared(revseg::RunId before, revseg::RunId after, const revseg::RunComparison& comparison);
    /// One of the two that were compared last has changed since.
    void comparedAgain(revseg::RunId before, revseg::RunId after, const revseg::RunComparison& comparison);

private:
    /// What is being tracked, and where its masks go.
    struct Tracking
    {
        VideoId video;
        Sentence name;
        std::vector<ObjectRecord> newObjects;
        Run run;
        QueryId query;
        std::vector<ObjectId> objects; ///< of the run, in its order
        std::vector<RunTrack> kept;    ///< of those that depend on nothing that has changed
        RunId replaces;                ///< the record that the run is stored in; invalid: a new one
        bool review = false;           ///< to be compared and accepted before it is stored
        FrameIndex from = 0;
        MaskPreview found;
        std::set<std::pair<FrameIndex, ObjectId>> touched; ///< changed by the user meanwhile: theirs wins
    };

    /// The result of a re-run that waits to be accepted.
    struct Review
    {
        RunResult result;
        QueryId query;
        MaskPreview found; ///< its masks, shown in the place of the old ones
        QString text;      ///< how it compares
    };

    /// Two runs as they were when they were compared.
    struct Compared
    {
        RunId before;
        RunId after;
        Run before_run;
        Run after_run;
    };

    /// A stored run that has been read, as long as its record is the same.
    struct ReadRun
    {
        QByteArray data; ///< of the record
        RunId parent;
        Run run;
        bool sure = true; ///< no run of the question has changed since
    };

    void applyEdit(const StageEdit& edit, const Sentence& name, const QJsonObject& notes = {});
    std::vector<ChainObject> objectsOn(FrameIndex frame) const;
    ObjectId annotationOf(const ChainObject& object) const;
    std::optional<RunTrack> keptTrack(const Run& run, const ChainObject& object) const;
    Box insidePicture(const Box& box) const;
    std::optional<Mask> paintedMask(ObjectId object, FrameIndex frame) const;
    void startChain(ChainJob::Spec spec, std::function<void(const Run&)> done, std::function<void()> nothing);
    void rerunAnswered(QueryId query, RunId asked, const Run& run);
    void trackRun(const Run& run, bool review);
    void storeTracked(Tracking tracking, Job* job);
    void store(QueryId query, std::vector<RunResult> results, int promoted, const Sentence& name,
               std::function<void()> then = {}, std::function<void()> otherwise = {});
    void write(EditMaker make, size_t masks, const Sentence& name, EditWriter::Kind kind,
               std::function<void()> then, std::function<void()> otherwise);
    void showAsStored();
    void tellKept(const RunsEdit& edit);
    void storeHeader(Run run, const Sentence& name);
    void startReview(RunResult result, QueryId query, bool whole);
    QString comparisonText(const RunComparison& comparison) const;
    void compareInBackground(ComparePairJob::Side before, ComparePairJob::Side after,
                             std::function<void(const RunComparison&)> done);
    void refreshComparison(const std::vector<Run>& runs);
    void showOldBoxes(const Run& run, const QString& title);
    const Run* readRun(const RunRecord& header);
    bool takeTracks(const Run& run);
    void setTracks(TrackSetId set, TrackSet tracks);
    void readTracks(TrackSetId set);
    void tracksRead(TrackSetId set, TrackSet tracks);
    void forgetShown();
    void showStored(const RunRecord& record, const Run& run);
    void showLater();
    Result<Run> storedRun(RunId id) const;
    void takeAnswer(QueryId query, const Run& run);
    Keyframe keyframeAt(FrameIndex frame) const;
    void storedRunsChanged(QueryId query);
    void showMaskStatus();
    void showNextStep();
    void showBranches();
    bool isBusy() const;
    bool canAsk();
    bool isFree(); ///< else says why nothing can be begun now
    void nothingCame(RunId before);
    void stopShowing();
    void takeTrace(const Trace& trace);
    std::vector<qint64> nextSeeds(QueryId query, int count) const;
    QueryId questionFor(const QString& query);
    void noticeCorrection(VideoId video, ObjectId object, FrameRange frames);

    void projectReplaced();
    void masksChanged(VideoId video, ObjectId object, FrameRange frames);
    void videoSelected();
    void showStoredRun();
    void chainRan(VideoId video, QueryId query, const Run& run);
    void startTracking(TrackRequest request, Tracking tracking);
    void frameTracked(const TrackedFrame& frame);
    void trackingFinished(Job& job);
    void showQueries();
    void setRun(const Run& run);

    Session& m_session;
    JobQueue& m_jobs;
    EditWriter& m_writer;
    MaskEditor& m_masks;
    ReasoningPanel& m_panel;
    TimelineWidget& m_timeline;
    LanePresenter& m_lanes;
    QString m_vlm;
    AskSettings m_ask;
    SharedTrackerPtr m_tracker;
    std::optional<Run> m_run; ///< shown
    QueryId m_query;          ///< of it
    RunId m_runId;            ///< its record; invalid while it is not stored
    TrackSet m_tracks;        ///< of the run shown, as it is stored
    TrackSetId m_trackSet;    ///< what they were read from
    MaskPreview m_shownMasks; ///< masks that are not, or not yet, those of the project's objects
    std::optional<Review> m_review;
    std::weak_ptr<Job> m_comparing;
    std::optional<Compared> m_compared;
    std::map<RunId, ReadRun> m_read; ///< of m_readQuery
    QueryId m_readQuery;
    std::weak_ptr<ReadTracksJob> m_reading; ///< of m_toShow
    QByteArray m_shownData;                 ///< of the record that the run shown was read from
    RunId m_toShow;                         ///< as soon as it has been read
    std::function<void()> m_afterShown;
    bool m_storing = false;
    std::vector<CanvasBox> m_oldBoxes; ///< of what is compared with
    FrameIndex m_oldBoxFrame = -1;
    QString m_note;              ///< said in the place of the next step, e.g. a comparison
    FrameIndex m_corrected = -1; ///< a mask of the run was painted there since
    Steps m_steps;
    std::optional<Tracking> m_tracking;
    QTimer m_refresh; ///< gathers what the tracker finds, so that the window is not painted for each frame
};

} // namespace revseg::studio
