// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The annotator's job in the real window: tools, commands on a range, tracking with a decision, review. One
// long file, since all of it needs the same window, clip and ways to point at a pixel.
#include "app/studio/lane_presenter.h"
#include "app/studio/main_window.h"
#include "core/project/project.h"
#include "tests/support/test.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/dialogs/decision_strip.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/dialogs/reassign_dialog.h"
#include "widgets/objects/objects_panel.h"
#include "widgets/review/review_panel.h"
#include "widgets/timeline/timeline_widget.h"

#include <QAction>
#include <QDir>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QSettings>
#include <QTemporaryDir>
#include <QTreeWidget>

#include <algorithm>

#include "resources/resources.h"

using namespace revseg;
using namespace revseg::studio;

namespace {

constexpr int kPatience = 600'000; ///< ms; sanitizers on a busy machine are very slow
constexpr int kFrames = 12;
constexpr Size kSize{160, 120};

/// The red square of a frame: it goes to the right, four pixels a frame.
Box squareAt(FrameIndex frame)
{
    return {20.0 + 4 * frame, 40, 50.0 + 4 * frame, 70};
}

void writeClip(const QString& folder)
{
    QDir().mkpath(folder);
    for (FrameIndex f = 0; f < kFrames; ++f) {
        QImage image(kSize.width, kSize.height, QImage::Format_RGB32);
        for (int y = 0; y < kSize.height; ++y) {
            for (int x = 0; x < kSize.width; ++x)
                image.setPixel(x, y, qRgb(60 + (x * 7 + y * 13) % 50, 110 + (x * y) % 40, 70));
        }
        QPainter painter(&image);
        const Box b = squareAt(f);
        painter.fillRect(QRectF(b.x1, b.y1, b.width(), b.height()), QColor(220, 40, 30));
        painter.end();
        image.save(QStringLiteral("%1/%2.png").arg(folder).arg(f, 5, 10, QLatin1Char('0')));
    }
}

/// Squares of colours by chance: what a network of random numbers sees an object in.
void writeBlocks(const QString& folder)
{
    QDir().mkpath(folder);
    quint32 seed = 1;
    for (FrameIndex f = 0; f < 3; ++f) {
        QImage image(kSize.width, kSize.height, QImage::Format_RGB32);
        QPainter painter(&image);
        for (int y = 0; y < kSize.height; y += 8) {
            for (int x = 0; x < kSize.width; x += 8) {
                seed = seed * 1664525 + 1013904223;
                painter.fillRect(x, y, 8, 8, QColor::fromRgb(seed >> 8));
            }
        }
        painter.end();
        image.save(QStringLiteral("%1/%2.png").arg(folder).arg(f, 5, 10, QLatin1Char('0')));
    }
}

} // namespace

