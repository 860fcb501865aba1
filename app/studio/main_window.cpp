// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Layout, menus and life of the window; what connects its panels is in main_window_connections.cpp.
#include "app/studio/main_window.h"

#include "app/studio/actions.h"
#include "app/studio/batch_controller.h"
#include "app/studio/chain_controller.h"
#include "app/studio/edit_writer.h"
#include "app/studio/error_presenter.h"
#include "app/studio/exchange_controller.h"
#include "app/studio/feature_ahead.h"
#include "app/studio/icons.h"
#include "app/studio/lane_presenter.h"
#include "app/studio/mask_editor.h"
#include "app/studio/media_controller.h"
#include "app/studio/menus.h"
#include "app/studio/project_controller.h"
#include "app/studio/session.h"
#include "app/studio/track_controller.h"
#include "app/studio/video_controller.h"
#include "core/jobs/job_queue.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/canvas/tool_options.h"
#include "widgets/charts/score_panel.h"
#include "widgets/dialogs/decision_strip.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/dialogs/settings_dialog.h"
#include "widgets/dialogs/shortcut_sheet.h"
#include "widgets/jobs/jobs_panel.h"
#include "widgets/objects/objects_panel.h"
#include "widgets/player/player.h"
#include "widgets/player/player_bar.h"
#include "widgets/query/query_bar.h"
#include "widgets/reasoning/comparison_view.h"
#include "widgets/reasoning/model_view.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/reasoning/samples_panel.h"
#include "widgets/review/review_panel.h"
#include "widgets/timeline/timeline_widget.h"
#include "widgets/videos/videos_panel.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDropEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QRegularExpression>
#include <QScreen>
#include <QSplitter>
#include <QStatusBar>
#include <QToolBar>
#include <QVBoxLayout>

#include "translations/translations.h"

