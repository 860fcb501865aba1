// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/demo_clip.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace revseg::demo {

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kGround = 262; ///< where things stand

uint32_t hash(uint32_t x, uint32_t y, uint32_t seed)
{
    uint32_t h = x * 374761393U + y * 668265263U + seed * 2246822519U;
    h = (h ^ (h >> 13)) * 1274126177U;
    return h ^ (h >> 16);
}

double lattice(int x, int y, uint32_t seed)
{
    return double(hash(uint32_t(x), uint32_t(y), seed) & 0xFFFF) / 65535.0;
}

/// Smooth noise, 0…1: texture for the optical flow to hold on to.
double noise(double x, double y, uint32_t seed)
{
    const int ix = int(std::floor(x));
    const int iy = int(std::floor(y));
    const double fx = x - ix;
    const double fy = y - iy;
    const double u = fx * fx * (3 - 2 * fx);
    const double v = fy * fy * (3 - 2 * fy);
    const double a = lattice(ix, iy, seed) * (1 - u) + lattice(ix + 1, iy, seed) * u;
    const double b = lattice(ix, iy + 1, seed) * (1 - u) + lattice(ix + 1, iy + 1, seed) * u;
    return a * (1 - v) + b * v;
}

QColor mixed(const QColor& a, const QColor& b, double t)
{
    t = std::clamp(t, 0.0, 1.0);
    return QColor::fromRgbF(float(a.redF() * (1 - t) + b.redF() * t),
                            float(a.greenF() * (1 - t) + b.greenF() * t),
                            float(a.blueF() * (1 - t) + b.blueF() * t));
}

void cloud(QPainter& p, double x, double y, double s)
{
    p.setPen(Qt::NoPen);
    p.setBrush(QColor(255, 255, 255, 225));
    for (const auto& [dx, dy, r] :
         {std::tuple{-28.0, 4.0, 15.0}, {-10.0, -4.0, 20.0}, {12.0, -2.0, 22.0}, {32.0, 5.0, 14.0}})
        p.drawEllipse(QPointF(x + dx * s, y + dy * s), r * s, r * s * 0.8);
    p.drawRoundedRect(QRectF(x - 42 * s, y + 2 * s, 86 * s, 15 * s), 8 * s, 8 * s);
}

void bush(QPainter& p, double x, double y, double s, const QColor& c)
{
    p.setPen(Qt::NoPen);
    for (int i = 0; i < 9; ++i) {
        const double a = lattice(i, 1, uint32_t(x)) * 2 * kPi;
        const double r = lattice(i, 2, uint32_t(x));
        p.setBrush(mixed(c, QColor(160, 205, 90), lattice(i, 3, uint32_t(x)) * 0.5));
        p.drawEllipse(QPointF(x + std::cos(a) * 22 * s * r, y + std::sin(a) * 10 * s * r), 15 * s, 12 * s);
    }
}

