// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/settings.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/base/timebase.h"
#include "core/tracker/shared_tracker.h"

#include <QMainWindow>

#include <functional>
#include <optional>
#include <set>

class QLabel;
class QProgressBar;
class QSplitter;

namespace revseg {
class BoxTool;
class CanvasWidget;
class Job;
class JobQueue;
class DecisionStrip;
class JobsPanel;
class MessageStrip;
class ObjectsPanel;
class Player;
class PlayerBar;
class QueryBar;
class ComparisonView;
class ModelView;
class SamplesPanel;
class ScorePanel;
class ReasoningPanel;
class ReviewPanel;
class TimelineWidget;
class ToolOptions;
class VideosPanel;
struct Frame;
struct ObjectRecord;
struct Place;
} // namespace revseg

namespace revseg::studio {

class ActionTable;
class AttentionController;
class BatchController;
class ChainController;
class EditWriter;
class ExchangeController;
class FeatureAhead;
class LanePresenter;
class MaskCommands;
class MaskEditor;
class MediaController;
class PresenterController;
class ProjectController;
class ReviewController;
class ModelViewController;
class SamplesController;
class ScoreController;
class Session;
class TrackController;
class VideoController;

/// The window: it lays out the panels, connects them with the controllers and remembers how it looked. What
/// the actions do is in the controllers.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(Theme& theme);
    ~MainWindow() override;

    /// A project file, or videos to add to a new one.
    void openPaths(const QStringList& paths);
    QString projectPath() const;

    /// Loads it in the background; a model that cannot be used leaves the tracker that was there.
    void chooseTracker(const QString& spec);

Q_SIGNALS:
    /// The window has to be made anew to speak another language.
    void languageChanged();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override; ///< main_window_media.cpp

private:
    void buildLayout();
    void buildMenus();
    void connectPlayer();
    void connectTools();
    void connectMasks();
    void connectPanels();
    void connectSession();
    void connectChain(); ///< main_window_chain.cpp
    void restore();

    void showFrame(const Frame& frame);
    void showCache();
    void showFigures();
    void showTitle();
    void showUnsaved();
    void makeThumbnails();
    void showVideo();
    void showObjects();
    void showObjectRows(); ///< the part of it that depends on the frame
    void showVideos();
    void showUndo();
    void showState();
    void showHover(QPoint pixel, std::optional<QRgb> value);
    void showJobs();
    void showRunActions();
    void showError(const Error& error);
    void connectMedia(); ///< main_window_media.cpp
    void fillRecent();
    void goToKeyframe(int direction);
    void undoOrRedo(bool redo);
    void goToPlace(const Place& place);
    void changeObject(ObjectId id, const std::function<Sentence(ObjectRecord&)>& change);
    void selectNeighbour(int step);
    void openSettings();
    void openTracker();
    void openShortcuts();
    void openAbout();
    void applyVlm(const QString& spec);
    void applyTracker(const SharedTrackerPtr& tracker);
    void applyMaskStyle();
    bool canTrack();
    void showTool();

    Settings m_settings;
    Theme& m_theme;
    Session* m_session;
    JobQueue* m_jobs;
    Player* m_player;
    CanvasWidget* m_canvas;
    ActionTable* m_actions;
    QSplitter* m_middle = nullptr; ///< picture above, timeline below
    PlayerBar* m_playerBar;
    TimelineWidget* m_timeline;
    MessageStrip* m_strip;
    VideosPanel* m_videos;
    ObjectsPanel* m_objects;
    QueryBar* m_queryBar;
    ReasoningPanel* m_reasoning;
    ReviewPanel* m_review = nullptr;
    ScorePanel* m_scores = nullptr;
    ToolOptions* m_toolOptions;
    DecisionStrip* m_decision = nullptr;
    VideoController* m_video;
    MaskEditor* m_masks;
    ChainController* m_chain;
    LanePresenter* m_lanes;
    TrackController* m_tracks;
    FeatureAhead* m_ahead;
    MaskCommands* m_commands = nullptr;
    ReviewController* m_reviewer = nullptr;
    ScoreController* m_scorer = nullptr;
    ProjectController* m_projects;
    MediaController* m_media;
    EditWriter* m_writer = nullptr;
    ExchangeController* m_exchange = nullptr;
    SamplesPanel* m_samples;
    ModelView* m_modelView;
    ComparisonView* m_comparison;
    JobsPanel* m_jobsPanel;
    SamplesController* m_sampleRuns = nullptr;
    ModelViewController* m_modelPictures = nullptr;
    AttentionController* m_attention = nullptr;
    BoxTool* m_addedBox = nullptr; ///< of one more object of the run
    BatchController* m_batch = nullptr;
    PresenterController* m_presenter = nullptr;
    BoxTool* m_chainBox = nullptr; ///< draws the box of the chain
    QMenu* m_recent = nullptr;
    bool m_unsavedTold = false;
    std::set<qint64> m_thumbnailsAsked; ///< of these videos of the project
    QLabel* m_frameLabel;
    QLabel* m_pixelLabel;
    QLabel* m_speedLabel;
    QLabel* m_cacheLabel;
    QLabel* m_trackerLabel;
    QLabel* m_figuresLabel;
    QLabel* m_zoomLabel;
    QLabel* m_jobLabel;
    QProgressBar* m_jobBar;
};

} // namespace revseg::studio
