// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vlm/vlm_backend.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <optional>

namespace revseg {

/// Reads the body of a chat completion as it arrives, in pieces of any size: server-sent events, or one plain
/// JSON answer from a server that does not stream.
class ChatStream
{
public:
    enum class Trouble {
        Html,        ///< a web page
        Malformed,   ///< no chat completion; detail is what was found
        ServerError, ///< the server reports an error; detail is its text
        TooLarge     ///< more bytes than the answer can need
    };
    struct Failure
    {
        Trouble trouble;
        QString detail;
    };
    using DeltaFn = std::function<void(const QString&)>;

    /// `maxTokens` bounds what is accepted, however much the server sends.
    ChatStream(int maxTokens, DeltaFn onDelta);

    void setContentType(const QByteArray& type); ///< before the first byte
    /// Takes the next bytes; nothing, or why the body is no good.
    std::optional<Failure> feed(const QByteArray& bytes);
    /// The body is over.
    std::optional<Failure> finish();

    /// Nothing more is needed: the end was marked, or the bound was reached.
    bool isDone() const { return m_done; }
    /// The server has given a finish_reason or marked the end.
    bool isComplete() const { return m_done || !m_answer.finish.isEmpty(); }
    /// Whether anything that belongs to an answer has come.
    bool hasAnswer() const { return m_sawChoice; }
    const VlmAnswer& answer() const { return m_answer; }

private:
    enum class Form { Unknown, Events, Json, Html };

    std::optional<Failure> line(const QByteArray& line);
    std::optional<Failure> event(const QByteArray& data, bool last);
    std::optional<Failure> object(const QJsonObject& object);
    std::optional<Failure> wholeBody();
    void choice(const QJsonObject& choice);
    void add(const QString& text);
    void endThought();
    void emitText(QString text);

    DeltaFn m_onDelta;
    qint64 m_mostCharacters;
    qint64 m_mostBytes;
    qint64 m_bytes = 0;
    Form m_form = Form::Unknown;
    QByteArray m_buffer; ///< what is not yet a whole line, or the whole body
    QByteArray m_event;  ///< data lines of an event that is not yet whole
    bool m_skipLineFeed = false;
    bool m_done = false;
    bool m_sawChoice = false;
    bool m_thinking = false; ///< inside a thought that the server sends apart
    bool m_spoke = false;
    QChar m_half; ///< first half of a surrogate pair, held back
    VlmAnswer m_answer;
};

} // namespace revseg
