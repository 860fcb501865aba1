// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benches.h"
#include "app/cli/commands.h"

#include <QJsonDocument>

namespace revseg::cli {

namespace {

BenchResult measure(const Context& c)
{
    const QStringList words = c.args.positional();
    const QString what = words.value(0);
    const QString video = words.value(1);
    if (what != QLatin1String("decode") && what != QLatin1String("seek") && what != QLatin1String("play")) {
        return tl::unexpected(
            Failure(makeError(ErrorKind::InvalidInput,
                              QT_TRANSLATE_NOOP("core", "“%1” cannot be measured: decode, seek and play can"),
                              {what}, QT_TRANSLATE_NOOP("core", "see revseg bench --help")),
                    2));
    }
    if (words.size() != 2) {
        return tl::unexpected(Failure(
            makeError(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "One video is needed to measure with"),
                      {}, QT_TRANSLATE_NOOP("core", "see revseg bench --help")),
            2));
    }
    if (what == QLatin1String("decode"))
        return benchDecode(c, video);
    if (what == QLatin1String("seek"))
        return benchSeek(c, video);
    const auto overlays = c.args.integer("overlays", 0, 50);
    if (!overlays)
        return tl::unexpected(overlays.error());
    const auto speed = c.args.number("speed", 0.1, 4);
    if (!speed)
        return tl::unexpected(speed.error());
    return benchInWindow(c, {QStringLiteral("--bench-play"), video, QStringLiteral("--overlays"),
                             QString::number(overlays->value_or(0)), QStringLiteral("--speed"),
                             QString::number(speed->value_or(1))});
}

Outcome run(const Context& c)
{
    const auto figures = measure(c);
    if (!figures)
        return tl::unexpected(figures.error());
    c.terminal.line(QString::fromUtf8(QJsonDocument(*figures).toJson()).trimmed());
    c.terminal.document(*figures);
    return 0;
}

} // namespace

Command benchCommand()
{
    return {"bench",
            "measure how fast this machine does it: decode, seek, play",
            "decode|seek|play VIDEO [options]",
            {{"overlays", "N", "masks over the picture while playing (default 0)"},
             {"speed", "S", "of playing, 0.1 to 4 (default 1)"}},
            run};
}

} // namespace revseg::cli
