// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/relink_job.h"

#include "core/media/media_file.h"
#include "core/media/video_reader.h"

#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

namespace revseg {

RelinkJob::RelinkJob(std::vector<VideoRecord> missing, QString folder)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Looking for moved videos"), {}})
    , m_missing(std::move(missing))
    , m_folder(std::move(folder))
{
}

Result<void> RelinkJob::compare(const QString& path, bool stills, const std::stop_token& stop)
{
    const auto fits = [stills](const VideoRecord& v, qint64 size) {
        return v.stills == stills && v.size == size;
    };
    const bool wanted = std::any_of(m_missing.begin(), m_missing.end(),
                                    [stills](const VideoRecord& v) { return v.stills == stills; });
    if (!wanted)
        return {};
    const qint64 size = mediaStamp(path).bytes;
    if (size == 0 ||
        std::none_of(m_missing.begin(), m_missing.end(), [&](const VideoRecord& v) { return fits(v, size); }))
        return {};
    ReaderOptions options;
    options.hash = true;
    const auto reader = VideoReader::open(path, options, stop);
    if (!reader) {
        if (reader.error().isCancelled())
            return fail(reader.error());
        return {}; // of the right size, but no video
    }
    const VideoInfo info = (*reader)->info();
    // One that was lost before it could be looked through is known by its name and size only.
    const auto same = [&](const VideoRecord& v) {
        return v.isRead() ? v.sha256 == info.sha256
                          : QFileInfo(v.absolute_path).fileName() == QFileInfo(path).fileName();
    };
    for (auto it = m_missing.begin(); it != m_missing.end();) {
        if (!fits(*it, size) || !same(*it)) {
            ++it;
            continue;
        }
        ++m_found;
        Q_EMIT relinked(it->id, info);
        it = m_missing.erase(it);
    }
    return {};
}

Result<void> RelinkJob::run(std::stop_token stop)
{
    if (auto done = compare(m_folder, true, stop); !done)
        return done;
    QDirIterator files(m_folder, QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks,
                       QDirIterator::Subdirectories);
    qint64 seen = 0;
    while (files.hasNext() && !m_missing.empty()) {
        if (stop.stop_requested())
            return fail(cancelled());
        const QFileInfo file(files.next());
        if (auto done = compare(file.filePath(), file.isDir(), stop); !done)
            return done;
        report({++seen, 0});
    }
    return {};
}

} // namespace revseg
