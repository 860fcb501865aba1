// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QJsonObject>

#include <mutex>

namespace revseg::cli {

/// stdout for results, stderr for everything else. With --json, stdout carries one document and nothing else.
/// Safe to use from several threads.
class Terminal
{
public:
    void configure(bool json, bool quiet);
    bool json() const { return m_json; }

    /// A line of readable text on stdout; nothing with --json.
    void line(const QString& text);
    /// Bytes for stdout as they are, also with --json (for output that is not the JSON document).
    void raw(const QByteArray& bytes);
    /// The one document; nothing without --json.
    void document(const QJsonObject& object);

    /// A message on stderr; nothing with --quiet.
    void note(const QString& text);
    /// A bar on a terminal, a line a second elsewhere, nothing with --quiet.
    void progress(const QString& what, Progress progress);
    ProgressFn progressFn(const QString& what);
    void endProgress();

    /// "revseg: error: <what>; <what to do>" on stderr, and the error document on stdout with --json.
    void error(const Error& error);

    /// Writes out what is left; an Error when stdout could not be written at any time.
    Result<void> finish();

private:
    void write(const QByteArray& bytes);

    std::mutex m_mutex;
    bool m_json = false;
    bool m_quiet = false;
    bool m_failed = false;
    bool m_barShown = false;
    QString m_progressWhat;
    QElapsedTimer m_lastProgress;
    QElapsedTimer m_progressStart;
};

} // namespace revseg::cli
