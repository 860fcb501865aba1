// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/chain_controller.h"
#include "app/studio/main_window.h"
#include "app/studio/theme.h"
#include "core/jobs/demo_clip.h"
#include "core/jobs/demo_project.h"
#include "tests/support/test.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/query/query_bar.h"
#include "widgets/reasoning/branch_tree.h"
#include "widgets/reasoning/run_bar.h"

#include <QAction>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>

#include "resources/resources.h"

namespace revseg::studio::test {

constexpr FrameIndex kKeyframe = 32; ///< that the demo's answer names

/// The real window on a demo of its own, with what tests of the chain look at.
class DemoWindowCase : public revseg::test::TestCase
{
    Q_OBJECT
protected:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    ChainController* m_chain = nullptr;

    QAction* action(const char* id) { return m_window->findChild<QAction*>(QLatin1String(id)); }
    QString next() { return m_window->findChild<RunBar*>()->text(); }
    const Run& run() { return *m_chain->run(); }
    /// Masks on disk: of the first object on a frame.
    MaskRecordPtr stored(FrameIndex frame)
    {
        const auto project = Project::open(demo(), Project::OpenMode::ReadOnly);
        const VideoId video = (*project)->videos().front().id;
        return (*project)->mask(video, (*project)->objects(video).front().id, frame).value_or(nullptr);
    }
    int storedRuns()
    {
        const auto project = Project::open(demo(), Project::OpenMode::ReadOnly);
        return int((*project)->runs((*project)->queries((*project)->videos().front().id).front().id).size());
    }
    QString demo() const { return m_dir->filePath(QStringLiteral("demo/demo.revseg")); }
    bool isWhole()
    {
        return m_chain->run() != nullptr && m_chain->shownRun().isValid() && isPromoted(run()) &&
               run().stage(Stage::Masks) == StageStatus::Ok && action("chain.rerun")->isEnabled();
    }
    void askAndTrack()
    {
        auto* const canvas = m_window->findChild<CanvasWidget*>();
        QTRY_VERIFY(canvas->hasFrame());
        action("chain.run")->trigger();
        QTRY_VERIFY(isWhole());
    }

    void prepare() override { QSettings().clear(); }
    void makeDemo()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        VERIFY_RESULT(makeDemoProject(m_dir->filePath(QStringLiteral("demo")), false, {}, {}));
    }
    void open(const QString& project)
    {
        revseg::test::TestCase::init();
        m_window = std::make_unique<MainWindow>(*m_theme);
        m_window->resize(1280, 800);
        m_window->show();
        m_window->openPaths({project});
        m_chain = m_window->findChild<ChainController*>();
    }

protected Q_SLOTS:
    void initTestCase()
    {
        initResources();
        m_theme = std::make_unique<Theme>();
        m_theme->choose(ThemeChoice::Light);
    }
    void init()
    {
        makeDemo();
        open(demo());
    }
    void cleanup() { m_window.reset(); }
};

} // namespace revseg::studio::test
