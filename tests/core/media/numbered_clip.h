// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A clip whose pictures tell their own number, however they are compressed.
#pragma once

#include "core/media/video_writer.h"
#include "tests/support/files.h"

#include <QFile>
#include <QPainter>

namespace revseg::test {

constexpr int kNumberBits = 10;
constexpr int kBlock = 8; ///< pixels of one bit, a multiple of what chroma subsampling blurs

/// White blocks on black are the bits of the number, lowest first; below them something moves, so that the
/// encoder has work.
inline QImage numberedPicture(int number, Size size = {96, 64})
{
    QImage image(size.width, size.height, QImage::Format_RGB32);
    image.fill(QColor::fromHsv(number * 7 % 360, 160, 180));
    QPainter painter(&image);
    painter.fillRect(0, 0, kNumberBits * kBlock, kBlock, Qt::black);
    for (int bit = 0; bit < kNumberBits; ++bit) {
        if ((number >> bit & 1) != 0)
            painter.fillRect(bit * kBlock, 0, kBlock, kBlock, Qt::white);
    }
    painter.fillRect(number * 3 % size.width, 20 + number % 16, 20, 12, Qt::red);
    painter.end();
    return image;
}

inline int numberOf(const QImage& image)
{
    int number = 0;
    for (int bit = 0; bit < kNumberBits; ++bit) {
        if (qGray(image.pixel(bit * kBlock + kBlock / 2, kBlock / 2)) > 127)
            number |= 1 << bit;
    }
    return number;
}

inline Result<void> writeClip(const QString& path, int frames, Size size = {96, 64}, Rational rate = {25, 1})
{
    auto writer = VideoWriter::create(path, size, rate);
    if (!writer)
        return fail(writer.error());
    for (int i = 0; i < frames; ++i) {
        if (auto done = (*writer)->add(numberedPicture(i, size)); !done)
            return done;
    }
    return (*writer)->finish();
}

inline bool putBytes(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace revseg::test
