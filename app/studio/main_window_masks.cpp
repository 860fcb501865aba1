// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tools, masks, tracking and review: who listens to whom.
#include "app/studio/actions.h"
#include "app/studio/chain_controller.h"
#include "app/studio/feature_ahead.h"
#include "app/studio/main_window.h"
#include "app/studio/mask_commands.h"
#include "app/studio/mask_editor.h"
#include "app/studio/review_controller.h"
#include "app/studio/score_controller.h"
#include "app/studio/session.h"
#include "app/studio/track_controller.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/load_tracker_job.h"
#include "core/tracker/sam2_engine.h"
#include "widgets/canvas/tool_options.h"
#include "widgets/charts/score_panel.h"
#include "widgets/dialogs/decision_strip.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/dialogs/tracker_dialog.h"
#include "widgets/objects/objects_panel.h"
#include "widgets/player/player.h"
#include "widgets/timeline/timeline_widget.h"

#include <QDockWidget>
#include <QLabel>
#include <QMenu>

namespace revseg::studio {

namespace {

/// In the order of MaskEditor::Tool.
constexpr const char* kToolActions[MaskEditor::kTools] = {"tool.hand",    "tool.brush",  "tool.eraser",
                                                          "tool.polygon", "tool.lasso",  "tool.flood",
                                                          "tool.box",     "tool.points", "tool.transform"};

} // namespace

void MainWindow::connectMasks()
{
    ActionTable& a = *m_actions;
    connect(m_ahead, &FeatureAhead::memoryChanged, this, [this](qint64 bytes) {
        m_trackerLabel->setText(bytes > 0 ? tr("SAM 2: %1 MB").arg((bytes + (1 << 20) - 1) >> 20)
                                          : QString());
    });
    const auto tell = [this](const QString& text) {
        m_strip->showMessage(MessageStrip::Kind::Information, text);
    };

    for (int i = 0; i < MaskEditor::kTools; ++i)
        a.on(kToolActions[i], this, [this, i] { m_masks->setTool(MaskEditor::Tool(i)); });
    a.on("tool.swap", this, [this] {
        m_masks->setTool(m_masks->tool() == MaskEditor::Tool::Brush ? MaskEditor::Tool::Eraser
                                                                    : MaskEditor::Tool::Brush);
    });
    a.on("tool.smaller", this, [this] { m_masks->resizeBrush(-1); });
    a.on("tool.larger", this, [this] { m_masks->resizeBrush(1); });
    connect(m_masks, &MaskEditor::toolChanged, this, &MainWindow::showTool);
    connect(m_masks, &MaskEditor::problem, this, &MainWindow::showError);
    connect(m_toolOptions, &ToolOptions::sizeChosen, m_masks, &MaskEditor::setBrushSize);
    connect(m_toolOptions, &ToolOptions::shapeChosen, m_masks, &MaskEditor::setBrushShape);
    connect(m_toolOptions, &ToolOptions::toleranceChosen, m_masks, &MaskEditor::setTolerance);
    connect(m_toolOptions, &ToolOptions::modeChosen, m_masks, &MaskEditor::setMode);

    m_commands = new MaskCommands(*m_session, *m_player, *m_timeline, *m_masks, a, *this);
    connect(m_commands, &MaskCommands::problem, this, &MainWindow::showError);
    connect(m_commands, &MaskCommands::notice, this, tell);
    connect(m_timeline, &TimelineWidget::laneMenuWanted, this, [this](QPoint at) {
        QMenu menu(this);
        for (const char* id :
             {"mask.delete", "chain.track", "chain.track_range", "mask.copy", "mask.paste",
              "mask.interpolate", "review.repair", "mask.check", "mask.absent", "mask.occluded",
              "mask.out_of_frame", "object.swap", "object.give", "object.split"})
            menu.addAction((*m_actions)[id]);
        menu.exec(at);
    });

    connect(m_objects, &ObjectsPanel::menuWanted, this, [this](QPoint at) {
        QMenu menu(this);
        for (QAction* action : m_actions->menu("object")) {
            if (!action->objectName().startsWith(QLatin1String("object.choose")))
                menu.addAction(action);
        }
        menu.addSeparator();
        for (const char* id : {"chain.track", "chain.track_forward", "chain.track_backward", "mask.check",
                               "mask.absent", "mask.occluded", "mask.out_of_frame", "mask.delete"})
            menu.addAction((*m_actions)[id]);
        menu.exec(at);
    });

    for (const auto& [id, direction] : {std::pair{"chain.track", TrackDirection::Both},
                                        {"chain.track_forward", TrackDirection::Forward},
                                        {"chain.track_backward", TrackDirection::Backward}})
        a.on(id, this, [this, direction = direction] {
            if (canTrack())
                m_tracks->trackObject(direction);
        });
    for (const auto& [id, step] : {std::pair{"chain.track_next", 1}, {"chain.track_previous", -1}})
        a.on(id, this, [this, step = step] {
            if (canTrack())
                m_tracks->trackOne(step);
        });
    a.on("chain.track_range", this, [this] {
        if (canTrack())
            m_tracks->trackSelected();
    });
    connect(m_tracks, &TrackController::goTo, this, [this](FrameIndex frame) {
        m_player->pause();
        m_player->goTo(frame);
    });
    a.on("chain.track_all", this, [this] {
        if (canTrack())
            m_tracks->trackAll();
    });
    connect(m_tracks, &TrackController::problem, this, &MainWindow::showError);
    connect(m_tracks, &TrackController::notice, this, tell);
    connect(m_tracks, &TrackController::pendingChanged, this, [this](const QString& text) {
        m_decision->setText(text);
        showRunActions();
    });

    m_reviewer = new ReviewController(*m_session, *m_player, *m_jobs, *m_review, a, this);
    connect(m_reviewer, &ReviewController::problem, this, &MainWindow::showError);
    connect(m_reviewer, &ReviewController::notice, this, tell);
    connect(m_reviewer, &ReviewController::goTo, this, [this](FrameIndex frame) {
        m_player->pause();
        m_player->goTo(frame);
    });

    m_scorer = new ScoreController(*m_session, *m_player, *m_jobs, m_settings, *m_scores, a, this);
    // What went wrong with one score is over when the next one succeeds.
    const auto told = std::make_shared<QString>();
    connect(m_scorer, &ScoreController::problem, this, [this, told](const Error& error) {
        showError(error);
        *told = m_strip->text();
    });
    connect(m_scorer, &ScoreController::notice, this, tell);
    connect(m_scorer, &ScoreController::goTo, this, [this](FrameIndex frame) {
        m_player->pause();
        m_player->goTo(frame);
    });
    connect(m_scorer, &ScoreController::shown, this, [this, told] {
        auto* const dock = qobject_cast<QDockWidget*>(m_scores->parentWidget());
        dock->show();
        dock->raise();
        if (!told->isEmpty() && m_strip->text() == *told)
            m_strip->hide();
    });
    showTool();
}

void MainWindow::showTool()
{
    using Tool = MaskEditor::Tool;
    const Tool tool = m_masks->tool();
    (*m_actions)[kToolActions[int(tool)]]->setChecked(true);
    ToolOptions::Options shown;
    QString hint;
    switch (tool) {
    case Tool::Hand:
        break;
    case Tool::Brush:
    case Tool::Eraser:
        shown = ToolOptions::Size | ToolOptions::Shape;
        m_toolOptions->setSizeValue(m_masks->brushSize(tool));
        break;
    case Tool::Flood:
        shown = ToolOptions::Tolerance | ToolOptions::Mode;
        break;
    case Tool::Polygon:
        hint = tr("Enter closes, Backspace takes a corner back");
        shown = ToolOptions::Mode;
        break;
    case Tool::Lasso:
        shown = ToolOptions::Mode;
        break;
    case Tool::Box:
        hint = tr("Drag a box; then a left click adds, a right click takes away. Enter takes the mask, Esc "
                  "gives it up.");
        break;
    case Tool::Points:
        hint = tr("Left: on the object. Right: beside it. Enter takes the mask, Esc gives it up.");
        break;
    case Tool::Transform:
        break;
    }
    m_toolOptions->setShape(m_masks->brushShape());
    m_toolOptions->setTolerance(m_masks->tolerance());
    m_toolOptions->setMode(m_masks->mode());
    m_toolOptions->setOptions(shown, hint);
}

/// Only one thing at a time waits for a decision.
bool MainWindow::canTrack()
{
    if (m_chain->hasResult())
        m_strip->showMessage(MessageStrip::Kind::Information, tr("Accept or discard the new result first."));
    return !m_chain->hasResult();
}

void MainWindow::openTracker()
{
    TrackerDialog dialog(m_settings.tracker(), m_settings.knownTrackerModels(), this);
    if (dialog.exec() == QDialog::Accepted)
        chooseTracker(dialog.spec());
}

void MainWindow::chooseTracker(const QString& spec)
{
    const auto tracker = std::make_shared<SharedTracker>(spec);
    const auto job = std::make_shared<LoadTrackerJob>(tracker);
    connect(job.get(), &Job::finished, this, [this, job = job.get(), tracker](Job::State state) {
        if (state == Job::State::Failed)
            showError(*job->error());
        if (state != Job::State::Done)
            return;
        m_settings.setTracker(tracker->spec());
        if (const auto model = Sam2Spec::parse(tracker->spec()); model && tracker->isNetwork())
            m_settings.addTrackerModel(model->path);
        applyTracker(tracker);
        m_strip->showMessage(MessageStrip::Kind::Information,
                             tracker->isNetwork()
                                 ? tr("SAM 2 makes and carries the masks from now on.")
                                 : tr("The built-in tracker makes and carries the masks from now on."));
    });
    m_jobs->add(job);
}

void MainWindow::applyTracker(const SharedTrackerPtr& tracker)
{
    m_masks->setTracker(tracker);
    m_tracks->setTracker(tracker);
    m_ahead->setTracker(tracker);
    m_chain->setTracker(tracker);
}

} // namespace revseg::studio
