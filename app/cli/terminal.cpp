// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal.h"

#include <QJsonDocument>

#include <cstdio>
#include <unistd.h>

namespace revseg::cli {

namespace {

QByteArray timeText(qint64 seconds)
{
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0')).toUtf8();
}

} // namespace

void Terminal::configure(bool json, bool quiet)
{
    m_json = json;
    m_quiet = quiet;
}

void Terminal::write(const QByteArray& bytes)
{
    if (std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout) != size_t(bytes.size()))
        m_failed = true;
}

void Terminal::line(const QString& text)
{
    const std::lock_guard lock(m_mutex);
    if (!m_json)
        write(text.toUtf8() + '\n');
}

void Terminal::raw(const QByteArray& bytes)
{
    const std::lock_guard lock(m_mutex);
    write(bytes);
}

void Terminal::document(const QJsonObject& object)
{
    const std::lock_guard lock(m_mutex);
    if (m_json)
        write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void Terminal::note(const QString& text)
{
    endProgress();
    const std::lock_guard lock(m_mutex);
    if (!m_quiet)
        std::fprintf(stderr, "%s\n", qPrintable(oneLine(text)));
}

void Terminal::progress(const QString& what, Progress p)
{
    const std::lock_guard lock(m_mutex);
    if (m_quiet)
        return;
    const bool bar = isatty(STDERR_FILENO) != 0;
    if (what != m_progressWhat) {
        m_progressWhat = what;
        m_progressStart.start();
        m_lastProgress.invalidate();
    }
    const bool last = p.total > 0 && p.done >= p.total;
    if (m_lastProgress.isValid() && !last && m_lastProgress.elapsed() < (bar ? 100 : 1000))
        return;
    // The first line elsewhere than on a terminal waits for a second, so that short work says nothing.
    if (!bar && !m_lastProgress.isValid()) {
        m_lastProgress.start();
        return;
    }
    m_lastProgress.start();
    QByteArray text = what.toUtf8() + ' ' + QByteArray::number(p.done);
    if (p.total > 0) {
        text += '/' + QByteArray::number(p.total);
        if (p.done > 0 && !last)
            text += "  " + timeText(m_progressStart.elapsed() * (p.total - p.done) / p.done / 1000) + " left";
        if (bar) {
            const int filled = int(24 * p.done / p.total);
            text = '[' + QByteArray(filled, '#') + QByteArray(24 - filled, '-') + "] " + text;
        }
    }
    std::fprintf(stderr, bar ? "\r\033[K%s" : "%s\n", text.constData());
    std::fflush(stderr);
    m_barShown = bar;
}

ProgressFn Terminal::progressFn(const QString& what)
{
    return [this, what](Progress p) { progress(what, p); };
}

void Terminal::endProgress()
{
    const std::lock_guard lock(m_mutex);
    if (m_barShown)
        std::fputs("\r\033[K", stderr);
    m_barShown = false;
    m_progressWhat.clear();
}

void Terminal::error(const Error& e)
{
    endProgress();
    const std::lock_guard lock(m_mutex);
    const QString text = oneLine(QStringLiteral("revseg: error: %1; %2").arg(e.message(), e.remedyText()));
    std::fprintf(stderr, "%s\n", text.toUtf8().constData());
    if (m_json) {
        const QJsonObject inner{{QStringLiteral("kind"), errorKindName(e.kind)},
                                {QStringLiteral("message"), e.message()},
                                {QStringLiteral("remedy"), e.remedyText()}};
        write(QJsonDocument(QJsonObject{{QStringLiteral("error"), inner}}).toJson(QJsonDocument::Compact) +
              '\n');
    }
}

Result<void> Terminal::finish()
{
    endProgress();
    const std::lock_guard lock(m_mutex);
    if (std::fflush(stdout) != 0)
        m_failed = true;
    if (m_failed) {
        return fail(
            ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "The output could not be written"), {},
            QT_TRANSLATE_NOOP("core", "check the free space of the disk and the program that reads it"));
    }
    return {};
}

} // namespace revseg::cli
