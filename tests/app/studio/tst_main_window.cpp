// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole job in the real window: open the demo, ask, track, undo, paint, open it again.
#include "app/studio/main_window.h"
#include "core/jobs/demo_project.h"
#include "core/project/project.h"
#include "tests/support/test.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/player/player.h"
#include "widgets/timeline/timeline_widget.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include "resources/resources.h"

using namespace revseg;
using namespace revseg::studio;

namespace {

constexpr int kPatience = 600'000; ///< ms; sanitizers on a busy machine are very slow

/// Masks that are on disk for the first object of the demo's video.
int storedMasks(const QString& path)
{
    const auto project = Project::open(path, Project::OpenMode::ReadOnly);
    if (!project || (*project)->videos().empty())
        return -1;
    const VideoId video = (*project)->videos().front().id;
    if ((*project)->objects(video).empty())
        return 0;
    return int((*project)->lane(video, (*project)->objects(video).front().id).frames().size());
}

int64_t storedArea(const QString& path, FrameIndex frame)
{
    const auto project = Project::open(path, Project::OpenMode::ReadOnly);
    if (!project)
        return -1;
    const VideoId video = (*project)->videos().front().id;
    const auto mask = (*project)->mask(video, (*project)->objects(video).front().id, frame);
    return mask && *mask ? (*mask)->mask.area() : 0;
}

} // namespace

class TestMainWindow final : public test::TestCase
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Theme> m_theme;

    QString demo() const { return m_dir->filePath(QStringLiteral("demo/demo.revseg")); }
    std::unique_ptr<MainWindow> opened(const QStringList& paths)
    {
        auto window = std::make_unique<MainWindow>(*m_theme);
        window->resize(1280, 800);
        window->show();
        window->openPaths(paths);
        return window;
    }
    static CanvasWidget* canvasOf(MainWindow& window) { return window.findChild<CanvasWidget*>(); }
    static void trigger(MainWindow& window, const char* id)
    {
        auto* const action = window.findChild<QAction*>(QLatin1String(id));
        QVERIFY2(action != nullptr, id);
        action->trigger();
    }
    static bool isEnabled(MainWindow& window, const char* id)
    {
        return window.findChild<QAction*>(QLatin1String(id))->isEnabled();
    }

