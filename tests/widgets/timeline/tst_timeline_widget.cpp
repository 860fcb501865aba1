// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/timeline/timeline_widget.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QWheelEvent>

#include <memory>

using namespace revseg;

Q_DECLARE_METATYPE(std::vector<revseg::FrameIndex>)

class TestTimelineWidget final : public test::TestCase
{
    Q_OBJECT
    std::unique_ptr<TimelineWidget> m_widget;

    TimelineWidget& w() { return *m_widget; }
    QPoint inRuler(FrameIndex f) { return {int(w().scene().geometry.toX(f + 0.5)), 4}; }
    QPoint inFilm(FrameIndex f) { return {inRuler(f).x(), w().scene().rows.filmTop() + 20}; }
    QPoint inLane(int i, FrameIndex f) { return {inRuler(f).x(), w().scene().rows.laneTop(i) + 5}; }
    QPoint onDiamond(FrameIndex f) { return {inRuler(f).x(), w().scene().rows.filmTop()}; }

    static TimelineLane lane(int object, const QString& name)
    {
        TimelineLane l;
        l.object = object;
        l.name = name;
        l.color = QColor(200, 0, 0);
        l.masks = {{10, 59}};
        return l;
    }
    void wheel(QPoint at, int delta, Qt::KeyboardModifiers keys = {})
    {
        QWheelEvent e(at, w().mapToGlobal(at), {}, {0, delta}, Qt::NoButton, keys, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&w(), &e);
    }

protected:
    void prepare() override
    {
        m_widget = std::make_unique<TimelineWidget>();
        w().resize(900, 300);
        w().setVideo(100, 25);
        w().setLanes({lane(7, QStringLiteral("duck")), lane(9, QStringLiteral("car"))}, 7);
        w().show();
        QVERIFY(QTest::qWaitForWindowExposed(m_widget.get()));
        // Drags are told from clicks by distance: frames are wide here.
        QVERIFY(w().scene().geometry.scale() > 5);
    }

private Q_SLOTS:
    void pressAndDragScrubs()
    {
        QSignalSpy spy(&w(), &TimelineWidget::scrubbed);
        connect(&w(), &TimelineWidget::scrubbed, &w(), &TimelineWidget::setPosition);
        QTest::mousePress(&w(), Qt::LeftButton, {}, inRuler(20));
        QTest::mouseMove(&w(), inRuler(30));
        QTest::mouseMove(&w(), inRuler(30) + QPoint(1, 0)); // the same frame is not asked for again
        QTest::mouseMove(&w(), {5000, 4});
        QTest::mouseRelease(&w(), Qt::LeftButton, {}, {5000, 4});
        QTest::mouseClick(&w(), Qt::LeftButton, {}, inFilm(44));
        QList<int> frames;
        for (const auto& call : spy)
            frames << call[0].toInt();
        QCOMPARE(frames, QList<int>({20, 30, 99, 44}));
    }
    void clickInALaneChoosesObjectAndFrame()
    {
        QSignalSpy objects(&w(), &TimelineWidget::objectActivated);
        QSignalSpy frames(&w(), &TimelineWidget::scrubbed);
        QSignalSpy ranges(&w(), &TimelineWidget::rangeSelected);
        QTest::mouseClick(&w(), Qt::LeftButton, {}, inLane(1, 33));
        QCOMPARE(objects.size(), 1);
        QCOMPARE(objects[0][0].toInt(), 9);
        QCOMPARE(frames.size(), 1);
        QCOMPARE(frames[0][0].toInt(), 33);
        QCOMPARE(ranges.size(), 0);
    }
    void dragInALaneSelectsARange()
    {
        QSignalSpy ranges(&w(), &TimelineWidget::rangeSelected);
        QSignalSpy frames(&w(), &TimelineWidget::scrubbed);
        QTest::mousePress(&w(), Qt::LeftButton, {}, inLane(1, 60));
        QTest::mouseMove(&w(), inLane(1, 50));
        QTest::mouseMove(&w(), inLane(1, 41));
        QTest::mouseRelease(&w(), Qt::LeftButton, {}, inLane(1, 41));
        QCOMPARE(ranges.size(), 1);
        QCOMPARE(ranges[0][0].toInt(), 9);
        QCOMPARE(ranges[0][1].value<FrameRange>(), (FrameRange{41, 60}));
        QCOMPARE(frames.size(), 0);
    }
    void aSelectionIsForgottenWhenThePlayheadLeavesIt()
    {
        QTest::mousePress(&w(), Qt::LeftButton, {}, inLane(1, 60));
        QTest::mouseMove(&w(), inLane(1, 50));
        QTest::mouseMove(&w(), inLane(1, 41));
        QTest::mouseRelease(&w(), Qt::LeftButton, {}, inLane(1, 41));
        QVERIFY(w().selection().has_value()); // wherever the playhead was then
        w().setPosition(45);
        w().setPosition(60);
        QVERIFY(w().selection().has_value());
        w().setPosition(61);
        QVERIFY(!w().selection().has_value());
    }
    void escapeGivesASelectionUp()
    {
        QSignalSpy ranges(&w(), &TimelineWidget::rangeSelected);
        QTest::mousePress(&w(), Qt::LeftButton, {}, inLane(0, 20));
        QTest::mouseMove(&w(), inLane(0, 50));
        QTest::keyClick(&w(), Qt::Key_Escape);
        QTest::mouseRelease(&w(), Qt::LeftButton, {}, inLane(0, 50));
        QCOMPARE(ranges.size(), 0);
    }
    void theKeyframeIsDraggedWhereThatIsAllowed()
    {
        QSignalSpy moved(&w(), &TimelineWidget::keyframeMoved);
        QSignalSpy scrubbed(&w(), &TimelineWidget::scrubbed);
        w().setKeyframe(30);
        const auto drag = [&](FrameIndex to) {
            QTest::mousePress(&w(), Qt::LeftButton, {}, onDiamond(30));
            QTest::mouseMove(&w(), onDiamond((30 + to) / 2));
            QTest::mouseMove(&w(), onDiamond(to));
            QTest::mouseRelease(&w(), Qt::LeftButton, {}, onDiamond(to));
        };
        drag(50);
        QCOMPARE(moved.size(), 0);
        w().setKeyframeEditable(true);
        scrubbed.clear();
        drag(50);
        QCOMPARE(moved.size(), 1);
        QCOMPARE(moved[0][0].toInt(), 50);
        QCOMPARE(scrubbed.size(), 0);
        QCOMPARE(w().scene().keyframe, std::optional<FrameIndex>(30)); // its owner decides
        drag(30);
        QCOMPARE(moved.size(), 1); // back where it was
    }
    void sampledFramesAttractTheKeyframe()
    {
        QSignalSpy moved(&w(), &TimelineWidget::keyframeMoved);
        w().setKeyframeEditable(true);
        w().setKeyframe(30);
        w().setSamples({{0, 10, 0.4}, {1, 50, 2.0}});
        QTest::mousePress(&w(), Qt::LeftButton, {}, onDiamond(30));
        QTest::mouseMove(&w(), onDiamond(45));
        QTest::mouseMove(&w(), onDiamond(50) + QPoint(4, 0));
        QTest::mouseRelease(&w(), Qt::LeftButton, {}, onDiamond(50) + QPoint(4, 0));
        QCOMPARE(moved.size(), 1);
        QCOMPARE(moved[0][0].toInt(), 50);
    }
    void escapeGivesAKeyframeDragUp()
    {
        QSignalSpy moved(&w(), &TimelineWidget::keyframeMoved);
        w().setKeyframeEditable(true);
        w().setKeyframe(30);
        QTest::mousePress(&w(), Qt::LeftButton, {}, onDiamond(30));
        QTest::mouseMove(&w(), onDiamond(60));
        QTest::keyClick(&w(), Qt::Key_Escape);
        QTest::mouseRelease(&w(), Qt::LeftButton, {}, onDiamond(60));
        QCOMPARE(moved.size(), 0);
    }
    void aClickOnAMarkerGoesThere()
    {
        w().setMarkers({{80, QStringLiteral("late"), {}}, {20, QStringLiteral("a long marker name"), {}}});
        QCOMPARE(w().scene().markers[0].frame, 20);
        QSignalSpy spy(&w(), &TimelineWidget::scrubbed);
        const TimelineRows& rows = w().scene().rows;
        const QPoint onName(inRuler(20).x() + 25, rows.ruler + rows.markers / 2);
        QTest::mouseClick(&w(), Qt::LeftButton, {}, onName);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].toInt(), 20);
    }
    void wheelScrollsAndZoomsAtThePointer()
    {
        const QPoint at = inFilm(40);
        wheel(at, 120, Qt::ControlModifier);
        wheel(at, 240, Qt::ControlModifier);
        QVERIFY(w().scene().geometry.isZoomed());
        QCOMPARE(w().scene().geometry.toFrame(at.x()), 40);
        const double first = w().scene().geometry.firstVisible();
        wheel(at, -120);
        QVERIFY(w().scene().geometry.firstVisible() > first);
        QTest::keyClick(&w(), Qt::Key_0);
        QVERIFY(!w().scene().geometry.isZoomed());
        QTest::keyClick(&w(), Qt::Key_Plus);
        QVERIFY(w().scene().geometry.isZoomed());
    }
    void manyLanesScroll()
    {
        std::vector<TimelineLane> lanes;
        for (int i = 1; i <= 50; ++i)
            lanes.push_back(lane(i, QString::number(i)));
        w().setLanes(lanes, 1);
        const QPoint at = inLane(0, 20);
        for (int i = 0; i < 16; ++i)
            wheel(at, -15); // a fine wheel: small steps add up
        QCOMPARE(w().scene().rows.scroll, 2 * w().scene().rows.lane);
        w().setLanes(lanes, 50); // a new current object comes into sight
        QCOMPARE(w().scene().rows.lastLane(), 49);
        w().setLanes({lanes[0]}, 1);
        QCOMPARE(w().scene().rows.scroll, 0);
    }
    void upAndDownChooseTheObject()
    {
        QSignalSpy spy(&w(), &TimelineWidget::objectActivated);
        QTest::keyClick(&w(), Qt::Key_Up); // the first one is chosen already
        QCOMPARE(spy.size(), 0);
        QTest::keyClick(&w(), Qt::Key_Down);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].toInt(), 9);
    }
    void theRulersUnitIsAClickAway()
    {
        QSignalSpy spy(&w(), &TimelineWidget::rulerUnitChanged);
        QTest::mouseClick(&w(), Qt::LeftButton, {}, {10, 5});
        QCOMPARE(spy.size(), 1);
        QCOMPARE(w().rulerUnit(), RulerUnit::Time);
        QTest::mouseClick(&w(), Qt::LeftButton, {}, {10, 5});
        QCOMPARE(w().rulerUnit(), RulerUnit::Frames);
    }
    void thumbnailsAreAskedForOnce()
    {
        QList<std::vector<FrameIndex>> asked;
        connect(&w(), &TimelineWidget::thumbnailsWanted, &w(),
                [&](const std::vector<FrameIndex>& frames, int height) {
                    asked << frames;
                    QCOMPARE(height, w().scene().rows.film);
                });
        w().setVideo(100, 25);
        QTRY_COMPARE(asked.size(), 1);
        for (const FilmSlot& slot : filmSlots(w().scene().geometry, w().scene().filmCell()))
            QVERIFY(std::find(asked[0].begin(), asked[0].end(), slot.frame) != asked[0].end());
        QImage picture(160, 90, QImage::Format_RGB32);
        picture.fill(Qt::green);
        for (const FrameIndex f : asked[0])
            w().setThumbnail(f, picture);
        const QColor seen = w().grab().toImage().pixelColor(inFilm(50));
        QVERIFY(seen.green() > 200 && seen.red() < 60);
        w().setFrames(100);
        QTest::qWait(250);
        QCOMPARE(asked.size(), 1);
        w().setVideo(100, 25); // another video: none of them hold
        QTRY_COMPARE(asked.size(), 2);
    }
    void framesTheModelSawAreAskedForToo()
    {
        QList<std::vector<FrameIndex>> asked;
        connect(&w(), &TimelineWidget::thumbnailsWanted, &w(),
                [&](const std::vector<FrameIndex>& frames, int) { asked << frames; });
        w().setSamples({{0, 0, 0}, {1, 97, 3.88}, {2, 500, 20}});
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(std::count(asked[0].begin(), asked[0].end(), 97), 1);
        QCOMPARE(std::count(asked[0].begin(), asked[0].end(), 0), 1);
        QCOMPARE(std::count(asked[0].begin(), asked[0].end(), 500), 0); // past the end
    }
    void whatOthersSetOutlivesANewVideo()
    {
        // A stored run is shown before its video is open.
        w().setSamples({{0, 10, 0.4}});
        w().setKeyframe(10);
        w().setVideo(80, 24);
        QCOMPARE(w().scene().samples.size(), size_t(1));
        QCOMPARE(w().scene().keyframe, std::optional<FrameIndex>(10));
    }
    void masksStaleAndDamagedFramesShow()
    {
        TimelineLane l = lane(7, QStringLiteral("duck"));
        const auto pixel = [&](FrameIndex f) {
            const TimelineRows& rows = w().scene().rows;
            return w().grab().toImage().pixelColor(inRuler(f).x(), rows.laneTop(0) + rows.lane / 2);
        };
        w().setPosition(99);
        w().setLanes({l}, 0);
        QVERIFY(pixel(30).red() > 150 && pixel(30).green() < 100);
        QVERIFY(pixel(70).green() > 150); // no mask, bare background
        const QImage fresh = w().grab().toImage();
        l.stale = {{20, 40}};
        w().setLanes({l}, 0);
        QVERIFY(w().grab().toImage() != fresh);
        w().setDamaged({{50, 52}});
        const QColor bar = w().grab().toImage().pixelColor(inRuler(51).x(), w().scene().rows.ruler - 2);
        QVERIFY(bar.red() > 150 && bar.green() < 120);
    }
    void theTooltipSaysWhatIsThere()
    {
        w().setSamples({{3, 25, 1.0}});
        TimelineLane l = lane(7, QStringLiteral("duck"));
        l.checked = {25};
        l.scores.assign(100, 0.5F);
        w().setLanes({l}, 7);
        QVERIFY2(w().describe(inFilm(25)).startsWith(QLatin1String("Frame 25, 0:01.00")),
                 qPrintable(w().describe(inFilm(25))));
        QVERIFY(w().describe(inFilm(25)).contains(QLatin1String("Sample 3")));
        QVERIFY(!w().describe(inFilm(40)).contains(QLatin1String("Sample")));
        QVERIFY(w().describe(inLane(0, 25)).contains(QLatin1String("duck, checked, score 0.50")));
        QVERIFY(w().describe(inLane(0, 80)).contains(QLatin1String("no mask")));
        QCOMPARE(w().describe({20, inLane(0, 80).y()}), QStringLiteral("duck"));
    }
    void aTickOfASampledFrameLightsUp()
    {
        w().setSamples({{0, 10, 0.4}, {1, 50, 2.0}});
        std::optional<FrameIndex> lit;
        connect(&w(), &TimelineWidget::frameHovered, &w(), [&](std::optional<FrameIndex> f) { lit = f; });
        QTest::mouseMove(&w(), {inRuler(50).x(), w().scene().rows.lanesTop() - 4});
        QCOMPARE(lit, std::optional<FrameIndex>(50));
        QTest::mouseMove(&w(), inRuler(80));
        QVERIFY(!lit);
    }
    void nothingOpenIsNoTrouble()
    {
        w().setVideo(0, 0);
        w().setLanes({}, 0);
        QSignalSpy scrubbed(&w(), &TimelineWidget::scrubbed);
        QTest::mouseClick(&w(), Qt::LeftButton, {}, {400, 5});
        wheel({400, 5}, 120, Qt::ControlModifier);
        QTest::keyClick(&w(), Qt::Key_Down);
        QVERIFY(!w().grab().isNull());
        QCOMPARE(scrubbed.size(), 0);
    }
    void tenThousandFramesOfFiftyObjectsStaySmooth()
    {
        std::vector<TimelineLane> lanes;
        for (int i = 1; i <= 50; ++i) {
            TimelineLane l = lane(i, QString::number(i));
            l.masks.clear();
            for (int f = 0; f < 10'000; f += 4)
                l.masks.push_back({f, f + 1 + i % 2});
            l.scores.assign(10'000, 0.7F);
            l.stale = {{2000, 9000}};
            lanes.push_back(std::move(l));
        }
        w().setVideo(10'000, 30);
        // Painting all lanes each time takes at least as long as the first time; the best of many moves of
        // the playhead is far below that, whatever else the machine does.
        QElapsedTimer timer;
        timer.start();
        w().setLanes(std::move(lanes), 1);
        w().repaint();
        const qint64 all = timer.nsecsElapsed();
        qint64 best = all;
        for (int i = 0; i < 50; ++i) {
            timer.start();
            w().setPosition(i * 150 + 1);
            w().repaint();
            best = std::min(best, timer.nsecsElapsed());
        }
        QVERIFY2(best * 2 < all, qPrintable(QStringLiteral("%1 of %2 ns").arg(best).arg(all)));
    }
};

REVSEG_TEST("timeline_widget", TestTimelineWidget)
#include "tst_timeline_widget.moc"
