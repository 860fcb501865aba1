// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who listens to whom in the window.
#include "app/studio/actions.h"
#include "app/studio/chain_controller.h"
#include "app/studio/exchange_controller.h"
#include "app/studio/icons.h"
#include "app/studio/main_window.h"
#include "app/studio/mask_editor.h"
#include "app/studio/project_controller.h"
#include "app/studio/session.h"
#include "app/studio/video_controller.h"
#include "core/jobs/job_queue.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/objects/objects_panel.h"
#include "widgets/player/player.h"
#include "widgets/player/player_bar.h"
#include "widgets/query/query_bar.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/timeline/timeline_widget.h"
#include "widgets/videos/videos_panel.h"

#include <QLabel>

#include <cmath>

namespace revseg::studio {

void MainWindow::connectPlayer()
{
    ActionTable& a = *m_actions;
    a.on("play.toggle", m_player, &Player::togglePlay);
    a.on("play.back", this, [this] { m_player->shuttle(-1); });
    a.on("play.stop", this, [this] { m_player->shuttle(0); });
    a.on("play.forward", this, [this] { m_player->shuttle(1); });
    a.on("play.previous", this, [this] { m_player->step(-1); });
    a.on("play.next", this, [this] { m_player->step(1); });
    a.on("play.previous10", this, [this] { m_player->step(-10); });
    a.on("play.next10", this, [this] { m_player->step(10); });
    a.on("play.first", this, [this] { m_player->step(-m_player->frames()); });
    a.on("play.last", this, [this] { m_player->step(m_player->frames()); });
    a.on("play.keyframe_next", this, [this] { goToKeyframe(1); });
    a.on("play.keyframe_previous", this, [this] { goToKeyframe(-1); });
    a.on("play.faster", m_playerBar, [this] { m_playerBar->stepSpeed(1); });
    a.on("play.slower", m_playerBar, [this] { m_playerBar->stepSpeed(-1); });
    a.on("play.video_next", m_videos, [this] { m_videos->activateNeighbour(1); });
    a.on("play.video_previous", m_videos, [this] { m_videos->activateNeighbour(-1); });
    a.on("play.goto", this, [this] { m_playerBar->focusFrameNumber(); });
    a.on("play.in", m_player, &Player::setIn);
    a.on("play.out", m_player, &Player::setOut);
    a.on("play.clear_in_out", m_player, &Player::clearInOut);
    a.on("play.loop", m_player, &Player::setLoop);
    connect(m_playerBar, &PlayerBar::left, m_canvas, [this] { m_canvas->setFocus(); });
    connect(m_canvas, &CanvasWidget::spaceTapped, m_player, &Player::togglePlay);
    connect(m_player, &Player::stateChanged, this, &MainWindow::showState);
    connect(m_player, &Player::figuresChanged, this, &MainWindow::showFigures);
    a.on("play.goto_time", this, [this] { m_playerBar->focusTime(); });
    a.on("play.marker", this, [this] { m_video->editMarker(this); });
    a.on("play.marker_remove", m_video, &VideoController::removeMarker);
    a.on("play.marker_next", this, [this] { m_video->goToMarker(1); });
    a.on("play.marker_previous", this, [this] { m_video->goToMarker(-1); });
    connect(m_video, &VideoController::shown, this, &MainWindow::showFrame);
    connect(m_video, &VideoController::cacheChanged, this, &MainWindow::showCache);
    connect(m_video, &VideoController::problem, this, &MainWindow::showError);
    connect(m_video, &VideoController::damageFound, this, [this] {
        m_strip->showMessage(MessageStrip::Kind::Warning, tr("Some frames of this video are damaged."),
                             tr("They are marked red on the timeline."));
    });
}

void MainWindow::connectTools()
{
    ActionTable& a = *m_actions;
    a["view.masks"]->setChecked(true);
    a.on("view.masks", m_masks, &MaskEditor::setMasksVisible);
    a.on("view.patterns", this, [this](bool on) {
        m_settings.setMaskPatterns(on);
        applyMaskStyle();
    });
    a.on("view.fit", m_canvas, &CanvasWidget::fit);
    a.on("view.actual", this, [this] { m_canvas->setZoom(1); });
    a.on("view.zoom_in", this, [this] { m_canvas->setZoom(m_canvas->view().zoom() * 1.25); });
    a.on("view.zoom_out", this, [this] { m_canvas->setZoom(m_canvas->view().zoom() / 1.25); });
    a.on("view.ruler_time", this,
         [this](bool time) { m_timeline->setRulerUnit(time ? RulerUnit::Time : RulerUnit::Frames); });
    connect(m_timeline, &TimelineWidget::rulerUnitChanged, this,
            [&a](RulerUnit unit) { a["view.ruler_time"]->setChecked(unit == RulerUnit::Time); });
    a.on("view.figures", this, [this](bool shown) {
        m_figuresLabel->setVisible(shown);
        showFigures();
    });
    a.on("view.full_screen", this, [this](bool on) { on ? showFullScreen() : showNormal(); });
    connect(m_canvas, &CanvasWidget::zoomChanged, this, [this](double zoom) {
        m_zoomLabel->setText(m_canvas->hasFrame() ? tr("%1 %").arg(std::lround(zoom * 100)) : QString());
    });
    connect(m_canvas, &CanvasWidget::hovered, this, &MainWindow::showHover);

    a.on("edit.undo", this, [this] { undoOrRedo(false); });
    a.on("edit.redo", this, [this] { undoOrRedo(true); });
    a.on("edit.tracker", this, &MainWindow::openTracker);
    a.on("edit.settings", this, &MainWindow::openSettings);
    a.on("help.shortcuts", this, &MainWindow::openShortcuts);
    a.on("help.about", this, &MainWindow::openAbout);

    a.on("file.new", m_projects, &ProjectController::newProject);
    a.on("file.open", m_projects, &ProjectController::openProject);
    a.on("file.add", m_projects, &ProjectController::addVideoFiles);
    a.on("file.add_folder", m_projects, &ProjectController::addFolder);
    a.on("file.remove", m_projects, &ProjectController::removeVideo);
    a.on("file.save", m_projects, &ProjectController::save);
    a.on("file.save_as", m_projects, &ProjectController::saveAs);
    a.on("file.import", m_exchange, &ExchangeController::askImport);
    a.on("file.export", m_exchange,
         [this] { m_exchange->askExport(m_player->position(), ExportKind::Davis2017); });
    a.on("file.export_frame", m_exchange,
         [this] { m_exchange->askExport(m_player->position(), ExportKind::FrameOverlay); });
    connect(m_exchange, &ExchangeController::problem, this, &MainWindow::showError);
    connect(m_exchange, &ExchangeController::notice, this,
            [this](const QString& text) { m_strip->showMessage(MessageStrip::Kind::Information, text); });
    a.on("file.quit", this, &QWidget::close);
    connect(m_projects, &ProjectController::problem, this, &MainWindow::showError);
    connect(m_projects, &ProjectController::notice, this,
            [this](const QString& text) { m_strip->showMessage(MessageStrip::Kind::Information, text); });
}

void MainWindow::connectPanels()
{
    ActionTable& a = *m_actions;
    connect(m_videos, &VideosPanel::activated, m_session, &Session::selectVideo);
    connect(m_videos, &VideosPanel::notesEdited, m_projects, &ProjectController::setNotes);

    a.on("object.new", this, [this] {
        if (m_session->video() == nullptr)
            return;
        const auto id = m_session->project()->addObject(m_session->videoId());
        if (!id)
            showError(id.error());
        else
            m_session->selectObject(*id);
    });
    a.on("object.delete", this, [this] {
        if (m_session->object() == nullptr || m_masks->isLocked(*m_session->object()))
            return;
        if (const auto done = m_session->project()->removeObject(m_session->videoId(), m_session->objectId());
            !done)
            showError(done.error());
    });
    a.on("object.rename", this, [this] { m_objects->editName(m_session->objectId()); });
    a.on("object.next", this, [this] { selectNeighbour(1); });
    a.on("object.previous", this, [this] { selectNeighbour(-1); });
    const auto toggleVisible = [this](ObjectId id) {
        changeObject(id, [](ObjectRecord& o) {
            o.visible = !o.visible;
            return o.visible ? Sentence{QT_TRANSLATE_NOOP("core", "Show %1"), {o.name}}
                             : Sentence{QT_TRANSLATE_NOOP("core", "Hide %1"), {o.name}};
        });
    };
    const auto toggleLock = [this](ObjectId id) {
        changeObject(id, [](ObjectRecord& o) {
            o.locked = !o.locked;
            return o.locked ? Sentence{QT_TRANSLATE_NOOP("core", "Lock %1"), {o.name}}
                            : Sentence{QT_TRANSLATE_NOOP("core", "Unlock %1"), {o.name}};
        });
    };
    a.on("object.hide", this, [this, toggleVisible] { toggleVisible(m_session->objectId()); });
    a.on("object.lock", this, [this, toggleLock] { toggleLock(m_session->objectId()); });
    connect(m_objects, &ObjectsPanel::visibilityToggled, this, toggleVisible);
    connect(m_objects, &ObjectsPanel::lockToggled, this, toggleLock);
    connect(m_objects, &ObjectsPanel::currentChanged, m_session, &Session::selectObject);
    connect(m_objects, &ObjectsPanel::renamed, this, [this](ObjectId id, const QString& name) {
        changeObject(id, [&name](ObjectRecord& o) {
            const QString before = o.name;
            o.name = name.trimmed().isEmpty() ? before : name.trimmed();
            return Sentence{QT_TRANSLATE_NOOP("core", "Rename %1"), {before}};
        });
        showObjects();
    });

    a.on("chain.ask", this, [this] { m_queryBar->focusQuestion(); });
    a.on("chain.stop", this, [this] { m_jobs->cancelAll(); });
    connect(m_queryBar, &QueryBar::submitted, this, [this] {
        m_canvas->setFocus(); // the next key is for the picture, not for the question
        (*m_actions)["chain.run"]->trigger();
    });
    connect(m_queryBar, &QueryBar::modelChanged, this, [this](const QString& spec) {
        m_settings.setVlm(spec);
        m_chain->setVlm(spec);
    });
    connect(m_queryBar, &QueryBar::chooseModelRequested, this, &MainWindow::openSettings);
    connect(m_chain, &ChainController::problem, this, &MainWindow::showError);
    connect(m_chain, &ChainController::notice, this,
            [this](const QString& text) { m_strip->showMessage(MessageStrip::Kind::Information, text); });
    connect(m_chain, &ChainController::boxesChanged, m_canvas, [this] {
        m_canvas->setBoxes(m_chain->boxesAt(m_canvas->hasFrame() ? m_canvas->frame().index : -1));
    });
    connect(m_chain, &ChainController::goTo, this, [this](FrameIndex frame) {
        m_player->pause();
        m_player->goTo(frame);
    });
    connect(m_chain, &ChainController::queryChosen, m_queryBar, &QueryBar::setQuery);
    connect(m_chain, &ChainController::historyChanged, m_queryBar, &QueryBar::setHistory);
    connect(m_reasoning, &ReasoningPanel::frameActivated, this, [this](FrameIndex frame) {
        m_player->pause();
        m_player->goTo(frame);
    });
    connect(m_reasoning, &ReasoningPanel::frameHovered, m_timeline, &TimelineWidget::setHighlightedFrame);
    connect(m_timeline, &TimelineWidget::objectActivated, this,
            [this](int id) { m_session->selectObject(ObjectId{id}); });

    connect(m_jobs, &JobQueue::added, this,
            [this](Job* job) { connect(job, &Job::changed, this, &MainWindow::showJobs); });
    connect(m_jobs, &JobQueue::activeCountChanged, this, &MainWindow::showJobs);
    connect(&m_theme, &Theme::changed, this, [this] {
        m_actions->refreshIcons();
        m_objects->setEyeIcons(icon("eye"), icon("eye-off"), icon("lock"), icon("unlock"));
    });
    m_objects->setEyeIcons(icon("eye"), icon("eye-off"), icon("lock"), icon("unlock"));
}

void MainWindow::connectSession()
{
    connect(m_session, &Session::projectReplaced, this, [this] {
        Project* const project = m_session->project();
        if (project != nullptr) {
            connect(project, &Project::videosChanged, this, &MainWindow::showVideos);
            connect(project, &Project::objectsChanged, this, [this] {
                showObjects();
                m_masks->refresh();
            });
            connect(project, &Project::masksChanged, this, [this] {
                showObjects();
                m_masks->refresh();
            });
            connect(project, &Project::historyChanged, this, &MainWindow::showUndo);
            connect(project, &Project::unsavedChanged, this, &MainWindow::showUnsaved);
            connect(project, &Project::pathChanged, this, &MainWindow::showTitle);
            project->setKeepsUnsaved(true);
        }
        m_thumbnailsAsked.clear();
        m_videos->forgetThumbnails();
        showTitle();
        m_strip->hide();
        showVideos();
        showVideo();
        showUndo();
        applyVlm(m_settings.vlm());
    });
    connect(m_session, &Session::videoSelected, this, [this] {
        showVideo();
        showVideos();
        showObjects();
        applyVlm(m_settings.vlm());
    });
    connect(m_session, &Session::videoOpened, this, &MainWindow::showVideos);
    connect(m_session, &Session::videoFailed, this, [this](const Error& error) {
        // A damaged frame is passed over; where nothing more can be read, play ends. The last picture stays.
        if (error.kind == ErrorKind::Corrupt)
            m_player->failed();
        else
            m_player->pause();
        if (!m_canvas->hasFrame())
            m_canvas->clear(tr("This video cannot be shown."));
        showError(error);
    });
    connect(m_session, &Session::objectSelected, this, [this] { showObjects(); });
}

} // namespace revseg::studio
