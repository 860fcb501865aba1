// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/replay_backend.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace revseg {

namespace {

constexpr qsizetype kPiece = 6; ///< UTF-16 units, about a token and a half

const char* const kReplayRemedy =
    QT_TRANSLATE_NOOP("core", "choose a trace.json that revseg chain or the window has written");

/// Sleeps until the time is over or a stop is asked for; false when stopped.
bool sleepUnlessStopped(std::chrono::duration<double> time, std::stop_token stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

/// The end of the piece that starts at `from`: never between the halves of a surrogate pair.
qsizetype pieceEnd(const QString& text, qsizetype from)
{
    qsizetype end = std::min(from + kPiece, text.size());
    if (end < text.size() && text[end].isLowSurrogate())
        ++end;
    return end;
}

} // namespace

Result<std::unique_ptr<ReplayBackend>> ReplayBackend::open(const QString& path, const VlmOptions& options)
{
    QFile file(path);
    if (!QFileInfo::exists(path)) {
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no trace “%1”"), {path},
                    kReplayRemedy);
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "The trace “%1” cannot be read (%2)"),
                    {path, file.errorString()});
    }
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(file.readAll(), &error);
    if (json.isNull()) {
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” is no JSON file (%2 at byte %3)"),
                    {path, error.errorString(), QString::number(error.offset)}, kReplayRemedy);
    }
    const QJsonValue recorded = json.object().value(QStringLiteral("runs"));
    if (!recorded.isArray()) {
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” is no trace: it has no list “runs”"),
                    {path}, kReplayRemedy);
    }
    std::vector<RecordedRun> runs;
    for (const QJsonValue run : recorded.toArray()) {
        RecordedRun turns;
        for (const QJsonValue value : run[QStringLiteral("turns")].toArray()) {
            if (!value[QStringLiteral("raw")].isString()) {
                return fail(ErrorKind::Corrupt,
                            QT_TRANSLATE_NOOP("core", "“%1” is no trace: a turn of run %2 has no text “raw”"),
                            {path, QString::number(runs.size())}, kReplayRemedy);
            }
            RecordedTurn turn;
            turn.number = value[QStringLiteral("turn")].toInt(int(turns.size()) + 1);
            turn.answer.text = value[QStringLiteral("raw")].toString();
            turn.answer.finish = value[QStringLiteral("finish")].toString();
            const QJsonValue tokens = value[QStringLiteral("tokens")];
            turn.answer.prompt_tokens = tokens[QStringLiteral("prompt")].toInt();
            turn.answer.answer_tokens = tokens[QStringLiteral("answer")].toInt();
            turn.answer.seconds = std::clamp(value[QStringLiteral("seconds")].toDouble(), 0.0, 3600.0);
            turns.push_back(std::move(turn));
        }
        runs.push_back(std::move(turns));
    }
    const double speed = options.real_speed ? std::max(options.speed, 1e-3) : 0.0;
    return std::unique_ptr<ReplayBackend>(new ReplayBackend(path, std::move(runs), speed));
}

ReplayBackend::ReplayBackend(QString path, std::vector<RecordedRun> runs, double speed)
    : m_path(std::move(path))
    , m_runs(std::move(runs))
    , m_speed(speed)
{
}

QJsonObject ReplayBackend::recordedProfile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonValue profile = QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("profile")];
    return profile.isString() ? QJsonObject{{QStringLiteral("name"), profile}} : profile.toObject();
}

QString ReplayBackend::spec() const
{
    return QStringLiteral("replay:") + m_path;
}

Result<VlmCapabilities> ReplayBackend::capabilities(std::stop_token)
{
    VlmCapabilities c;
    c.deterministic = true;
    return c;
}

Result<VlmAnswer> ReplayBackend::ask(const VlmRequest& request, const VlmListener& listener,
                                     std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(cancelled());
    if (request.run < 0 || size_t(request.run) >= m_runs.size()) {
        return fail(ErrorKind::NotFound,
                    QT_TRANSLATE_NOOP("core", "The trace “%1” holds %2 runs, none for sample %3"),
                    {m_path, QString::number(m_runs.size()), QString::number(request.run + 1)},
                    QT_TRANSLATE_NOOP("core", "ask for no more samples than were recorded"));
    }
    const RecordedRun& run = m_runs[size_t(request.run)];
    const auto turn =
        std::find_if(run.begin(), run.end(), [&](const RecordedTurn& t) { return t.number == request.turn; });
    if (turn == run.end()) {
        return fail(ErrorKind::NotFound,
                    QT_TRANSLATE_NOOP("core", "The trace “%1” holds no answer to turn %2 in run %3"),
                    {m_path, QString::number(request.turn), QString::number(request.run)},
                    QT_TRANSLATE_NOOP("core", "choose a trace whose run is complete"));
    }
    const QString& text = turn->answer.text;
    const double seconds = m_speed > 0 ? turn->answer.seconds / m_speed : 0.0;
    QElapsedTimer clock;
    clock.start();
    // Each piece is due at its share of the time, so that slow listeners do not add up.
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = pieceEnd(text, at);
        const double due = seconds * double(end) / double(text.size());
        const double wait = due - double(clock.nsecsElapsed()) * 1e-9;
        if (wait > 0 ? !sleepUnlessStopped(std::chrono::duration<double>(wait), stop) : stop.stop_requested())
            return fail(cancelled());
        if (listener.delta)
            listener.delta(text.mid(at, end - at));
        at = end;
    }
    if (stop.stop_requested())
        return fail(cancelled());
    return turn->answer;
}

} // namespace revseg