/// Everything that stands still and is behind the moving objects.
QImage background()
{
    QImage image(kSize.width, kSize.height, QImage::Format_RGB32);
    for (int y = 0; y < kSize.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < kSize.width; ++x) {
            const double hill = 150 + 16 * std::sin(x / 90.0) + 8 * std::sin(x / 37.0 + 1);
            QColor c;
            if (y < hill) {
                c = mixed(QColor(104, 174, 232), QColor(218, 238, 250), y / 170.0);
            } else if (y < 205) {
                c = mixed(QColor(92, 150, 86), QColor(132, 184, 100),
                          (y - hill) / 60 + noise(x / 9.0, y / 5.0, 3) * 0.5 - 0.2);
            } else if (y < 236 || y > 302) {
                const double n = noise(x / 3.0, y / 2.0, 1) * 0.6 + noise(x / 14.0, y / 9.0, 2) * 0.6;
                c = mixed(QColor(74, 138, 58), QColor(142, 194, 84), n);
            } else {
                const double n = noise(x / 4.0, y / 3.0, 5) * 0.5 + noise(x / 1.5, y / 1.5, 6) * 0.5;
                c = mixed(QColor(196, 178, 146), QColor(226, 212, 184), n);
            }
            line[x] = c.rgb();
        }
    }
    QPainter p(&image);
    p.setRenderHint(QPainter::Antialiasing);
    cloud(p, 120, 46, 1.0);
    cloud(p, 470, 34, 1.25);
    cloud(p, 300, 74, 0.65);
    for (int i = 0; i < 9; ++i)
        bush(p, 20 + i * 78, 212 + 6 * lattice(i, 9, 4), 0.9 + 0.4 * lattice(i, 8, 4), QColor(58, 118, 52));
    // A fence behind the path.
    p.setPen(QPen(QColor(120, 88, 58), 1));
    p.setBrush(QColor(176, 136, 94));
    for (int x = -6; x < kSize.width; x += 34)
        p.drawRoundedRect(QRectF(x, 200, 8, 38), 2, 2);
    p.drawRect(QRectF(-2, 208, kSize.width + 4, 6));
    p.drawRect(QRectF(-2, 224, kSize.width + 4, 6));
    return image;
}

/// The tree that the duck passes behind.
void tree(QPainter& p, QPainter* truthPainter)
{
    QPainterPath trunk;
    trunk.moveTo(318, 312);
    trunk.cubicTo(330, 270, 326, 210, 330, 120);
    trunk.lineTo(392, 120);
    trunk.cubicTo(396, 210, 394, 270, 408, 312);
    trunk.closeSubpath();
    QLinearGradient bark(318, 0, 408, 0);
    bark.setColorAt(0, QColor(92, 62, 38));
    bark.setColorAt(0.4, QColor(150, 106, 66));
    bark.setColorAt(1, QColor(78, 52, 32));
    p.setPen(QPen(QColor(58, 38, 22), 1.5));
    p.setBrush(bark);
    p.drawPath(trunk);
    p.setPen(QPen(QColor(64, 42, 26, 150), 1.6));
    for (int i = 0; i < 14; ++i) {
        const double x = 334 + 54 * lattice(i, 1, 21);
        const double y = 150 + 130 * lattice(i, 2, 21);
        p.drawLine(QPointF(x, y), QPointF(x + 4 * lattice(i, 3, 21) - 2, y + 14 + 12 * lattice(i, 4, 21)));
    }
    p.setPen(Qt::NoPen);
    for (int i = 0; i < 70; ++i) {
        const double a = lattice(i, 5, 22) * 2 * kPi;
        const double r = std::sqrt(lattice(i, 6, 22));
        p.setBrush(mixed(QColor(38, 98, 46), QColor(122, 178, 66), lattice(i, 7, 22)));
        p.drawEllipse(QPointF(361 + std::cos(a) * 112 * r, 88 + std::sin(a) * 62 * r), 24, 19);
    }
    if (truthPainter != nullptr) {
        truthPainter->setBrush(Qt::black);
        truthPainter->setPen(QPen(Qt::black, 1.5));
        truthPainter->drawPath(trunk);
    }
}

struct Motion
{
    QPointF at;       ///< where it touches the ground, in the middle
    double angle = 0; ///< radians
};

Motion duckAt(FrameIndex f)
{
    const double x = 60 + f * 4.55;
    return {{x, kGround + 12 + 2 * std::sin(f * 0.35)}, 0.05 * std::sin(f * 0.5)};
}

Motion ballAt(FrameIndex f)
{
    const double x = 560 - f * 1.9;
    const double phase = std::fmod(f / 24.0, 1.0);
    return {{x, 318 - 92 * 4 * phase * (1 - phase)}, -f * 0.09};
}

Motion carAt(FrameIndex f)
{
    return {{700 - f * 6.0, 300}, -f * 0.35};
}

