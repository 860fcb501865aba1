// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vlm/vlm_backend.h"

namespace revseg {

/// Gives the answers of a recorded trace: request.run and request.turn name the answer, whatever is asked.
/// Text comes in small pieces as it would from a server, spread over the recorded time or at once. Immutable
/// once open.
class ReplayBackend final : public VlmBackend
{
public:
    /// NotFound, Unreadable, or Corrupt when the file is no trace.
    static Result<std::unique_ptr<ReplayBackend>> open(const QString& path, const VlmOptions& options);

    /// "profile" of a trace, as an object also where only its name is there; empty when there is none.
    static QJsonObject recordedProfile(const QString& path);

    QString spec() const override;
    Result<VlmCapabilities> capabilities(std::stop_token stop) override;
    Result<VlmAnswer> ask(const VlmRequest& request, const VlmListener& listener,
                          std::stop_token stop) override;

    int runCount() const { return int(m_runs.size()); }

private:
    struct RecordedTurn
    {
        int number = 1;
        VlmAnswer answer;
    };
    using RecordedRun = std::vector<RecordedTurn>;

    ReplayBackend(QString path, std::vector<RecordedRun> runs, double speed);

    QString m_path;
    std::vector<RecordedRun> m_runs;
    double m_speed; ///< times the recorded speed; 0: at once
};

} // namespace revseg
