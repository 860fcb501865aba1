// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/canvas/brush_tool.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/canvas/combine_mode.h"
#include "widgets/canvas/flood_tool.h"
#include "widgets/canvas/lasso_tool.h"
#include "widgets/canvas/point_tool.h"
#include "widgets/canvas/polygon_tool.h"
#include "widgets/canvas/transform_tool.h"

#include <QSignalSpy>

using namespace revseg;

namespace {

constexpr Size kSize{400, 320};

/// A canvas of 200×160 that shows 400×320 pixels: two native ones for each of its own.
struct Stage
{
    CanvasWidget canvas;

    explicit Stage(CanvasTool& tool)
    {
        Frame frame;
        frame.image = QImage(kSize.width, kSize.height, QImage::Format_RGB32);
        frame.image.fill(qRgb(90, 90, 90));
        canvas.resize(200, 160);
        canvas.setFrame(frame, 1);
        canvas.show();
        if (!QTest::qWaitForWindowExposed(&canvas))
            qFatal("no window");
        canvas.setTool(&tool);
    }
    void drag(std::initializer_list<QPoint> way, Qt::MouseButton button = Qt::LeftButton,
              Qt::KeyboardModifiers held = {})
    {
        QTest::mousePress(&canvas, button, held, *way.begin());
        for (const QPoint& p : way) {
            QMouseEvent move(QEvent::MouseMove, p, canvas.mapToGlobal(p), Qt::NoButton, button, held);
            QCoreApplication::sendEvent(&canvas, &move);
        }
        QTest::mouseRelease(&canvas, button, held, *(way.end() - 1));
    }
    void click(QPoint at, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers held = {})
    {
        QTest::mouseClick(&canvas, button, held, at);
    }
};

} // namespace

