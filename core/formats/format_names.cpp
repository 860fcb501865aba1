// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the formats are called, and how one is told from another.
#include "core/formats/exchange.h"
#include "core/formats/format_files_p.h"

#include <QDir>
#include <QFileInfo>

namespace revseg {

namespace {

struct FormatName
{
    const char* name;
    const char* title;
    Format format;
};

constexpr FormatName kNames[] = {{"davis", "DAVIS 2017", Format::Davis2017},
                                 {"davis2016", "DAVIS 2016", Format::Davis2016},
                                 {"youtube-vos", "YouTube-VOS", Format::YoutubeVos},
                                 {"coco", "COCO", Format::Coco},
                                 {"youtube-vis", "YouTube-VIS", Format::YoutubeVis}};

const FormatName& entryOf(Format format)
{
    const FormatName* found = &kNames[0];
    for (const FormatName& f : kNames) {
        if (f.format == format)
            found = &f;
    }
    return *found;
}

tl::unexpected<Error> unknownFormat(const QString& path)
{
    return fail(
        ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "“%1” holds no masks of a known format"), {path},
        QT_TRANSLATE_NOOP("core", "choose the folder that holds Annotations or annotations.json, or the "
                                  "JSON file itself"));
}

/// Black and white pictures are of 2016, which knows one object only. None: there is no picture.
Result<std::optional<Format>> davisYear(const QString& sequence)
{
    for (const QString& name : pictureNames(sequence, QStringLiteral("png"))) {
        const auto bw = isBlackAndWhite(QStringLiteral("%1/%2.png").arg(sequence, name));
        if (!bw)
            return fail(bw.error());
        return *bw ? Format::Davis2016 : Format::Davis2017;
    }
    return std::nullopt;
}

Result<Format> davisYearOfAll(const QString& root)
{
    for (const QFileInfo& sequence :
         QDir(root).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const auto year = davisYear(sequence.filePath());
        if (!year)
            return fail(year.error());
        if (*year)
            return **year;
    }
    return Format::Davis2017;
}

Result<Format> formatOfJson(const QString& path)
{
    const auto document = readJson(path);
    if (!document)
        return fail(document.error());
    const QJsonValue videos = (*document)[QStringLiteral("videos")];
    if (videos.isObject())
        return Format::YoutubeVos;
    if (videos.isArray())
        return Format::YoutubeVis;
    if ((*document)[QStringLiteral("images")].isArray())
        return Format::Coco;
    return unknownFormat(path);
}

} // namespace

std::optional<Format> formatNamed(const QString& name)
{
    for (const FormatName& f : kNames) {
        if (name == QLatin1String(f.name))
            return f.format;
    }
    return std::nullopt;
}

QString formatName(Format format)
{
    return QLatin1String(entryOf(format).name);
}

QStringList formatNames()
{
    QStringList out;
    for (const FormatName& f : kNames)
        out << QLatin1String(f.name);
    return out;
}

QString formatTitle(Format format)
{
    return QLatin1String(entryOf(format).title);
}

Result<Format> detectFormat(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no file or folder “%1”"),
                    {path});
    if (info.isFile())
        return formatOfJson(path);
    for (const char* place : {"/Annotations/480p", "/Annotations/Full-Resolution"}) {
        if (QFileInfo(path + QLatin1String(place)).isDir())
            return davisYearOfAll(path + QLatin1String(place));
    }
    if (QFileInfo(path + QStringLiteral("/meta.json")).isFile() &&
        QFileInfo(path + QStringLiteral("/Annotations")).isDir())
        return Format::YoutubeVos;
    if (QFileInfo(path + QStringLiteral("/annotations.json")).isFile())
        return formatOfJson(path + QStringLiteral("/annotations.json"));
    const auto alone = davisYear(path);
    if (!alone)
        return fail(alone.error());
    return *alone ? Result<Format>(**alone) : unknownFormat(path);
}

} // namespace revseg
