// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/media_file.h"

#include "core/media/stills_folder_private.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace revseg {

MediaStamp mediaStamp(const QString& path)
{
    MediaStamp stamp;
    const auto add = [&stamp](const QFileInfo& file) {
        stamp.bytes += file.size();
        stamp.modified_ms = std::max(stamp.modified_ms, file.lastModified().toMSecsSinceEpoch());
    };
    const QFileInfo info(path);
    if (!info.exists())
        return stamp;
    if (!info.isDir()) {
        add(info);
        return stamp;
    }
    for (const QString& still : stillsIn(path))
        add(QFileInfo(still));
    return stamp;
}

const QStringList& videoSuffixes()
{
    static const QStringList suffixes{QStringLiteral("mp4"),  QStringLiteral("mov"),  QStringLiteral("mkv"),
                                      QStringLiteral("webm"), QStringLiteral("avi"),  QStringLiteral("m4v"),
                                      QStringLiteral("mpg"),  QStringLiteral("mpeg"), QStringLiteral("ts"),
                                      QStringLiteral("m2ts"), QStringLiteral("mts"),  QStringLiteral("wmv"),
                                      QStringLiteral("flv"),  QStringLiteral("gif"),  QStringLiteral("ogv"),
                                      QStringLiteral("mxf"),  QStringLiteral("3gp")};
    return suffixes;
}

QStringList videosIn(const QString& folder)
{
    QStringList patterns;
    for (const QString& suffix : videoSuffixes())
        patterns << QStringLiteral("*.") + suffix;
    return filesIn(folder, patterns);
}

QStringList mediaAt(const QString& path)
{
    if (!QFileInfo(path).isDir())
        return {path};
    const QStringList videos = videosIn(path);
    return videos.size() > stillsIn(path).size() ? videos : QStringList{path};
}

Result<VideoInfo> glance(const QString& path, std::stop_token stop)
{
    ff::beQuiet();
    if (auto readable = checkReadable(path); !readable)
        return fail(readable.error());
    const auto stamped = [&path](VideoInfo info) {
        info.stamp = mediaStamp(path);
        return info;
    };
    if (!QFileInfo(path).isDir())
        return ff::VideoFile::glance(path, std::move(stop)).map(stamped);
    const auto stills = ff::StillsFolder::open(path, std::move(stop));
    if (!stills)
        return fail(stills.error());
    return stamped((*stills)->info());
}

} // namespace revseg
