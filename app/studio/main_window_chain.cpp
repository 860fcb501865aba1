// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window does with runs of the chain: asking, editing, re-running, comparing.
#include "app/studio/actions.h"
#include "app/studio/attention_controller.h"
#include "app/studio/batch_controller.h"
#include "app/studio/chain_controller.h"
#include "app/studio/lane_presenter.h"
#include "app/studio/main_window.h"
#include "app/studio/mask_editor.h"
#include "app/studio/model_view_controller.h"
#include "app/studio/presenter_controller.h"
#include "app/studio/samples_controller.h"
#include "app/studio/session.h"
#include "app/studio/track_controller.h"
#include "core/jobs/job_queue.h"
#include "widgets/canvas/box_tool.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/dialogs/ask_dialog.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/jobs/jobs_panel.h"
#include "widgets/player/player.h"
#include "widgets/query/query_bar.h"
#include "widgets/reasoning/comparison_view.h"
#include "widgets/reasoning/model_view.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/reasoning/samples_panel.h"
#include "widgets/timeline/timeline_widget.h"

#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QStatusBar>

namespace revseg::studio {

namespace {
const QString kAskSetting = QStringLiteral("ask"); ///< of a project
}

void MainWindow::connectChain()
{
    ActionTable& a = *m_actions;
    a.on("chain.run", this, [this] {
        if (m_queryBar->samples() == 1) {
            m_chain->ask(m_queryBar->query());
            return;
        }
        findChild<QDockWidget*>(QStringLiteral("samplesDock"))->show();
        m_chain->askSamples(m_queryBar->query(), m_queryBar->samples());
    });
    a.on("chain.rerun", m_chain, &ChainController::rerun);
    // Only one thing at a time waits for a decision: what tracking or what a re-run has proposed.
    a.on("chain.accept", this, [this] {
        if (m_tracks->isPending())
            m_tracks->accept();
        else
            m_chain->acceptResult();
    });
    a.on("chain.discard", this, [this] {
        if (m_tracks->isPending())
            m_tracks->discard();
        else
            m_chain->discardResult();
    });
    connect(m_chain, &ChainController::staleChanged, this,
            [this] { m_lanes->setStale(m_chain->staleObjects()); });
    a.on("chain.keyframe_here", this, [this] { m_chain->moveKeyframe(m_player->position()); });
    a.on("chain.mask_box", this, [this] { m_chain->takeMaskBox(m_player->position()); });
    a.on("chain.by_hand", this, [this] { m_chain->writeByHand(m_queryBar->query(), m_player->position()); });
    a.on("chain.promote", m_chain, &ChainController::promote);
    a.on("chain.compare", m_chain, &ChainController::compareWithInUse);
    const auto showComparison = [this] {
        auto* const dock = findChild<QDockWidget*>(QStringLiteral("comparisonDock"));
        dock->show();
        dock->raise();
    };
    connect(m_chain, &ChainController::compared, this,
            [this, showComparison](RunId before, RunId after, const RunComparison& comparison) {
                m_comparison->setComparison(before.value, after.value, comparison);
                showComparison();
            });
    connect(m_chain, &ChainController::comparedAgain, this,
            [this](RunId before, RunId after, const RunComparison& comparison) {
                m_comparison->setComparison(before.value, after.value, comparison);
            });
    connect(m_chain, &ChainController::runsChanged, this, [this] {
        std::vector<ComparisonView::Choice> runs;
        for (const RunId id : m_chain->runIds())
            runs.push_back({id.value, m_chain->titleOf(id)});
        m_comparison->setRuns(runs);
    });
    const auto compare = [this](qint64 before, qint64 after) {
        m_chain->compareRuns(RunId{before}, RunId{after});
    };
    connect(m_comparison, &ComparisonView::chosen, this, compare);
    connect(m_samples, &SamplesPanel::pairChosen, this, compare);
    connect(m_reasoning, &ReasoningPanel::branchCompared, this,
            [this, compare](qint64 id) { compare(id, m_chain->shownRun().value); });
    connect(m_comparison, &ComparisonView::frameActivated, this, [this](FrameIndex frame) {
        m_player->pause();
        m_player->goTo(frame);
    });
    a.on("chain.delete_run", m_chain, &ChainController::removeRun);
    a.on("chain.best", this, [this] { m_chain->mark(RunMark::Best); });
    a.on("chain.wrong", this, [this] { m_chain->mark(RunMark::Wrong); });
    const char* judges[] = {"chain.judge1", "chain.judge2", "chain.judge3", "chain.judge4", "chain.judge5"};
    for (int i = 0; i < kStageCount; ++i)
        a.on(judges[i], this, [this, i] { m_chain->judge(Stage(i)); });

    // The box of the chain is drawn with a tool of its own; the tool in hand comes back after it.
    m_chainBox = new BoxTool(this);
    a.on("chain.draw_box", this, [this] {
        m_player->pause();
        m_canvas->setTool(m_chainBox);
        m_canvas->setFocus();
        statusBar()->showMessage(tr("Drag a box around the object on this frame; Esc gives it up."), 8000);
    });
    connect(m_chainBox, &BoxTool::boxDrawn, this, [this](const Box& box) {
        m_masks->setTool(m_masks->tool());
        if (m_canvas->hasFrame())
            m_chain->setBox(m_canvas->frame().index, box);
    });

    // One more object: on the keyframe, where all boxes of a run are.
    m_addedBox = new BoxTool(this);
    a.on("chain.add_box", this, [this] {
        m_player->pause();
        if (const auto keyframe = m_chain->keyframe())
            m_player->goTo(*keyframe);
        m_canvas->setTool(m_addedBox);
        m_canvas->setFocus();
        statusBar()->showMessage(tr("Drag a box around one more object; Esc gives it up."), 8000);
    });
    connect(m_addedBox, &BoxTool::boxDrawn, this, [this](const Box& box) {
        m_masks->setTool(m_masks->tool());
        if (m_canvas->hasFrame())
            m_chain->addObject(m_canvas->frame().index, box);
    });
    // Given up with a drag or without one, the tool in hand comes back: the next drag is not one more box.
    connect(m_canvas, &CanvasWidget::escaped, this, [this] {
        if (m_canvas->tool() == m_chainBox || m_canvas->tool() == m_addedBox) {
            m_masks->setTool(m_masks->tool());
            statusBar()->clearMessage();
        }
    });
    a.on("chain.remove_box", this, [this] {
        if (const int object = m_chain->currentObject(); object != 0)
            m_chain->removeObject(object);
        else
            m_strip->showMessage(MessageStrip::Kind::Information,
                                 tr("Select the object to be taken out in the list of objects first."));
    });
    connect(m_reasoning, &ReasoningPanel::objectRemoved, m_chain, &ChainController::removeObject);

    m_queryBar->setSettingsAction(a["chain.settings"]);
    a.on("chain.settings", this, [this] {
        const int frames = m_session->info() != nullptr ? m_session->info()->frames : 0;
        AskDialog dialog(m_chain->askSettings(), {m_player->inOut(), m_player->position(), frames}, this);
        if (dialog.exec() != QDialog::Accepted)
            return;
        m_chain->setAskSettings(dialog.settings());
        m_settings.setAskSettings(dialog.settings());
        Project* const project = m_session->project();
        if (project == nullptr)
            return;
        if (const auto done = project->setSetting(kAskSetting, dialog.settings().toJson()); !done)
            showError(done.error());
    });
    const auto takeSettings = [this] {
        const Project* const project = m_session->project();
        const QJsonValue own = project != nullptr ? project->setting(kAskSetting) : QJsonValue();
        m_chain->setAskSettings(own.isObject() ? AskSettings::fromJson(own.toObject())
                                               : m_settings.askSettings());
    };
    connect(m_session, &Session::projectReplaced, m_chain, takeSettings);
    takeSettings();
    a.on("chain.vote", m_chain, &ChainController::vote);
    a.on("chain.trace_import", this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Import trace"), m_settings.lastFolder(),
                                                          tr("Traces (*.json)"));
        if (path.isEmpty())
            return;
        m_settings.setLastFolder(QFileInfo(path).absolutePath());
        m_chain->importTrace(path);
    });
    a.on("chain.trace_export", this, [this] {
        QString path = QFileDialog::getSaveFileName(
            this, tr("Export trace"), QDir(m_settings.lastFolder()).filePath(QStringLiteral("trace.json")),
            tr("Traces (*.json)"));
        if (path.isEmpty())
            return;
        if (QFileInfo(path).suffix().isEmpty())
            path += QStringLiteral(".json");
        m_settings.setLastFolder(QFileInfo(path).absolutePath());
        m_chain->exportTrace(path);
    });

    // Short on the cards, whole in the menu.
    for (const auto& [id, text] : {std::pair{"chain.rerun", tr("Re-run (F5)")},
                                   {"chain.accept", tr("Accept")},
                                   {"chain.discard", tr("Discard")},
                                   {"chain.keyframe_here", tr("This frame")},
                                   {"chain.draw_box", tr("Redraw")},
                                   {"chain.mask_box", tr("From mask")},
                                   {"chain.add_box", tr("Add")},
                                   {"chain.promote", tr("Use")},
                                   {"chain.compare", tr("Compare")},
                                   {"chain.delete_run", tr("Delete")},
                                   {"chain.batch", tr("New batch…")},
                                   {"chain.batch_clear", tr("Forget")},
                                   {"chain.vote", tr("Vote")},
                                   {"chain.attention", tr("Attention")},
                                   {"chain.best", tr("Best")},
                                   {"chain.wrong", tr("Wrong")}})
        a[id]->setIconText(text);
    m_reasoning->setActions(
        {a["chain.keyframe_here"]}, {a["chain.draw_box"], a["chain.add_box"], a["chain.mask_box"]},
        {a["chain.promote"], a["chain.compare"], a["chain.delete_run"]}, {a["chain.attention"]});
    m_chain->setSteps(
        {a["chain.rerun"], a["chain.accept"], a["chain.discard"], a["chain.mask_box"], a["chain.promote"]});
    connect(m_reasoning, &ReasoningPanel::descriptionEdited, m_chain, &ChainController::editDescription);
    connect(m_reasoning, &ReasoningPanel::interpretationEdited, m_chain,
            &ChainController::editInterpretation);
    connect(m_reasoning, &ReasoningPanel::branchChosen, m_chain,
            [this](qint64 id) { m_chain->showRun(RunId{id}); });
    m_sampleRuns = new SamplesController(*m_session, *m_chain, *m_jobs, *m_canvas, *m_samples, this);
    m_samples->setActions({a["chain.promote"], a["chain.compare"], a["chain.vote"], a["chain.best"],
                           a["chain.wrong"], a["chain.delete_run"]});
    connect(findChild<QDockWidget*>(QStringLiteral("samplesDock")), &QDockWidget::visibilityChanged,
            m_sampleRuns, &SamplesController::panelShown);
    connect(m_sampleRuns, &SamplesController::problem, this, &MainWindow::showError);
    m_modelPictures = new ModelViewController(*m_session, *m_chain, *m_jobs, *m_canvas, *m_modelView, this);
    m_attention = new AttentionController(*m_session, *m_chain, *m_jobs, *m_canvas, *m_reasoning, this);
    a.on("chain.attention", m_attention, &AttentionController::show);
    connect(m_attention, &AttentionController::problem, this, &MainWindow::showError);
    connect(m_attention, &AttentionController::notice, this,
            [this](const QString& text) { m_strip->showMessage(MessageStrip::Kind::Information, text); });
    connect(m_attention, &AttentionController::goTo, m_chain, &ChainController::goTo);
    auto* const modelDock = findChild<QDockWidget*>(QStringLiteral("modelDock"));
    a.on("chain.model_view", this, [this, modelDock] {
        const bool shown = (*m_actions)["chain.model_view"]->isChecked();
        modelDock->setVisible(shown);
        if (shown)
            modelDock->raise();
    });
    connect(modelDock, &QDockWidget::visibilityChanged, this, [this, modelDock] {
        // Behind another tab it is there as well.
        (*m_actions)["chain.model_view"]->setChecked(!modelDock->isHidden());
        m_modelPictures->refreshSoon();
    });
    connect(m_samples, &SamplesPanel::chosen, m_chain, [this](qint64 id) { m_chain->showRun(RunId{id}); });
    connect(m_samples, &SamplesPanel::frameActivated, this, [this](FrameIndex frame) {
        m_player->pause();
        m_player->goTo(frame);
    });
    connect(m_session, &Session::videoSelected, this, [this] {
        if (const FrameSource* const source = m_session->source())
            connect(source, &FrameSource::thumbnailReady, m_reasoning, &ReasoningPanel::setPicture);
    });
    connect(m_timeline, &TimelineWidget::keyframeMoved, m_chain, &ChainController::moveKeyframe);
    connect(m_timeline, &TimelineWidget::frameHovered, m_reasoning, &ReasoningPanel::setHighlightedFrame);
    m_batch = new BatchController(*m_session, *m_jobs, *m_writer, *m_chain, *m_jobsPanel, this);
    a.on("chain.batch", this, [this] {
        QDockWidget* const dock = findChild<QDockWidget*>(QStringLiteral("jobsDock"));
        dock->show();
        dock->raise();
        m_batch->make(this);
    });
    connect(findChild<QDockWidget*>(QStringLiteral("jobsDock")), &QDockWidget::visibilityChanged, m_batch,
            &BatchController::show);
    a.on("chain.batch_run", m_batch, &BatchController::toggle);
    a.on("chain.batch_clear", m_batch, &BatchController::clear);
    m_jobsPanel->setBatchActions({a["chain.batch"], a["chain.batch_run"], a["chain.batch_clear"]});
    connect(m_batch, &BatchController::problem, this, &MainWindow::showError);
    connect(m_batch, &BatchController::changed, this, &MainWindow::showRunActions);
    connect(m_chain, &ChainController::runChanged, this, &MainWindow::showRunActions);
    connect(m_chain, &ChainController::runsChanged, this, &MainWindow::showRunActions);
    connect(m_jobs, &JobQueue::activeCountChanged, this, [this] {
        showRunActions();
        if (m_jobs->activeCount() == 0 && !m_tracks->isPending())
            m_chain->previewShown();
    });
    m_presenter = new PresenterController(*m_session, *m_chain, *m_player, *m_jobs, this);
    a.on("chain.present", m_presenter, &PresenterController::present);
    a.on("chain.present_export", this, [this] {
        QString target = QFileDialog::getSaveFileName(
            this, tr("Export presentation"),
            QDir(m_settings.lastFolder()).filePath(QStringLiteral("chain.mp4")), tr("MP4 video (*.mp4)"));
        if (target.isEmpty())
            return;
        if (QFileInfo(target).suffix().isEmpty())
            target += QStringLiteral(".mp4");
        m_settings.setLastFolder(QFileInfo(target).absolutePath());
        m_presenter->write(target);
    });
    connect(m_presenter, &PresenterController::problem, this, &MainWindow::showError);
    connect(m_presenter, &PresenterController::notice, this,
            [this](const QString& text) { m_strip->showMessage(MessageStrip::Kind::Information, text); });
    showRunActions();
}

