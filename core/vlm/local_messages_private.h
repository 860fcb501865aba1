// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/nn/qwen_chat.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace revseg {

/// The networks' folder knows no Qt: what it says in English goes into a sentence of ours.
inline Error errorOf(const nn::Failure& failure)
{
    using Kind = nn::Failure::Kind;
    const ErrorKind kind = failure.kind == Kind::NotFound       ? ErrorKind::NotFound
                           : failure.kind == Kind::Unreadable   ? ErrorKind::Unreadable
                           : failure.kind == Kind::Unsupported  ? ErrorKind::Unsupported
                           : failure.kind == Kind::Corrupt      ? ErrorKind::Corrupt
                           : failure.kind == Kind::InvalidInput ? ErrorKind::InvalidInput
                           : failure.kind == Kind::OutOfMemory  ? ErrorKind::OutOfMemory
                                                                : ErrorKind::Model;
    if (failure.kind == Kind::Cancelled)
        return cancelled();
    const char* remedy = "";
    if (kind == ErrorKind::OutOfMemory)
        remedy =
            QT_TRANSLATE_NOOP("core", "use precision=bfloat16 or a smaller model, close other programs, or "
                                      "ask a server");
    return makeError(kind, QT_TRANSLATE_NOOP("core", "The model cannot be used: %1"),
                     {oneLine(QString::fromStdString(failure.what))}, remedy);
}

/// Messages as the command line and chat servers have them: content is a text, or a list of texts, images
/// (`image`, `image_url`) and videos.
inline Result<std::vector<nn::ChatMessage>> chatMessages(const QJsonArray& messages)
{
    const auto wrong = [](qsizetype number) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "Message %1 is no message of a role and a content"),
                    {QString::number(number)},
                    QT_TRANSLATE_NOOP("core", "write the messages as the manual of “forward” shows"));
    };
    std::vector<nn::ChatMessage> out;
    for (const QJsonValue& value : messages) {
        const qsizetype number = qsizetype(out.size()) + 1;
        const QJsonValue content = value[u"content"];
        if (!value[u"role"].isString() || !(content.isString() || content.isArray()))
            return wrong(number);
        nn::ChatMessage message{value[u"role"].toString().toStdString(), {}};
        if (content.isString())
            message.parts.push_back({nn::ChatPart::Kind::Text, content.toString().toStdString()});
        for (const QJsonValue& part : content.toArray()) {
            const QString type = part[u"type"].toString();
            const auto is = [&](const QString& kind) {
                const QString url = kind + QLatin1String("_url");
                const QJsonObject object = part.toObject();
                return type == kind || type == url || object.contains(kind) || object.contains(url);
            };
            if (is(QStringLiteral("image")))
                message.parts.push_back({nn::ChatPart::Kind::Image, {}});
            else if (is(QStringLiteral("video")))
                message.parts.push_back({nn::ChatPart::Kind::Video, {}});
            else if (part[u"text"].isString())
                message.parts.push_back({nn::ChatPart::Kind::Text, part[u"text"].toString().toStdString()});
            else
                return wrong(number);
        }
        out.push_back(std::move(message));
    }
    return out;
}

} // namespace revseg
