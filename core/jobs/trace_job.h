// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/trace.h"
#include "core/jobs/job.h"

namespace revseg {

/// Reads a trace, or writes one.
class TraceJob final : public Job
{
    Q_OBJECT
public:
    explicit TraceJob(QString path);     ///< reads
    TraceJob(QString path, Trace trace); ///< writes

Q_SIGNALS:
    void read(const revseg::Trace& trace);

private:
    Result<void> run(std::stop_token stop) override;

    QString m_path;
    std::optional<Trace> m_trace; ///< to be written
};

} // namespace revseg
