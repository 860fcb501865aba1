// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_output.h"
#include "core/formats/format_files_p.h"

#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QImageWriter>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cstring>

namespace revseg {

namespace {

/// DAVIS' and VOC's colours: the bits of the id, three at a time, become the high bits of red, green, blue.
QList<QRgb> labelColors()
{
    QList<QRgb> colors;
    for (unsigned id = 0; id < 256; ++id) {
        std::array<unsigned, 3> rgb{};
        unsigned rest = id;
        for (unsigned bit = 0; bit < 8; ++bit, rest >>= 3) {
            for (unsigned channel = 0; channel < 3; ++channel)
                rgb[channel] |= (rest >> channel & 1U) << (7 - bit);
        }
        colors << qRgb(int(rgb[0]), int(rgb[1]), int(rgb[2]));
    }
    return colors;
}

} // namespace

std::unique_ptr<FormatWriter> makeFormatWriter(Format format, const QString& folder)
{
    switch (format) {
    case Format::Davis2016:
        return makeDavisWriter(folder, true);
    case Format::YoutubeVos:
        return makeYoutubeVosWriter(folder);
    case Format::Coco:
        return makeCocoWriter(folder);
    case Format::YoutubeVis:
        return makeYoutubeVisWriter(folder);
    case Format::Davis2017:
        break;
    }
    return makeDavisWriter(folder, false);
}

Result<std::unique_ptr<MaskSource>> openMasks(Format format, const QString& path)
{
    if (!QFileInfo::exists(path))
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no file or folder “%1”"),
                    {path});
    switch (format) {
    case Format::Davis2016:
        return openDavis(path, true);
    case Format::YoutubeVos:
        return openYoutubeVos(path);
    case Format::Coco:
        return openCoco(path);
    case Format::YoutubeVis:
        return openYoutubeVis(path);
    case Format::Davis2017:
        break;
    }
    return openDavis(path, false);
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

Result<std::vector<SequenceMask>> readLabelMasks(const QString& path, Size expected, bool merged,
                                                 qint64& voids)
{
    QImageReader reader(path);
    QImage image = reader.read();
    if (image.isNull()) {
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” is not a picture (%2)"),
                    {path, reader.errorString()});
    }
    if (image.width() != expected.width || image.height() != expected.height) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "“%1” has %2×%3 pixels instead of %4×%5"),
                    {path, QString::number(image.width()), QString::number(image.height()),
                     QString::number(expected.width), QString::number(expected.height)},
                    QT_TRANSLATE_NOOP("core", "use masks of the video's own size"));
    }
    // Two-valued pictures: what is meant is the value, not the bit.
    if (image.format() == QImage::Format_Mono || image.format() == QImage::Format_MonoLSB)
        image = image.convertToFormat(QImage::Format_Indexed8);
    const bool grey = image.format() == QImage::Format_Grayscale8;
    if (!grey && image.format() != QImage::Format_Indexed8) {
        return fail(ErrorKind::Corrupt,
                    QT_TRANSLATE_NOOP("core", "“%1” is a colour picture; masks are palette pictures"), {path},
                    QT_TRANSLATE_NOOP("core", "convert it to a palette PNG whose values are the object ids"));
    }
    std::array<qint64, 256> count{};
    for (int y = 0; y < image.height(); ++y) {
        const uchar* row = image.constScanLine(y);
        for (int x = 0; x < image.width(); ++x)
            ++count[row[x]];
    }
    // A grey picture of 0 and 255 is black and white in the way of DAVIS 2016, and nothing in it is void.
    const bool blackAndWhite =
        grey && count[0] + count[255] == qint64(image.width()) * image.height() && count[255] > 0;
    std::vector<SequenceMask> out;
    std::vector<uint8_t> bytes(size_t(image.width()) * size_t(image.height()));
    const auto add = [&](int id, auto belongs) {
        size_t at = 0;
        for (int y = 0; y < image.height(); ++y) {
            const uchar* row = image.constScanLine(y);
            for (int x = 0; x < image.width(); ++x)
                bytes[at++] = belongs(row[x]) ? 1 : 0;
        }
        out.push_back({ObjectId{id}, Presence::Annotated,
                       Mask::fromBytes(expected, bytes.data(), expected.width), false});
    };
    if (merged || blackAndWhite) {
        if (count[0] < qint64(bytes.size()))
            add(1, [](uchar v) { return v != 0; });
        return out;
    }
    voids += count[255];
    for (int id = 1; id <= kMaxObjects; ++id) {
        if (count[size_t(id)] > 0)
            add(id, [id](uchar v) { return v == id; });
    }
    return out;
}