void drawDuck(QPainter& p, const Motion& m)
{
    p.save();
    p.translate(m.at);
    p.rotate(m.angle * 180 / kPi);
    const QPen edge(QColor(138, 92, 6), 2);
    p.setPen(edge);
    QLinearGradient body(0, -66, 0, 0);
    body.setColorAt(0, QColor(255, 224, 74));
    body.setColorAt(1, QColor(238, 168, 22));
    p.setBrush(body);
    QPainterPath shape;
    shape.moveTo(-40, -28);
    shape.cubicTo(-52, -44, -46, -48, -34, -38);
    shape.cubicTo(-20, -42, 0, -44, 8, -40);
    shape.cubicTo(-2, -72, 40, -76, 38, -48);
    shape.cubicTo(38, -38, 30, -36, 32, -28);
    shape.cubicTo(36, -8, 18, -2, 0, -2);
    shape.cubicTo(-24, -2, -38, -8, -40, -28);
    p.drawPath(shape);
    p.setBrush(QColor(240, 120, 30));
    QPainterPath beak;
    beak.moveTo(36, -52);
    beak.cubicTo(48, -54, 54, -48, 50, -44);
    beak.cubicTo(44, -40, 38, -42, 36, -44);
    beak.closeSubpath();
    p.drawPath(beak);
    p.setBrush(QColor(224, 156, 16));
    QPainterPath wing;
    wing.moveTo(-22, -28);
    wing.cubicTo(-10, -38, 10, -34, 12, -24);
    wing.cubicTo(6, -12, -16, -12, -22, -28);
    p.drawPath(wing);
    p.setPen(Qt::NoPen);
    p.setBrush(QColor(30, 24, 18));
    p.drawEllipse(QPointF(26, -54), 3.6, 4.2);
    p.setBrush(Qt::white);
    p.drawEllipse(QPointF(27.2, -55.4), 1.3, 1.3);
    p.setPen(QPen(QColor(250, 236, 150), 2));
    for (int i = 0; i < 6; ++i)
        p.drawLine(QPointF(-30 + i * 7, -10 + lattice(i, 1, 31) * 4),
                   QPointF(-27 + i * 7, -7 + lattice(i, 2, 31) * 3));
    p.restore();
}

void drawBall(QPainter& p, const Motion& m)
{
    constexpr double r = 26;
    p.save();
    p.translate(m.at.x(), m.at.y() - r);
    p.rotate(m.angle * 180 / kPi);
    p.setPen(QPen(QColor(110, 16, 16), 2));
    p.setBrush(QColor(214, 44, 40));
    p.drawEllipse(QPointF(0, 0), r, r);
    p.setPen(Qt::NoPen);
    p.setBrush(QColor(250, 240, 228));
    for (int i = 0; i < 3; ++i) {
        p.rotate(120);
        p.drawPie(QRectF(-r + 2, -r + 2, 2 * r - 4, 2 * r - 4), 0, 40 * 16);
    }
    p.setBrush(QColor(255, 214, 70));
    p.drawEllipse(QPointF(0, 0), 7, 7);
    p.restore();
}

void drawCar(QPainter& p, const Motion& m)
{
    p.save();
    p.translate(m.at);
    p.setPen(QPen(QColor(16, 44, 92), 2));
    QLinearGradient paint(0, -48, 0, -8);
    paint.setColorAt(0, QColor(96, 160, 240));
    paint.setColorAt(1, QColor(30, 88, 180));
    p.setBrush(paint);
    QPainterPath body;
    body.moveTo(-54, -10);
    body.lineTo(-54, -22);
    body.cubicTo(-52, -30, -40, -30, -32, -31);
    body.cubicTo(-24, -46, -16, -50, 4, -50);
    body.cubicTo(24, -50, 28, -42, 36, -30);
    body.cubicTo(48, -30, 56, -26, 56, -18);
    body.lineTo(56, -10);
    body.closeSubpath();
    p.drawPath(body);
    p.setBrush(QColor(214, 234, 248));
    p.drawRoundedRect(QRectF(-20, -44, 19, 14), 4, 4);
    p.drawRoundedRect(QRectF(4, -44, 21, 14), 4, 4);
    p.setBrush(QColor(255, 226, 120));
    p.drawEllipse(QPointF(-51, -20), 4, 4);
    for (const double x : {-30.0, 32.0}) {
        p.save();
        p.translate(x, -10);
        p.rotate(m.angle * 180 / kPi);
        p.setBrush(QColor(34, 34, 38));
        p.drawEllipse(QPointF(0, 0), 13, 13);
        p.setBrush(QColor(196, 200, 206));
        p.drawEllipse(QPointF(0, 0), 6, 6);
        p.drawLine(QPointF(-6, 0), QPointF(6, 0));
        p.restore();
    }
    p.restore();
}

