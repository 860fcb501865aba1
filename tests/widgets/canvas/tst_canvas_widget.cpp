// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/canvas/box_tool.h"
#include "widgets/canvas/canvas_widget.h"

#include <QSignalSpy>
#include <QWheelEvent>

using namespace revseg;

namespace {

Frame grey(int width, int height)
{
    Frame f;
    f.image = QImage(width, height, QImage::Format_RGB32);
    f.image.fill(qRgb(90, 90, 90));
    return f;
}

} // namespace

class TestCanvasWidget final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void masksLieOverThePicture()
    {
        CanvasWidget canvas;
        canvas.resize(200, 160);
        canvas.setFrame(grey(200, 160), 1);
        canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&canvas));
        canvas.setMasks({{ObjectId{1}, {Mask::filled({200, 160}, {50, 20, 150, 80}), QColor(255, 0, 0)}}});
        const QImage shot = canvas.grab().toImage();
        QVERIFY(qRed(shot.pixel(100, 50)) > qGreen(shot.pixel(100, 50)) + 40);
        QCOMPARE(shot.pixel(10, 10), qRgb(90, 90, 90));
    }
    void aBoxIsDrawnWithTheMouseInNativePixels()
    {
        CanvasWidget canvas;
        BoxTool tool;
        canvas.resize(200, 160);
        canvas.setFrame(grey(400, 320), 1);
        canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&canvas));
        canvas.setTool(&tool);
        QSignalSpy drawn(&tool, &BoxTool::boxDrawn);
        QTest::mousePress(&canvas, Qt::LeftButton, {}, {20, 10});
        QTest::mouseMove(&canvas, {60, 50});
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {70, 60});
        QCOMPARE(drawn.size(), 1);
        const Box box = drawn[0][0].value<Box>();
        QVERIFY(box == (Box{40, 20, 140, 120}));
    }
    void escapeGivesABoxUp()
    {
        CanvasWidget canvas;
        BoxTool tool;
        canvas.resize(200, 160);
        canvas.setFrame(grey(400, 320), 1);
        canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&canvas));
        canvas.setTool(&tool);
        QSignalSpy drawn(&tool, &BoxTool::boxDrawn);
        QTest::mousePress(&canvas, Qt::LeftButton, {}, {20, 10});
        QTest::keyClick(&canvas, Qt::Key_Escape);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {70, 60});
        QCOMPARE(drawn.size(), 0);
    }
    void spaceHeldPansAndSpaceTappedPlays()
    {
        CanvasWidget canvas;
        BoxTool tool;
        canvas.resize(200, 160);
        canvas.setFrame(grey(400, 320), 1);
        canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&canvas));
        canvas.setTool(&tool);
        QSignalSpy tapped(&canvas, &CanvasWidget::spaceTapped);
        QSignalSpy drawn(&tool, &BoxTool::boxDrawn);
        QTest::keyClick(&canvas, Qt::Key_Space);
        QCOMPARE(tapped.size(), 1);
        const QRectF before = canvas.view().pictureRect();
        QTest::keyPress(&canvas, Qt::Key_Space);
        QTest::mousePress(&canvas, Qt::LeftButton, {}, {20, 10});
        QTest::mouseMove(&canvas, {40, 20});
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {40, 20});
        QTest::keyRelease(&canvas, Qt::Key_Space);
        QCOMPARE(tapped.size(), 1);
        QCOMPARE(drawn.size(), 0);
        QVERIFY(canvas.view().pictureRect() != before);
    }
    void thePixelUnderThePointerIsTold()
    {
        CanvasWidget canvas;
        canvas.resize(200, 160);
        canvas.setFrame(grey(400, 320), 1);
        canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&canvas));
        QSignalSpy hovered(&canvas, &CanvasWidget::hovered);
        QTest::mouseMove(&canvas, {50, 25});
        QTRY_VERIFY(!hovered.isEmpty());
        QCOMPARE(hovered.last()[0].toPoint(), QPoint(100, 50));
        QCOMPARE(*hovered.last()[1].value<std::optional<QRgb>>(), qRgb(90, 90, 90));
    }
    void aHeatMapLiesOverThePicture()
    {
        CanvasWidget canvas;
        canvas.resize(200, 160);
        canvas.setFrame(grey(200, 160), 1);
        canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&canvas));
        const auto shot = [&] { return canvas.grab().toImage(); };
        const QImage plain = shot();
        canvas.setHeat(CanvasHeat{2, 1, {0, 1}, 1, QStringLiteral("Attention of “duck”")});
        QVERIFY(canvas.hasHeat());
        const QImage hot = shot();
        // Dark and half through on the left, yellow on the right.
        QVERIFY(qGreen(hot.pixel(190, 20)) > 200 && qBlue(hot.pixel(190, 20)) < 90);
        QVERIFY(qGreen(hot.pixel(10, 20)) < 90 && qGreen(hot.pixel(10, 20)) > 30);
        QVERIFY(hot.pixel(20, 150) != plain.pixel(20, 150)); // the legend
        canvas.setHeat(CanvasHeat{2, 1, {0, 1}, 0.3, {}});
        QVERIFY(qGreen(shot().pixel(190, 20)) < qGreen(hot.pixel(190, 20)));
        canvas.setHeat(CanvasHeat{2, 2, {0, 1}, 1, {}}); // no map of two cells by two
        QVERIFY(!canvas.hasHeat());
        canvas.setHeat(std::nullopt);
        QCOMPARE(shot(), plain);
    }
};

REVSEG_TEST("canvas_widget", TestCanvasWidget)
#include "tst_canvas_widget.moc"