class TestTools final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void aPolygonIsClosedInThreeWays_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("Enter") << 0;
        QTest::newRow("the first corner") << 1;
        QTest::newRow("a double click") << 2;
    }
    void aPolygonIsClosedInThreeWays()
    {
        QFETCH(int, way);
        PolygonTool tool;
        Stage stage(tool);
        std::vector<Point> drawn;
        connect(&tool, &PolygonTool::polygonDrawn, &tool, [&drawn](const auto& c) { drawn = c; });
        for (const QPoint p : {QPoint(20, 20), QPoint(80, 20), QPoint(80, 60)})
            stage.click(p);
        QVERIFY(drawn.empty());
        if (way == 0)
            QTest::keyClick(&stage.canvas, Qt::Key_Return);
        else if (way == 1)
            stage.click({22, 21});
        else
            QTest::mouseDClick(&stage.canvas, Qt::LeftButton, {}, {80, 60});
        QVERIFY(drawn.size() >= 3);
        QCOMPARE(drawn[0], (Point{40, 40}));
        QCOMPARE(drawn[2], (Point{160, 120}));
        QVERIFY(!tool.commit());
    }
    void cornersAreTakenBackAndSetAgain()
    {
        PolygonTool tool;
        Stage stage(tool);
        std::vector<Point> drawn;
        connect(&tool, &PolygonTool::polygonDrawn, &tool, [&drawn](const auto& c) { drawn = c; });
        QVERIFY(!tool.stepBack());
        for (const QPoint p : {QPoint(20, 20), QPoint(80, 20), QPoint(80, 60), QPoint(10, 90)})
            stage.click(p);
        QTest::keyClick(&stage.canvas, Qt::Key_Backspace);
        QVERIFY(tool.stepBack());
        QVERIFY(tool.stepForward());
        QVERIFY(tool.commit());
        QCOMPARE(drawn.size(), size_t(3));
    }
    void twoCornersAreNoPolygonAndEscapeGivesUp()
    {
        PolygonTool tool;
        Stage stage(tool);
        QSignalSpy drawn(&tool, &PolygonTool::polygonDrawn);
        stage.click({20, 20});
        stage.click({80, 20});
        QTest::keyClick(&stage.canvas, Qt::Key_Return);
        for (const QPoint p : {QPoint(20, 20), QPoint(80, 20), QPoint(80, 60)})
            stage.click(p);
        QTest::keyClick(&stage.canvas, Qt::Key_Escape);
        QTest::keyClick(&stage.canvas, Qt::Key_Return);
        QCOMPARE(drawn.size(), 0);
    }
    void aLassoGivesItsOutline()
    {
        LassoTool tool;
        Stage stage(tool);
        std::vector<Point> drawn;
        connect(&tool, &LassoTool::areaDrawn, &tool, [&drawn](const auto& c) { drawn = c; });
        stage.drag({{20, 20}, {60, 20}, {60, 60}, {20, 60}});
        QVERIFY(drawn.size() >= 4);
        QCOMPARE(drawn.front(), (Point{40, 40}));
        QCOMPARE(drawn.back(), (Point{40, 120}));
    }
    void keysHeldChooseWhatAnAreaDoes()
    {
        QCOMPARE(combineMode(CombineMode::Replace, {}), CombineMode::Replace);
        QCOMPARE(combineMode(CombineMode::Replace, Qt::ShiftModifier), CombineMode::Add);
        QCOMPARE(combineMode(CombineMode::Add, Qt::AltModifier), CombineMode::Subtract);
        QCOMPARE(combineMode(CombineMode::Add, Qt::ControlModifier), CombineMode::Subtract);
    }
    void theRightButtonOfTheBrushErases()
    {
        BrushTool tool(false, nullptr);
        tool.setDiameter(20);
        Stage stage(tool);
        Mask mask = Mask::empty(kSize);
        bool erased = false;
        tool.setTarget([&mask] { return BrushTool::Target{ObjectId{1}, mask, Qt::red}; });
        connect(&tool, &BrushTool::painted, &tool, [&](const Mask& m, bool e) {
            mask = m;
            erased = e;
        });
        stage.drag({{50, 50}, {100, 50}});
        QVERIFY(!erased);
        QVERIFY(mask.contains(150, 100));
        stage.drag({{75, 40}, {75, 60}}, Qt::RightButton);
        QVERIFY(erased);
        QVERIFY(!mask.contains(150, 100));
        QVERIFY(mask.contains(110, 100));
    }
    void aSquareBrushPaintsSquares()
    {
        BrushTool tool(false, nullptr);
        tool.setDiameter(20);
        tool.setShape(BrushShape::Square);
        Stage stage(tool);
        Mask mask = Mask::empty(kSize);
        tool.setTarget([&mask] { return BrushTool::Target{ObjectId{1}, mask, Qt::red}; });
        connect(&tool, &BrushTool::painted, &tool, [&](const Mask& m, bool) { mask = m; });
        stage.click({50, 50});
        QCOMPARE(mask, Mask::filled(kSize, {90, 90, 110, 110}));
    }
    void altAndADragChangeTheSize()
    {
        BrushTool tool(false, nullptr);
        tool.setDiameter(20);
        Stage stage(tool);
        tool.setTarget([] { return BrushTool::Target{ObjectId{1}, Mask::empty(kSize), Qt::red}; });
        QSignalSpy painted(&tool, &BrushTool::painted);
        stage.drag({{50, 50}, {60, 50}}, Qt::LeftButton, Qt::AltModifier);
        QCOMPARE(tool.diameter(), 40);
        QCOMPARE(painted.size(), 0);
    }
    void aMaskIsDraggedAndScaled()
    {
        TransformTool tool;
        Stage stage(tool);
        tool.setTarget([] {
            return TransformTool::Target{ObjectId{1}, Mask::filled(kSize, {100, 100, 200, 180}), Qt::red};
        });
        QSignalSpy changed(&tool, &TransformTool::transformed);
        stage.drag({{75, 70}, {85, 75}});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toDouble(), 1.0);
        QCOMPARE(changed[0][2].value<Point>(), (Point{20, 10}));
        // The lower right corner, away from the upper left one.
        stage.drag({{100, 90}, {150, 130}});
        QCOMPARE(changed.size(), 2);
        QCOMPARE(changed[1][0].toDouble(), 2.0);
        QCOMPARE(changed[1][1].value<Point>(), (Point{100, 100}));
    }
    void clicksAreGatheredUntilTheyAreTaken()
    {
        PointTool tool;
        Stage stage(tool);
        QSignalSpy changed(&tool, &PointTool::pointsChanged);
        QSignalSpy committed(&tool, &PointTool::committed);
        QSignalSpy cancelled(&tool, &PointTool::cancelled);
        stage.click({20, 20});
        stage.click({30, 30}, Qt::RightButton);
        stage.click({40, 30}, Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(tool.points(),
                 (std::vector<CanvasPoint>{{{40, 40}, true}, {{60, 60}, false}, {{80, 60}, false}}));
        QVERIFY(tool.stepBack());
        QCOMPARE(changed.size(), 4);
        QTest::keyClick(&stage.canvas, Qt::Key_Return);
        QCOMPARE(committed.size(), 1);
        QTest::keyClick(&stage.canvas, Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
        QVERIFY(tool.points().empty());
    }
    void aBoxIsRefinedByClicksUntilItIsTaken()
    {
        PointTool tool(PointTool::Start::Box);
        Stage stage(tool);
        QSignalSpy changed(&tool, &PointTool::pointsChanged);
        QSignalSpy committed(&tool, &PointTool::committed);
        QSignalSpy cancelled(&tool, &PointTool::cancelled);
        stage.click({20, 20}); // nothing to refine yet
        stage.click({20, 20}, Qt::RightButton);
        QCOMPARE(changed.size(), 0);
        QTest::keyClick(&stage.canvas, Qt::Key_Return);
        QCOMPARE(committed.size(), 0);
        stage.drag({{20, 20}, {30, 25}, {50, 40}});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(tool.box(), std::optional<Box>({40, 40, 100, 80}));
        stage.click({30, 30});
        stage.click({40, 30}, Qt::RightButton);
        QCOMPARE(tool.points(), (std::vector<CanvasPoint>{{{60, 60}, true}, {{80, 60}, false}}));
        QVERIFY(tool.stepBack() && tool.stepBack());
        QVERIFY(tool.box() && tool.points().empty());
        QVERIFY(tool.stepBack());
        QVERIFY(!tool.box() && !tool.stepBack());
        stage.drag({{20, 20}, {50, 40}});
        stage.click({30, 30});
        stage.drag({{60, 20}, {50, 40}}); // another box begins anew
        QVERIFY(tool.points().empty());
        QCOMPARE(tool.box(), std::optional<Box>({100, 40, 120, 80}));
        QTest::keyClick(&stage.canvas, Qt::Key_Return);
        QCOMPARE(committed.size(), 1);
        QTest::keyClick(&stage.canvas, Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
        QVERIFY(!tool.box());
    }
    /// Where a click would do nothing there is nothing to show ahead of it.
    void theNextClickIsToldWhereItWouldCount()
    {
        PointTool tool(PointTool::Start::Box);
        Stage stage(tool);
        std::vector<std::optional<CanvasPoint>> told;
        connect(&tool, &PointTool::hovered, this, [&told](const auto& point) { told.push_back(point); });
        tool.move({});
        QVERIFY(told.empty());
        stage.drag({{20, 20}, {50, 40}});
        CanvasEvent over;
        over.at = {60, 50};
        tool.move(over);
        QCOMPARE(told.back()->at, (Point{60, 50}));
        QVERIFY(told.back()->include);
        tool.clear(); // taken or given up: what would have been is over
        QVERIFY(!told.back());
        const size_t count = told.size();
        tool.move(over);
        QCOMPARE(told.size(), count);
    }
    void aFloodTellsWhereAndTheWheelHowMuch()
    {
        FloodTool tool;
        Stage stage(tool);
        QSignalSpy flooded(&tool, &FloodTool::flooded);
        stage.click({20, 30});
        QCOMPARE(flooded[0][0].value<Point>(), (Point{40, 60}));
        const int before = tool.tolerance();
        QVERIFY(tool.wheel(1, Qt::ControlModifier));
        QVERIFY(tool.tolerance() > before);
        QVERIFY(!tool.wheel(1, {}));
    }
};

REVSEG_TEST("tools", TestTools)
#include "tst_tools.moc"
