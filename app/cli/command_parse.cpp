// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/input_lines.h"
#include "core/chain/parser.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace revseg::cli {

namespace {

std::optional<Size> sizeOf(const QString& text)
{
    const QStringList sides = text.split(QLatin1Char('x'));
    bool goodWidth = false;
    bool goodHeight = false;
    const Size size{sides.value(0).toInt(&goodWidth), sides.value(1).toInt(&goodHeight)};
    if (sides.size() != 2 || !goodWidth || !goodHeight || size.isEmpty())
        return std::nullopt;
    return size;
}

Result<QJsonObject> parseLine(const QByteArray& line, int number, int turn, const ParseOptions& options)
{
    // A JSON text is an object or a list for Qt's parser.
    const QJsonArray list = QJsonDocument::fromJson('[' + line + ']').array();
    if (list.size() != 1 || !list[0].isString()) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "Line %1 of the input is no JSON string"),
                    {QString::number(number)},
                    QT_TRANSLATE_NOOP("core", "write each answer as one JSON string a line"));
    }
    const QString raw = list[0].toString();
    return turn == 1 ? toJson(parseTurn1(raw, options)) : toJson(parseTurn2(raw, options));
}

Outcome run(const Context& c)
{
    if (const auto none = c.args.exactly({}); !none)
        return tl::unexpected(none.error());
    const auto turn = c.args.integer("turn", 1, 2);
    if (!turn)
        return tl::unexpected(turn.error());
    ParseOptions options;
    const auto sampled = c.args.integer("sampled", 1, 1'000'000);
    if (!sampled)
        return tl::unexpected(sampled.error());
    options.sampled = int(sampled->value_or(options.sampled));
    if (c.args.has("size")) {
        const auto size = sizeOf(c.args.value("size"));
        if (!size)
            return wrongUsage(QT_TRANSLATE_NOOP("core", "“%1” is no size: WxH is, as in 840x840"),
                              {c.args.value("size")});
        options.size = *size;
    }
    return forEachLine(c, [&](const QByteArray& line, int number) -> Result<void> {
        const auto parsed = parseLine(line, number, int(turn->value_or(1)), options);
        if (!parsed)
            return tl::unexpected(parsed.error());
        c.terminal.raw(QJsonDocument(*parsed).toJson(QJsonDocument::Compact) + '\n');
        return {};
    });
}

} // namespace

Command parseCommand()
{
    return {"parse",
            "read a model's raw answers (JSON strings, one a line, on stdin) as the chain would",
            "[--turn 1|2] [--sampled N] [--size WxH]",
            {{"turn", "1|2", "which turn the answers are of (default 1)"},
             {"sampled", "N", "frames that were shown (default 16)"},
             {"size", "WxH", "picture that the model saw (default 840x840)"}},
            run};
}

} // namespace revseg::cli
