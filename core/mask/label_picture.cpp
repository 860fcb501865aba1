// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/label_picture.h"

#include <QFile>
#include <QImageReader>
#include <QImageWriter>

#include <cstring>

namespace revseg {

LabelPicture LabelPicture::blank(Size size)
{
    return {size, std::vector<uint8_t>(size_t(size.width) * size_t(size.height), 0), true};
}

namespace {

/// Hands out stretches of one value, in order: `stretch(value, start, length)`. Masks are large areas of few
/// values, so that most of it is comparing eight bytes at a time.
template <class Fn>
void stretches(const std::vector<uint8_t>& values, Fn stretch)
{
    const size_t n = values.size();
    for (size_t at = 0; at < n;) {
        const size_t start = at;
        const uint8_t value = values[at++];
        const uint64_t eight = 0x0101010101010101ULL * value;
        for (uint64_t next = 0; at + 8 <= n; at += 8) {
            std::memcpy(&next, values.data() + at, 8);
            if (next != eight)
                break;
        }
        while (at < n && values[at] == value)
            ++at;
        stretch(value, start, at - start);
    }
}

} // namespace

std::array<int64_t, 256> LabelPicture::counts() const
{
    std::array<int64_t, 256> out{};
    stretches(values, [&](uint8_t value, size_t, size_t n) { out[value] += int64_t(n); });
    return out;
}

std::map<int, Mask> LabelPicture::masks() const
{
    struct Runs
    {
        std::vector<uint32_t> list;
        size_t end = 0; ///< of the last run
    };
    std::array<Runs, 256> runs;
    stretches(values, [&](uint8_t value, size_t start, size_t n) {
        if (value == 0 || value == kVoid)
            return;
        Runs& r = runs[value];
        r.list.push_back(uint32_t(start - r.end));
        r.list.push_back(uint32_t(n));
        r.end = start + n;
    });
    std::map<int, Mask> out;
    for (int value = 1; value < kVoid; ++value) {
        Runs& r = runs[size_t(value)];
        if (r.list.empty())
            continue;
        if (r.end < values.size())
            r.list.push_back(uint32_t(values.size() - r.end));
        if (auto mask = Mask::fromRuns(size, std::move(r.list)))
            out.emplace(value, std::move(*mask));
    }
    return out;
}

Mask LabelPicture::mask(uint8_t value) const
{
    std::vector<uint8_t> bytes(values.size());
    for (size_t i = 0; i < values.size(); ++i)
        bytes[i] = values[i] == value ? 1 : 0;
    return Mask::fromBytes(size, bytes.data(), size.width);
}

Mask LabelPicture::foreground() const
{
    return Mask::fromBytes(size, values.data(), size.width);
}

void LabelPicture::paint(const Mask& mask, uint8_t value)
{
    Q_ASSERT(mask.size() == size);
    size_t at = 0;
    const auto& runs = mask.runs();
    for (size_t i = 0; i < runs.size(); ++i) {
        if ((i & 1) != 0)
            std::memset(values.data() + at, value, runs[i]);
        at += runs[i];
    }
}

const QList<QRgb>& labelColors()
{
    static const QList<QRgb> colors = [] {
        QList<QRgb> out;
        for (unsigned value = 0; value < 256; ++value) {
            std::array<unsigned, 3> rgb{};
            unsigned rest = value;
            for (unsigned bit = 0; bit < 8; ++bit, rest >>= 3) {
                for (unsigned channel = 0; channel < 3; ++channel)
                    rgb[channel] |= (rest >> channel & 1U) << (7 - bit);
            }
            out << qRgb(int(rgb[0]), int(rgb[1]), int(rgb[2]));
        }
        return out;
    }();
    return colors;
}

Result<LabelPicture> readLabelPicture(const QString& path)
{
    QImageReader reader(path);
    QImage image = reader.read();
    if (image.isNull()) {
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” is not a picture (%2)"),
                    {path, reader.errorString()});
    }
    // Two-valued pictures are packed eight pixels a byte; their palette may be in either order.
    if (image.format() == QImage::Format_Mono || image.format() == QImage::Format_MonoLSB)
        image = image.convertToFormat(QImage::Format_Indexed8);
    if (image.format() != QImage::Format_Grayscale8 && image.format() != QImage::Format_Indexed8) {
        return fail(ErrorKind::Corrupt,
                    QT_TRANSLATE_NOOP("core", "“%1” is a colour picture; masks are palette pictures"), {path},
                    QT_TRANSLATE_NOOP("core", "convert it to a palette PNG whose values are the object ids"));
    }
    LabelPicture out = LabelPicture::blank({image.width(), image.height()});
    out.palette = image.format() == QImage::Format_Indexed8;
    for (int y = 0; y < image.height(); ++y)
        std::memcpy(out.values.data() + size_t(y) * size_t(image.width()), image.constScanLine(y),
                    size_t(image.width()));
    return out;
}

Result<Size> labelPictureSize(const QString& path)
{
    QImageReader reader(path);
    const QSize size = reader.size();
    if (!size.isValid()) {
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” is not a picture (%2)"),
                    {path, reader.errorString()});
    }
    return Size{size.width(), size.height()};
}

QImage labelImage(const LabelPicture& picture)
{
    QImage image(picture.size.width, picture.size.height,
                 picture.palette ? QImage::Format_Indexed8 : QImage::Format_Grayscale8);
    if (picture.palette)
        image.setColorTable(labelColors());
    for (int y = 0; y < picture.size.height; ++y)
        std::memcpy(image.scanLine(y), picture.values.data() + size_t(y) * size_t(picture.size.width),
                    size_t(picture.size.width));
    return image;
}

Result<void> writeLabelPicture(const QString& path, const LabelPicture& picture)
{
    // QImageWriter does not tell of bytes that no longer fit onto the disk when the file is closed.
    QFile file(path);
    QImageWriter writer(&file, "png");
    QString problem;
    if (!file.open(QIODevice::WriteOnly))
        problem = file.errorString();
    else if (!writer.write(labelImage(picture)))
        problem = file.error() != QFile::NoError ? file.errorString() : writer.errorString();
    else if (!file.flush() || file.error() != QFile::NoError)
        problem = file.errorString();
    if (!problem.isEmpty()) {
        return fail(
            ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "Cannot write “%1” (%2)"), {path, problem},
            QT_TRANSLATE_NOOP("core", "check the free space of the disk and the permissions, or choose "
                                      "another place"));
    }
    return {};
}

} // namespace revseg
