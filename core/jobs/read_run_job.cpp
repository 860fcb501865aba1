// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/read_run_job.h"

#include <utility>

namespace revseg {

Result<StoredRunPtr> readStoredRun(const RunRecord& record, const QString& where, bool withTracks)
{
    auto run = runOf(record, where);
    if (!run)
        return fail(run.error());
    StoredRun out{record.id, record.query, record.data, record.parent, std::move(*run), {}, {}};
    if (withTracks) {
        if (auto tracks = tracksOf(out.run))
            out.tracks = std::move(*tracks);
        else
            out.damage = tracks.error();
    }
    return std::make_shared<StoredRun>(std::move(out));
}

ReadRunJob::ReadRunJob(RunRecord record, QString where, bool withTracks)
    : Job(Lane::Quick, {QT_TRANSLATE_NOOP("core", "Reading a run"), {}}, Kind::Background)
    , m_record(std::move(record))
    , m_where(std::move(where))
    , m_withTracks(withTracks)
{
}

Result<void> ReadRunJob::run(std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(cancelled());
    // A job that is over is kept to be looked at; its record is not.
    const RunRecord record = std::exchange(m_record, {});
    const auto stored = readStoredRun(record, m_where, m_withTracks);
    if (!stored)
        return fail(stored.error());
    Q_EMIT read(*stored);
    return {};
}

} // namespace revseg
