// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/canvas/view_transform.h"

using namespace revseg;

class TestViewTransform final : public test::TestCase
{
    Q_OBJECT
    static ViewTransform view(Size native = {1280, 720}, QSizeF widget = {640, 480}, double ratio = 1,
                              double aspect = 1)
    {
        ViewTransform v;
        v.setViewport(widget, ratio);
        v.setPicture(native, aspect);
        return v;
    }
    static bool near(QPointF a, QPointF b)
    {
        return std::abs(a.x() - b.x()) < 1e-9 && std::abs(a.y() - b.y()) < 1e-9;
    }
private Q_SLOTS:
    void fittingShowsTheWholePictureInTheMiddle()
    {
        const ViewTransform v = view();
        QCOMPARE(v.pictureRect(), QRectF(0, 60, 640, 360));
        QCOMPARE(v.zoom(), 0.5);
    }
    void thereAndBack()
    {
        ViewTransform v = view();
        v.setZoom(3.7, {100, 90});
        v.pan({13, -4});
        const Point p{123.25, 77.5};
        const Point back = v.toNative(v.toWidget(p));
        QVERIFY(std::abs(back.x - p.x) < 1e-9 && std::abs(back.y - p.y) < 1e-9);
    }
    void zoomKeepsWhatIsUnderThePointer()
    {
        ViewTransform v = view();
        const QPointF pointer(200, 200);
        const Point before = v.toNative(pointer);
        v.setZoom(4, pointer);
        QVERIFY(near(v.toWidget(before), pointer));
        QVERIFY(!v.isFitted());
    }
    void oneToOneIsOneScreenPixelOnHighDensityScreens()
    {
        ViewTransform v = view({1280, 720}, {640, 480}, 2.0);
        v.setZoom(1, {320, 240});
        QCOMPARE(v.scaleX(), 0.5);
    }
    void widePixelsAreShownWide()
    {
        const ViewTransform v = view({720, 576}, {1024, 576}, 1, 64.0 / 45.0);
        QCOMPARE(v.pictureRect().width() / v.pictureRect().height(), 1024.0 / 576.0);
    }
    void theZoomIsBounded()
    {
        ViewTransform v = view();
        v.setZoom(1e9, {0, 0});
        QCOMPARE(v.zoom(), ViewTransform::kMostZoom);
        v.setZoom(0, {0, 0});
        QCOMPARE(v.zoom(), ViewTransform::kLeastZoom);
    }
    void thePictureCannotBeLost()
    {
        ViewTransform v = view();
        v.pan({1e6, -1e6});
        QVERIFY(v.pictureRect().intersects(QRectF(0, 0, 640, 480)));
        v.pan({-2e6, 2e6});
        QVERIFY(v.pictureRect().intersects(QRectF(0, 0, 640, 480)));
    }
    void aFittedPictureStaysFittedWhenTheWindowChanges()
    {
        ViewTransform v = view();
        v.setViewport({1280, 720}, 1);
        QCOMPARE(v.pictureRect(), QRectF(0, 0, 1280, 720));
    }
    void visiblePixels()
    {
        ViewTransform v = view();
        v.setZoom(2, {0, 60});
        const Box b = v.visible();
        QCOMPARE(b.x1, 0.0);
        QCOMPARE(b.x2, 320.0);
    }
};

REVSEG_TEST("view_transform", TestViewTransform)
#include "tst_view_transform.moc"