namespace revseg::studio {

MainWindow::MainWindow(Theme& theme)
    : m_theme(theme)
    , m_session(new Session(this))
    , m_jobs(new JobQueue(this))
    , m_player(new Player(this))
    , m_canvas(new CanvasWidget)
    , m_actions(new ActionTable(this, m_canvas))
    , m_playerBar(nullptr)
    , m_timeline(new TimelineWidget)
    , m_strip(new MessageStrip)
    , m_videos(new VideosPanel({(*m_actions)["view.sort_added"], (*m_actions)["view.sort_name"],
                                (*m_actions)["view.sort_length"]}))
    , m_objects(nullptr)
    , m_queryBar(nullptr)
    , m_reasoning(new ReasoningPanel)
    , m_toolOptions(new ToolOptions)
    , m_video(nullptr)
    , m_masks(nullptr)
    , m_chain(nullptr)
    , m_lanes(nullptr)
    , m_tracks(nullptr)
    , m_projects(nullptr)
    , m_media(nullptr)
    , m_samples(new SamplesPanel)
    , m_modelView(new ModelView)
    , m_comparison(new ComparisonView)
    , m_jobsPanel(new JobsPanel(*m_jobs, translated))
    , m_frameLabel(new QLabel)
    , m_pixelLabel(new QLabel)
    , m_speedLabel(new QLabel)
    , m_cacheLabel(new QLabel)
    , m_trackerLabel(new QLabel)
    , m_figuresLabel(new QLabel)
    , m_zoomLabel(new QLabel)
    , m_jobLabel(new QLabel)
    , m_jobBar(new QProgressBar)
{
    setWindowTitle(tr("ReVSeg Studio"));
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_writer = new EditWriter(*m_session, *m_jobs, this);
    m_masks = new MaskEditor(*m_session, *m_player, *m_canvas, *m_jobs, this);
    m_lanes = new LanePresenter(*m_session, *m_timeline, this);
    m_chain = new ChainController(*m_session, *m_jobs, *m_writer, *m_masks, *m_reasoning, *m_timeline,
                                  *m_lanes, this);
    m_tracks =
        new TrackController(*m_session, *m_player, *m_jobs, *m_masks, *m_timeline, *m_lanes, *m_writer, this);
    m_ahead = new FeatureAhead(*m_session, *m_player, *m_jobs, this);
    m_projects = new ProjectController(*m_session, *m_jobs, m_settings, this);
    m_media = new MediaController(*m_session, *m_jobs, m_settings, this);
    m_exchange = new ExchangeController(*m_session, *m_jobs, *m_writer, m_settings, this);
    buildLayout();
    buildMenus();
    m_video = new VideoController(*m_session, *m_player, *m_playerBar, *m_timeline, *m_canvas, this);
    connectPlayer();
    connectMedia();
    connectTools();
    connectMasks();
    connectPanels();
    connectSession();
    connectChain();
    restore();
    showVideos();
    showVideo();
    showObjects();
    showState();
    showJobs();
    showUndo();
}

MainWindow::~MainWindow()
{
    // Work ends before the panels it reports to go, and nobody asks for it after that.
    m_chain->disconnect(this);
    m_batch->disconnect(this);
    delete m_jobs;
    m_session->setProject(nullptr);
}

void MainWindow::buildLayout()
{
    ActionTable& a = *m_actions;
    m_playerBar = new PlayerBar(*m_player, {a["play.first"], a["play.previous"], a["play.toggle"],
                                            a["play.next"], a["play.last"], nullptr, a["play.loop"], nullptr,
                                            a["view.masks"], a["view.fit"]});
    auto* picture = new QWidget;
    auto* column = new QVBoxLayout(picture);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_decision = new DecisionStrip({a["chain.accept"], a["chain.discard"]});
    column->addWidget(m_decision);
    // The message lies over the picture: it must not move under the pointer when one comes or goes.
    auto* const over = new QGridLayout;
    over->addWidget(m_canvas, 0, 0);
    over->addWidget(m_strip, 0, 0, Qt::AlignTop);
    m_strip->raise();
    column->addLayout(over, 1);
    column->addWidget(m_playerBar);

    m_middle = new QSplitter(Qt::Vertical);
    m_middle->setObjectName(QStringLiteral("middle"));
    m_middle->addWidget(picture);
    m_middle->addWidget(m_timeline);
    m_middle->setStretchFactor(0, 1);
    m_middle->setStretchFactor(1, 0);
    m_middle->setCollapsible(0, false);
    m_middle->setSizes({600, 190});
    setCentralWidget(m_middle);

    const auto dock = [this](const char* name, const QString& title, QWidget* content,
                             Qt::DockWidgetArea area) {
        auto* d = new QDockWidget(title);
        d->setObjectName(QLatin1String(name));
        d->setWidget(content);
        d->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
        addDockWidget(area, d);
        return d;
    };
    m_objects = new ObjectsPanel({a["object.new"], a["object.delete"]});
    auto* videos = dock("videosDock", tr("Videos"), m_videos, Qt::LeftDockWidgetArea);
    auto* objects = dock("objectsDock", tr("Objects"), m_objects, Qt::LeftDockWidgetArea);
    m_review = new ReviewPanel(
        {a["review.previous"], a["review.next"], a["review.check"], a["review.bisect"], a["review.repair"]});
    auto* review = dock("reviewDock", tr("Review"), m_review, Qt::LeftDockWidgetArea);
    tabifyDockWidget(objects, review);
    objects->raise();

    m_queryBar = new QueryBar(a["chain.run"], a["chain.stop"]);
    auto* question = new QWidget;
    auto* questionColumn = new QVBoxLayout(question);
    questionColumn->setContentsMargins(0, 0, 0, 0);
    questionColumn->setSpacing(0);
    questionColumn->addWidget(m_queryBar);
    questionColumn->addWidget(m_reasoning, 1);
    auto* reasoning = dock("reasoningDock", tr("Question and reasoning"), question, Qt::RightDockWidgetArea);
    auto* samples = dock("samplesDock", tr("Samples"), m_samples, Qt::BottomDockWidgetArea);
    auto* jobs = dock("jobsDock", tr("Jobs"), m_jobsPanel, Qt::BottomDockWidgetArea);
    m_scores = new ScorePanel({a["review.score"], a["review.score_again"], a["review.score_export"]});
    auto* scores = dock("scoreDock", tr("Score"), m_scores, Qt::BottomDockWidgetArea);
    tabifyDockWidget(samples, jobs);
    tabifyDockWidget(samples, scores);
    auto* modelView = dock("modelDock", tr("As the model saw it"), m_modelView, Qt::BottomDockWidgetArea);
    tabifyDockWidget(samples, modelView);
    auto* comparison = dock("comparisonDock", tr("Comparison"), m_comparison, Qt::BottomDockWidgetArea);
    tabifyDockWidget(samples, comparison);
    comparison->hide();
    modelView->hide();
    samples->hide();
    jobs->hide();
    scores->hide();
    resizeDocks({videos, reasoning}, {236, 380}, Qt::Horizontal);
    resizeDocks({videos, objects}, {300, 300}, Qt::Vertical);
    m_videos->setMinimumWidth(fontMetrics().averageCharWidth() * 28);

    auto* tools = addToolBar(tr("Tools"));
    tools->setObjectName(QStringLiteral("toolBar"));
    tools->setIconSize({20, 20});
    tools->setMovable(false);
    auto* group = new QActionGroup(this);
    for (const char* id : {"tool.hand", "tool.brush", "tool.eraser", "tool.polygon", "tool.lasso",
                           "tool.flood", "tool.box", "tool.points", "tool.transform"}) {
        group->addAction(a[id]);
        tools->addAction(a[id]);
    }
    tools->addWidget(m_toolOptions);
    tools->addSeparator();
    for (const char* id : {"edit.undo", "edit.redo"})
        tools->addAction(a[id]);
    tools->addSeparator();
    for (const char* id : {"chain.track", "file.export"})
        tools->addAction(a[id]);
    auto* gap = new QWidget;
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    tools->addWidget(gap);
    tools->addAction(a["edit.settings"]);

    m_jobBar->setMaximumWidth(160);
    m_jobBar->setTextVisible(false);
    m_jobBar->setAccessibleName(tr("Progress"));
    m_cacheLabel->setToolTip(tr("Memory that decoded frames hold"));
    m_trackerLabel->setToolTip(
        tr("Memory that SAM 2 holds: its weights, what it has seen of the frames around the "
           "one shown, and what it remembers of objects"));
    m_figuresLabel->setToolTip(
        tr("Since play started: frames shown, frames left out to keep time, frames that came "
           "too late by more than half a frame"));
    m_zoomLabel->setToolTip(tr("Zoom: screen pixels for a pixel of the picture"));
    m_pixelLabel->setToolTip(tr("Pixel under the pointer: x, y and its red, green and blue"));
    statusBar()->addWidget(m_frameLabel);
    statusBar()->addWidget(m_pixelLabel);
    statusBar()->addWidget(m_speedLabel);
    for (QWidget* w : {static_cast<QWidget*>(m_figuresLabel), static_cast<QWidget*>(m_jobLabel),
                       static_cast<QWidget*>(m_jobBar), static_cast<QWidget*>(m_cacheLabel),
                       static_cast<QWidget*>(m_trackerLabel), static_cast<QWidget*>(m_zoomLabel)})
        statusBar()->addPermanentWidget(w);
}

void MainWindow::buildMenus()
{
    for (const QString& name : menuNames()) {
        QMenu* const menu = menuBar()->addMenu(menuTitle(name));
        fillMenu(*menu, name, *m_actions);
        if (name == QLatin1String("file")) {
            m_recent = new QMenu(tr("Open re&cent"), menu);
            menu->insertMenu(menu->actions().value(2), m_recent); // after Open
            connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
        } else if (name == QLatin1String("view")) {
            menu->addSeparator();
            for (QDockWidget* dock : findChildren<QDockWidget*>())
                menu->addAction(dock->toggleViewAction());
        }
    }
}

void MainWindow::fillRecent()
{
    m_recent->clear();
    for (const QString& path : m_settings.recentProjects()) {
        QAction* const action = m_recent->addAction(QFileInfo(path).fileName());
        action->setStatusTip(path);
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { m_projects->openProjectFile(path); });
    }
    if (m_recent->isEmpty())
        m_recent->addAction(tr("No project yet"))->setEnabled(false);
}