void MainWindow::showRunActions()
{
    ActionTable& a = *m_actions;
    const bool tracked = m_tracks->isPending();
    const bool idle = m_jobs->activeCount() == 0 && !tracked;
    const bool writable = m_session->project() != nullptr;
    const bool stored = m_chain->shownRun().isValid() && writable;
    const bool result = m_chain->hasResult();
    for (const char* id :
         {"chain.keyframe_here", "chain.draw_box", "chain.add_box", "chain.remove_box", "chain.mask_box",
          "chain.rerun", "chain.delete_run", "chain.best", "chain.wrong", "chain.judge1", "chain.judge2",
          "chain.judge3", "chain.judge4", "chain.judge5", "chain.compare"})
        a[id]->setEnabled(stored && idle && !result);
    a["chain.promote"]->setEnabled(stored && idle && !result && m_chain->run() != nullptr &&
                                   hasTracks(*m_chain->run()) && !isPromoted(*m_chain->run()));
    a["chain.accept"]->setEnabled(tracked || (result && idle));
    a["chain.discard"]->setEnabled(tracked || (result && idle));
    a["chain.attention"]->setEnabled(m_chain->run() != nullptr && idle);
    a["chain.vote"]->setEnabled(stored && idle && !result && m_chain->runsOfQuestionCount() > 1);
    a["chain.trace_import"]->setEnabled(writable && idle && m_session->video() != nullptr);
    a["chain.trace_export"]->setEnabled(m_chain->run() != nullptr && idle);
    const bool batch = writable && !m_batch->batch().items().empty();
    a["chain.batch"]->setEnabled(writable && idle);
    a["chain.batch_run"]->setEnabled(batch);
    a["chain.batch_run"]->setIconText(m_batch->isRunning() ? tr("Pause batch") : tr("Run batch"));
    a["chain.batch_clear"]->setEnabled(batch && !m_batch->isRunning() && idle);
    a["chain.present"]->setEnabled(m_presenter->canPresent());
    a["chain.present_export"]->setEnabled(m_presenter->canPresent() && idle);
    a["chain.by_hand"]->setEnabled(writable && m_session->video() != nullptr && idle);
}

} // namespace revseg::studio