void shadow(QPainter& p, double x, double y, double width)
{
    p.setPen(Qt::NoPen);
    p.setBrush(QColor(0, 0, 0, 60));
    p.drawEllipse(QPointF(x, y), width, width * 0.17);
}

/// What an object covers, by drawing it alone.
void stamp(QImage& truth, Object object, void (*draw)(QPainter&, const Motion&), const Motion& m,
           bool behindTree)
{
    QImage alone(kSize.width, kSize.height, QImage::Format_ARGB32_Premultiplied);
    alone.fill(Qt::transparent);
    QPainter p(&alone);
    p.setRenderHint(QPainter::Antialiasing);
    draw(p, m);
    p.end();
    QImage cover(kSize.width, kSize.height, QImage::Format_ARGB32_Premultiplied);
    cover.fill(Qt::transparent);
    if (behindTree) {
        QImage ignored(kSize.width, kSize.height, QImage::Format_RGB32);
        QPainter trees(&ignored);
        QPainter covers(&cover);
        covers.setRenderHint(QPainter::Antialiasing);
        tree(trees, &covers);
    }
    for (int y = 0; y < kSize.height; ++y) {
        uchar* const line = truth.scanLine(y);
        for (int x = 0; x < kSize.width; ++x) {
            if (qAlpha(alone.pixel(x, y)) > 127 && qAlpha(cover.pixel(x, y)) <= 127)
                line[x] = uchar(object);
        }
    }
}

} // namespace

QImage frame(FrameIndex index)
{
    static const QImage still = background();
    QImage image = still;
    QPainter p(&image);
    p.setRenderHint(QPainter::Antialiasing);
    const Motion duck = duckAt(index);
    shadow(p, duck.at.x(), kGround + 13, 42);
    drawDuck(p, duck);
    tree(p, nullptr);
    const Motion car = carAt(index);
    shadow(p, car.at.x(), car.at.y() + 1, 58);
    drawCar(p, car);
    const Motion ball = ballAt(index);
    shadow(p, ball.at.x(), 322, 14 + 14 * (ball.at.y() - 200) / 120);
    drawBall(p, ball);
    return image;
}

QImage truth(FrameIndex index)
{
    QImage image(kSize.width, kSize.height, QImage::Format_Indexed8);
    image.setColorTable({qRgb(0, 0, 0), qRgb(128, 0, 0), qRgb(0, 128, 0), qRgb(128, 128, 0)});
    image.fill(0);
    stamp(image, Duck, drawDuck, duckAt(index), true);
    stamp(image, Car, drawCar, carAt(index), false);
    stamp(image, Ball, drawBall, ballAt(index), false);
    return image;
}

Box visibleBox(FrameIndex index, Object object)
{
    const QImage image = truth(index);
    Box box{1e9, 1e9, -1, -1};
    for (int y = 0; y < image.height(); ++y) {
        const uchar* const line = image.constScanLine(y);
        for (int x = 0; x < image.width(); ++x) {
            if (line[x] == object)
                box = {std::min(box.x1, double(x)), std::min(box.y1, double(y)), std::max(box.x2, x + 1.0),
                       std::max(box.y2, y + 1.0)};
        }
    }
    return box.x2 < 0 ? Box{} : box;
}

} // namespace revseg::demo
