// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <deque>
#include <memory>
#include <mutex>
#include <vector>

class QObject;
class QTcpServer;
class QThread;

namespace revseg::test {

/// A server of chat completions on 127.0.0.1, in a thread of its own, that does what its script says: any
/// bytes, in any pieces, with pauses, and with faults. Each connection serves one request.
class ChatServer
{
public:
    struct Step
    {
        enum class Kind {
            Send,
            Wait,
            Close, ///< in good order
            Drop,  ///< in the middle of things
            Hang   ///< keeps the connection open and says nothing more
        };
        Kind kind = Kind::Send;
        QByteArray bytes;
        int ms = 0;
    };
    using Script = std::vector<Step>;

    struct Request
    {
        QByteArray method;
        QByteArray path;
        QHash<QByteArray, QByteArray> headers; ///< names in lower case
        QByteArray body;
    };

    ChatServer();
    ~ChatServer();
    ChatServer(const ChatServer&) = delete;
    ChatServer& operator=(const ChatServer&) = delete;

    QString url() const; ///< "http://127.0.0.1:PORT/v1"
    quint16 port() const { return m_port; }

    void add(Script script);    ///< for the next request that has none yet
    void always(Script script); ///< for all requests that have none of their own
    std::vector<Request> requests() const;

    static Step send(QByteArray bytes) { return {Step::Kind::Send, std::move(bytes), 0}; }
    static Step wait(int ms) { return {Step::Kind::Wait, {}, ms}; }
    static Step close() { return {Step::Kind::Close, {}, 0}; }
    static Step drop() { return {Step::Kind::Drop, {}, 0}; }
    static Step hang() { return {Step::Kind::Hang, {}, 0}; }

    /// "HTTP/1.1 200 OK", with the given lines and "Connection: close".
    static QByteArray head(int status, const QByteArray& type, const QByteArray& lines = {});
    /// "data: {"choices":[{"delta":{"content":TEXT}}]}" and an empty line.
    static QByteArray event(const QString& text);
    static QByteArray finishEvent(const QByteArray& reason = "stop");
    /// A whole streamed answer in pieces of some characters, `pause_ms` apart, with usage and [DONE].
    static Script answer(const QString& text, int pause_ms = 0, int promptTokens = 11, int answerTokens = 5);
    /// One answer with a body of known length.
    static Script whole(int status, const QByteArray& type, const QByteArray& body,
                        const QByteArray& lines = {});

private:
    class Connection;
    Script next(Request request);

    std::unique_ptr<QThread> m_thread;
    QTcpServer* m_server = nullptr; ///< lives in m_thread
    quint16 m_port = 0;
    mutable std::mutex m_mutex;
    std::deque<Script> m_scripts;
    Script m_always;
    std::vector<Request> m_requests;
};

} // namespace revseg::test
