// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/chain/parser.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

namespace revseg::cli {

namespace {

/// A line that is one JSON string; nothing else is.
std::optional<QString> jsonString(const QByteArray& line)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson('[' + line + ']', &error);
    const QJsonArray array = document.array();
    if (error.error != QJsonParseError::NoError || array.size() != 1 || !array[0].isString())
        return std::nullopt;
    return array[0].toString();
}

std::optional<Size> sizeOf(const QString& text)
{
    const QStringList parts = text.split(QLatin1Char('x'));
    bool ok1 = false;
    bool ok2 = false;
    if (parts.size() != 2)
        return std::nullopt;
    const Size size{parts[0].toInt(&ok1), parts[1].toInt(&ok2)};
    return ok1 && ok2 && !size.isEmpty() ? std::optional(size) : std::nullopt;
}

Outcome run(const Context& c)
{
    if (const auto none = c.args.exactly({}); !none)
        return tl::unexpected(none.error());
    const auto turn = c.args.integer("turn", 1, 2);
    if (!turn)
        return tl::unexpected(turn.error());
    const auto sampled = c.args.integer("sampled", 1, 100'000);
    if (!sampled)
        return tl::unexpected(sampled.error());
    ParseOptions options;
    options.sampled = int(sampled->value_or(16));
    if (c.args.has("size")) {
        const auto size = sizeOf(c.args.value("size"));
        if (!size)
            return wrongUsage(QT_TRANSLATE_NOOP("core", "“%1” is no size: WxH, such as 840x840, is"),
                              {c.args.value("size")});
        options.size = *size;
    }
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return failed(
            makeError(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "The input cannot be read")));
    for (int number = 1; !input.atEnd(); ++number) {
        QByteArray line = input.readLine().trimmed();
        if (line.isEmpty() && input.atEnd())
            break;
        const auto raw = jsonString(line);
        if (!raw) {
            return failed(makeError(
                ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "Line %1 of the input is no JSON string"),
                {QString::number(number)},
                QT_TRANSLATE_NOOP("core", "write each answer as a JSON string on a line of its own")));
        }
        const QJsonObject parsed =
            turn->value_or(1) == 1 ? toJson(parseTurn1(*raw, options)) : toJson(parseTurn2(*raw, options));
        c.terminal.raw(QJsonDocument(parsed).toJson(QJsonDocument::Compact) + '\n');
        if (c.stop.stop_requested())
            return failed(cancelled());
    }
    return 0;
}

} // namespace

Command parseCommand()
{
    return {"parse",
            "read raw answers (JSON strings, one a line on stdin) as the chain would",
            "[options] < answers",
            {{"turn", "1|2", "which turn the answers are of (default 1)"},
             {"sampled", "N", "frames that were shown (default 16)"},
             {"size", "WxH", "the picture that the model saw (default 840x840)"}},
            run};
}

} // namespace revseg::cli