class TestMasks final : public test::TestCase
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    CanvasWidget* m_canvas = nullptr;

    QString path() const { return m_dir->filePath(QStringLiteral("p.revseg")); }
    void trigger(const char* id)
    {
        auto* const action = m_window->findChild<QAction*>(QLatin1String(id));
        QVERIFY2(action != nullptr, id);
        QVERIFY2(action->isEnabled(), id);
        action->trigger();
    }
    void goTo(FrameIndex frame)
    {
        trigger("play.first");
        for (FrameIndex f = 0; f < frame; ++f)
            trigger("play.next");
        QTRY_COMPARE_WITH_TIMEOUT(m_canvas->frame().index, frame, kPatience);
    }
    QPoint widgetAt(double x, double y) const { return m_canvas->view().toWidget(Point{x, y}).toPoint(); }
    void click(double x, double y, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mouseClick(m_canvas, button, {}, widgetAt(x, y));
    }
    /// What is on disk of the object with this number.
    MaskRecordPtr stored(FrameIndex frame, int object = 1) const
    {
        const auto project = Project::open(path(), Project::OpenMode::ReadOnly);
        if (!project)
            return nullptr;
        const auto mask = (*project)->mask((*project)->videos().front().id, ObjectId{object}, frame);
        return mask ? *mask : nullptr;
    }
    size_t storedMasks() const
    {
        const auto project = Project::open(path(), Project::OpenMode::ReadOnly);
        size_t out = 0;
        for (const VideoRecord& video : (*project)->videos())
            out += (*project)->lane(video.id, ObjectId{1}).frames().size();
        return out;
    }
    double iouAt(FrameIndex frame, const Box& box) const
    {
        const MaskRecordPtr record = stored(frame);
        return record ? record->mask.iou(Mask::filled(kSize, box)) : -1;
    }
    void drawSquare(FrameIndex frame)
    {
        goTo(frame);
        trigger("tool.polygon");
        const Box b = squareAt(frame);
        click(b.x1, b.y1);
        click(b.x2, b.y1);
        click(b.x2, b.y2);
        click(b.x1, b.y2);
        QTest::keyClick(m_canvas, Qt::Key_Return);
        QVERIFY(iouAt(frame, b) > 0.85);
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
        writeClip(m_dir->filePath(QStringLiteral("clip")));
        VERIFY_RESULT(Project::create(path()));
        openWindow();
    }
    void cleanup()
    {
        m_window.reset();
        QSettings().clear();
    }

private:
    void openWindow()
    {
        m_window.reset();
        m_window = std::make_unique<MainWindow>(*m_theme);
        m_window->resize(1280, 800);
        m_window->show();
        m_window->openPaths({path()});
        m_window->openPaths({m_dir->filePath(QStringLiteral("clip"))});
        m_canvas = m_window->findChild<CanvasWidget*>();
        QTRY_VERIFY_WITH_TIMEOUT(m_canvas->hasFrame(), kPatience);
    }

