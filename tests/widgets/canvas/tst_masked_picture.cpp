// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/canvas/masked_picture.h"

#include <random>

using namespace revseg;

namespace {

constexpr Size kSize{97, 61};

QImage picture()
{
    QImage image(kSize.width, kSize.height, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, qRgb(x * 2, y * 3, (x * y) & 0xFF));
    }
    return image;
}

QImage blendedAnew(const std::vector<CanvasMask>& masks, const OverlayStyle& style)
{
    std::vector<MaskOverlay> overlays;
    for (const CanvasMask& m : masks)
        overlays.push_back(m.overlay);
    return blendMasks(picture(), overlays, style);
}

Mask mask(double x1, double y1, double x2, double y2)
{
    return Mask::filled(kSize, {x1, y1, x2, y2});
}

} // namespace

class TestMaskedPicture final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatAMaskTouchesChanges()
    {
        MaskedPicture shown;
        shown.setPicture(picture());
        const CanvasMask a{ObjectId{1}, {mask(5, 5, 20, 20), Qt::red}};
        CanvasMask b{ObjectId{2}, {mask(40, 20, 60, 50), Qt::blue}};
        shown.setMasks({a, b});
        shown.image();
        QVERIFY(shown.setMasks({a, b}).isEmpty());
        b.overlay.mask = b.overlay.mask.united(mask(60, 30, 64, 33));
        const QRect changed = shown.setMasks({a, b});
        QVERIFY2(changed.contains(QRect(60, 30, 4, 3)), "what was added");
        QVERIFY2(changed.width() < 12 && changed.height() < 12, "no more than that and its outline");
    }
    /// Masks that come, go, grow, change colour and order: always as blending everything anew would show it.
    void equalsBlendingEverythingAnew_data()
    {
        QTest::addColumn<bool>("outline");
        QTest::addColumn<bool>("patterns");
        QTest::newRow("fill") << false << false;
        QTest::newRow("outline") << true << false;
        QTest::newRow("outline and patterns") << true << true;
    }
    void equalsBlendingEverythingAnew()
    {
        QFETCH(const bool, outline);
        QFETCH(const bool, patterns);
        OverlayStyle style;
        style.outline = outline;
        style.patterns = patterns;
        MaskedPicture shown;
        shown.setPicture(picture());
        shown.setStyle(style);
        std::mt19937 random(7);
        const auto below = [&random](int n) { return int(random() % unsigned(n)); };
        std::vector<CanvasMask> masks;
        for (int step = 0; step < 300; ++step) {
            const int x = below(kSize.width - 8);
            const int y = below(kSize.height - 8);
            const Mask piece = mask(x, y, x + 2 + below(30), y + 2 + below(20));
            const int what = masks.empty() ? 0 : below(6);
            const size_t at = masks.empty() ? 0 : size_t(below(int(masks.size())));
            if (what == 0 && masks.size() < 5)
                masks.push_back({ObjectId{100 + step}, {piece, QColor::fromHsv(below(360), 255, 255), step}});
            else if (what == 1)
                masks.erase(masks.begin() + ptrdiff_t(at));
            else if (what == 2)
                masks[at].overlay.mask = masks[at].overlay.mask.subtracted(piece);
            else if (what == 3)
                masks[at].overlay.color = QColor::fromHsv(below(360), 255, 255);
            else if (what == 4)
                std::swap(masks[at], masks[0]);
            else if (!masks.empty())
                masks[at].overlay.mask = masks[at].overlay.mask.united(piece);
            shown.setMasks(masks);
            if (below(3) != 0) // not every change is painted at once
                QCOMPARE(shown.image(), blendedAnew(masks, style));
        }
    }
    /// Frames with and without masks, of other sizes and formats; none of them is written to.
    void framesOfAVideoFollowEachOther()
    {
        MaskedPicture shown;
        const std::vector<CanvasMask> some{{ObjectId{1}, {mask(5, 5, 20, 20), Qt::red}}};
        const std::vector<QImage::Format> formats{QImage::Format_RGB32, QImage::Format_RGB32,
                                                  QImage::Format_RGB888, QImage::Format_ARGB32};
        for (int frame = 0; frame < 12; ++frame) {
            QImage picture = ::picture().convertToFormat(formats[size_t(frame) % formats.size()]);
            picture.setPixel(0, 0, qRgb(frame, 2, 3));
            const QImage before = picture.copy();
            const std::vector<CanvasMask> masks = frame % 5 == 3 ? std::vector<CanvasMask>() : some;
            shown.setPicture(picture);
            shown.setMasks(masks);
            std::vector<MaskOverlay> overlays;
            for (const CanvasMask& m : masks)
                overlays.push_back(m.overlay);
            const QImage anew = overlays.empty() ? picture : blendMasks(picture, overlays, {});
            QCOMPARE(shown.image().convertToFormat(QImage::Format_RGB32),
                     anew.convertToFormat(QImage::Format_RGB32));
            QCOMPARE(picture, before);
        }
    }
    void anotherPictureTakesTheMasksAlong()
    {
        MaskedPicture shown;
        const std::vector<CanvasMask> masks{{ObjectId{1}, {mask(5, 5, 20, 20), Qt::red}}};
        shown.setMasks(masks);
        QVERIFY(shown.image().isNull());
        shown.setPicture(picture());
        QCOMPARE(shown.image(), blendedAnew(masks, {}));
        shown.setPicture({});
        QVERIFY(shown.image().isNull());
    }
};

REVSEG_TEST("masked_picture", TestMaskedPicture)
#include "tst_masked_picture.moc"
