// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/chat_stream.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace revseg {

namespace {

/// Parses JSON that may hold bytes that are no UTF-8; those become replacement characters.
QJsonDocument parse(const QByteArray& bytes)
{
    QJsonParseError error;
    QJsonDocument json = QJsonDocument::fromJson(bytes, &error);
    if (error.error == QJsonParseError::IllegalUTF8String)
        json = QJsonDocument::fromJson(QString::fromUtf8(bytes).toUtf8());
    return json;
}

QString excerpt(const QByteArray& bytes)
{
    return oneLine(QString::fromUtf8(bytes.left(160))).trimmed();
}

/// Text that is a string, or a list of {"type":"text","text"} parts.
QString textOf(const QJsonValue& content)
{
    if (!content.isArray())
        return content.toString();
    QString out;
    for (const QJsonValue part : content.toArray())
        out += part[QStringLiteral("text")].toString();
    return out;
}

} // namespace

ChatStream::ChatStream(int maxTokens, DeltaFn onDelta)
    : m_onDelta(std::move(onDelta))
    // A token has about 4 characters, and hardly ever more than 16.
    , m_mostCharacters(qint64(maxTokens) * 16 + 256)
    // Around each token there is an event of some hundred bytes, more with log-probabilities.
    , m_mostBytes(qint64(maxTokens) * 4096 + (4 << 20))
{
}

void ChatStream::setContentType(const QByteArray& type)
{
    const QByteArray t = type.toLower();
    if (t.startsWith("text/event-stream"))
        m_form = Form::Events;
    else if (t.startsWith("text/html"))
        m_form = Form::Html;
}

std::optional<ChatStream::Failure> ChatStream::feed(const QByteArray& bytes)
{
    if (m_done)
        return std::nullopt;
    m_bytes += bytes.size();
    if (m_bytes > m_mostBytes)
        return Failure{Trouble::TooLarge, QString::number(m_mostBytes)};
    m_buffer += bytes;
    if (m_form == Form::Unknown) {
        QByteArray start = m_buffer.left(64).trimmed();
        if (start.startsWith("\xEF\xBB\xBF"))
            start = start.mid(3).trimmed();
        if (start.isEmpty())
            return std::nullopt;
        const char c = start[0];
        m_form = c == '{' || c == '[' ? Form::Json : c == '<' ? Form::Html : Form::Events;
    }
    if (m_form == Form::Html)
        return Failure{Trouble::Html, excerpt(m_buffer)};
    if (m_form == Form::Json)
        return std::nullopt;

    qsizetype from = 0;
    for (qsizetype at = 0; at < m_buffer.size() && !m_done; ++at) {
        const char c = m_buffer[at];
        if (m_skipLineFeed && c == '\n') { // the second half of a CRLF
            m_skipLineFeed = false;
            from = at + 1;
            continue;
        }
        m_skipLineFeed = false;
        if (c != '\n' && c != '\r')
            continue;
        m_skipLineFeed = c == '\r';
        const QByteArray whole = m_buffer.mid(from, at - from);
        from = at + 1;
        if (auto failure = line(whole))
            return failure;
    }
    m_buffer.remove(0, from);
    return std::nullopt;
}

std::optional<ChatStream::Failure> ChatStream::finish()
{
    if (m_form == Form::Json) {
        if (auto failure = wholeBody())
            return failure;
    } else if (!m_done) {
        if (!m_buffer.isEmpty()) {
            if (auto failure = line(std::exchange(m_buffer, {})))
                return failure;
        }
        // What is left of an event is one that was cut off: the caller sees that the answer is not complete.
        m_event.clear();
    }
    endThought();
    if (!m_half.isNull())
        emitText(QString());
    return std::nullopt;
}

std::optional<ChatStream::Failure> ChatStream::line(const QByteArray& line)
{
    if (line.isEmpty())
        return m_event.isEmpty() ? std::nullopt : event(std::exchange(m_event, {}), true);
    QByteArray field = line;
    if (field.startsWith("\xEF\xBB\xBF"))
        field = field.mid(3);
    if (!field.startsWith("data:"))
        return std::nullopt; // comments, event names, ids
    field = field.mid(field.startsWith("data: ") ? 6 : 5);
    if (!m_event.isEmpty())
        m_event += '\n';
    m_event += field;
    // Some servers leave out the empty line between events.
    return event(m_event, false);
}

