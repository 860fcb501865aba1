// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/check_server_job.h"

#include <QCoreApplication>

namespace revseg {

CheckServerJob::CheckServerJob(QString vlm)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Looking whether the server answers"), {}})
    , m_vlm(std::move(vlm))
{
}

Result<void> CheckServerJob::run(std::stop_token stop)
{
    const auto options = VlmOptions::forSpec(m_vlm, stop);
    if (!options)
        return fail(options.error());
    const auto vlm = makeVlmBackend(m_vlm, *options);
    if (!vlm)
        return fail(vlm.error());
    const auto found = (*vlm)->capabilities(stop);
    if (!found)
        return fail(found.error());
    Q_EMIT checked(*found);
    return {};
}

} // namespace revseg
