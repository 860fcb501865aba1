// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/settings.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/base/timebase.h"

#include <QMainWindow>

#include <functional>
#include <optional>

class QLabel;
class QProgressBar;

namespace revseg {
class CanvasWidget;
class Job;
class JobQueue;
class MessageStrip;
class ObjectsPanel;
class Player;
class PlayerBar;
class QueryBar;
class ReasoningPanel;
class TimelineWidget;
class VideosPanel;
struct Frame;
struct ObjectRecord;
} // namespace revseg

namespace revseg::studio {

class ActionTable;
class ChainController;
class MaskEditor;
class ProjectController;
class Session;
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

Q_SIGNALS:
    /// The window has to be made anew to speak another language.
    void languageChanged();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildLayout();
    void buildMenus();
    void connectPlayer();
    void connectTools();
    void connectPanels();
    void connectSession();
    void restore();

    void showFrame(const Frame& frame);
    void showCache();
    void showFigures();
    void showUnsaved();
    void showVideo();
    void showObjects();
    void showVideos();
    void showUndo();
    void showState();
    void showHover(QPoint pixel, std::optional<QRgb> value);
    void showJobs();
    void showError(const Error& error);
    void fillRecent();
    void undoOrRedo(bool redo);
    void changeObject(ObjectId id, const std::function<Sentence(ObjectRecord&)>& change);
    void selectNeighbour(int step);
    void openSettings();
    void openShortcuts();
    void openAbout();
    void applyVlm(const QString& spec);

    Settings m_settings;
    Theme& m_theme;
    Session* m_session;
    JobQueue* m_jobs;
    Player* m_player;
    CanvasWidget* m_canvas;
    ActionTable* m_actions;
    PlayerBar* m_playerBar;
    TimelineWidget* m_timeline;
    MessageStrip* m_strip;
    VideosPanel* m_videos;
    ObjectsPanel* m_objects;
    QueryBar* m_queryBar;
    ReasoningPanel* m_reasoning;
    VideoController* m_video;
    MaskEditor* m_masks;
    ChainController* m_chain;
    ProjectController* m_projects;
    QMenu* m_recent = nullptr;
    QLabel* m_frameLabel;
    QLabel* m_pixelLabel;
    QLabel* m_cacheLabel;
    QLabel* m_figuresLabel;
    QLabel* m_zoomLabel;
    QLabel* m_jobLabel;
    QProgressBar* m_jobBar;
};

} // namespace revseg::studio