void MainWindow::restore()
{
    const QSize room = screen()->availableSize();
    resize(std::min(1440, room.width() * 9 / 10), std::min(900, room.height() * 9 / 10));
    restoreGeometry(m_settings.windowGeometry());
    restoreState(m_settings.windowState());
    m_middle->restoreState(m_settings.middleState());
    m_player->setChosenSpeed(m_settings.playingSpeed());
    m_player->setLoop(m_settings.loops());
    m_session->setCacheLimit(m_settings.cacheBytes());
    m_videos->setOrder(m_settings.videoOrder());
    m_masks->setBrushShape(m_settings.squareBrush() ? BrushShape::Square : BrushShape::Round);
    m_masks->setTolerance(m_settings.floodTolerance());
    m_masks->setBrushSizes(m_settings.brushSize(), m_settings.eraserSize());
    (*m_actions)["view.patterns"]->setChecked(m_settings.maskPatterns());
    applyMaskStyle();
    m_timeline->setRulerUnit(m_settings.rulerInTime() ? RulerUnit::Time : RulerUnit::Frames);
    (*m_actions)["view.ruler_time"]->setChecked(m_settings.rulerInTime());
    (*m_actions)["view.figures"]->setChecked(m_settings.figuresShown());
    m_figuresLabel->setVisible(m_settings.figuresShown());
    applyVlm(m_settings.vlm());
    applyTracker(std::make_shared<SharedTracker>(m_settings.tracker()));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_player->pause();
    m_videos->sendNotes();
    m_video->rememberView();
    if (!m_projects->mayLeave()) {
        event->ignore();
        return;
    }
    m_jobs->cancelAll();
    m_settings.setWindow(saveGeometry(), saveState(), m_middle->saveState());
    m_settings.setPlayingSpeed(m_player->chosenSpeed());
    m_settings.setLoops(m_player->loops());
    m_settings.setVideoOrder(m_videos->order());
    m_settings.setBrushSize(m_masks->brushSize(MaskEditor::Tool::Brush));
    m_settings.setEraserSize(m_masks->brushSize(MaskEditor::Tool::Eraser));
    m_settings.setSquareBrush(m_masks->brushShape() == BrushShape::Square);
    m_settings.setFloodTolerance(m_masks->tolerance());
    m_settings.setRulerInTime(m_timeline->rulerUnit() == RulerUnit::Time);
    m_settings.setFiguresShown((*m_actions)["view.figures"]->isChecked());
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    event->acceptProposedAction();
    openPaths(paths);
}

