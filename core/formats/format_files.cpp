// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_output.h"
#include "core/formats/format_files_p.h"

#include <QDir>
#include <QFileInfo>
#include <QImageWriter>
#include <QJsonDocument>

#include <algorithm>

namespace revseg {

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

std::map<QString, qint64> LabelLosses::byName() const
{
    std::map<QString, qint64> out;
    if (voids > 0)
        out[QStringLiteral("void_pixels")] = voids;
    if (grey > 0)
        out[QStringLiteral("grey_pictures")] = grey;
    return out;
}

Result<std::vector<SequenceMask>> readLabelMasks(const QString& path, Size expected, bool merged,
                                                 LabelLosses& losses)
{
    const auto picture = readLabelPicture(path);
    if (!picture)
        return fail(picture.error());
    if (picture->size != expected) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "“%1” has %2×%3 pixels instead of %4×%5"),
                    {path, QString::number(picture->size.width), QString::number(picture->size.height),
                     QString::number(expected.width), QString::number(expected.height)},
                    QT_TRANSLATE_NOOP("core", "use masks of the video's own size"));
    }
    std::vector<SequenceMask> out;
    if (merged) {
        Mask mask = picture->foreground();
        if (!mask.isEmpty())
            out.push_back({ObjectId{1}, Presence::Annotated, std::move(mask), false});
        return out;
    }
    losses.voids += picture->counts()[LabelPicture::kVoid];
    losses.grey += !picture->palette;
    for (auto& [id, mask] : picture->masks())
        out.push_back({ObjectId{id}, Presence::Annotated, mask, false});
    return out;
}

Result<bool> isBlackAndWhite(const QString& path)
{
    const auto picture = readLabelPicture(path);
    if (!picture)
        return fail(picture.error());
    const auto count = picture->counts();
    return !picture->palette && count[255] > 0 && count[0] + count[255] == qint64(picture->values.size());
}

Result<void> writeLabelMasks(const QString& path, Size size, const std::vector<SequenceMask>& masks,
                             bool merged)
{
    LabelPicture picture = LabelPicture::blank(size);
    picture.palette = !merged;
    for (const SequenceMask& m : masks)
        picture.paint(m.mask, uint8_t(merged ? 255 : m.object.value));
    return writeLabelPicture(path, picture);
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
    QFile file(path);
    QImageWriter writer(&file, "jpg");
    writer.setQuality(95);
    QString problem;
    if (!file.open(QIODevice::WriteOnly))
        problem = file.errorString();
    else if (!writer.write(picture))
        problem = file.error() != QFile::NoError ? file.errorString() : writer.errorString();
    else if (!file.flush() || file.error() != QFile::NoError) // the last bytes may not fit onto the disk
        problem = file.errorString();
    if (!problem.isEmpty()) {
        return fail(
            ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "Cannot write “%1” (%2)"), {path, problem},
            QT_TRANSLATE_NOOP("core", "check the free space of the disk and the permissions, or choose "
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
