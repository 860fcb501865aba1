// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files in the window: new ones are shown before they have been read, odd ones are said with a way out.
#include "app/studio/main_window.h"
#include "core/media/media_file.h"
#include "core/project/project.h"
#include "tests/core/media/ffmpeg_program.h"
#include "tests/core/media/numbered_clip.h"
#include "tests/support/test.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/player/player.h"
#include "widgets/timeline/timeline_widget.h"
#include "widgets/videos/videos_panel.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolButton>

#include <random>
#include <unistd.h>

#include "resources/resources.h"

using namespace revseg;
using namespace revseg::studio;
using namespace revseg::test;

namespace {

constexpr int kPatience = 600'000; ///< ms; sanitizers on a busy machine are very slow

} // namespace

class TestMediaWindow final : public TestCase
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;

    QString at(const QString& name) const { return m_dir->filePath(name); }
    void open(const QStringList& paths)
    {
        m_window.reset();
        m_window = std::make_unique<MainWindow>(*m_theme);
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->openPaths(paths);
    }
    CanvasWidget* canvas() const { return m_window->findChild<CanvasWidget*>(); }
    Player* player() const { return m_window->findChild<Player*>(); }
    TimelineWidget* timeline() const { return m_window->findChild<TimelineWidget*>(); }
    MessageStrip* strip() const { return m_window->findChild<MessageStrip*>(); }
    QAction* action(const char* id) const { return m_window->findChild<QAction*>(QLatin1String(id)); }
    /// What is on disk of the videos.
    std::vector<VideoRecord> stored(const QString& project) const
    {
        const auto opened = Project::open(project, Project::OpenMode::ReadOnly);
        return opened ? (*opened)->videos() : std::vector<VideoRecord>();
    }
    bool allRead(const QString& project) const
    {
        const auto videos = stored(project);
        return !videos.empty() &&
               std::all_of(videos.begin(), videos.end(), [](const VideoRecord& v) { return v.isRead(); });
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
    }
    void cleanup() { m_window.reset(); }

    void aNewVideoIsShownAndThenRead()
    {
        VERIFY_RESULT(writeClip(at("clip.mp4"), 130));
        open({at("clip.mp4")});
        QTRY_VERIFY(strip()->text().contains(QStringLiteral("kept in the new project")));
        QTRY_VERIFY_WITH_TIMEOUT(canvas()->hasFrame(), kPatience);
        QCOMPARE(numberOf(canvas()->frame().image), 0);
        const QString project = m_window->projectPath();
        QTRY_VERIFY_WITH_TIMEOUT(allRead(project), kPatience);
        QCOMPARE(stored(project)[0].frames, 130);
        QCOMPARE(stored(project)[0].sha256.size(), 64);
        QCOMPARE(stored(project)[0].size, QFileInfo(at("clip.mp4")).size());
        // What was learnt meanwhile is no step: one Undo takes the video away, one Redo brings all back.
        action("edit.undo")->trigger();
        QVERIFY(stored(project).empty());
        QVERIFY(!action("edit.undo")->isEnabled());
        action("edit.redo")->trigger();
        QCOMPARE(stored(project)[0].frames, 130);
    }

    void aFolderOfVideosAddsAllOfThem()
    {
        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("takes")));
        for (const char* name : {"takes/take2.mp4", "takes/take10.mp4", "takes/take1.mp4"})
            VERIFY_RESULT(writeClip(at(QLatin1String(name)), 5));
        QVERIFY(putBytes(at("takes/letter.mp4"), "dear aunt"));
        open({at("takes")});
        QTRY_VERIFY_WITH_TIMEOUT(canvas()->hasFrame(), kPatience);
        const QString project = m_window->projectPath();
        QTRY_COMPARE_WITH_TIMEOUT(stored(project).size(), size_t(3), kPatience);
        QStringList names;
        for (const VideoRecord& v : stored(project))
            names << v.name;
        QCOMPARE(names, (QStringList{"take1", "take2", "take10"}));
        QTRY_VERIFY_WITH_TIMEOUT(strip()->text().contains(QStringLiteral("letter.mp4")), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(allRead(project), kPatience);
    }

    void anotherFileOfTheSameNameIsSaid()
    {
        VERIFY_RESULT(writeClip(at("clip.mp4"), 40));
        open({at("clip.mp4")});
        QTRY_VERIFY_WITH_TIMEOUT(canvas()->hasFrame(), kPatience);
        const QString project = m_window->projectPath();
        QTRY_VERIFY_WITH_TIMEOUT(allRead(project), kPatience);
        m_window.reset();
        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("kept")));
        QVERIFY(QFile::rename(at("clip.mp4"), at("kept/original.mp4")));
        VERIFY_RESULT(writeClip(at("clip.mp4"), 25));
        open({project});
        QTRY_VERIFY_WITH_TIMEOUT(strip()->text().contains(QStringLiteral("another one has taken its place")),
                                 kPatience);
        QVERIFY(strip()->text().contains(QStringLiteral("25 frames instead of 40")));
        QVERIFY(strip()->text().contains(QStringLiteral("Ctrl+Shift+M")));
        auto* const offer = strip()->findChildren<QToolButton*>().first();
        QVERIFY(offer->isVisible() && offer->defaultAction() == action("file.relink"));
        auto* const list = m_window->findChild<VideosPanel*>()->findChild<QListWidget*>();
        QVERIFY(list->item(0)->text().contains(QStringLiteral("Another file")));
    }

    void aMovedVideoIsFoundWithoutAStep()
    {
        VERIFY_RESULT(writeClip(at("clip.mp4"), 40));
        open({at("clip.mp4")});
        const auto opened = [this] { return canvas()->hasFrame(); };
        QTRY_VERIFY_WITH_TIMEOUT(opened(), kPatience);
        const QString project = m_window->projectPath();
        QTRY_VERIFY_WITH_TIMEOUT(allRead(project), kPatience);
        m_window.reset();
        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("elsewhere")));
        QVERIFY(QFile::rename(at("clip.mp4"), at("elsewhere/renamed.mp4")));
        open({project});
        QTRY_VERIFY_WITH_TIMEOUT(strip()->text().contains(QStringLiteral("Found 1 moved video")), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(opened(), kPatience);
        QVERIFY(!action("edit.undo")->isEnabled());
    }

    void whatCannotBeShownIsSaidWithAWayOut_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("remedy");
        QTest::newRow("not a video") << "letter.mp4"
                                     << "is not a video"
                                     << "Choose a video file";
        QTest::newRow("no picture stream") << "sound.wav"
                                           << "There is no picture in"
                                           << "Choose a video file";
        QTest::newRow("zero frames") << "empty.mp4"
                                     << "empty.mp4"
                                     << ".";
        QTest::newRow("nothing at all") << "nothing.mp4"
                                        << "is not a video"
                                        << "Choose a video file";
        QTest::newRow("not there") << "nowhere.mp4"
                                   << "There is no file or folder"
                                   << "Check";
        QTest::newRow("empty folder") << "folder"
                                      << "There are no pictures in the folder"
                                      << "Choose a folder";
        QTest::newRow("header only") << "cut.mp4"
                                     << "cut.mp4"
                                     << ".";
        QTest::newRow("absurd size") << "huge.png"
                                     << "No picture of"
                                     << "fresh copy";
        QTest::newRow("no permission") << "locked.mp4"
                                       << "may not be read"
                                       << "Check the permissions";
    }
    void whatCannotBeShownIsSaidWithAWayOut()
    {
        QFETCH(QString, what);
        QFETCH(QString, says);
        QFETCH(QString, remedy);
        if (what == QLatin1String("locked.mp4") && geteuid() == 0)
            QSKIP("root may read everything");
        QVERIFY(putBytes(at("letter.mp4"), "dear aunt"));
        QVERIFY(putBytes(at("nothing.mp4"), ""));
        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("folder")));
        QVERIFY(ffmpeg(m_dir->path(), words("-f lavfi -i sine=duration=1 sound.wav")).isEmpty());
        QVERIFY(
            ffmpeg(m_dir->path(), words("-f lavfi -i testsrc2=size=96x64 -frames:v 1 -c:v libx264 one.mp4"))
                .isEmpty());
        QVERIFY(ffmpeg(m_dir->path(), words("-i one.mp4 -c copy -frames:v 0 empty.mp4")).isEmpty());
        QVERIFY(putBytes(at("cut.mp4"), bytesOf(at("one.mp4")).left(40)));
        QVERIFY(numberedPicture(1).save(at("huge.png")));
        QByteArray huge = bytesOf(at("huge.png"));
        huge.replace(16, 8, QByteArray::fromHex("0000ea600000ea60")); // 60000 × 60000
        QVERIFY(putBytes(at("huge.png"), huge));
        QVERIFY(putBytes(at("locked.mp4"), bytesOf(at("one.mp4"))));
        QVERIFY(QFile::setPermissions(at("locked.mp4"), {}));
        open({at(what)});
        QTRY_VERIFY_WITH_TIMEOUT(!strip()->text().isEmpty(), kPatience);
        QVERIFY2(strip()->text().contains(says), qPrintable(strip()->text()));
        QVERIFY2(strip()->text().contains(remedy), qPrintable(strip()->text()));
        QVERIFY(m_window->projectPath().isEmpty()); // nothing was made for it
        QVERIFY(!canvas()->hasFrame());
    }

    void whatCanBeShownOfADamagedVideoIsShownAndMarked_data()
    {
        QTest::addColumn<bool>("cut");
        QTest::newRow("truncated") << true;
        QTest::newRow("corrupted in the middle") << false;
    }
    void whatCanBeShownOfADamagedVideoIsShownAndMarked()
    {
        QFETCH(bool, cut);
        QVERIFY(
            ffmpeg(m_dir->path(), words("-f lavfi -i testsrc2=size=160x96:rate=25:duration=2 -c:v libx264 "
                                        "-g 12 -pix_fmt yuv420p bad.ts"))
                .isEmpty());
        QByteArray bytes = bytesOf(at("bad.ts"));
        if (cut) {
            bytes.truncate(bytes.size() * 6 / 10);
        } else {
            std::mt19937 random(5);
            for (int i = 0; i < 3000; ++i)
                bytes[bytes.size() / 2 + i] = char(random());
        }
        QVERIFY(putBytes(at("bad.ts"), bytes));
        open({at("bad.ts")});
        QTRY_VERIFY_WITH_TIMEOUT(canvas()->hasFrame(), kPatience);
        const QString project = m_window->projectPath();
        QTRY_VERIFY_WITH_TIMEOUT(allRead(project), kPatience);
        const int frames = stored(project)[0].frames;
        QVERIFY(frames >= 15 && frames <= 50);
        QTRY_COMPARE_WITH_TIMEOUT(player()->frames(), frames, kPatience);
        action("play.last")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(canvas()->frame().index, frames - 1, kPatience);
        if (cut)
            return;
        // Asked for, all of it is decoded, and what is found stays with the project.
        action("file.damage")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(strip()->text().contains(QStringLiteral("marked red")), kPatience);
        QVERIFY(!timeline()->scene().damaged.empty());
        m_window.reset();
        open({project});
        QTRY_VERIFY_WITH_TIMEOUT(canvas()->hasFrame(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!timeline()->scene().damaged.empty(), kPatience);
    }

    void aFileThatIsCutWhileItPlaysIsSaid()
    {
        QVERIFY(
            ffmpeg(m_dir->path(), words("-f lavfi -i testsrc2=size=640x360:rate=25:duration=4 -c:v rawvideo "
                                        "-pix_fmt uyvy422 shrinks.mov"))
                .isEmpty());
        open({at("shrinks.mov")});
        QTRY_VERIFY_WITH_TIMEOUT(canvas()->hasFrame(), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(player()->frames(), 100, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(allRead(m_window->projectPath()), kPatience);
        QVERIFY(QFile::resize(at("shrinks.mov"), QFileInfo(at("shrinks.mov")).size() / 3));
        player()->goTo(80);
        player()->play();
        QTRY_VERIFY_WITH_TIMEOUT(strip()->text().contains(QStringLiteral("become shorter")), kPatience);
        QVERIFY(strip()->text().contains(QStringLiteral("open it again")));
        QTRY_VERIFY_WITH_TIMEOUT(!player()->isPlaying(), kPatience);
        QVERIFY(canvas()->hasFrame()); // the last picture stays
    }

    void aFileThatVanishesIsSaidTheNextTime()
    {
        VERIFY_RESULT(writeClip(at("clip.mp4"), 40));
        open({at("clip.mp4")});
        QTRY_VERIFY_WITH_TIMEOUT(canvas()->hasFrame(), kPatience);
        const QString project = m_window->projectPath();
        QTRY_VERIFY_WITH_TIMEOUT(allRead(project), kPatience);
        // Who has it open can go on to its end.
        QVERIFY(QFile::remove(at("clip.mp4")));
        action("play.last")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(canvas()->frame().index, 39, kPatience);
        open({project});
        QTRY_VERIFY_WITH_TIMEOUT(strip()->text().contains(QStringLiteral("is not where it was")), kPatience);
        QVERIFY(strip()->text().contains(QStringLiteral("Ctrl+Shift+M")));
    }

    void spacePlaysEverywhereButInFieldsOfText()
    {
        VERIFY_RESULT(writeClip(at("clip.mp4"), 200));
        open({at("clip.mp4")});
        QTRY_VERIFY_WITH_TIMEOUT(canvas()->hasFrame(), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(player()->frames(), 200, kPatience);
        int asked = 0;
        for (QWidget* const widget : m_window->findChildren<QWidget*>()) {
            if (!widget->isVisible() || !widget->isEnabled() || widget->focusPolicy() == Qt::NoFocus)
                continue;
            widget->setFocus();
            if (!widget->hasFocus())
                continue;
            const auto* const box = qobject_cast<QComboBox*>(widget);
            const bool isText = qobject_cast<QLineEdit*>(widget) != nullptr ||
                                widget->inherits("QAbstractSpinBox") || widget->inherits("QPlainTextEdit") ||
                                (box != nullptr && box->isEditable());
            player()->pause();
            player()->goTo(20);
            QTest::keyClick(m_window->windowHandle(), Qt::Key_Space);
            QVERIFY2(player()->isPlaying() != isText,
                     qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(widget->metaObject()->className()),
                                                            widget->objectName())));
            ++asked;
        }
        player()->pause();
        QVERIFY2(asked > 8, qPrintable(QString::number(asked)));
        // A button is pressed by Return instead.
        auto* const loop = [this]() -> QToolButton* {
            for (QToolButton* const button : m_window->findChildren<QToolButton*>()) {
                if (button->defaultAction() == action("play.loop"))
                    return button;
            }
            return nullptr;
        }();
        QVERIFY(loop != nullptr);
        loop->setFocus();
        const bool looped = player()->loops();
        QTest::keyClick(m_window->windowHandle(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(player()->loops(), !looped, kPatience);
    }

    void zoomOfTheTimelineAndOrderOfTheListComeBack()
    {
        for (const char* name : {"b.mp4", "a.mp4"})
            VERIFY_RESULT(writeClip(at(QLatin1String(name)), 200));
        open({at("b.mp4"), at("a.mp4")});
        QTRY_VERIFY_WITH_TIMEOUT(canvas()->hasFrame(), kPatience);
        const QString project = m_window->projectPath();
        QTRY_VERIFY_WITH_TIMEOUT(allRead(project), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(player()->frames(), 200, kPatience);
        action("view.sort_name")->trigger();
        player()->goTo(60);
        timeline()->showPart(50, 40);
        const auto part = timeline()->shownPart();
        QVERIFY(part);
        m_window->close();
        open({project});
        QTRY_VERIFY_WITH_TIMEOUT(canvas()->hasFrame(), kPatience);
        QVERIFY(timeline()->shownPart());
        QVERIFY(std::abs(timeline()->shownPart()->first - part->first) < 0.5);
        QVERIFY(std::abs(timeline()->shownPart()->second - part->second) < 0.5);
        QVERIFY(action("view.sort_name")->isChecked());
        auto* const list = m_window->findChild<VideosPanel*>()->findChild<QListWidget*>();
        QVERIFY(list->item(0)->text().startsWith(QLatin1Char('a')));
    }
};

REVSEG_TEST("media_window", TestMediaWindow)
#include "tst_media_window.moc"