void MainWindow::openPaths(const QStringList& paths)
{
    QStringList videos;
    for (const QString& path : paths) {
        if (QFileInfo(path).suffix() == QLatin1String("revseg"))
            m_projects->openProjectFile(path);
        else
            videos << path;
    }
    if (!videos.isEmpty())
        m_projects->addVideos(videos);
}

QString MainWindow::projectPath() const
{
    return m_session->project() != nullptr ? m_session->project()->path() : QString();
}

void MainWindow::applyMaskStyle()
{
    m_canvas->setMaskStyle({m_settings.maskOpacity(), true, m_settings.maskPatterns()});
    m_objects->setPatterns(m_settings.maskPatterns());
}

void MainWindow::openSettings()
{
    SettingsValues values;
    values.vlm = m_settings.vlm();
    values.theme = int(m_settings.theme());
    values.language = m_settings.language();
    values.mask_opacity = m_settings.maskOpacity();
    values.cache_mb = int(m_settings.cacheBytes() >> 20);
    values.usual_cache_mb = int(FrameSource::defaultCacheLimit() >> 20);
    values.most_cache_mb = int(FrameSource::largestCacheLimit() >> 20);
    SettingsDialog dialog(values, availableLanguages(), this);
    const bool accepted = dialog.exec() == QDialog::Accepted;
    if (accepted) {
        const SettingsValues chosen = dialog.values();
        m_settings.setMaskOpacity(chosen.mask_opacity);
        m_settings.setCacheBytes(qint64(chosen.cache_mb) << 20);
        m_session->setCacheLimit(m_settings.cacheBytes());
        applyMaskStyle();
        m_settings.setTheme(ThemeChoice(chosen.theme));
        m_theme.choose(ThemeChoice(chosen.theme));
        m_settings.setVlm(chosen.vlm);
        if (chosen.language != values.language) {
            m_settings.setLanguage(chosen.language);
            Q_EMIT languageChanged();
            return;
        }
    }
    applyVlm(m_settings.vlm());
}

