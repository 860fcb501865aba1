// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/trace_job.h"

namespace revseg {

TraceJob::TraceJob(QString path)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Reading a trace"), {}})
    , m_path(std::move(path))
{
}

TraceJob::TraceJob(QString path, Trace trace)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Writing a trace"), {}})
    , m_path(std::move(path))
    , m_trace(std::move(trace))
{
}

Result<void> TraceJob::run(std::stop_token)
{
    if (m_trace)
        return m_trace->save(m_path);
    const auto trace = Trace::load(m_path);
    if (!trace)
        return fail(trace.error());
    Q_EMIT read(*trace);
    return {};
}

} // namespace revseg
