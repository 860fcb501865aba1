// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who listens to whom in the window, and what the panels are told when something has changed.
#include "app/studio/actions.h"
#include "app/studio/attention_controller.h"
#include "app/studio/chain_controller.h"
#include "app/studio/error_presenter.h"
#include "app/studio/exchange_controller.h"
#include "app/studio/icons.h"
#include "app/studio/main_window.h"
#include "app/studio/mask_editor.h"
#include "app/studio/media_controller.h"
#include "app/studio/model_view_controller.h"
#include "app/studio/project_controller.h"
#include "app/studio/samples_controller.h"
#include "app/studio/session.h"
#include "app/studio/video_controller.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/thumbnail_job.h"
#include "widgets/canvas/canvas_tool.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/objects/objects_panel.h"
#include "widgets/player/player.h"
#include "widgets/player/player_bar.h"
#include "widgets/query/query_bar.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/timeline/timeline_widget.h"
#include "widgets/videos/videos_panel.h"

#include <QColorDialog>
#include <QLabel>
#include <QProgressBar>
#include <QStatusBar>

#include <algorithm>
#include <cmath>
#include <utility>

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

void MainWindow::showTitle()
{
    const Project* const project = m_session->project();
    setWindowTitle(project == nullptr      ? tr("ReVSeg Studio")
                   : project->isReadOnly() ? tr("%1 (read only) — ReVSeg Studio").arg(project->name())
                                           : tr("%1 — ReVSeg Studio").arg(project->name()));
}

void MainWindow::showFrame(const Frame& frame)
{
    m_canvas->setBoxes(m_chain->boxesAt(frame.index));
    m_masks->refresh();
    m_sampleRuns->frameShown();
    showObjectRows(); // what is known of each on this frame
    m_modelPictures->refreshSoon();
    m_attention->frameShown();
    m_frameLabel->setText(tr("Frame %1   %2   %3")
                              .arg(frame.index)
                              .arg(timeText(frame.time_s))
                              .arg(frame.damaged ? tr("damaged") : QString(QLatin1Char(frame.picture_type))));
}

void MainWindow::showCache()
{
    const FrameSource* const source = m_session->source();
    m_cacheLabel->setText(
        source == nullptr
            ? QString()
            : tr("Cache %1 of %2 MB").arg(source->cacheBytes() >> 20).arg(source->cacheLimit() >> 20));
}

void MainWindow::showFigures()
{
    m_figuresLabel->setText(tr("Shown %1, dropped %2, late %3")
                                .arg(m_player->shownFrames())
                                .arg(m_player->dropped())
                                .arg(m_player->late()));
}

/// What could not be written lives on in memory; where to is the user's choice.
void MainWindow::showUnsaved()
{
    const Project* const project = m_session->project();
    if (project == nullptr)
        return;
    if (!project->hasUnsaved()) {
        if (std::exchange(m_unsavedTold, false))
            m_strip->showMessage(MessageStrip::Kind::Information, tr("Everything is on disk again."));
        return;
    }
    m_unsavedTold = true;
    m_strip->showMessage(
        MessageStrip::Kind::Warning,
        tr("Your last changes are in memory only: %1.").arg(translated(project->unsavedReason()->what)),
        project->isReadOnly()
            ? tr("Save the project under another name (Ctrl+Shift+S) to keep them.")
            : tr("Make room on the disk and go on, or save the project elsewhere (Ctrl+Shift+S)."));
}

void MainWindow::showVideo()
{
    const VideoRecord* const video = m_session->video();
    m_frameLabel->clear();
    m_cacheLabel->clear();
    if (m_session->project() == nullptr)
        m_canvas->clear(tr("Drop a video or a folder of stills here, or press Ctrl+O to open a project."));
    else if (video == nullptr)
        m_canvas->clear(tr("Drop a video or a folder of stills here, or press Ctrl+Shift+O to add one."));
    else
        m_canvas->clear(tr("Opening “%1”…").arg(video->name));
    for (const char* id : {"file.export", "file.export_frame", "file.remove", "file.damage", "chain.run",
                           "chain.track", "chain.track_forward", "chain.track_backward", "chain.track_next",
                           "chain.track_previous", "chain.track_range", "chain.track_all", "object.new"})
        (*m_actions)[id]->setEnabled(video != nullptr);
    (*m_actions)["file.import"]->setEnabled(video != nullptr);
}