void MainWindow::applyVlm(const QString& spec)
{
    QStringList specs = m_settings.knownVlms();
    const QString own = m_chain->recordedAnswer();
    if (!own.isEmpty() && !specs.contains(own))
        specs.prepend(own);
    const QString current = !spec.isEmpty() ? spec : !own.isEmpty() ? own : specs.value(0);
    if (!current.isEmpty() && !specs.contains(current))
        specs.prepend(current);
    m_queryBar->setModels(specs, current);
    m_chain->setVlm(current);
}

void MainWindow::openShortcuts()
{
    QList<ShortcutRow> rows;
    // "Open(&O)…" and "&Open…" alike are shown without their mnemonic.
    const auto plain = [](QString text) {
        static const QRegularExpression mnemonic(QStringLiteral("\\(&.\\)|&"));
        return text.remove(mnemonic);
    };
    for (const ActionSpec& spec : actionSpecs()) {
        const QAction* const action = (*m_actions)[spec.id];
        const QString menu = QString::fromLatin1(spec.id).section(QLatin1Char('.'), 0, 0);
        rows << ShortcutRow{plain(menuTitle(menu)), plain(QCoreApplication::translate("actions", spec.text)),
                            QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)
                                .replace(QStringLiteral("; "), QStringLiteral("   ")),
                            action->statusTip()};
    }
    const QString pointer = tr("On the picture");
    rows << ShortcutRow{pointer, tr("Zoom at the pointer"), tr("Wheel"),
                        tr("Larger and smaller around the pointer")}
         << ShortcutRow{pointer, tr("Move the picture"), tr("Middle button; Space and drag"),
                        tr("In every tool")}
         << ShortcutRow{pointer, tr("Brush size"), tr("Ctrl and wheel"),
                        tr("While the brush or the eraser is in hand")};
    ShortcutSheet(rows, this).exec();
}

void MainWindow::openAbout()
{
    QMessageBox box(this);
    box.setWindowTitle(tr("About ReVSeg Studio"));
    box.setIconPixmap(windowIcon().pixmap(96, 96));
    box.setText(tr("<b>ReVSeg Studio %1</b>").arg(QStringLiteral(REVSEG_VERSION)));
    box.setInformativeText(tr("Ask about a video and get masks of the answer on every frame.<br><br>Free "
                              "software under the GNU General "
                              "Public License, version 3 or later. It stands on Qt %1, FFmpeg and "
                              "OpenCV.<br><br>Nothing leaves this "
                              "machine but the frames you send to a server you have chosen.")
                               .arg(QLatin1String(qVersion())));
    box.exec();
}

} // namespace revseg::studio
