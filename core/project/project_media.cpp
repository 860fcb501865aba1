// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the media of videos are, and whether they are what they were. What is learnt of files is no step of
// the history: nobody wants to undo that a film has been found again.
#include "core/media/media_file.h"
#include "core/media/video_reader.h"
#include "core/project/project_p.h"
#include "core/project/store.h"

#include <QDir>
#include <QFileInfo>

namespace revseg {

namespace {

/// The time of change is of this machine: it is kept beside the record, and its loss costs one comparison.
QString stampKey(VideoId id)
{
    return QStringLiteral("media/%1").arg(id.value);
}

Error otherContent(const VideoInfo& info, const VideoRecord& video)
{
    return makeError(ErrorKind::InvalidInput,
                     QT_TRANSLATE_NOOP("core", "“%1” does not hold what “%2” was made with"),
                     {info.path, video.name},
                     QT_TRANSLATE_NOOP("core", "choose the original file, or add this one as a new video"));
}

/// Whoever has opened it has looked already, and not on this thread.
MediaStamp stampOf(const VideoInfo& info, const QString& path)
{
    return info.stamp == MediaStamp() ? mediaStamp(path) : info.stamp;
}

void takeFigures(VideoRecord& video, const VideoInfo& info)
{
    video.frames = info.frames;
    video.duration_s = info.duration_s;
    video.rate = info.rate;
}

} // namespace

void setPlace(VideoRecord& v, const VideoInfo& info, const QString& project)
{
    v.absolute_path = QDir::cleanPath(QFileInfo(info.path).absoluteFilePath());
    v.relative_path = QDir(QFileInfo(project).absolutePath()).relativeFilePath(v.absolute_path);
    v.size = stampOf(info, v.absolute_path).bytes;
}

QString Project::mediaPath(VideoId id) const
{
    const VideoRecord* v = video(id);
    if (!v)
        return {};
    for (const QString& place :
         {QDir::cleanPath(QFileInfo(m_path).absolutePath() + QLatin1Char('/') + v->relative_path),
          v->absolute_path}) {
        const QFileInfo info(place);
        if (info.exists() && info.isDir() == v->stills)
            return place;
    }
    return {};
}

Project::MediaState Project::mediaState(VideoId id) const
{
    const QString path = mediaPath(id);
    if (path.isEmpty())
        return MediaState::Missing;
    if (!video(id)->isRead())
        return MediaState::Unread;
    return mediaStamp(path) == knownStamp(id) ? MediaState::Known : MediaState::Suspect;
}

MediaStamp Project::knownStamp(VideoId id) const
{
    const VideoRecord* const v = video(id);
    if (v == nullptr || !v->isRead())
        return {};
    return {v->size, setting(stampKey(id)).toInteger()};
}

/// What cannot be written is compared once more the next time, no more.
void Project::rememberStamp(VideoId id, const VideoInfo& info)
{
    const QString path = mediaPath(id);
    if (video(id)->isRead() && !path.isEmpty())
        (void)setSetting(stampKey(id), stampOf(info, path).modified_ms);
}

Result<void> Project::amendVideo(const VideoRecord& after)
{
    const VideoRecord before = *video(after.id);
    if (before == after)
        return {};
    if (auto done = commit(Edit{{}, {}, {RecordChange<VideoRecord>{before, after}}}, Origin::History); !done)
        return done;
    m_history.amend(after);
    return {};
}

Result<void> Project::describeVideo(VideoId id, const VideoInfo& info)
{
    const VideoRecord* const now = video(id);
    if (!now)
        return fail(gone());
    if (now->isRead() && now->sha256 != info.sha256)
        return fail(otherContent(info, *now));
    VideoRecord after = *now;
    after.sha256 = info.sha256;
    takeFigures(after, info);
    after.size = stampOf(info, mediaPath(id)).bytes;
    // Of one that is only looked at, the record stays as it is.
    if (auto done = isReadOnly() ? Result<void>() : amendVideo(after); !done)
        return done;
    rememberStamp(id, info);
    return {};
}

Result<void> Project::growVideo(VideoId id, const VideoInfo& info)
{
    const VideoRecord* const now = video(id);
    if (!now)
        return fail(gone());
    if (now->isRead() || isReadOnly() || info.frames < now->frames)
        return {};
    VideoRecord after = *now;
    takeFigures(after, info);
    return amendVideo(after);
}

Result<void> Project::relinkVideo(VideoId id, const VideoInfo& info)
{
    const VideoRecord* const now = video(id);
    if (!now)
        return fail(gone());
    if (now->isRead() && info.sha256 != now->sha256)
        return fail(otherContent(info, *now));
    VideoRecord after = *now;
    setPlace(after, info, m_path);
    after.sha256 = info.sha256;
    takeFigures(after, info);
    if (auto done = amendVideo(after); !done)
        return done;
    rememberStamp(id, info);
    return {};
}

Result<void> Project::checkMedia(std::stop_token stop) const
{
    for (const VideoRecord& v : m_videos) {
        const MediaState state = mediaState(v.id);
        if (state == MediaState::Missing) {
            return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "The media of “%1” is missing: “%2”"),
                        {v.name, v.absolute_path},
                        QT_TRANSLATE_NOOP("core", "put it back, or link the video to its new place"));
        }
        if (state != MediaState::Suspect)
            continue;
        const auto hash = contentHash(mediaPath(v.id), stop);
        if (!hash)
            return fail(hash.error());
        if (*hash != v.sha256) {
            return fail(
                ErrorKind::NotFound,
                QT_TRANSLATE_NOOP("core", "The media of “%1” has been replaced: “%2” has another content"),
                {v.name, mediaPath(v.id)},
                QT_TRANSLATE_NOOP("core", "put the original back, or link the video to its new place"));
        }
    }
    return {};
}

} // namespace revseg
