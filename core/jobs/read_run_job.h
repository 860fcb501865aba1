// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/project/run_edits.h"

#include <memory>
#include <vector>

namespace revseg {

/// A run as it is read from its record.
struct StoredRun
{
    RunId id;
    QueryId query;
    QByteArray data; ///< of the record that it was read from
    RunId parent;    ///< of it, too
    Run run;
    std::vector<RunTrack> tracks; ///< empty where they were not asked for, or are damaged
    std::optional<Error> damage;  ///< of the tracks
};
using StoredRunPtr = std::shared_ptr<StoredRun>; ///< of whoever receives it

/// Reads a record. With its masks it takes up to a second for a long video; any thread. `where` is told in
/// errors. Corrupt where the run itself makes no sense.
Result<StoredRunPtr> readStoredRun(const RunRecord& record, const QString& where, bool withTracks);

/// The same in the background, but somebody waits.
class ReadRunJob final : public Job
{
    Q_OBJECT
public:
    ReadRunJob(RunRecord record, QString where, bool withTracks);
    bool hasTracks() const { return m_withTracks; }

Q_SIGNALS:
    void read(const revseg::StoredRunPtr& run);

private:
    Result<void> run(std::stop_token stop) override;

    RunRecord m_record;
    QString m_where;
    bool m_withTracks;
};

} // namespace revseg
