// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window's panels, bars and actions are told when something has changed.
#include "app/studio/actions.h"
#include "app/studio/attention_controller.h"
#include "app/studio/chain_controller.h"
#include "app/studio/edit_writer.h"
#include "app/studio/error_presenter.h"
#include "app/studio/icons.h"
#include "app/studio/main_window.h"
#include "app/studio/mask_editor.h"
#include "app/studio/media_controller.h"
#include "app/studio/model_view_controller.h"
#include "app/studio/samples_controller.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/thumbnail_job.h"
#include "widgets/canvas/canvas_tool.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/objects/objects_panel.h"
#include "widgets/player/player.h"
#include "widgets/player/player_bar.h"
#include "widgets/query/query_bar.h"
#include "widgets/timeline/timeline_widget.h"
#include "widgets/videos/videos_panel.h"

#include <QLabel>
#include <QProgressBar>

#include <algorithm>
#include <cmath>
#include <utility>

namespace revseg::studio {

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
    const auto done = [this](const Result<Place>& place) {
        if (!place)
            showError(place.error());
        else if (!m_writer->isLeaving())
            goToPlace(*place);
    };
    if (redo)
        m_writer->redo(done);
    else
        m_writer->undo(done);
}

/// The view goes where a change can be seen, so that nothing happens behind the user's back.
void MainWindow::goToPlace(const Place& place)
{
    if (place.video.isValid() && place.video != m_session->videoId() &&
        m_session->project()->video(place.video) != nullptr)
        m_session->selectVideo(place.video);
    if (place.frame >= 0 && place.frame != m_player->position()) {
        m_player->pause();
        m_player->goTo(place.frame);
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