void MainWindow::showVideos()
{
    std::vector<VideoRow> rows;
    if (const Project* const project = m_session->project()) {
        for (const VideoRecord& v : project->videos()) {
            const QString length = clockText(v.duration_s, v.duration_s < 10 ? 1 : 0);
            rows.push_back(
                {v.id, v.name,
                 v.isRead() || v.stills ? tr("%n frame(s), %1", nullptr, v.frames).arg(length)
                                        : tr("being read, %1").arg(length),
                 tr("%1\n%2×%3 pixels").arg(v.absolute_path).arg(v.native.width).arg(v.native.height),
                 project->isMissing(v.id), m_media->isReplaced(v.id), v.duration_s, v.notes});
        }
    }
    m_videos->setVideos(rows, m_session->videoId());
    makeThumbnails();
}

void MainWindow::makeThumbnails()
{
    std::vector<ThumbnailJob::Video> videos;
    for (const VideoId id : m_videos->withoutThumbnail()) {
        if (m_thumbnailsAsked.insert(id.value).second)
            videos.push_back({id, m_session->project()->mediaPath(id)});
    }
    if (videos.empty())
        return;
    const auto job = std::make_shared<ThumbnailJob>(videos, 72);
    connect(job.get(), &ThumbnailJob::made, this,
            [this, path = m_session->project()->path()](VideoId id, const QImage& image) {
                if (projectPath() == path)
                    m_videos->setThumbnail(id, image);
            });
    m_jobs->add(job);
}

void MainWindow::showObjectRows()
{
    std::vector<ObjectRow> rows;
    const Project* const project = m_session->project();
    if (project != nullptr && m_session->video() != nullptr) {
        for (const ObjectRecord& o : project->objects(m_session->videoId())) {
            const MaskLane& lane = project->lane(m_session->videoId(), o.id);
            const LaneEntry here = lane.at(m_player->position());
            rows.push_back({o.id, o.name, o.color, o.visible, o.locked, lane.maskCount(), here.presence,
                            here.presence == Presence::Annotated && here.area == 0});
        }
    }
    m_objects->setObjects(rows, m_session->objectId());
}

void MainWindow::showObjects()
{
    showObjectRows();
    const bool any = m_session->object() != nullptr;
    for (const char* id : {"object.delete", "object.rename", "object.next", "object.previous", "object.hide",
                           "object.lock", "object.color", "object.merge", "object.split", "object.swap",
                           "object.give", "object.up", "object.down"})
        (*m_actions)[id]->setEnabled(any);
    for (QAction* action : m_actions->menu("mask"))
        action->setEnabled(any);
}

void MainWindow::changeObject(ObjectId id, const std::function<Sentence(ObjectRecord&)>& change)
{
    const Project* const project = m_session->project();
    const ObjectRecord* const object = project != nullptr && m_session->video() != nullptr
                                           ? project->object(m_session->videoId(), id)
                                           : nullptr;
    if (object == nullptr)
        return;
    ObjectRecord changed = *object;
    const Sentence name = change(changed);
    if (const auto done = m_session->project()->updateObject(changed, name); !done)
        showError(done.error());
}

void MainWindow::selectNeighbour(int step)
{
    if (m_session->video() == nullptr)
        return;
    const auto& objects = m_session->project()->objects(m_session->videoId());
    const int count = int(objects.size());
    for (int i = 0; i < count; ++i) {
        if (objects[size_t(i)].id == m_session->objectId()) {
            m_session->selectObject(objects[size_t((i + step + count) % count)].id);
            return;
        }
    }
}

/// Keyframes are what a person or the chain has set: its keyframe, and painted and checked frames of the
/// current object.
void MainWindow::goToKeyframe(int direction)
{
    const FrameIndex here = m_player->position();
    std::optional<FrameIndex> best;
    const auto consider = [&](FrameIndex f) {
        if ((f - here) * direction > 0 && (!best || std::abs(f - here) < std::abs(*best - here)))
            best = f;
    };
    if (const auto chosen = m_chain->keyframe())
        consider(*chosen);
    if (m_session->object() != nullptr) {
        const MaskLane& lane = m_session->project()->lane(m_session->videoId(), m_session->objectId());
        for (const FrameIndex f : lane.frames()) {
            const LaneEntry entry = lane.at(f);
            if (entry.checked() || (entry.origin() == Provenance::Origin::Painted && entry.area > 0))
                consider(f);
        }
    }
    if (best)
        m_player->step(*best - here);
}

