// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input_lines.h"

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace revseg::cli {

namespace {

constexpr int kPollMs = 50; ///< how often a wait for input looks for Ctrl+C

/// The next bytes of stdin; empty at its end.
Result<QByteArray> readInput(std::stop_token stop)
{
    for (;;) {
        if (stop.stop_requested())
            return fail(cancelled());
        pollfd waiting{STDIN_FILENO, POLLIN, 0};
        if (poll(&waiting, 1, kPollMs) <= 0)
            continue;
        QByteArray bytes(1 << 16, Qt::Uninitialized);
        const ssize_t n = read(STDIN_FILENO, bytes.data(), size_t(bytes.size()));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "The input cannot be read"), {},
                        QT_TRANSLATE_NOOP("core", "give it on stdin, one JSON value a line"));
        bytes.truncate(n);
        return bytes;
    }
}

} // namespace

Outcome forEachLine(const Context& c, const std::function<Result<void>(const QByteArray&, int number)>& work)
{
    QByteArray pending;
    int number = 0;
    for (bool end = false; !end;) {
        const auto bytes = readInput(c.stop);
        if (!bytes)
            return failed(bytes.error());
        end = bytes->isEmpty();
        pending += *bytes;
        qsizetype from = 0;
        for (;;) {
            qsizetype to = pending.indexOf('\n', from);
            if (to < 0 && end && from < pending.size())
                to = pending.size(); // the last line need not end
            if (to < 0)
                break;
            if (const auto done = work(pending.mid(from, to - from), ++number); !done)
                return failed(done.error());
            from = std::min(to + 1, pending.size());
        }
        pending.remove(0, from);
    }
    return 0;
}

} // namespace revseg::cli
