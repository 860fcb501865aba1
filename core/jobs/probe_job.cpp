// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/probe_job.h"

#include "core/media/media_file.h"

#include <utility>

namespace revseg {

namespace {
constexpr int kTellEvery_ms = 300; ///< each time is a step of the history: few are, unless there are many
} // namespace

ProbeJob::ProbeJob(QStringList paths)
    : Job(Lane::Quick, {QT_TRANSLATE_NOOP("core", "Looking at videos"), {}})
    , m_paths(std::move(paths))
{
}

Result<void> ProbeJob::run(std::stop_token stop)
{
    QStringList media;
    for (const QString& path : std::as_const(m_paths))
        media += mediaAt(path);
    std::vector<VideoInfo> infos;
    QElapsedTimer told;
    told.start();
    for (qsizetype i = 0; i < media.size(); ++i) {
        report({i, media.size()});
        auto info = glance(media[i], stop);
        if (info)
            infos.push_back(std::move(*info));
        else if (info.error().isCancelled())
            return fail(info.error());
        else
            Q_EMIT skipped(info.error());
        if (!infos.empty() && told.elapsed() > kTellEvery_ms) {
            Q_EMIT seen(std::exchange(infos, {}));
            told.start();
        }
    }
    if (!infos.empty())
        Q_EMIT seen(infos);
    return {};
}

} // namespace revseg