Result<void> writeLabelMasks(const QString& path, Size size, const std::vector<SequenceMask>& masks,
                             bool merged)
{
    static const QList<QRgb> colors = labelColors();
    QImage image(size.width, size.height, merged ? QImage::Format_Grayscale8 : QImage::Format_Indexed8);
    if (!merged)
        image.setColorTable(colors);
    image.fill(0);
    for (const SequenceMask& m : masks) {
        const auto value = uchar(merged ? 255 : m.object.value);
        int64_t at = 0;
        const auto& runs = m.mask.runs();
        for (size_t i = 0; i < runs.size(); ++i) {
            if ((i & 1) == 0) {
                at += runs[i];
                continue;
            }
            for (int64_t left = runs[i]; left > 0;) {
                const auto x = int(at % size.width);
                const auto n = int(std::min(left, int64_t(size.width - x)));
                std::memset(image.scanLine(int(at / size.width)) + x, value, size_t(n));
                at += n;
                left -= n;
            }
        }
    }
    QImageWriter writer(path, "png");
    if (!writer.write(image)) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "Cannot write “%1” (%2)"),
                    {path, writer.errorString()},
                    QT_TRANSLATE_NOOP("core",
                                      "check the free space of the disk and the permissions, or choose "
                                      "another place"));
    }
    return {};
}

bool naturalLess(const QString& a, const QString& b)
{
    const auto isDigit = [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); };
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        if (!isDigit(a[i]) || !isDigit(b[j])) {
            if (a[i] != b[j])
                return a[i] < b[j];
            ++i;
            ++j;
            continue;
        }
        // Numbers of any length: without leading zeros the longer one is the larger.
        const auto number = [&](const QString& s, qsizetype& at) {
            while (at < s.size() && s[at] == QLatin1Char('0'))
                ++at;
            const qsizetype start = at;
            while (at < s.size() && isDigit(s[at]))
                ++at;
            return QStringView(s).mid(start, at - start);
        };
        const QStringView m = number(a, i);
        const QStringView n = number(b, j);
        if (m.size() != n.size())
            return m.size() < n.size();
        if (m != n)
            return m < n;
    }
    const qsizetype restA = a.size() - i;
    const qsizetype restB = b.size() - j;
    return restA != restB ? restA < restB : a < b; // 01 and 1: any order, as long as it is one
}

QStringList pictureNames(const QString& folder, const QString& suffix)
{
    QStringList names;
    for (const QFileInfo& info : QDir(folder).entryInfoList({QStringLiteral("*.") + suffix}, QDir::Files))
        names << info.completeBaseName();
    std::sort(names.begin(), names.end(), naturalLess);
    return names;
}

Result<void> makeFolder(const QString& path)
{
    if (!QDir().mkpath(path)) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "Cannot make the folder “%1”"), {path},
                    QT_TRANSLATE_NOOP("core",
                                      "check the free space of the disk and the permissions, or choose "
                                      "another place"));
    }
    return {};
}

Result<void> writeJpeg(const QString& path, const QImage& picture)
{
    QImageWriter writer(path, "jpg");
    writer.setQuality(95);
    if (!writer.write(picture)) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "Cannot write “%1” (%2)"),
                    {path, writer.errorString()},
                    QT_TRANSLATE_NOOP("core",
                                      "check the free space of the disk and the permissions, or choose "
                                      "another place"));
    }
    return {};
}

Result<QJsonObject> readJson(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "“%1” cannot be read (%2)"),
                    {path, file.errorString()});
    }
    const QByteArray text = file.readAll();
    QJsonParseError problem{};
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError) {
        const auto before = QByteArrayView(text).first(std::min(qsizetype(problem.offset), text.size()));
        const auto line = std::count(before.begin(), before.end(), '\n') + 1;
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1”, line %2, column %3: %4"),
                    {path, QString::number(line), QString::number(before.size() - before.lastIndexOf('\n')),
                     problem.errorString()});
    }
    if (!document.isObject())
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” does not hold a JSON object"),
                    {path});
    return document.object();
}

} // namespace revseg