private Q_SLOTS:
    void polygonAndFloodMakeMasksThatUndoTakesBack()
    {
        drawSquare(0);
        trigger("tool.flood");
        click(5, 5, Qt::RightButton); // takes background away, of which there is none in it
        trigger("edit.undo");
        QVERIFY(stored(0) == nullptr);
        trigger("tool.flood");
        click(30, 50);
        QVERIFY(iouAt(0, squareAt(0)) > 0.99);
    }
    void undoTakesACornerBackBeforeAnythingElse()
    {
        drawSquare(0);
        click(100, 20);
        click(120, 20);
        trigger("edit.undo");
        trigger("edit.undo");
        QVERIFY(stored(0) != nullptr);
        trigger("edit.undo");
        QVERIFY(stored(0) == nullptr);
    }
    void aStrokeBelongsToTheFrameItWasBegunOn()
    {
        trigger("tool.brush");
        QTest::mousePress(m_canvas, Qt::LeftButton, {}, widgetAt(30, 50));
        trigger("play.next");
        QTRY_COMPARE_WITH_TIMEOUT(m_canvas->frame().index, 1, kPatience);
        QTest::mouseRelease(m_canvas, Qt::LeftButton, {}, widgetAt(30, 50));
        QVERIFY(stored(0) != nullptr);
        QVERIFY(stored(1) == nullptr);
    }
    void undoGivesUpTheStrokeBeingDrawnAndNothingElse()
    {
        drawSquare(0);
        const Mask before = stored(0)->mask;
        trigger("tool.brush");
        QTest::mousePress(m_canvas, Qt::LeftButton, {}, widgetAt(120, 20));
        trigger("edit.undo");
        QTest::mouseRelease(m_canvas, Qt::LeftButton, {}, widgetAt(120, 20));
        QCOMPARE(stored(0)->mask, before);
        trigger("edit.undo");
        QVERIFY(stored(0) == nullptr);
    }
    void clicksTakenBeforeTheAnswerAreStoredWhenItComes()
    {
        trigger("tool.points");
        click(35, 55);
        QTest::keyClick(m_canvas, Qt::Key_Return); // at once
        QTRY_VERIFY_WITH_TIMEOUT(stored(0) != nullptr, kPatience);
        QVERIFY(iouAt(0, squareAt(0)) > 0.9);
    }
    void aClickBesideThePictureIsNone()
    {
        trigger("tool.points");
        click(35, 55);
        QTest::mouseClick(m_canvas, Qt::LeftButton, {}, widgetAt(-3, 20));
        QTest::keyClick(m_canvas, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(stored(0) != nullptr, kPatience);
        QVERIFY(iouAt(0, squareAt(0)) > 0.9);
    }
    void aLockedObjectIsNotDeleted()
    {
        drawSquare(0);
        trigger("object.lock");
        trigger("object.delete");
        QVERIFY(stored(0) != nullptr);
        trigger("object.lock");
        trigger("object.delete");
        QVERIFY(stored(0) == nullptr);
    }
    void aMaskIsDuplicatedToTheNextFrame()
    {
        drawSquare(0);
        trigger("mask.duplicate");
        QTRY_COMPARE_WITH_TIMEOUT(m_canvas->frame().index, 1, kPatience);
        QCOMPARE(stored(1)->mask, stored(0)->mask);
        goTo(6);
        QTest::keyClick(m_canvas, Qt::Key_Left, Qt::AltModifier); // painted frames are keyframes
        QTRY_COMPARE_WITH_TIMEOUT(m_canvas->frame().index, 1, kPatience);
        QTest::keyClick(m_canvas, Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE_WITH_TIMEOUT(m_canvas->frame().index, 0, kPatience);
    }
    void clicksBecomeAMaskWhenTheyAreTaken()
    {
        trigger("tool.points");
        click(35, 55);
        QTest::qWait(400);
        QVERIFY(stored(0) == nullptr);
        QTest::keyClick(m_canvas, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(iouAt(0, squareAt(0)) > 0.9, kPatience); // also when the answer comes later
        // Refined by a click beside it: what was there is where it begins.
        click(10, 10, Qt::RightButton);
        click(35, 45);
        QTest::qWait(400);
        QTest::keyClick(m_canvas, Qt::Key_Escape);
        QVERIFY(iouAt(0, squareAt(0)) > 0.9);
    }
    void aBoxWaitsUntilItsMaskIsTaken()
    {
        const Box b = squareAt(0);
        const auto drag = [&](double x1, double y1, double x2, double y2) {
            QTest::mousePress(m_canvas, Qt::LeftButton, {}, widgetAt(x1, y1));
            QTest::mouseMove(m_canvas, widgetAt(x2, y2));
            QTest::mouseRelease(m_canvas, Qt::LeftButton, {}, widgetAt(x2, y2));
        };
        trigger("tool.box");
        const QImage before = m_canvas->grab().toImage();
        drag(b.x1 - 4, b.y1 - 4, b.x2 + 4, b.y2 + 4);
        QTRY_VERIFY_WITH_TIMEOUT(m_canvas->grab().toImage() != before, kPatience);
        QCOMPARE(storedMasks(), size_t(0));
        QTest::keyClick(m_canvas, Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(m_canvas->grab().toImage(), before, kPatience);
        QCOMPARE(storedMasks(), size_t(0));
        drag(b.x1 - 4, b.y1 - 4, b.x2 + 4, b.y2 + 4);
        QTest::keyClick(m_canvas, Qt::Key_Return); // before or after the tracker has answered
        QTRY_VERIFY_WITH_TIMEOUT(iouAt(0, b) > 0.8, kPatience);
        QCOMPARE(stored(0)->provenance.source, QStringLiteral("box"));
        // Going to another frame takes it too.
        goTo(1);
        const Box next = squareAt(1);
        drag(next.x1 - 4, next.y1 - 4, next.x2 + 4, next.y2 + 4);
        trigger("play.next");
        QTRY_VERIFY_WITH_TIMEOUT(iouAt(1, next) > 0.8, kPatience);
    }
    void aNetworkShowsWhatAClickWouldGive()
    {
#ifndef REVSEG_TORCH
        QSKIP("this build has no libtorch");
#endif
        const QString fixtures = QStringLiteral(REVSEG_FIXTURES "/");
        QVERIFY(QFile::copy(fixtures + QStringLiteral("sam2_tiny.pt"),
                            m_dir->filePath(QStringLiteral("tiny.pt"))));
        QVERIFY(QFile::copy(fixtures + QStringLiteral("sam2_tiny_config.json"),
                            m_dir->filePath(QStringLiteral("config.json"))));
        QSettings().setValue(QStringLiteral("models/tracker"),
                             QStringLiteral("sam2:") + m_dir->filePath(QStringLiteral("tiny.pt")));
        openWindow();
        writeBlocks(m_dir->filePath(QStringLiteral("blocks")));
        m_window->openPaths({m_dir->filePath(QStringLiteral("blocks"))});
        const auto isShown = [this] {
            return m_canvas->hasFrame() && m_canvas->frame().image.pixelColor(1, 1) != QColor(60, 110, 70);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isShown(), kPatience);
        QTest::qWait(100);
        trigger("tool.points");
        const QImage before = m_canvas->grab().toImage();
        const auto pointAt = [this](double x, double y) {
            QMouseEvent move(QEvent::MouseMove, QPointF(widgetAt(x, y)),
                             m_canvas->mapToGlobal(QPointF(widgetAt(x, y))), Qt::NoButton, Qt::NoButton, {});
            QCoreApplication::sendEvent(m_canvas, &move);
        };
        // Its masks are noise, but there they are, and nothing is stored.
        pointAt(35, 55);
        QTRY_VERIFY_WITH_TIMEOUT(m_canvas->grab().toImage() != before, kPatience);
        QCOMPARE(storedMasks(), size_t(0));
        const QImage first = m_canvas->grab().toImage();
        pointAt(140, 110);
        QTRY_VERIFY_WITH_TIMEOUT(m_canvas->grab().toImage() != first, kPatience);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(m_canvas, &leave);
        QTRY_COMPARE_WITH_TIMEOUT(m_canvas->grab().toImage(), before, kPatience);
        click(35, 55);
        QTRY_VERIFY_WITH_TIMEOUT(m_canvas->grab().toImage() != before, kPatience);
        QTest::keyClick(m_canvas, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(storedMasks(), size_t(1), kPatience);
        // What it holds is told, and grows while it looks at the frames around.
        const auto labels = m_window->findChildren<QLabel*>();
        QTRY_VERIFY_WITH_TIMEOUT(
            std::any_of(labels.begin(), labels.end(),
                        [](const QLabel* l) { return l->text().startsWith(QLatin1String("SAM 2: ")); }),
            kPatience);
        // And carried over the clip.
        trigger("chain.track");
        QTRY_COMPARE_WITH_TIMEOUT(storedMasks(), size_t(3), kPatience);
    }
    void aTrackerThatCannotBeUsedLeavesTheOneThatWasThere()
    {
        auto* const strip = m_window->findChild<MessageStrip*>();
        m_window->chooseTracker(QStringLiteral("sam2:/nowhere/tiny.pt"));
        QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible() && !strip->text().isEmpty(), kPatience);
        QVERIFY(
            !QSettings().value(QStringLiteral("models/tracker")).toString().contains(QLatin1String("sam2")));
        drawSquare(0);
        trigger("chain.track");
        QTRY_VERIFY_WITH_TIMEOUT(stored(kFrames - 1) != nullptr, kPatience);
        QCOMPARE(stored(1)->provenance.source, QStringLiteral("flow"));
    }
    void shapesPresenceAndCopiesWorkOnTheFrame()
    {
        drawSquare(0);
        const int64_t before = stored(0)->mask.area();
        trigger("mask.grow");
        QVERIFY(stored(0)->mask.area() > before);
        trigger("mask.shrink");
        trigger("mask.copy");
        goTo(3);
        trigger("mask.paste");
        QCOMPARE(stored(3)->mask, stored(0)->mask);
        goTo(4);
        trigger("mask.occluded");
        QCOMPARE(stored(4)->presence, Presence::Occluded);
        trigger("edit.undo");
        QVERIFY(stored(4) == nullptr);
        goTo(1);
        trigger("mask.interpolate");
        QVERIFY(stored(1) != nullptr && stored(2) != nullptr);
    }
    void trackingStopsAtWhatAPersonMade()
    {
        drawSquare(0);
        goTo(6);
        trigger("mask.occluded"); // by a person: a barrier
        goTo(0);
        trigger("chain.track");
        QTRY_VERIFY_WITH_TIMEOUT(stored(5) != nullptr, kPatience);
        QCOMPARE(stored(5)->provenance.origin, Provenance::Origin::Tracked);
        QVERIFY(iouAt(5, squareAt(5)) > 0.4);
        QCOMPARE(stored(6)->presence, Presence::Occluded);
        QVERIFY(stored(7) == nullptr);
    }
    void aChangeWaitsForADecisionAndIsOneStep()
    {
        drawSquare(0);
        trigger("chain.track");
        QTRY_VERIFY_WITH_TIMEOUT(stored(kFrames - 1) != nullptr, kPatience);
        const Mask first = stored(5)->mask;
        // Something else on frame 3, tracked again: what lies beyond would change.
        goTo(3);
        trigger("tool.flood");
        click(35, 10);
        auto* const strip = m_window->findChild<DecisionStrip*>();
        QVERIFY(strip->text().isEmpty());
        trigger("chain.track");
        QTRY_VERIFY_WITH_TIMEOUT(!strip->text().isEmpty(), kPatience);
        QCOMPARE(stored(5)->mask, first);
        const auto& lanes = m_window->findChild<TimelineWidget*>()->scene().lanes;
        QTRY_VERIFY_WITH_TIMEOUT(!lanes.empty() && !lanes[0].changes.empty(), kPatience);
        trigger("chain.discard");
        QVERIFY(strip->text().isEmpty());
        QCOMPARE(stored(5)->mask, first);

        trigger("chain.track");
        QTRY_VERIFY_WITH_TIMEOUT(!strip->text().isEmpty(), kPatience);
        trigger("chain.accept");
        QVERIFY(strip->text().isEmpty());
        QVERIFY(stored(5)->mask != first);
        QVERIFY(iouAt(0, squareAt(0)) > 0.85); // painted: it stays
        trigger("edit.undo");
        QCOMPARE(stored(5)->mask, first);
    }
    void aCheckedFrameIsNotTouched()
    {
        drawSquare(0);
        trigger("chain.track");
        QTRY_VERIFY_WITH_TIMEOUT(stored(kFrames - 1) != nullptr, kPatience);
        goTo(5);
        trigger("mask.check");
        QVERIFY(stored(5)->checked);
        const Mask checked = stored(5)->mask;
        const Mask beyond = stored(8)->mask;
        goTo(2);
        trigger("tool.flood");
        click(35, 10);
        trigger("chain.track");
        auto* const strip = m_window->findChild<DecisionStrip*>();
        QTRY_VERIFY_WITH_TIMEOUT(!strip->text().isEmpty(), kPatience);
        trigger("chain.accept");
        QCOMPARE(stored(5)->mask, checked);
        QCOMPARE(stored(8)->mask, beyond);
    }
    void reviewFindsAFaultAndRepairsIt()
    {
        drawSquare(0);
        trigger("chain.track");
        QTRY_VERIFY_WITH_TIMEOUT(stored(kFrames - 1) != nullptr, kPatience);
        {
            // A tracker that lost it for one frame.
            m_window.reset();
            const auto project = std::move(*Project::open(path()));
            auto record = std::make_shared<MaskRecord>();
            record->mask = Mask::empty(kSize);
            record->presence = Presence::Absent;
            record->provenance.origin = Provenance::Origin::Tracked;
            VERIFY_RESULT(
                project->setMask(project->videos().front().id, ObjectId{1}, 6, record, {"lost", {}}));
        }
        m_window = std::make_unique<MainWindow>(*m_theme);
        m_window->show();
        m_window->openPaths({path()});
        m_canvas = m_window->findChild<CanvasWidget*>();
        QTRY_VERIFY_WITH_TIMEOUT(m_canvas->hasFrame(), kPatience);
        auto* const panel = m_window->findChild<ReviewPanel*>();
        QTRY_VERIFY_WITH_TIMEOUT(!panel->rows().empty(), kPatience);
        trigger("review.next");
        QTRY_COMPARE_WITH_TIMEOUT(m_canvas->frame().index, 6, kPatience);
        trigger("review.repair");
        QVERIFY(stored(6)->mask.iou(stored(5)->mask) > 0.5);
        trigger("review.check");
        QVERIFY(stored(6)->checked);
    }
    void oneFrameIsTrackedOnAKey()
    {
        drawSquare(2);
        trigger("chain.track_next");
        QTRY_COMPARE(m_canvas->frame().index, 3);
        QVERIFY2(iouAt(3, squareAt(3)) > 0.8, qPrintable(QString::number(iouAt(3, squareAt(3)))));
        QVERIFY(stored(4) == nullptr && stored(1) == nullptr);
        QCOMPARE(*stored(3)->provenance.from, 2);
        trigger("chain.track_next"); // on from what was tracked
        QTRY_COMPARE(m_canvas->frame().index, 4);
        QVERIFY(stored(4) != nullptr);
        // What a person made stays.
        goTo(3);
        const Mask drawn = stored(2)->mask;
        trigger("chain.track_previous");
        QTRY_COMPARE(m_canvas->frame().index, 2);
        QCOMPARE(stored(2)->mask, drawn);
        trigger("edit.undo");
        QVERIFY(stored(4) == nullptr && stored(3) != nullptr);
    }
    void whatIsFoundIsInTheLaneAtOnce()
    {
        drawSquare(0);
        auto* const timeline = m_window->findChild<TimelineWidget*>();
        auto* const lanes = m_window->findChild<LanePresenter*>();
        QImage before; // pictures of the film come one by one
        for (int same = 0; same < 4;) {
            QTest::qWait(250);
            const QImage now = timeline->grab().toImage();
            same = now == before ? same + 1 : 0;
            before = now;
        }
        lanes->addFound(ObjectId{1}, 5, true, 0.5F);
        lanes->addFound(ObjectId{1}, 6, true, 0.9F); // shown together with the first
        QTRY_VERIFY_WITH_TIMEOUT(timeline->grab().toImage() != before, kPatience);
        const QImage two = timeline->grab().toImage();
        lanes->addFound(ObjectId{1}, 8, false, 0.9F);
        QTRY_VERIFY_WITH_TIMEOUT(timeline->grab().toImage() != two,
                                 kPatience); // that it is not there is seen too
        lanes->dropFound(ObjectId{1}, {8, 8});
        lanes->addFound(ObjectId{1}, 6, true, 0.9F);
        QTRY_COMPARE_WITH_TIMEOUT(timeline->grab().toImage(), two, kPatience);
        lanes->clearFound();
        QTRY_COMPARE_WITH_TIMEOUT(timeline->grab().toImage(), before, kPatience);
    }
    void whereNothingCanBeTrackedThatIsSaid()
    {
        drawSquare(kFrames - 1);
        auto* const strip = m_window->findChild<MessageStrip*>();
        QVERIFY(!strip->isVisible());
        trigger("chain.track_forward");
        QVERIFY(strip->isVisible());
        QCOMPARE(storedMasks(), size_t(1));
        trigger("chain.track_backward");
        QTRY_COMPARE_WITH_TIMEOUT(storedMasks(), size_t(kFrames), kPatience);
    }
    void aSelectedRangeIsTrackedAnewAndCopied()
    {
        drawSquare(0);
        trigger("chain.track");
        QTRY_VERIFY(stored(kFrames - 1) != nullptr);
        auto* const timeline = m_window->findChild<TimelineWidget*>();
        const auto select = [&](FrameIndex first, FrameIndex last) {
            QTRY_VERIFY(!timeline->scene().lanes.empty());
            const TimelineScene& scene = timeline->scene();
            const auto at = [&](FrameIndex f) {
                return QPoint(int(scene.geometry.toX(f + 0.5)),
                              int(scene.rows.laneTop(0) + scene.rows.lane / 2));
            };
            QTest::mousePress(timeline, Qt::LeftButton, {}, at(first));
            QTest::mouseMove(timeline, at((first + last) / 2));
            QTest::mouseMove(timeline, at(last));
            QTest::mouseRelease(timeline, Qt::LeftButton, {}, at(last));
            QVERIFY(timeline->selection().has_value());
            QCOMPARE(timeline->selection()->second, (FrameRange{first, last}));
        };
        select(4, 7);
        trigger("mask.absent");
        QTRY_COMPARE(stored(5)->presence, Presence::Absent);
        trigger("edit.undo");
        select(4, 7);
        trigger("mask.delete");
        QVERIFY(stored(5) == nullptr);
        select(4, 7);
        trigger("chain.track_range");
        QTRY_VERIFY(stored(5) != nullptr);
        QVERIFY(iouAt(5, squareAt(5)) > 0.8);
        QCOMPARE(*stored(4)->provenance.from, 3); // from both sides
        QCOMPARE(*stored(7)->provenance.from, 8);
        // And over to a new object, all at once.
        select(4, 6);
        trigger("mask.copy");
        trigger("object.new");
        goTo(1);
        trigger("mask.paste");
        QVERIFY(stored(1, 2) != nullptr && stored(3, 2) != nullptr && stored(4, 2) == nullptr);
        QCOMPARE(stored(2, 2)->mask, stored(5)->mask);
    }
    void masksAreGivenToANewObject()
    {
        drawSquare(0);
        trigger("chain.track");
        QTRY_VERIFY(stored(kFrames - 1) != nullptr);
        goTo(6);
        trigger("object.give");
        auto* const dialog = m_window->findChild<ReassignDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        QVERIFY(!dialog->other().isValid());
        QCOMPARE(dialog->range(), (FrameRange{6, kFrames - 1}));
        dialog->chooseThisFrame();
        dialog->accept();
        QVERIFY(stored(6) == nullptr && stored(7) != nullptr);
        QVERIFY(stored(6, 2) != nullptr && stored(7, 2) == nullptr);
        QTRY_VERIFY(m_window->findChild<ReassignDialog*>() == nullptr);
        trigger("object.swap");
        auto* const swap = m_window->findChild<ReassignDialog*>();
        QVERIFY(swap != nullptr);
        QCOMPARE(swap->other(), ObjectId{2});
        swap->chooseRange({6, 7});
        swap->accept();
        QVERIFY(stored(6) != nullptr && stored(7) == nullptr);
        QVERIFY(stored(6, 2) == nullptr && stored(7, 2) != nullptr);
    }
    void theListSaysWhatIsKnownOnTheFrameShown()
    {
        drawSquare(0);
        goTo(1);
        trigger("mask.occluded");
        goTo(2);
        trigger("mask.out_of_frame");
        goTo(3);
        trigger("mask.absent");
        auto* const tree = m_window->findChild<ObjectsPanel*>()->findChild<QTreeWidget*>();
        const auto text = [&] { return tree->topLevelItem(0)->toolTip(1); };
        ObjectRow row;
        for (const auto& [frame, presence] : {std::pair{0, Presence::Annotated},
                                              {1, Presence::Occluded},
                                              {2, Presence::OutOfFrame},
                                              {3, Presence::Absent},
                                              {4, Presence::NotLooked}}) {
            goTo(frame);
            row.presence = presence;
            QTRY_COMPARE(text(), ObjectsPanel::presenceText(row));
        }
    }
};

REVSEG_TEST("masks", TestMasks)
#include "tst_masks.moc"