std::optional<ChatStream::Failure> ChatStream::event(const QByteArray& data, bool last)
{
    const QByteArray trimmed = data.trimmed();
    if (trimmed == "[DONE]") {
        m_event.clear();
        m_done = true;
        return std::nullopt;
    }
    if (trimmed.isEmpty())
        return std::nullopt;
    const QJsonDocument json = parse(trimmed);
    if (!json.isObject()) {
        if (!last)
            return std::nullopt;
        return Failure{Trouble::Malformed, excerpt(trimmed)};
    }
    m_event.clear();
    return object(json.object());
}

std::optional<ChatStream::Failure> ChatStream::wholeBody()
{
    const QJsonDocument json = parse(m_buffer.trimmed());
    QJsonObject body = json.object();
    if (json.isArray() && !json.array().isEmpty()) // how some gateways wrap their errors
        body = json.array().first().toObject();
    if (body.isEmpty())
        return Failure{Trouble::Malformed, excerpt(m_buffer)};
    m_buffer.clear();
    if (auto failure = object(body))
        return failure;
    if (!m_sawChoice)
        return Failure{Trouble::Malformed, excerpt(QJsonDocument(body).toJson(QJsonDocument::Compact))};
    m_done = true;
    return std::nullopt;
}

std::optional<ChatStream::Failure> ChatStream::object(const QJsonObject& object)
{
    const QJsonValue error = object[QStringLiteral("error")];
    if (!error.isUndefined() && !error.isNull()) {
        QString text = error.isString() ? error.toString() : error[QStringLiteral("message")].toString();
        if (text.isEmpty())
            text = QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
        return Failure{Trouble::ServerError, text};
    }
    if (object[QStringLiteral("object")].toString() == QLatin1String("error"))
        return Failure{Trouble::ServerError, object[QStringLiteral("message")].toString()};
    if (const QJsonObject usage = object[QStringLiteral("usage")].toObject(); !usage.isEmpty()) {
        m_answer.prompt_tokens = usage[QStringLiteral("prompt_tokens")].toInt();
        m_answer.answer_tokens = usage[QStringLiteral("completion_tokens")].toInt();
    }
    const QJsonArray choices = object[QStringLiteral("choices")].toArray();
    if (!choices.isEmpty())
        choice(choices.first().toObject());
    return std::nullopt;
}

void ChatStream::choice(const QJsonObject& choice)
{
    m_sawChoice = true;
    QJsonObject message = choice[QStringLiteral("delta")].toObject();
    if (message.isEmpty())
        message = choice[QStringLiteral("message")].toObject();
    // Servers that part thought from answer take the tags away; they are put back, so that the text is what
    // the model wrote.
    QString thought = message[QStringLiteral("reasoning_content")].toString();
    if (thought.isEmpty())
        thought = message[QStringLiteral("reasoning")].toString();
    if (!thought.isEmpty()) {
        if (!m_thinking && !m_spoke) {
            m_thinking = true;
            add(QStringLiteral("<think>"));
        }
        add(thought);
    }
    QString text = textOf(message[QStringLiteral("content")]);
    if (text.isEmpty())
        text = choice[QStringLiteral("text")].toString();
    if (!text.isEmpty()) {
        endThought();
        add(text);
    }
    for (const QJsonValue token : choice[QStringLiteral("logprobs")][QStringLiteral("content")].toArray()) {
        if (qint64(m_answer.tokens.size()) < m_mostCharacters) {
            m_answer.tokens.push_back(
                {token[QStringLiteral("token")].toString(), token[QStringLiteral("logprob")].toDouble()});
        }
    }
    const QString finish = choice[QStringLiteral("finish_reason")].toString();
    if (!finish.isEmpty() && !m_done)
        m_answer.finish = finish;
}

void ChatStream::endThought()
{
    if (m_thinking) {
        m_thinking = false;
        add(QStringLiteral("</think>"));
    }
}

void ChatStream::add(const QString& text)
{
    if (m_done)
        return;
    m_spoke = true;
    const qint64 room = m_mostCharacters - m_answer.text.size();
    if (text.size() <= room) {
        emitText(text);
        return;
    }
    emitText(text.left(room));
    m_answer.finish = QStringLiteral("length");
    m_done = true;
}

void ChatStream::emitText(QString text)
{
    const bool flush = text.isEmpty();
    if (!m_half.isNull())
        text.prepend(std::exchange(m_half, QChar()));
    if (!flush && !text.isEmpty() && text.back().isHighSurrogate()) {
        m_half = text.back();
        text.chop(1);
    }
    if (text.isEmpty())
        return;
    m_answer.text += text;
    if (m_onDelta)
        m_onDelta(text);
}

} // namespace revseg
