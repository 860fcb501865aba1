// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A run shown to an audience, and written as a video, from the real window on the demo.
#include "app/studio/chain_controller.h"
#include "app/studio/main_window.h"
#include "app/studio/presenter_controller.h"
#include "core/jobs/demo_project.h"
#include "core/media/video_reader.h"
#include "tests/support/test.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/dialogs/message_strip.h"

#include <QAction>
#include <QSettings>
#include <QTemporaryDir>

#include "resources/resources.h"

using namespace revseg;
using namespace revseg::studio;

namespace {
constexpr int kPatience = 600'000; ///< ms; sanitizers on a busy machine are very slow
}

class TestPresenter final : public test::TestCase
{
    Q_OBJECT
    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;

    QAction* action(const char* id) { return m_window->findChild<QAction*>(QLatin1String(id)); }
    PresenterController* presenter() { return m_window->findChild<PresenterController*>(); }

protected:
    void prepare() override { QSettings().clear(); }

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        m_theme = std::make_unique<Theme>();
        m_theme->choose(ThemeChoice::Light);
        VERIFY_RESULT(makeDemoProject(m_dir.filePath(QStringLiteral("demo")), false, {}, {}));
        m_window = std::make_unique<MainWindow>(*m_theme);
        m_window->resize(1280, 800);
        m_window->show();
        m_window->openPaths({m_dir.filePath(QStringLiteral("demo/demo.revseg"))});
        auto* const canvas = m_window->findChild<CanvasWidget*>();
        QTRY_VERIFY_WITH_TIMEOUT(canvas->hasFrame(), kPatience);
        QVERIFY(!action("chain.present")->isEnabled()); // there is no run
        action("chain.run")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(
            action("chain.present")->isEnabled() && action("chain.present_export")->isEnabled(), kPatience);
    }
    void cleanupTestCase() { m_window.reset(); }

    void theRunShownIsPresented()
    {
        action("chain.present")->trigger();
        PresenterWindow* const window = presenter()->window();
        QVERIFY(window != nullptr);
        QVERIFY(QTest::qWaitForWindowActive(window)); // or the main window's keys would be pressed
        QTest::keyClick(window, Qt::Key_Space);
        QVERIFY(window->isPaused());
        const double begin = window->second();
        QTest::keyClick(window, Qt::Key_Right);
        QVERIFY(window->second() > begin);
        QTest::keyClick(window, Qt::Key_Up);
        QCOMPARE(window->speed(), 1.5);
        QTest::keyClick(window, Qt::Key_Down);
        QTest::keyClick(window, Qt::Key_Down);
        QCOMPARE(window->speed(), 0.5);

        window->goTo(1e9);
        QTest::mouseClick(window, Qt::RightButton); // a scene back
        QVERIFY(window->second() > 0);
        QTest::keyClick(window, Qt::Key_Home);
        QVERIFY(!window->isPaused());

        const QPointer<PresenterWindow> watched = window;
        QTest::keyClick(window, Qt::Key_Escape);
        QTRY_VERIFY(watched.isNull());
        QVERIFY(presenter()->window() == nullptr);
    }
    void theRunShownIsWrittenAsAVideo()
    {
        const QString target = m_dir.filePath(QStringLiteral("chain.mp4"));
        presenter()->write(target);
        auto* const strip = m_window->findChild<MessageStrip*>();
        QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible() && strip->text().contains(QLatin1String("chain.mp4")),
                                 kPatience);
        const auto video = VideoReader::open(target, {}, {});
        VERIFY_RESULT(video);
        QCOMPARE((*video)->info().display.width, 1280);
        // Question, frames and reasoning come before the five seconds of masks.
        QVERIFY((*video)->info().frames > 10 * 25);
        // The words beside the picture make the first and the last page differ there.
        const auto first = (*video)->frame(0, {});
        const auto last = (*video)->frame((*video)->info().frames - 1, {});
        VERIFY_RESULT(first);
        VERIFY_RESULT(last);
        const QRect words(860, 40, 400, 640);
        QVERIFY(first->image.copy(words) != last->image.copy(words));
    }
    void whatCannotBeWrittenIsSaid()
    {
        auto* const strip = m_window->findChild<MessageStrip*>();
        presenter()->write(m_dir.filePath(QStringLiteral("nowhere/chain.mp4")));
        QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible() && strip->text().contains(QLatin1String("nowhere")),
                                 kPatience);
        QVERIFY(!QFile::exists(m_dir.filePath(QStringLiteral("nowhere"))));
    }
};

REVSEG_TEST("presenter", TestPresenter)
#include "tst_presenter.moc"