protected:
    void prepare() override { QSettings().clear(); }

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        m_theme = std::make_unique<Theme>();
        m_theme->choose(ThemeChoice::Light);
    }
    void init()
    {
        TestCase::init();
        m_dir = std::make_unique<QTemporaryDir>();
        VERIFY_RESULT(makeDemoProject(m_dir->filePath(QStringLiteral("demo")), false, {}, {}));
    }

    void framesAreExactFromTheKeyboard()
    {
        const auto window = opened({demo()});
        CanvasWidget* const canvas = canvasOf(*window);
        QTRY_VERIFY_WITH_TIMEOUT(canvas->hasFrame(), kPatience);
        QCOMPARE(canvas->frame().index, 0);
        for (int i = 1; i <= 3; ++i) {
            trigger(*window, "play.next");
            QTRY_COMPARE_WITH_TIMEOUT(canvas->frame().index, i, kPatience);
        }
        trigger(*window, "play.last");
        QTRY_COMPARE_WITH_TIMEOUT(canvas->frame().index, 119, kPatience);
        trigger(*window, "play.previous10");
        QTRY_COMPARE_WITH_TIMEOUT(canvas->frame().index, 109, kPatience);
    }
    void onePressAsksAndTracksAndAllOfItCanBeUndone()
    {
        auto window = opened({demo()});
        CanvasWidget* canvas = canvasOf(*window);
        QTRY_VERIFY_WITH_TIMEOUT(canvas->hasFrame(), kPatience);

        // The window must stay alive while it works: `revseg bench play` measures how well, this only that.
        int beats = 0;
        QTimer beat;
        connect(&beat, &QTimer::timeout, this, [&] { ++beats; });
        beat.start(5);
        trigger(*window, "chain.run");
        QTRY_COMPARE_WITH_TIMEOUT(storedMasks(demo()), 120, kPatience);
        beat.stop();
        QVERIFY(beats > 20);
        QCOMPARE(canvas->frame().index, 32); // the keyframe
        QVERIFY(storedArea(demo(), 32) > 1500);

        trigger(*window, "edit.undo");
        QCOMPARE(storedMasks(demo()), 0);
        trigger(*window, "edit.redo");
        QCOMPARE(storedMasks(demo()), 120);

        // A stroke over the predicted mask.
        const int64_t before = storedArea(demo(), 32);
        trigger(*window, "tool.brush");
        const QPointF at = canvas->view().toWidget(Point{100, 60});
        QTest::mousePress(canvas, Qt::LeftButton, {}, at.toPoint());
        QTest::mouseMove(canvas, at.toPoint() + QPoint(60, 0));
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, at.toPoint() + QPoint(60, 0));
        QVERIFY(storedArea(demo(), 32) > before + 500);

        // What is stored survives closing.
        window.reset();
        window = opened({demo()});
        canvas = canvasOf(*window);
        QTRY_VERIFY_WITH_TIMEOUT(canvas->hasFrame(), kPatience);
        QCOMPARE(storedMasks(demo()), 120);
        QVERIFY(storedArea(demo(), 32) > before + 500);
    }
    void aStrokeWhileTrackingGoesOnFromWhatIsSeen()
    {
        const auto window = opened({demo()});
        CanvasWidget* const canvas = canvasOf(*window);
        QTRY_VERIFY_WITH_TIMEOUT(canvas->hasFrame(), kPatience);
        trigger(*window, "chain.run");
        QTRY_COMPARE_WITH_TIMEOUT(canvas->frame().index, 32, kPatience);
        const auto maskIsSeen = [canvas] {
            const QPoint duck = canvas->view().toWidget(Point{207, 240}).toPoint();
            const QColor seen = canvas->grab(QRect(duck, QSize(1, 1))).toImage().pixelColor(0, 0);
            return std::abs(seen.blue() - canvas->frame().image.pixelColor(207, 240).blue()) > 40;
        };
        QTRY_VERIFY_WITH_TIMEOUT(maskIsSeen(), kPatience);
        trigger(*window, "tool.brush");
        const QPoint at = canvas->view().toWidget(Point{100, 60}).toPoint();
        QTest::mousePress(canvas, Qt::LeftButton, {}, at);
        QTest::mouseMove(canvas, at + QPoint(60, 0));
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, at + QPoint(60, 0));
        QTRY_VERIFY_WITH_TIMEOUT(storedArea(demo(), 32) > 0, kPatience);
        QVERIFY2(storedArea(demo(), 32) > 3000, qPrintable(QString::number(storedArea(demo(), 32))));
        QTRY_COMPARE_WITH_TIMEOUT(storedMasks(demo()), 120, kPatience);
        QVERIFY(storedArea(demo(), 32) > 3000);
    }
    void whatTheModelSawComesBackWithTheProject()
    {
        {
            const auto window = opened({demo()});
            QTRY_VERIFY_WITH_TIMEOUT(canvasOf(*window)->hasFrame(), kPatience);
            trigger(*window, "chain.run");
            QTRY_VERIFY_WITH_TIMEOUT(isEnabled(*window, "edit.undo"), kPatience);
            QTRY_VERIFY_WITH_TIMEOUT(!isEnabled(*window, "chain.stop"), kPatience);
        }
        const auto window = opened({demo()});
        QTRY_VERIFY_WITH_TIMEOUT(canvasOf(*window)->hasFrame(), kPatience);
        QCOMPARE(window->findChild<TimelineWidget*>()->scene().samples.size(), 16U);
        QVERIFY(window->findChild<TimelineWidget*>()->scene().keyframe);
    }

    void closingInTheMiddleOfWorkIsClean()
    {
        auto window = opened({demo()});
        QTRY_VERIFY_WITH_TIMEOUT(canvasOf(*window)->hasFrame(), kPatience);
        trigger(*window, "chain.run");
        QTRY_VERIFY(isEnabled(*window, "chain.stop"));
        window->close();
        window.reset();
        VERIFY_RESULT(Project::open(demo()));
    }
    void stopEndsTheChainAndNothingIsLost()
    {
        const auto window = opened({demo()});
        QTRY_VERIFY_WITH_TIMEOUT(canvasOf(*window)->hasFrame(), kPatience);
        trigger(*window, "chain.run");
        QTRY_VERIFY(isEnabled(*window, "chain.stop"));
        trigger(*window, "chain.stop");
        QTRY_VERIFY_WITH_TIMEOUT(!isEnabled(*window, "chain.stop"), kPatience);
        VERIFY_RESULT(Project::open(demo(), Project::OpenMode::ReadOnly));
        trigger(*window, "play.next");
        QTRY_COMPARE_WITH_TIMEOUT(canvasOf(*window)->frame().index, 1, kPatience);
    }
    void aMovedVideoIsFoundAgainByItsContent()
    {
        const QDir folder(m_dir->filePath(QStringLiteral("demo")));
        QVERIFY(folder.mkpath(QStringLiteral("elsewhere/deep")));
        QVERIFY(QFile::rename(folder.filePath(QStringLiteral("park.mp4")),
                              folder.filePath(QStringLiteral("elsewhere/deep/renamed.mp4"))));
        const auto window = opened({demo()});
        QTRY_VERIFY_WITH_TIMEOUT(canvasOf(*window)->hasFrame(), kPatience);
        auto* const strip = window->findChild<MessageStrip*>();
        QTRY_VERIFY_WITH_TIMEOUT(strip->text().contains(QStringLiteral("Found 1 moved video")), kPatience);
    }

    void theViewComesBack()
    {
        {
            const auto window = opened({demo()});
            CanvasWidget* const canvas = canvasOf(*window);
            QTRY_VERIFY_WITH_TIMEOUT(canvas->hasFrame(), kPatience);
            window->findChild<Player*>()->goTo(42);
            QTRY_COMPARE_WITH_TIMEOUT(canvas->frame().index, 42, kPatience);
            canvas->showPart(3, {100, 80});
            window->close();
        }
        const auto window = opened({demo()});
        CanvasWidget* const canvas = canvasOf(*window);
        QTRY_VERIFY_WITH_TIMEOUT(canvas->hasFrame(), kPatience);
        QCOMPARE(canvas->frame().index, 42);
        QVERIFY(std::abs(canvas->view().zoom() - 3) < 1e-6);
    }

    void markersAreSetAndGoneToByKey()
    {
        const auto window = opened({demo()});
        QTRY_VERIFY_WITH_TIMEOUT(canvasOf(*window)->hasFrame(), kPatience);
        auto* const player = window->findChild<Player*>();
        for (const int frame : {70, 20}) {
            player->goTo(frame);
            QTimer::singleShot(100, window.get(), [] {
                QWidget* const dialog = QApplication::activeModalWidget();
                QVERIFY(dialog != nullptr);
                QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("place"));
                QTest::keyClick(dialog, Qt::Key_Return);
            });
            trigger(*window, "play.marker");
        }
        const auto& markers = window->findChild<TimelineWidget*>()->scene().markers;
        QCOMPARE(markers.size(), 2U);
        QCOMPARE(markers.front().frame, 20);
        QCOMPARE(markers.front().name, QStringLiteral("place"));
        trigger(*window, "play.marker_next");
        QCOMPARE(player->position(), 70);
        trigger(*window, "play.marker_previous");
        QCOMPARE(player->position(), 20);
        trigger(*window, "play.marker_remove");
        QCOMPARE(window->findChild<TimelineWidget*>()->scene().markers.size(), 1U);
        trigger(*window, "edit.undo");
        QCOMPARE(window->findChild<TimelineWidget*>()->scene().markers.size(), 2U);
    }

    void aFileThatIsNoVideoIsSaid()
    {
        const QString path = m_dir->filePath(QStringLiteral("notes.txt"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("not a video");
        file.close();
        const auto window = opened({path});
        auto* const strip = window->findChild<MessageStrip*>();
        QTRY_VERIFY_WITH_TIMEOUT(strip->text().contains(QStringLiteral("notes.txt")), kPatience);
        QVERIFY(strip->text().contains(QStringLiteral("choose a video file"), Qt::CaseInsensitive));
    }
    void aDeadServerIsSaidWithARemedy()
    {
        QSettings().setValue(QStringLiteral("models/vlm"), QStringLiteral("http://127.0.0.1:9/v1#nobody"));
        const auto window = opened({demo()});
        QTRY_VERIFY_WITH_TIMEOUT(canvasOf(*window)->hasFrame(), kPatience);
        trigger(*window, "chain.run");
        auto* const strip = window->findChild<MessageStrip*>();
        QTRY_VERIFY_WITH_TIMEOUT(strip->text().contains(QStringLiteral("127.0.0.1:9")), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(strip->text().contains(QStringLiteral("server is running")), kPatience);
    }
    void noiseOfAModelInTheProgramIsSaid()
    {
#ifndef REVSEG_TORCH
        QSKIP("this build has no libtorch");
#endif
        const QString model = m_dir->filePath(QStringLiteral("tiny"));
        QVERIFY(QDir().mkpath(model));
        const QDir from(QStringLiteral(REVSEG_FIXTURES "/qwen"));
        for (const QString& name : from.entryList(QDir::Files))
            QFile::copy(from.filePath(name), model + QLatin1Char('/') + name);
        // Frames as small as pictures, or the tiny model would read ten thousand tokens.
        QFile::copy(from.filePath(QStringLiteral("preprocessor_config.json")),
                    model + QStringLiteral("/video_preprocessor_config.json"));
        QSettings().setValue(QStringLiteral("models/vlm"), QStringLiteral("local:") + model);
        const auto window = opened({demo()});
        QTRY_VERIFY_WITH_TIMEOUT(canvasOf(*window)->hasFrame(), kPatience);
        trigger(*window, "chain.run");
        auto* const strip = window->findChild<MessageStrip*>();
        QTRY_VERIFY_WITH_TIMEOUT(strip->text().contains(QStringLiteral("turn 1 cannot be used")), kPatience);
    }
};

REVSEG_TEST("main_window", TestMainWindow)
#include "tst_main_window.moc"
