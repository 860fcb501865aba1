// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/probe_job.h"

#include "core/media/video_reader.h"

namespace revseg {

ProbeJob::ProbeJob(QStringList paths)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Looking at videos"), {}})
    , m_paths(std::move(paths))
{
}

Result<void> ProbeJob::run(std::stop_token stop)
{
    std::vector<VideoInfo> infos;
    for (qsizetype i = 0; i < m_paths.size(); ++i) {
        report({i, m_paths.size()});
        ReaderOptions options;
        options.hash = true;
        const auto reader = VideoReader::open(m_paths[i], options, stop);
        if (reader)
            infos.push_back((*reader)->info());
        else if (reader.error().isCancelled())
            return fail(reader.error());
        else
            Q_EMIT skipped(reader.error());
    }
    Q_EMIT probed(infos);
    return {};
}

} // namespace revseg
