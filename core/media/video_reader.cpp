// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video_reader.h"

#include "core/media/media_file.h"
#include "core/media/stills_folder_private.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace revseg {

namespace {

Result<void> addToHash(QCryptographicHash& hash, const QString& path, const std::stop_token& stop)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "“%1” cannot be read (%2)"),
                    {path, file.errorString()});
    }
    QByteArray block;
    while (!(block = file.read(4 << 20)).isEmpty()) {
        if (stop.stop_requested())
            return fail(cancelled());
        hash.addData(block);
    }
    return {};
}

} // namespace

Result<void> checkReadable(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no file or folder “%1”"),
                    {path});
    if (!info.isFile() && !info.isDir()) {
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "“%1” is a device or a pipe, not a file"), {path},
                    QT_TRANSLATE_NOOP("core", "save the video to a file first"));
    }
    return {};
}

Result<std::unique_ptr<VideoReader>> VideoReader::open(const QString& path, const ReaderOptions& options,
                                                       std::stop_token stop)
{
    ff::beQuiet();
    if (auto readable = checkReadable(path); !readable)
        return fail(readable.error());
    QString hash;
    MediaStamp stamp;
    if (options.hash) {
        stamp = mediaStamp(path);
        auto h = contentHash(path, stop);
        if (!h)
            return fail(h.error());
        hash = *h;
    }
    const auto finished = [&](auto&& opened) -> Result<std::unique_ptr<VideoReader>> {
        if (!opened)
            return fail(opened.error());
        (*opened)->setHash(hash, stamp);
        if (options.verify) {
            if (auto done = (*opened)->verify(stop, options.progress); !done)
                return fail(done.error());
        }
        return std::move(*opened);
    };
    if (QFileInfo(path).isDir())
        return finished(ff::StillsFolder::open(path, stop));
    return finished(ff::VideoFile::open(path, options.verify ? 1 : options.threads, stop));
}

FrameIndex VideoReader::keyFrameBefore(FrameIndex index) const
{
    const auto& keys = info().key_frames;
    const auto it = std::upper_bound(keys.begin(), keys.end(), index);
    return it == keys.begin() ? 0 : *std::prev(it);
}

QImage displayImage(const QImage& native, const VideoInfo& info)
{
    const QSize display(info.display.width, info.display.height);
    return native.size() == display ? native
                                    : native.scaled(display, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

Result<QString> contentHash(const QString& path, std::stop_token stop)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!QFileInfo(path).isDir()) {
        if (auto done = addToHash(hash, path, stop); !done)
            return fail(done.error());
    } else {
        for (const QString& file : stillsIn(path)) {
            hash.addData(QFileInfo(file).fileName().toUtf8() + '\0');
            if (auto done = addToHash(hash, file, stop); !done)
                return fail(done.error());
        }
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace revseg
