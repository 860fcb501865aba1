// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/input_lines.h"
#include "core/vlm/local_tokenizer.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace revseg::cli {

namespace {

Outcome run(const Context& c)
{
    if (const auto none = c.args.exactly({}); !none)
        return tl::unexpected(none.error());
    const auto model = c.args.required("model");
    if (!model)
        return tl::unexpected(model.error());
    const bool chat = c.args.has("chat");
    const auto tokenizer = LocalTokenizer::open(*model);
    if (!tokenizer)
        return failed(tokenizer.error());
    return forEachLine(c, [&](const QByteArray& line, int number) -> Result<void> {
        // A JSON text is an object or a list for Qt's parser.
        const QJsonArray list = QJsonDocument::fromJson('[' + line + ']').array();
        if (list.size() != 1 || !(chat ? list[0].isArray() : list[0].isString())) {
            return fail(ErrorKind::InvalidInput,
                        chat ? QT_TRANSLATE_NOOP("core", "Line %1 of the input is no JSON list of messages")
                             : QT_TRANSLATE_NOOP("core", "Line %1 of the input is no JSON string"),
                        {QString::number(number)}, QT_TRANSLATE_NOOP("core", "write one JSON value a line"));
        }
        const auto text =
            chat ? LocalTokenizer::render(list[0].toArray()) : Result<QString>(list[0].toString());
        if (!text)
            return tl::unexpected(text.error());
        const auto ids = tokenizer->encode(*text);
        if (!ids)
            return tl::unexpected(ids.error());
        QJsonArray numbers;
        for (const qint64 id : *ids)
            numbers << id;
        const QJsonObject out{{QStringLiteral("ids"), numbers},
                              {QStringLiteral("text"), chat ? *text : tokenizer->decode(*ids)}};
        c.terminal.raw(QJsonDocument(out).toJson(QJsonDocument::Compact) + '\n');
        return {};
    });
}

} // namespace

Command tokenizeCommand()
{
    return {"tokenize",
            "show a model's tokens for texts (JSON strings, one a line, on stdin)",
            "--model DIR [--chat]",
            {{"model", "DIR", "folder with tokenizer.json"},
             {"chat", "", "read a list of messages a line, and render them first"}},
            run};
}

} // namespace revseg::cli
