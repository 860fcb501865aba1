// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/damage_job.h"

#include "core/media/video_reader.h"

namespace revseg {

DamageJob::DamageJob(QString path)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Looking for damaged frames"), {}})
    , m_path(std::move(path))
{
}

Result<void> DamageJob::run(std::stop_token stop)
{
    ReaderOptions options;
    options.verify = true;
    options.progress = reporter();
    const auto reader = VideoReader::open(m_path, options, std::move(stop));
    if (!reader)
        return fail(reader.error());
    Q_EMIT found((*reader)->info().damaged);
    return {};
}

} // namespace revseg