void MainWindow::undoOrRedo(bool redo)
{
    Project* const project = m_session->project();
    if (project == nullptr)
        return;
    // What is being drawn has a history of its own, which comes first.
    CanvasTool* const tool = m_canvas->tool();
    if (tool != nullptr && (redo ? tool->stepForward() : tool->stepBack()))
        return;
    const auto place = redo ? project->redo() : project->undo();
    if (!place) {
        showError(place.error());
        return;
    }
    // The view goes where the change can be seen, so that nothing happens behind the user's back.
    if (place->video.isValid() && place->video != m_session->videoId() &&
        project->video(place->video) != nullptr)
        m_session->selectVideo(place->video);
    if (place->frame >= 0 && place->frame != m_player->position()) {
        m_player->pause();
        m_player->goTo(place->frame);
    }
}

void MainWindow::showUndo()
{
    const Project* const project = m_session->project();
    const auto show = [this](const char* id, const Edit* next, const QString& plain, const QString& named) {
        QAction* const action = (*m_actions)[id];
        action->setEnabled(next != nullptr);
        action->setText(next != nullptr
                            ? named.arg(translated(next->name).replace(QLatin1Char('&'), QLatin1String("&&")))
                            : plain);
    };
    const History* const history = project != nullptr ? &project->history() : nullptr;
    show("edit.undo", history != nullptr && history->canUndo() ? history->nextUndo() : nullptr, tr("&Undo"),
         tr("&Undo %1"));
    show("edit.redo", history != nullptr && history->canRedo() ? history->nextRedo() : nullptr, tr("&Redo"),
         tr("&Redo %1"));
}

void MainWindow::showState()
{
    ActionTable& a = *m_actions;
    a["play.toggle"]->setIcon(icon(m_player->isPlaying() ? "pause" : "play"));
    a["play.loop"]->setChecked(m_player->loops());
    m_timeline->setInOut(m_player->inOut());
    QString text;
    if (m_player->isPlaying() && std::abs(m_player->speed()) != 1)
        text = tr("Playing at %1×").arg(m_player->speed());
    m_speedLabel->setText(text);
}

void MainWindow::showHover(QPoint pixel, std::optional<QRgb> value)
{
    if (!value) {
        m_pixelLabel->clear();
        return;
    }
    m_pixelLabel->setText(tr("%1, %2   %3 %4 %5")
                              .arg(pixel.x())
                              .arg(pixel.y())
                              .arg(qRed(*value))
                              .arg(qGreen(*value))
                              .arg(qBlue(*value)));
}

void MainWindow::showJobs()
{
    const Job* running = nullptr;
    for (const auto& job : m_jobs->jobs()) {
        if (job->state() == Job::State::Running && !job->isBackground())
            running = job.get();
    }
    const bool active = m_jobs->activeCount() > 0;
    m_queryBar->setRunning(active);
    (*m_actions)["chain.stop"]->setEnabled(active);
    m_jobBar->setVisible(running != nullptr);
    m_jobLabel->setVisible(running != nullptr);
    if (running == nullptr)
        return;
    const Progress p = running->progress();
    m_jobBar->setRange(0, p.total > 0 ? 1000 : 0);
    m_jobBar->setValue(p.total > 0 ? int(1000 * p.done / p.total) : 0);
    const auto left = running->secondsLeft();
    m_jobLabel->setText(left && p.total > 0 && p.done < p.total ? tr("%1: %2 of %3, %4 s left")
                                                                      .arg(translated(running->title()))
                                                                      .arg(p.done)
                                                                      .arg(p.total)
                                                                      .arg(std::ceil(*left))
                                                                : translated(running->title()));
}

void MainWindow::showError(const Error& error)
{
    if (!error.isCancelled())
        m_strip->showMessage(MessageStrip::Kind::Error, errorText(error), remedyText(error));
}

} // namespace revseg::studio
